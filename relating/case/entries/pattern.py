"""The pattern: what may often go together. The engine or a person names it; the client says if."""

from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta
from msgspec.structs import force_setattr, replace

from relating.case.entry import Entry, Value
from relating.case.fields import (
    FEW,
    CounsellorsOwn,
    Misfit,
    Moment,
    Standing,
    Words,
    code_of,
    in_utc,
)

PatternState: TypeAlias = Literal["watching", "look_together", "not_this"]
NamedBy: TypeAlias = Literal["engine", "counsellor", "client"]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000)]

RESTS_FOR = timedelta(days=90)
"""For so long a pattern that is "not this" is offered to nobody."""


class Cue(Value, frozen=True, kw_only=True):
    """When it happens: what the other did, what I wished, where they stand, what I felt.

    `ended_badly` keeps to the times that ended badly for me. Where somebody stands is no cue alone.
    """

    other_did: Annotated[str, code_of("other_did")] | None = None
    wish: Annotated[str, code_of("wish")] | None = None
    standing: Standing | None = None
    feeling: Annotated[str, code_of("feeling")] | None = None
    ended_badly: bool = False

    def __post_init__(self) -> None:
        if self.other_did is None and self.wish is None and self.feeling is None:
            raise Misfit("other_did", "a cue needs what they did, what I wished or what I felt")


class NotThis(Value, frozen=True, kw_only=True):
    """What a client wants to see no more among what often goes together."""

    cue: Cue
    behaviour: Annotated[str, code_of("behaviour", "new")]


class Evidence(Value, frozen=True, kw_only=True):
    """What was counted when it was named: `k` of `n` times, `expected` of them by chance."""

    n: Count
    k: Count
    expected: Annotated[float, Meta(ge=0)] | None = None

    def __post_init__(self) -> None:
        if self.expected is not None:
            force_setattr(self, "expected", float(self.expected))
        if self.k > self.n:
            raise Misfit("k", "more times than there were")


class Pattern(Entry, frozen=True, kw_only=True, tag="pattern"):
    """A possible pattern. It is the counsellor's alone until it is shared; then the client answers.

    `cue`, `behaviour` and the `feelings` between them are what goes together, `statement` the same
    in words, `named_by` who named it. `state` is what the counsellor does with it; whether the
    client sees it is its visibility, and what she says of it, in her own words too, is an `answer`.
    It is watched `since` a moment: only later episodes test it. `evidence` is what was counted when
    it was named, `promoted_at` when later episodes bore it out. "Not this" holds `until` a day. One
    that is shared either of the two retires: the counsellor here, the client in her answer.
    """

    author: CounsellorsOwn
    cue: Cue
    behaviour: Annotated[str, code_of("behaviour", "new")]
    feelings: Annotated[tuple[Annotated[str, code_of("feeling")], ...], FEW] = ()
    statement: Words = ""
    state: PatternState
    named_by: NamedBy
    since: Moment
    until: date | None = None
    evidence: Evidence | None = None
    promoted_at: Moment | None = None
    retired: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "since", in_utc("since", self.since))
        if self.promoted_at is not None:
            force_setattr(self, "promoted_at", in_utc("promoted_at", self.promoted_at))
        if (self.until is not None) != (self.state == "not_this"):
            raise Misfit("until", "a pattern that is not this rests until a day, and no other does")


def not_this(pattern: Pattern, on: date) -> Pattern:
    """The pattern set aside on this day, for ninety days."""
    return replace(pattern, state="not_this", until=on + RESTS_FOR)


def rests(pattern: Pattern, on: date) -> bool:
    """Whether a pattern that was set aside is still to be left alone on this day."""
    return pattern.until is not None and on < pattern.until
