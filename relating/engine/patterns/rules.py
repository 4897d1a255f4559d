"""The rules of discovery: every number that decides what is said, in one place."""

from math import isnan

from msgspec import Struct
from msgspec.structs import astuple


class Rules(Struct, frozen=True, kw_only=True):
    """What counts as enough. The defaults are those the published error figures hold for."""

    alpha: float = 0.05
    """The share of cases without any pattern in which one may be shown."""
    named_share: float = 0.8
    """The part of alpha for pairs that people named, where one can be tested; the search has what
    is left, and all of it where there is none."""
    most_named: int = 10
    """So many named pairs are tested, those that were named first."""
    alpha_at_a_look: float = 0.004
    """At each of the looks at a growing case: a dozen of them from 20 to 300 moments."""
    watch: float = 0.25
    """Up to this adjusted p a pattern is watched, though not shown."""
    margin: float = 0.15
    """The least lift that is worth a word: its lower 95 % bound must lie above this."""
    shuffles: int = 999
    """How many shuffles the adjusted p rests on."""
    fewest_episodes: int = 20
    """Below so many usable episodes nothing is looked for."""
    fewest_own: int = 8
    """People met less often are taken together by where they stand."""
    block: int = 10
    """About so many moments with one person, one after the other, count as one stretch of time."""
    fewest_cued: int = 5
    """A cue that came less often is not looked at."""
    least_share: float = 0.03
    """Nor is one that came in a smaller share of the episodes,"""
    most_share: float = 0.6
    """or in a larger one: what is nearly always there explains nothing."""
    fewest_uses: int = 3
    """A behaviour used less often is not looked at."""
    fewest_firings: int = 3
    """Nor a cue and a behaviour that came together less often."""
    most_shown: int = 5
    """Never more patterns than this at a time."""
    fewest_apart: int = 2
    """A cue that came with fewer different people is at most watched."""
    margin_where: float = 0.10
    """With one person or in one place: how far above the base rate counts as seen."""
    sure_where: float = 0.95
    """How sure "seen with" and "not seen with" have to be."""
    fewest_own_firings: int = 2
    """Seen with somebody only if it happened so many times with them."""
    leaning: float = 2.0
    """How many moments a base rate elsewhere counts for where there are few of one's own."""
    fewest_for_change: int = 15
    """With fewer moments nothing is said about change."""
    sure_of_change: float = 0.9
    """How sure "fading" and "rising" have to be."""
    promotes: float = 20.0
    """The evidence from later moments that promotes a watched pattern."""

    def __post_init__(self) -> None:
        """Refuse what is no number: against it nothing is larger, and everything would be said."""
        if any(isnan(each) for each in astuple(self)):
            raise ValueError("a rule is a number")
