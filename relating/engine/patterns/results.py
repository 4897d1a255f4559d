"""What discovery says: frozen results that name their evidence and their size."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from relating.case.entries.pattern import Cue
from relating.case.fields import Place
from relating.case.sentence import Said

Seen = Literal["seen", "not_seen", "too_few"]
Course = Literal["fading", "rising", "steady", "too_few"]
Basis = Literal["found", "named"]
"""Found by looking through everything, or named by somebody before what bears it out was told."""


class Somewhere(Struct, frozen=True, kw_only=True):
    """The cue with one person or in one place: `k` of `n`, the 95 % interval, and what it says."""

    n: int
    k: int
    interval: tuple[float, float]
    says: Seen


class WithPerson(Somewhere, frozen=True, kw_only=True):
    """The pattern with one person."""

    person: str


class InPlace(Somewhere, frozen=True, kw_only=True):
    """The pattern in one place."""

    place: Place


class Change(Struct, frozen=True, kw_only=True):
    """Whether the pattern changes; the probability of what is said, `None` where nothing is."""

    says: Course
    probability: float | None = None


class Variant(Struct, frozen=True, kw_only=True):
    """Another cue with a word in common that also brings the same behaviour, in other episodes."""

    cue: Cue
    n: int
    k: int
    episodes: tuple[UUID, ...]


class Finding(Struct, frozen=True, kw_only=True):
    """A regularity: on this cue, this is what I do, `k` of `n` times; and what speaks for it.

    `basis` is whether it was found by looking through everything, or named before and borne out by
    what was told since.

    `in_order` is whether it is known, each time, that what the other did came first: otherwise cue
    and behaviour only came together, and words say no more.

    `expected` of the n would have had the behaviour, going by the same people's other moments;
    of those there are `others_n`, `others_k` of them with the behaviour.
    `lower` is the lower 95 % bound of the difference of the two rates. `episodes` are the k,
    `counter_examples` the others of the n. `p_adjusted` is for
    researchers and never shown; it is set against the whole budget, whatever part of it was spent.
    """

    cue: Cue
    behaviour: str
    basis: Basis
    in_order: bool
    feelings: tuple[str, ...]
    n: int
    k: int
    others_n: int
    others_k: int
    expected: float
    lower: float
    p_adjusted: float
    people: tuple[WithPerson, ...]
    places: tuple[InPlace, ...]
    change: Change
    episodes: tuple[UUID, ...]
    counter_examples: tuple[UUID, ...]
    variants: tuple[Variant, ...]
    text: Said


class Named(Struct, frozen=True, kw_only=True):
    """A hypothesis that somebody named, and when: only what is told after `since` tests it."""

    cue: Cue
    behaviour: str
    since: datetime


class Watched(Struct, frozen=True, kw_only=True):
    """How a named hypothesis fared: `k` of `n` later cues, and the most evidence reached."""

    named: Named
    n: int
    k: int
    evidence: float
    promoted: bool


class Findings(Struct, frozen=True, kw_only=True):
    """What can be said about a case: `patterns` to show, `watch` for the counsellor only.

    `named` is how the hypotheses fared that somebody named.

    `episodes` is how many there were and `usable` in how many it is known what I did. `not_yet`
    says in words why there is no pattern; it is `None` when there is one.
    """

    episodes: int
    usable: int
    patterns: tuple[Finding, ...]
    watch: tuple[Finding, ...]
    named: tuple[Watched, ...]
    not_yet: Said | None
    fallen: tuple[Finding, ...] = ()
