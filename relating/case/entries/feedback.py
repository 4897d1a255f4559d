"""Feedback that asks back: what I saw here and what it did to me; and what the client answers."""

from typing import Annotated

from msgspec.structs import force_setattr

from relating.case.entry import Entry
from relating.case.fields import (
    FEW,
    ClientsOwn,
    CounsellorsOwn,
    EntryId,
    FromZeroToTen,
    Misfit,
    Moment,
    SessionId,
    Words,
    code_of,
    in_utc,
)


class Feedback(Entry, frozen=True, kw_only=True, tag="feedback"):
    """What the counsellor saw here, what it did to them, and a question.

    `about` are the moments it speaks of and `session` the hour they were in. `saw` is what a
    camera would have seen or heard, `response` the counsellor's own feeling, `need` what they
    needed, `outside` a tentative link to elsewhere with the episodes `alike`, and `invitation` the
    question that asks back. `said_at` is when it was said in the hour. It is shared only once it
    was said, unless the two agreed that it may be read first (`agreed_ahead`). What of it may be
    the counsellor's own stands apart, in a `note`.
    """

    author: CounsellorsOwn
    session: SessionId | None = None
    about: Annotated[tuple[EntryId, ...], FEW] = ()
    saw: Words = ""
    response: Words = ""
    need: Words = ""
    outside: Words = ""
    alike: Annotated[tuple[EntryId, ...], FEW] = ()
    invitation: Words = ""
    said_at: Moment | None = None
    agreed_ahead: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.said_at is not None:
            force_setattr(self, "said_at", in_utc("said_at", self.said_at))
        elif self.visibility == "shared" and not self.agreed_ahead:
            raise Misfit("said_at", "feedback is shared once it was said, or if both agreed")

    @property
    def settled(self) -> bool:
        """What was said is not rewritten."""
        return self.said_at is not None


class Answer(Entry, frozen=True, kw_only=True, tag="answer"):
    """What the client answers to feedback or to a pattern, or adds to the summary of an hour.

    `to` is what it answers, `None` once that is gone. `resonance` is whether it fits, `None` when
    there are only `words`. `in_my_words` is the client's own wording of a pattern. `discomfort` is
    how it was to hear it (0 … 10), `useful` how it looks later (0 … 10). A pattern that she
    `retired` is put away; whether it fits stays as she said it.
    """

    author: ClientsOwn
    to: EntryId | None = None
    resonance: Annotated[str, code_of("resonance")] | None = None
    words: Words = ""
    in_my_words: Words = ""
    discomfort: FromZeroToTen | None = None
    useful: FromZeroToTen | None = None
    retired: bool = False
