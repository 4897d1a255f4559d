"""Whom to call, on every page that somebody may stand before in a bad hour."""

from collections.abc import Iterator

from django.conf import settings

from relating.case import Safety
from relating.journal.queries import OpenCase
from relating.people import clinic
from relating.web.voice.help_lines import Call, Line, calls, help_lines
from relating.web.voice.telephones import dialled


def to_call(country: str) -> tuple[Line, ...]:
    """The help lines of a practice: its own, or those of its country."""
    return help_lines(settings.HELP_LINES, country)


def buttons(country: str) -> tuple[Call, ...]:
    """The same, each as a button."""
    return calls(settings.HELP_LINES, country)


def whom_to_call(case: OpenCase) -> tuple[Call, ...]:
    """The lines of the practice, then whom her safety plan names, each as a button."""
    return (*buttons(clinic.country(case.at.clinic_id)), *of_her_own(case.safety))


def of_her_own(plan: Safety | None) -> Iterator[Call]:
    """Whom the plan names to call, each as a button."""
    if plan is not None:
        for each in (*plan.people_to_call, *plan.professionals_to_call):
            yield Call(each.name, each.number, dialled(each.number))


def at_the_door() -> tuple[Line, ...]:
    """Those of this installation, before anybody said who they are."""
    return to_call(clinic.country())
