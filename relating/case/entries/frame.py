"""The frame of a case: its label, its beginning, and what the two agreed on."""

from datetime import date
from typing import Annotated, ClassVar, Literal, TypeAlias
from uuid import UUID

from msgspec import Meta

from relating.case.entry import Kept, Value
from relating.case.fields import FEW, Label, Words

Horizon: TypeAlias = Literal["short", "medium", "long", "open"]
Focus: TypeAlias = Literal["grief", "dispute", "transition", "sensitivities"]
"""The four areas of the time-limited therapy of the same name."""


class Contract(Value, frozen=True, kw_only=True):
    """How long the two mean to work together; `sessions` is the number planned, if any.

    `reviews` are the days on which they look at the work together, `ends` the day agreed as last.
    `focus` is for those who work in the classical way, and `phase` a word of the two for where
    they are, or none.
    """

    horizon: Horizon
    sessions: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    reviews: Annotated[tuple[date, ...], FEW] = ()
    ends: date | None = None
    focus: Annotated[tuple[Focus, ...], FEW] = ()
    phase: Words = ""


class Beginning(Value, frozen=True, kw_only=True):
    """What the two put in words of their own beside what both agree to: who reads what, what
    happens in danger, what may feel strange, what they may stop."""

    reads: Words = ""
    danger: Words = ""
    strange: Words = ""
    stop: Words = ""


class Frame(Kept, frozen=True, kw_only=True):
    """The case itself. The label is an alias or initials, never needed to be a name."""

    recorded_by: ClassVar = ("counsellor",)
    joint: ClassVar = True
    stays: ClassVar = True

    id: UUID
    label: Label
    started: date
    contract: Contract | None = None
    beginning: Beginning | None = None
