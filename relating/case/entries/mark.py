"""The mark: a moment in the hour, noted with one key."""

from typing import Annotated

from msgspec.structs import force_setattr

from relating.case.entry import Entry
from relating.case.fields import (
    CounsellorsOwn,
    EntryId,
    Misfit,
    Moment,
    NeverShared,
    SessionId,
    Words,
    code_of,
    in_utc,
)


class Mark(Entry, frozen=True, kw_only=True, tag="mark"):
    """Something was there, at `at`. The counsellor's own; words come after the hour.

    `client_move` is what the client did and `pull` what it pulled the counsellor to, if there was
    a hand free to say so. After the hour it gets a line of `words`, or it `became` an episode, or
    it was `thrown_away`.
    """

    author: CounsellorsOwn
    visibility: NeverShared
    at: Moment
    session: SessionId | None = None
    client_move: Annotated[str, code_of("client_move")] | None = None
    pull: Annotated[str, code_of("pull")] | None = None
    words: Words = ""
    became: EntryId | None = None
    thrown_away: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "at", in_utc("at", self.at))
        if self.thrown_away and self.became is not None:
            raise Misfit("thrown_away", "a mark that became an episode was not thrown away")

    @property
    def stands(self) -> bool:
        """Whether it is a mark and nothing else so far: no episode, and not thrown away."""
        return self.became is None and not self.thrown_away

    @property
    def waits(self) -> bool:
        """Whether somebody still has to say what this was."""
        return self.stands and not self.words
