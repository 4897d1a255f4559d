"""The secret address of a counsellor's calendar: made, made anew, closed."""

import secrets

from django.db import transaction
from django.utils import timezone

from relating.journal import trail
from relating.people import devices, feeds, gate
from relating.people.gate import Viewer
from relating.people.models import CalendarFeed


def open_feed(actor: Viewer) -> str:
    """Make a secret address, which is not kept; the one before stops working at once.

    Raises:
        Hidden: the actor is no counsellor.
    """
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        gate.counsellors_practice(actor)
        made = {"digest": devices.digest(token), "made_at": timezone.now()}
        CalendarFeed.objects.update_or_create(user_id=actor.id, defaults=made)
        trail.of_practice(actor, "opened", "calendar", actor.id)
    return token


def say_in_feed(actor: Viewer, *, minutes_before: int | None, says_where: bool) -> None:
    """Choose what the calendar says beside when.

    Raises:
        Hidden: the actor has no such address.
    """
    with transaction.atomic():
        feed = gate.there(feeds.of_counsellor(actor))
        CalendarFeed.objects.filter(pk=feed.pk).update(
            minutes_before=minutes_before, says_where=says_where
        )
        trail.of_practice(actor, "revised", "calendar", actor.id)


def close_feed(actor: Viewer) -> None:
    """Let the address lead nowhere from now on.

    Raises:
        Hidden: the actor has none.
    """
    with transaction.atomic():
        feed = gate.there(feeds.of_counsellor(actor))
        feed.delete()
        trail.of_practice(actor, "closed", "calendar", actor.id)
