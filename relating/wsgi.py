"""The application as a server runs it. It refuses to start unsafe."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relating.settings")
django.setup()


def checked() -> WSGIHandler:
    """The application, once everything that must hold was found to hold."""
    from relating.vault import start

    start.check()
    return WSGIHandler()


application = checked()
