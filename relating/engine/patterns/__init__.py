"""Which relational patterns are really there in a case: cue, what I do, with whom, and since when.

`discover.discover()` is the way in; see docs/method/patterns.md for the method and its measured
errors. It alone needs numpy, and whoever calls it loads it then: a page that looks for nothing does
without.
"""

from relating.engine.patterns.cores import atoms, varies
from relating.engine.patterns.reasons import reasons_stand
from relating.engine.patterns.results import (
    Change,
    Finding,
    Findings,
    InPlace,
    Named,
    Variant,
    Watched,
    WithPerson,
)
from relating.engine.patterns.rules import Rules

__all__ = [
    "Change",
    "Finding",
    "Findings",
    "InPlace",
    "Named",
    "Rules",
    "Variant",
    "Watched",
    "WithPerson",
    "atoms",
    "reasons_stand",
    "varies",
]
