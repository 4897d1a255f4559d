"""The safety plan as pages show it: its steps, and whom it names to call."""

from dataclasses import dataclass

from django.utils.functional import Promise

from relating.case import Safety
from relating.web.safety.forms import STEPS, TO_CALL


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan, and what belongs there while it is empty."""

    number: int
    title: Promise
    help: Promise
    words: str
    named: str
    """Whom it names to call; the numbers stand above all steps."""


def steps(plan: Safety | None) -> tuple[Step, ...]:
    """The six steps, in the order in which to try them."""
    return tuple(
        Step(number, title, help_text, getattr(plan, name) if plan else "", named(plan, name))
        for number, (name, (title, help_text)) in enumerate(STEPS.items(), start=1)
    )


def named(plan: Safety | None, step: str) -> str:
    """Whom one step of the plan names to call."""
    held = getattr(plan, TO_CALL[step]) if plan and step in TO_CALL else ()
    return " · ".join(each.name or each.number for each in held)
