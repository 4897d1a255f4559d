"""The safety plan as pages show it: its steps, and whom it names to call."""

from dataclasses import dataclass

from django.utils.functional import Promise

from relating.case import Safety
from relating.web.safety.forms import STEPS, TO_CALL
from relating.web.voice.telephones import dialled


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan, and what belongs there while it is empty."""

    number: int
    title: Promise
    help: Promise
    words: str
    calls: tuple[tuple[str, str, str], ...]
    """Whom to call: a name, the number as it is written, and what is dialled."""


def steps(plan: Safety | None) -> tuple[Step, ...]:
    """The six steps, in the order in which to try them."""
    return tuple(
        Step(number, title, help_text, getattr(plan, name) if plan else "", calls(plan, name))
        for number, (name, (title, help_text)) in enumerate(STEPS.items(), start=1)
    )


def calls(plan: Safety | None, step: str) -> tuple[tuple[str, str, str], ...]:
    """Whom to call in one step of the plan."""
    held = getattr(plan, TO_CALL[step]) if plan and step in TO_CALL else ()
    return tuple((each.name, each.number, dialled(each.number)) for each in held)
