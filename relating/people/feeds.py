"""The secret address of a counsellor's calendar: whose it is, and what it may say."""

from relating.people import gate
from relating.people.devices import digest
from relating.people.gate import Viewer
from relating.people.models import CalendarFeed


def of_token(token: str) -> CalendarFeed:
    """The feed that has this secret.

    Raises:
        Hidden: none, or its address was changed or closed, or whose it is works here no more.
    """
    held = CalendarFeed.objects.filter(digest=digest(token), user__is_active=True)
    found = gate.there(held.select_related("user").first())
    gate.counsellors_practice(gate.viewer_of(found.user))
    return found


def of_counsellor(viewer: Viewer) -> CalendarFeed | None:
    """The viewer's own feed, if they have one.

    Raises:
        Hidden: they open no cases, and so they have no hours.
    """
    gate.counsellors_practice(viewer)
    return CalendarFeed.objects.filter(user_id=viewer.id).first()
