"""The session: one hour of counselling, planned or held."""

from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from msgspec import Meta
from msgspec.structs import force_setattr

from relating.case.entry import Entry
from relating.case.fields import Moment, Words, in_utc

State: TypeAlias = Literal["planned", "held", "moved", "missed", "cancelled"]
CancelledBy: TypeAlias = Literal["client", "counsellor", "neither"]
LateOne: TypeAlias = Literal["client", "counsellor", "both"]
Medium: TypeAlias = Literal["in_person", "video", "phone", "text"]
USUAL_MINUTES: Final = 50
"""So long an hour is that does not say how long."""


class Session(Entry, frozen=True, kw_only=True, tag="session"):
    """One hour: when, how long, what the two keep of it and what they come back to next time.

    Of one that was cancelled, `cancelled_by` says whose word it was, and `days_before` how long
    before it came; of one that was moved, `moved_to` when it is instead. `late` says who came late,
    and `minutes_late` by how much. Nothing is counted or inferred from any of it.
    """

    recorded_by: ClassVar = ("counsellor",)

    at: Moment
    state: State
    number: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    minutes: Annotated[int, Meta(ge=1, le=1_440)] | None = None
    medium: Medium | None = None
    summary: Words = ""
    next_time: Words = ""
    reason: Words = ""
    cancelled_by: CancelledBy | None = None
    days_before: Annotated[int, Meta(ge=0, le=366)] | None = None
    moved_to: Moment | None = None
    late: LateOne | None = None
    minutes_late: Annotated[int, Meta(ge=1, le=1_440)] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "at", in_utc("at", self.at))
        if self.moved_to is not None:
            force_setattr(self, "moved_to", in_utc("moved_to", self.moved_to))
