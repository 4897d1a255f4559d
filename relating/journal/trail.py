"""The trail: one line for every change and for every reading of what another person wrote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from struct import iter_unpack
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from relating.journal.models import Trail
from relating.journal.sealing import Row
from relating.people.gate import Standing, Viewer
from relating.vault import newest, sql
from relating.vault.any_of import any_of
from relating.vault.prepared import prepared, row_written

SORTS = (
    *("recorded", "given", "revised", "put_back", "shared", "deleted"),
    *("unshared", "restored"),
)
NOBODY = bytes(16)


class Done(NamedTuple):
    """One change within an act: what was done, to what kind of thing, under which id."""

    act: str
    kind: str
    id: UUID


def line(**noted: object) -> None:
    """Write one line, as of now."""
    comes_to(row_written(Trail, at=timezone.now(), **noted))


def lines(made: Sequence[Trail]) -> None:
    """Write lines that were made already."""
    for each in Trail.objects.bulk_create(made)[-1:]:
        comes_to(each.seq)


def comes_to(newest_line: int) -> None:
    """Once it is on the disk, it is noted beside the keys how far the trail has come."""
    transaction.on_commit(partial(newest.raise_to, newest_line))


def goes_on() -> None:
    """The next line has the number after the newest, although that was given by hand: a server
    counts by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(sql.GOES_ON)


def ends_at() -> int:
    """The number of the newest line; 0 without one."""
    return Trail.objects.aggregate(newest=Max("seq"))["newest"] or 0


def newest_time() -> datetime | None:
    """When the newest line was written; None without one."""
    return Trail.objects.order_by("-seq").values_list("at", flat=True).first()


def told(at: Standing, done: Sequence[Done]) -> None:
    """Note an act in one line, within its transaction: one change by its own name, several as
    told, with the ids of each sort of change in the order of `SORTS`. Nothing done is no line."""
    if len(done) == 1:
        act, kind, entry = done[0]
        line(actor=at.viewer.id, case=at.case_id, act=act, kind=kind, entry=entry)
    elif done:
        line(actor=at.viewer.id, case=at.case_id, act="told", entries=packed_in_sorts(done))


def packed_in_sorts(done: Sequence[Done]) -> bytes:
    """The ids of many changes, 16 bytes each; an empty id parts one sort from the next."""
    sorts = (b"".join(each.id.bytes for each in done if each.act == sort) for sort in SORTS)
    return NOBODY.join(sorts)


def in_sorts(packed: bytes | memoryview) -> Iterator[tuple[str, tuple[UUID, ...]]]:
    """What a line that tells of several changes holds: each sort of change with its ids."""
    found: list[list[UUID]] = [[]]
    for (each,) in iter_unpack("16s", packed):
        if each == NOBODY:
            found.append([])
        else:
            found[-1].append(UUID(bytes=each))
    return ((sort, tuple(ids)) for sort, ids in zip(SORTS, found, strict=False) if ids)


def read(at: Standing, others: bytes) -> None:
    """Note one reading of other people's entries, by their ids; of none it leaves no line."""
    if others:
        line(actor=at.viewer.id, case=at.case_id, act="read", entries=others)


def by_others(at: Standing, rows: Iterable[Row]) -> bytes:
    """The ids of those rows that another than the viewer wrote, 16 bytes each."""
    return b"".join(row.id.bytes for row in rows if row.author != at.role)


def noted(at: Standing, act: str) -> None:
    """Note something done with the case as a whole."""
    line(actor=at.viewer.id, case=at.case_id, act=act)


def by_name(at: Standing, act: str, done: Sequence[Done], shown: Iterable[UUID] = ()) -> None:
    """Note an act that has a name of its own, such as agreeing to supervision: the entry that says
    so, and which others were shown to somebody by it. Nothing done is no line."""
    for each in done[:1]:
        line(
            actor=at.viewer.id,
            case=at.case_id,
            act=act,
            kind=each.kind,
            entry=each.id,
            entries=b"".join(one.bytes for one in shown),
        )


def of_practice(actor: Viewer, act: str, kind: str, subject: UUID) -> None:
    """Note something done in the practice and not in a case; called within its transaction."""
    line(actor=actor.id, act=act, kind=kind, entry=subject)


def by_operator(case_id: UUID, act: str) -> None:
    """Note what the person who runs the server did with a case, from the command line."""
    line(actor=None, case=case_id, act=act)


def ids(packed: bytes | memoryview) -> list[UUID]:
    """The entry ids of a line."""
    return [UUID(bytes=each) for (each,) in iter_unpack("16s", packed) if each != NOBODY]


def was_done(case_id: UUID, act: str, since: datetime) -> bool:
    """Whether somebody did this with a case as a whole since then."""
    return bool(_done(case_id, act, since))


@prepared
def _done(case_id: UUID, act: str, since: datetime) -> QuerySet[Trail, tuple[int]]:
    return Trail.objects.filter(case=case_id, act=act, at__gt=since).values_list("seq")[:1]


def was_read(at: Standing, entry: UUID, since: datetime) -> bool:
    """Whether anybody but the viewer read an entry of the case since then."""
    lines = Trail.objects.filter(case=at.case_id, act="read", at__gte=since)
    packed = lines.exclude(actor=at.viewer.id).values_list("entries", flat=True)
    return any(entry in ids(each) for each in packed)


def read_by(viewer: Viewer, cases: Iterable[UUID], since: Mapping[UUID, datetime]) -> set[UUID]:
    """Which of these entries of these cases the viewer has read, each since its moment. It is
    looked for in what was read last first, and no further than until all were found."""
    if not since:
        return set()
    lines = Trail.objects.filter(actor=viewer.id, act="read", at__gte=min(since.values()))
    of_these = lines.filter(case__in=any_of(cases)).order_by("-seq").values_list("at", "entries")
    unread = dict(since)
    for at, packed in of_these.iterator(50):
        for entry in [id for id in unread if at >= unread[id] and holds(packed, id)]:
            del unread[entry]
        if not unread:
            break
    return {*since} - {*unread}


def holds(packed: bytes | memoryview, entry: UUID) -> bool:
    """Whether the id of an entry is among those of a line: in its own place, and not where the end
    of one meets the beginning of the next."""
    text = bytes(packed)
    place = text.find(entry.bytes)
    while place % len(NOBODY) and place != -1:
        place = text.find(entry.bytes, place + 1)
    return place != -1


def known(packed: bytes | memoryview, ids: Mapping[bytes, UUID]) -> tuple[UUID, ...]:
    """Those entry ids of a line that are among these, which are given under their bytes: one line
    can hold a thousand, and a page of the trail hundreds of lines."""
    return tuple(ids[each] for (each,) in iter_unpack("16s", packed) if each in ids)
