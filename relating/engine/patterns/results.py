"""What discovery says: frozen results that name their evidence and their size."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from relating.case.fields import Place, Standing

Seen = Literal["seen", "not_seen", "too_few"]
Course = Literal["fading", "rising", "steady", "too_few"]


class Cue(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What comes before: every slot that is named must hold.

    >>> Cue(other_did="criticised", standing="above").kind
    'other_did+standing'
    """

    other_did: str | None = None
    wish: str | None = None
    standing: Standing | None = None
    feeling: str | None = None
    ended_badly: bool = False

    @property
    def kind(self) -> str:
        """Which slots it names, such as "other_did+standing"."""
        slots = ("other_did", "wish", "standing", "feeling", "ended_badly")
        return "+".join(slot for slot in slots if getattr(self, slot))

    @property
    def atoms(self) -> frozenset[tuple[str, str]]:
        """The codes that make its core: what the other did, what I wished."""
        found = {("other_did", self.other_did), ("wish", self.wish)}
        return frozenset((slot, code) for slot, code in found if code is not None)


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


class Pattern(Struct, frozen=True, kw_only=True):
    """A regularity: on this cue, this is what I do, `k` of `n` times; and what speaks for it.

    `expected` of the n would have had the behaviour, going by the same people's other moments;
    `lower` is the lower 95 % bound of the difference of the two rates. `episodes` are the k,
    `counter_examples` the others of the n. `p_adjusted` is for researchers and never shown.
    """

    cue: Cue
    behaviour: str
    feelings: tuple[str, ...]
    n: int
    k: int
    expected: float
    lower: float
    p_adjusted: float
    people: tuple[WithPerson, ...]
    places: tuple[InPlace, ...]
    change: Change
    episodes: tuple[UUID, ...]
    counter_examples: tuple[UUID, ...]
    variants: tuple[Variant, ...]
    text: str


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
    patterns: tuple[Pattern, ...]
    watch: tuple[Pattern, ...]
    named: tuple[Watched, ...]
    not_yet: str | None
