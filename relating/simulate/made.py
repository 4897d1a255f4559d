"""A made-up case and its truth, from a seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from relating.case.file.case_file import CaseFile
from relating.simulate import agents, rates, unkind
from relating.simulate.truth import Truth

Mechanism = Literal["rates", "agents", "unkind"]
Twist = Literal["silent", "fading"]
Usual = Literal["plain", "person", "mixed"]
Lasting = Literal["mood", "weekly", "runs", "drift", "gaps"]
Chosen = Literal["selective", "retold", "dominant", "synonyms", "after", "everything"]
Nuisance = Literal[Usual, Lasting, Chosen]
USUAL: tuple[Nuisance, ...] = get_args(Usual)
UNKIND: tuple[Nuisance, ...] = ("plain", *get_args(Lasting), *get_args(Chosen))
NUISANCES: dict[Mechanism, tuple[Nuisance, ...]] = {
    "rates": USUAL,
    "agents": USUAL,
    "unkind": UNKIND,
}
"""The conditions that each mechanism knows."""
MECHANISMS: tuple[Mechanism, ...] = tuple(NUISANCES)
MAKERS = {"rates": rates.make, "agents": agents.make, "unkind": unkind.make}


@dataclass(frozen=True, slots=True)
class Made:
    """A case as a client could have told it, and what is really there in it."""

    case_file: CaseFile
    truth: Truth


def case(
    seed: int,
    *,
    episodes: int = 80,
    templates: int = 2,
    strength: float = 0.7,
    nuisance: Nuisance = "plain",
    mechanism: Mechanism = "rates",
    twists: Sequence[Twist] = (),
) -> Made:
    """A made-up case: the same arguments give the same case, byte for byte.

    `episodes` 20 and up, `templates` 0 to 3, `strength` 0 … 1: the chance that a template acts when
    its cue comes. With the twist `silent` each template leaves out a person or a place;
    with `fading` the first one fades while a new response rises. Which `nuisance` a mechanism knows
    stands in `NUISANCES`.

    Raises:
        ValueError: it does not know this one.

    >>> made = case(7, episodes=40)
    >>> len(made.case_file.entries), len(made.truth.templates)
    (40, 2)
    """
    if nuisance not in NUISANCES[mechanism]:
        raise ValueError(f"{mechanism} knows no {nuisance}: {', '.join(NUISANCES[mechanism])}")
    random = np.random.default_rng([seed, MECHANISMS.index(mechanism), 11])
    make = MAKERS[mechanism]
    case_file, planted = make(
        random, episodes, templates, strength=strength, nuisance=nuisance, twists=twists
    )
    truth = Truth(seed=seed, mechanism=mechanism, nuisance=nuisance, templates=planted)
    return Made(case_file=case_file, truth=truth)
