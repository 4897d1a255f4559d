"""Which cues are looked at: what the other did, what I wished, and pairs of these.

A feeling can mark a cue: it makes a pattern stand out that the cue alone does not. It is then set
against the same feeling elsewhere, or "angry, so I attack" would pass for "criticised and angry".

A cue always holds a slot that varies with one and the same person; where somebody stands, or who
they are, is never a cue by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, NamedTuple

import numpy as np

from relating.case.entries.pattern import Cue
from relating.engine.patterns.cores import slots
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.table import Flags, Numbers, Table


class Slot(NamedTuple):
    """One slot of a cue: its codes, and the rows of each (codes x rows)."""

    name: str
    codes: tuple[str, ...]
    rows: Flags

    def named(self, at: int) -> dict[str, Any]:
        """The part of a cue that names one of the codes."""
        return {self.name: self.codes[at]}


class Marked(NamedTuple):
    """A cue, the rows it holds in, and those with its feeling but without its core."""

    cue: Cue
    rows: Flags
    felt: Flags


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
    kinds: dict[tuple[str, ...], list[Marked]] = {}
    seen: set[bytes] = set()
    for found in _candidates(table, least, most):
        if (rows := found.rows.tobytes()) not in seen:
            seen.add(rows)
            kinds.setdefault(slots(found.cue), []).append(found)
    every = [found for kind in kinds.values() for found in kind]
    prices = [log(len(kind)) for kind in kinds.values() for _ in kind]
    return Cues(
        cues=tuple(found.cue for found in every),
        rows=_stacked([found.rows for found in every], len(table)),
        felt=_stacked([found.felt for found in every], len(table)),
        price=np.array(prices, dtype=np.float64),
    )


def rows_of(cue: Cue, table: Table) -> Flags:
    """The rows in which a cue holds."""
    rows = np.ones(len(table), dtype=bool)
    nowhere = np.zeros(len(table), dtype=bool)
    for code, column in (
        (cue.other_did, table.other_did),
        (cue.wish, table.wish),
        (cue.standing, table.standing),
        (cue.feeling, table.feelings),
    ):
        if code is not None:
            rows &= column.get(code, nowhere)
    if cue.ended_badly:
        rows &= table.ended_badly
    return rows


def _stacked(rows: Sequence[Flags], width: int) -> Flags:
    return np.array(rows, dtype=bool).reshape(len(rows), width)


def _candidates(table: Table, least: float, most: float) -> Iterator[Marked]:
    """What came so often, from the simplest kind of cue to the least simple."""
    acts, wishes, standing, feelings = _slots(table)
    for first in (acts, wishes):
        for at in _often(first.rows.sum(axis=1), least, most):
            yield Marked(Cue(**first.named(at)), first.rows[at], np.zeros(len(table), dtype=bool))
    pairs = ((acts, standing), (wishes, standing), (acts, wishes))
    for first, second in (*pairs, (acts, feelings), (wishes, feelings)):
        together = first.rows.astype(np.float32) @ second.rows.T.astype(np.float32)
        for at in _often(together, least, most):
            yield _both(first, second, *divmod(at, len(second.codes)))


def _often(times: np.ndarray, least: float, most: float) -> list[int]:
    found: list[int] = np.flatnonzero((times >= least) & (times <= most)).tolist()
    return found


def _both(first: Slot, second: Slot, one: int, other: int) -> Marked:
    """A cue of two parts; where the second is a feeling, with where it was felt without the cue."""
    cue = Cue(**first.named(one), **second.named(other))
    rows, others = first.rows[one], second.rows[other]
    felt = others & ~rows if second.name == "feeling" else np.zeros_like(others)
    return Marked(cue, rows & others, felt)


def _slots(table: Table) -> Iterator[Slot]:
    for name, codes in (
        ("other_did", table.other_did),
        ("wish", table.wish),
        ("standing", table.standing),
        ("feeling", table.feelings),
    ):
        yield Slot(name, tuple(codes), _stacked(list(codes.values()), len(table)))
