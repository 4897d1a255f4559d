"""The application as a server runs it. It refuses to start unsafe."""

import gc
import os

import django
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relating.settings")
django.setup()

from relating.vault import start  # noqa: E402  there are no models before this


def checked() -> WSGIHandler:
    """The application, once everything that must hold was found to hold."""
    start.check()
    return WSGIHandler()


application = checked()

# What is loaded by now lives as long as the process: the collector need not look at it again.
gc.freeze()
