"""The application as a server runs it. It refuses to start unsafe, and ends with its server."""

import gc
import os
from multiprocessing import parent_process
from threading import Thread

import django
from django.core.handlers.wsgi import WSGIHandler

from relating.engine.patterns.threads import one_thread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relating.settings")
one_thread()
django.setup()

from django.urls import get_resolver  # noqa: E402

from relating.vault import servers, start  # noqa: E402  there are no models before this


def checked() -> WSGIHandler:
    """The application, once everything that must hold was found to hold."""
    servers.keep_connections()  # a worker has its settings from the server that begot it
    start.check()
    return WSGIHandler()


def end_with_the_server() -> None:
    """A worker whose server was killed must not answer on: the next server would find its port and
    its folder taken."""
    server = parent_process()
    if server is not None:
        server.join()
        os._exit(1)


application = checked()
Thread(target=end_with_the_server, daemon=True).start()

# Every address is loaded before the first is asked for. What is there by now lives as long as the
# process: the collector need not look at it again.
get_resolver().url_patterns  # noqa: B018  loads them
gc.freeze()

# A long case is tens of thousands of values that hold no circles, made in one go: the collector
# would look through them again and again while they are made.
gc.set_threshold(50_000, 20, 20)
