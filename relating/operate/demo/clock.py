"""The clock of the demo: what a story tells was written when it was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Within it, it is this moment for whoever asks Django for the time. The demo is made before
    anything is served, so that nobody else asks."""
    really = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = really
