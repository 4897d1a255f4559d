"""Which relational patterns are really there in a case: cue, what I do, with whom, and since when.

`discover()` is the way in; see docs/method/patterns.md for the method and its measured errors.
"""

from relating.engine.patterns.discover import discover
from relating.engine.patterns.results import (
    Change,
    Cue,
    Findings,
    InPlace,
    Named,
    Pattern,
    Variant,
    Watched,
    WithPerson,
)
from relating.engine.patterns.rules import Rules

__all__ = [
    "Change",
    "Cue",
    "Findings",
    "InPlace",
    "Named",
    "Pattern",
    "Rules",
    "Variant",
    "Watched",
    "WithPerson",
    "discover",
]
