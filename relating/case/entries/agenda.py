"""What somebody would like to bring into an hour, and what is left for another day."""

from typing import Annotated, Literal, TypeAlias

from msgspec.structs import force_setattr

from relating.case.entry import Entry
from relating.case.fields import (
    FEW,
    CounsellorsOwn,
    EntryId,
    Moment,
    NeverShared,
    SessionId,
    Words,
    in_utc,
)

Worth: TypeAlias = Literal["dip", "promise", "rhyme"]
"""Why something may be worth bringing into the room."""


class Agenda(Entry, frozen=True, kw_only=True, tag="agenda"):
    """What I would like to bring: the client's or the counsellor's, private until it is sent.

    `words` say it, `about` are entries it speaks of, `session` is the hour it is meant for (`None`
    is the next one), and `done_at` is when it was dealt with.
    """

    words: Words = ""
    about: Annotated[tuple[EntryId, ...], FEW] = ()
    session: SessionId | None = None
    done_at: Moment | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.done_at is not None:
            force_setattr(self, "done_at", in_utc("done_at", self.done_at))


class Aside(Entry, frozen=True, kw_only=True, tag="aside"):
    """Not today: something worth bringing that the counsellor leaves for another hour.

    `worth` is why it was offered, `about` the entries that were shown for it. It holds until the
    next hour has been.
    """

    author: CounsellorsOwn
    visibility: NeverShared
    worth: Worth
    about: Annotated[tuple[EntryId, ...], FEW] = ()
