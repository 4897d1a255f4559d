"""Which cues are looked at: what the other did, what I wished, and pairs of these.

A feeling can mark a cue: it makes a pattern stand out that the cue alone does not. It is then set
against the same feeling elsewhere, or "angry, so I attack" would pass for "criticised and angry".

A cue always holds a slot that varies with one and the same person; where somebody stands, or who
they are, is never a cue by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

import numpy as np

from relating.case.entries.pattern import Cue
from relating.case.fields import Standing
from relating.engine.patterns.cores import core, slots
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.table import Flags, Numbers, Table

STANDINGS: tuple[Standing, ...] = ("above", "equal", "below")


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The cues of a case: which rows each holds in, and what each pays for its company.

    The price is the log of the number of cues of its kind, so that simple patterns pay less.
    """

    cues: tuple[Cue, ...]
    rows: Flags
    felt: Flags
    """The rows with the cue's feeling but without its core; none for a cue without a feeling."""
    price: Numbers


def cues(table: Table, rules: Rules) -> Cues:
    """Every cue that came often enough, and not nearly always; of equal rows only the simplest."""
    least = max(rules.fewest_cued, rules.least_share * len(table))
    most = rules.most_share * len(table)
    kinds: dict[tuple[str, ...], list[tuple[Cue, Flags]]] = {}
    seen: set[bytes] = set()
    for cue, rows in _candidates(table, rules):
        if least <= rows.sum() <= most and rows.tobytes() not in seen:
            seen.add(rows.tobytes())
            kinds.setdefault(slots(cue), []).append((cue, rows))
    found = [pair for kind in kinds.values() for pair in kind]
    prices = [log(len(kind)) for kind in kinds.values() for _ in kind]
    return Cues(
        cues=tuple(cue for cue, _ in found),
        rows=np.array([rows for _, rows in found], dtype=bool).reshape(len(found), len(table)),
        felt=np.array([_felt(cue, table) for cue, _ in found]).reshape(len(found), len(table)),
        price=np.array(prices, dtype=np.float64),
    )


def rows_of(cue: Cue, table: Table) -> Flags:
    """The rows in which a cue holds."""
    rows = np.ones(len(table), dtype=bool)
    nowhere = np.zeros(len(table), dtype=bool)
    for code, column in (
        (cue.other_did, table.other_did),
        (cue.wish, table.wish),
        (cue.feeling, table.feelings),
    ):
        if code is not None:
            rows &= column.get(code, nowhere)
    if cue.standing is not None:
        rows &= np.array([each == cue.standing for each in table.standings], dtype=bool)
    if cue.ended_badly:
        rows &= table.ended_badly
    return rows


def _felt(cue: Cue, table: Table) -> Flags:
    if cue.feeling is None:
        return np.zeros(len(table), dtype=bool)
    return table.feelings[cue.feeling] & ~rows_of(core(cue), table)


def _candidates(table: Table, rules: Rules) -> Iterator[tuple[Cue, Flags]]:
    """From the simplest kind to the least simple."""
    single = [Cue(other_did=code) for code in table.other_did]
    single += [Cue(wish=code) for code in table.wish]
    for cue in single:
        yield cue, rows_of(cue, table)
    for cue in single:
        for standing in STANDINGS:
            both = Cue(other_did=cue.other_did, wish=cue.wish, standing=standing)
            yield both, rows_of(both, table)
    for code, act in table.other_did.items():
        for wish, wished in table.wish.items():
            yield Cue(other_did=code, wish=wish), act & wished
    for cue in single:
        rows = rows_of(cue, table)
        for feeling, felt in table.feelings.items():
            marked = Cue(other_did=cue.other_did, wish=cue.wish, feeling=feeling)
            yield marked, rows & felt
