"""The ending: the last day that both say yes to, or that one of the two ended without a day."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar, Literal, TypeAlias

from msgspec.structs import force_setattr

from relating.case.entry import Entry
from relating.case.fields import Misfit, Moment, Words, in_utc

Access: TypeAlias = Literal["at_once", "month", "stays"]
"""When the counsellor's access closes once the two have ended."""


class Ending(Entry, frozen=True, kw_only=True, tag="ending"):
    """One side's word about the ending; each side has one.

    `day` is the last day that this side says yes to, `stopped_at` when it said that they have
    ended without one. `words` are to the other: how this side would like to end. The client alone
    says when the counsellor's `access` closes; while nothing is said, it stays.
    """

    stays: ClassVar = True
    after_ending: ClassVar = True

    visibility: Literal["shared"] = "shared"
    day: date | None = None
    stopped_at: Moment | None = None
    words: Words = ""
    access: Access | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.stopped_at is not None:
            force_setattr(self, "stopped_at", in_utc("stopped_at", self.stopped_at))
        if self.access is not None and self.author != "client":
            raise Misfit("access", "only the client says this")

    def ends_by(self, now: datetime) -> bool:
        """Whether this side holds that the two have ended: it said so, or its last day is over."""
        return self.stopped_at is not None or (self.day is not None and self.day < now.date())

    @property
    def settled(self) -> bool:
        """A day is said yes to anew; an earlier word is never put in its place."""
        return True


def day_agreed(said: Iterable[Ending]) -> date | None:
    """The last day, once both say yes to the same one.

    >>> from datetime import UTC, datetime
    >>> from uuid import UUID
    >>> at = datetime(2026, 3, 2, tzinfo=UTC)
    >>> ana, ben = (Ending(id=UUID(int=n), author=who, recorded_at=at, day=date(2026, 5, 4))
    ...     for n, who in enumerate(("client", "counsellor")))
    >>> day_agreed([ana, ben]), day_agreed([ana])
    (datetime.date(2026, 5, 4), None)
    """
    days = {each.author: each.day for each in said}
    both = days.keys() == {"client", "counsellor"}
    return days["client"] if both and days["client"] == days["counsellor"] else None


def stopped(said: Iterable[Ending]) -> Ending | None:
    """The first word of one of the two that they have ended without a day."""
    found = [each for each in said if each.stopped_at is not None]
    return min(found, key=lambda each: each.stopped_at or each.recorded_at, default=None)


def access(said: Iterable[Ending]) -> Access:
    """When the counsellor's access closes, as the client says."""
    return next((each.access for each in said if each.access is not None), "stays")
