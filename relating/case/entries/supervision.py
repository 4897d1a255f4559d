"""Supervision: what the client agrees to, and the few moments and the question that are lent."""

from typing import Annotated, ClassVar, Literal, TypeAlias
from uuid import UUID

from msgspec import Meta
from msgspec.structs import force_setattr

from relating.case.entry import Entry
from relating.case.fields import (
    FEW,
    ClientsOwn,
    ConsentId,
    CounsellorsOwn,
    EntryId,
    Label,
    Misfit,
    Moment,
    NeverShared,
    Words,
    in_utc,
)

MOST_LENT = 5
Purpose: TypeAlias = Literal["supervision"]


class Consent(Entry, frozen=True, kw_only=True, tag="consent"):
    """What the client agreed to: for what purpose (`to`), in which `words`, and for how long.

    `until` is when it ends by itself (`None` is not before it is withdrawn), `withdrawn_at` when
    the client took it back.
    """

    after_ending: ClassVar = True

    author: ClientsOwn
    to: Purpose
    words: Words = ""
    until: Moment | None = None
    withdrawn_at: Moment | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("until", "withdrawn_at"):
            _in_utc(self, name)

    @property
    def settled(self) -> bool:
        """A yes is given and taken back, and nothing between."""
        return True


class Supervision(Entry, frozen=True, kw_only=True, tag="supervision"):
    """A question to a supervisor with the few `entries` that it is about, lent until `expires`.

    `left_out` are further names, beyond those of the case's people, that do not leave the two.
    `supervisor` is whom it is lent to and `consent` what the client agreed to. The supervisor's
    `answer` of `answered_at` is written into it; `ended_at` is when the counsellor took it back
    before its time. It is the counsellor's own: the client sees that it happened, not what was
    asked.
    """

    after_ending: ClassVar = True

    author: CounsellorsOwn
    visibility: NeverShared
    question: Words = ""
    entries: Annotated[tuple[EntryId, ...], Meta(max_length=MOST_LENT)] = ()
    left_out: Annotated[tuple[Label, ...], FEW] = ()
    supervisor: UUID
    consent: ConsentId | None = None
    expires: Moment
    answer: Words = ""
    answered_at: Moment | None = None
    ended_at: Moment | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("expires", "answered_at", "ended_at"):
            _in_utc(self, name)
        if self.answer and self.answered_at is None:
            raise Misfit("answered_at", "say when it was answered")

    @property
    def settled(self) -> bool:
        """What was lent was read."""
        return True


def allows(consent: Consent, now: Moment) -> bool:
    """Whether the client's consent holds at this moment."""
    ends = [end for end in (consent.until, consent.withdrawn_at) if end is not None]
    return consent.recorded_at <= now and all(now < end for end in ends)


def is_lent(lent: Supervision, consent: Consent | None, now: Moment) -> bool:
    """Whether the supervisor may read it at this moment."""
    if consent is None or consent.id != lent.consent or not allows(consent, now):
        return False
    return now < lent.expires and (lent.ended_at is None or now < lent.ended_at)


def _in_utc(entry: Consent | Supervision, name: str) -> None:
    moment: Moment | None = getattr(entry, name)
    if moment is not None:
        force_setattr(entry, name, in_utc(name, moment))
