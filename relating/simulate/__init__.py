"""Made-up cases: for the demo, for tests and measurements, and for learning the method."""

from relating.simulate.made import MECHANISMS, NUISANCES, Made, Mechanism, Nuisance, Twist, case
from relating.simulate.truth import Template, Truth

__all__ = [
    "MECHANISMS",
    "NUISANCES",
    "Made",
    "Mechanism",
    "Nuisance",
    "Template",
    "Truth",
    "Twist",
    "case",
]
