"""Whom to call, on every page that somebody may stand before in a bad hour."""

from django.conf import settings

from relating.people import clinic
from relating.web.voice.help_lines import Call, Line, calls, help_lines


def to_call(country: str) -> tuple[Line, ...]:
    """The help lines of a practice: its own, or those of its country."""
    return help_lines(settings.HELP_LINES, country)


def buttons(country: str) -> tuple[Call, ...]:
    """The same, each as a button."""
    return calls(settings.HELP_LINES, country)


def at_the_door() -> tuple[Line, ...]:
    """Those of this installation, before anybody said who they are."""
    return to_call(clinic.country())
