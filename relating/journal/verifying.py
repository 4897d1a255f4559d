"""Whether all that is kept can be opened, and is what the acts left of it. For who runs the server.

Nothing of what people wrote comes back: kinds and ids alone.
"""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db import connections

from relating.case import Unfit
from relating.journal import gathered, glances, rows, sums
from relating.journal.ids import SHARED
from relating.journal.layers import WORDS, layer_ring, opened_layer
from relating.journal.models import Entry, Layer
from relating.journal.sealing import PURPOSES, Row, unsealed
from relating.people.models import Case
from relating.vault import keys, sql
from relating.vault.models import WrappedKey
from relating.vault.router import KEYS
from relating.vault.seal import Tampered
from relating.vault.turns import turn


class Problem(NamedTuple):
    """Something that is not as it should be: what it is, its id, and what is wrong with it."""

    what: str
    id: object
    wrong: str


DOES_NOT_OPEN = "does not open"
WAS_ANOTHER = "said something else than the case; it was made anew"
NOT_AS_LEFT = "is not as it was left: rows are missing, older than they were, or added"


NOT_AS_TOLD = "do not say what the entries say"


def cases() -> list[UUID]:
    """Every case that is kept here; one that was erased has a row and nothing in it."""
    held = Case.objects.filter(pk__in=Entry.objects.values("case_id")).order_by("opened_at")
    return list(held.values_list("pk", flat=True))


def problems_of(case_id: UUID) -> Iterator[Problem]:
    """What is wrong with one case: its keys, its rows and their versions, their sum."""
    ring = keys.ring(case_id, PURPOSES)
    missing = [purpose for purpose in PURPOSES if purpose not in ring]
    yield from (Problem(f"key of {purpose}", case_id, DOES_NOT_OPEN) for purpose in missing)
    found = rows.fetched(Entry.objects.filter(case_id=case_id))
    earlier = rows.earlier_of(found)
    for row in found:
        for each in (row, *earlier[row.id]):
            if not opens(ring, each):
                yield Problem(each.kind, each.id, DOES_NOT_OPEN)
    if SHARED in ring and not adds_up(case_id, ring, found):
        yield Problem("case", case_id, NOT_AS_LEFT)
    elif not gathered.is_as_told(case_id, ring, found):
        yield Problem("gathered tellings", case_id, NOT_AS_TOLD)
    with turn(case_id):
        if glances.renew_all(case_id):
            yield Problem("caseload", case_id, WAS_ANOTHER)


def opens(ring: keys.Ring, row: Row) -> bool:
    """Whether a row opens."""
    try:
        unsealed(ring, row)
    except (Tampered, Unfit, KeyError):
        return False
    return True


def adds_up(case_id: UUID, ring: keys.Ring, found: list[Row]) -> bool:
    """Whether the marks of every side add up to what its acts left."""
    told = sums.summed(keys.key_in(ring, SHARED), found)
    held = sums.stored(case_id)
    return all(told.get(side, 0) == held.get(side, 0) for side in {*told, *held})


def problems_beside() -> Iterator[Problem]:
    """What is wrong with the words of counsellors and the practice, and with the files."""
    for layer in Layer.objects.all():
        try:
            opened_layer(layer_ring(layer.owner), layer)
        except (Tampered, msgspec.MsgspecError):
            yield Problem(WORDS, layer.owner, DOES_NOT_OPEN)
    known = {*cases(), *Layer.objects.values_list("pk", flat=True)}
    scopes = set(WrappedKey.objects.values_list("scope", flat=True)) - known
    yield from (Problem("key", scope, "is of nothing that is kept here") for scope in scopes)
    for alias in ("default", KEYS):
        if connections[alias].vendor == "sqlite":
            yield from problems_of_file(alias)


def problems_of_file(alias: str) -> Iterator[Problem]:
    """What SQLite finds wrong with a file of its own."""
    with connections[alias].cursor() as cursor:
        for check in sql.SQLITE_LOOKS:
            for line in cursor.execute(f"PRAGMA {check}").fetchall():
                if line != ("ok",):
                    yield Problem("file", alias, f"{check} says {line[0]}")
