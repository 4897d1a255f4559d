"""The session: one hour of counselling, planned or held."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from msgspec import Meta
from msgspec.structs import force_setattr

from relating.case.entry import Entry
from relating.case.fields import Moment, Words, in_utc

State: TypeAlias = Literal["planned", "held", "moved", "missed"]
Medium: TypeAlias = Literal["in_person", "video", "phone", "text"]


class Session(Entry, frozen=True, kw_only=True, tag="session"):
    """One hour: when, how long, what the two keep of it and what they come back to next time."""

    recorded_by: ClassVar = ("counsellor",)

    at: Moment
    state: State
    number: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    minutes: Annotated[int, Meta(ge=1, le=1_440)] | None = None
    medium: Medium | None = None
    summary: Words = ""
    next_time: Words = ""
    reason: Words = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "at", in_utc("at", self.at))
