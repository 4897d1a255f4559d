"""The people of a made-up life: who they are, how often they are met, and where."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from relating.case.entries.person import Person, standing_of

ROLES = (
    *("boss", "mother", "father", "partner", "close_friend", "colleague", "sibling"),
    *("child", "friend", "flatmate", "teacher", "ex_partner", "someone_i_lead", "neighbour"),
)
FEWEST, MOST = 5, 9


@dataclass(frozen=True)
class Cast:
    """The people, the counsellor first, and how often each is met (shares that add up to one)."""

    people: tuple[Person, ...]
    met: np.ndarray

    @cached_property
    def standings(self) -> np.ndarray:
        """Where each person stands: above, equal or below."""
        return np.array([standing_of(person) for person in self.people])


def cast(random: np.random.Generator) -> Cast:
    """Five to nine people, the counsellor among them; some are met far more often than others."""
    count = int(random.integers(FEWEST, MOST + 1))
    chosen = random.choice(len(ROLES), size=count - 1, replace=False)
    roles = ["counsellor", *(ROLES[index] for index in chosen)]
    people = tuple(
        Person(id=f"p{number}", alias=f"Person {number}", role=role)
        for number, role in enumerate(roles)
    )
    return Cast(people=people, met=random.dirichlet(np.full(count, 2.5)))
