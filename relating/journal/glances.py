"""Each case at a glance, in one sealed row for each counsellor of it.

A caseload of 150 cases would open every hour and every pulse of them to say who waits. So each act
leaves beside what it changed what the counsellor's caseload says of the case, made of what that
counsellor may see. Where nothing of that changes nothing is written: a private act leaves the row
as it is, with its version and its time. All of it can be made anew from the entries.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from relating.case import (
    Agenda,
    Agreement,
    Answer,
    CaseEntry,
    Content,
    Dip,
    Ending,
    Feedback,
    Frame,
    Mark,
    Pulse,
    Session,
    Supervision,
)
from relating.engine.glance import Glance, glance
from relating.journal import endings, rows
from relating.journal.by_kind import ByKind, by_kind, of
from relating.journal.frames import frame_of
from relating.journal.ids import CLIENT, NOTES
from relating.journal.models import CaseloadRow, Entry
from relating.journal.sealing import Row, facts, opened_all, readable_purposes
from relating.people import gate, policies
from relating.people.gate import Standing, Viewer
from relating.people.models import Relation
from relating.vault import keys, seal
from relating.vault.any_of import any_of
from relating.vault.prepared import prepared
from relating.vault.seal import Tampered

COUNSELLOR: Literal["counsellor"] = "counsellor"
OPENED = (
    *("frame", "session", "pulse", "dip", "mark", "answer", "agenda", "feedback"),
    *("agreement", "supervision", "ending"),
)
"""The kinds that a glance is made of; of others it holds when the client's newest came."""

SAID: tuple[type[CaseEntry], ...] = (
    *(Dip, Agenda, Feedback, Answer, Agreement),
    *(Supervision, Ending),
)
SINCE = ("answer", "agreement")
"""The kinds of which it is told since when they say what they say."""

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Glance)


class Came(NamedTuple):
    """Since when her answers and her word on the beginning say what they say, and when the client's
    newest thing was shared."""

    since: dict[UUID, datetime]
    newest: datetime | None


def anew(held: Sequence[Standing], rings: Mapping[UUID, keys.Ring]) -> dict[UUID, Glance]:
    """Cases at a glance for one counsellor, made of their entries in a few queries for all of them;
    one without a frame cannot be opened, and is left out."""
    contents: dict[UUID, list[Content]] = {at.case_id: [] for at in held}
    by_case = {at.case_id: at for at in held}
    for row in rows.fetched(rows.seen_in(list(held)).filter(kind__in=OPENED)):
        at = by_case[row.case_id]
        if row.kind == "ending" and not endings.counts(row.author, row.by_id, at.viewer.id):
            continue
        opened = opened_all(rings[row.case_id], at, [row])
        contents[row.case_id] += [content for _, content in opened]
    came = when_it_came(by_case)
    return {
        case_id: made(by_kind(found), came[case_id])
        for case_id, found in contents.items()
        if framed(found, case_id, rings)
    }


def made(found: ByKind, came: Came) -> Glance:
    """One case at a glance."""
    return glance(
        of(Frame, found)[0],
        sessions=of(Session, found),
        pulses=of(Pulse, found),
        said=[each for kind in SAID for each in of(kind, found)],
        marks=of(Mark, found),
        came=came.since,
        heard=came.newest,
    )


def framed(found: list[Content], case_id: UUID, rings: Mapping[UUID, keys.Ring]) -> bool:
    """Whether a case has a frame, if need be as it last was; one without cannot be opened."""
    if not any(isinstance(each, Frame) for each in found):
        try:
            found.append(frame_of(case_id, rings[case_id]))
        except Tampered:
            return False
    return True


def when_it_came(by_case: Mapping[UUID, Standing]) -> Mapping[UUID, Came]:
    """When what the client shares came. Of something that is not new a later version is no sign of
    her: it may hold nothing that its reader sees."""
    first = Min("versions__changed_at", filter=Q(versions__visibility="shared"))
    shared = Entry.objects.filter(case_id__in=any_of(by_case), author=CLIENT, deleted_at=None)
    columns = ("id", "case_id", "kind", "author", "by_id", "visibility", "changed_at", "first")
    found: dict[UUID, Came] = {case_id: Came({}, None) for case_id in by_case}
    every = shared.filter(visibility="shared").annotate(first=first).values_list(*columns)
    for id, case_id, kind, author, by, visibility, changed_at, earlier in every:
        at, came = by_case[case_id], found[case_id]
        row = Row(id, case_id, kind, author, by, visibility, 1, b"")
        if policies.may_read(at.role, facts(row, at)):
            if kind in SINCE:
                came.since[id] = changed_at
            since = earlier or changed_at
            found[case_id] = came._replace(newest=max(since, came.newest or since))
    return found


# What is kept -----------------------------------------------------------------------------------


def bound(case_id: UUID, counsellor: UUID, version: int) -> bytes:
    """What the seal of a row is bound to, with the form of what it says: one that said less of what
    waits is made anew."""
    return f"relating|3|glance|{case_id}|{counsellor}|{version}".encode()


def kept(held: Sequence[Standing]) -> dict[UUID, Glance]:
    """What is kept of these cases for one counsellor; where a row is missing, does not open or is
    of an older form, what it would say. Reading changes nothing."""
    found: dict[UUID, Glance] = {}
    by_case = {at.case_id: at for at in held}
    rings = keys.rings(by_case, (NOTES,))
    counsellors = {at.viewer.id for at in held}
    stored = CaseloadRow.objects.filter(counsellor_id__in=counsellors, case_id__in=any_of(by_case))
    columns = ("case_id", "counsellor_id", "version", "sealed")
    for case_id, counsellor, version, sealed in stored.values_list(*columns):
        opened = opened_row(rings[case_id], bound(case_id, counsellor, version), sealed)
        if opened is not None:
            found[case_id] = opened
    missing = [at for at in held if at.case_id not in found]
    if not missing:
        return found
    cases = [at.case_id for at in missing]
    return found | anew(missing, keys.rings(cases, readable_purposes(COUNSELLOR)))


def opened_row(ring: keys.Ring, bound: bytes, sealed: bytes) -> Glance | None:
    """What a row says; None where it does not open, or not as a glance of today."""
    try:
        return _DECODER.decode(seal.opened(keys.key_in(ring, NOTES), bytes(sealed), bound))
    except (Tampered, msgspec.MsgspecError):
        return None


def sealed_row(ring: keys.Ring, at: Standing, told: Glance, version: int) -> bytes:
    """What a row says, sealed for the counsellor of this case."""
    where = bound(at.case_id, at.viewer.id, version)
    return seal.seal(keys.key_in(ring, NOTES), _ENCODER.encode(told), where)


def follow(case_id: UUID, ring: keys.Ring, changed: Iterable[Row]) -> None:
    """Let the rows of a case say what they are to say after an act, within its transaction; where
    the act changed nothing that its counsellor may see, nothing is even looked at."""
    seen = [row for row in changed if row.kind in OPENED or row.author == CLIENT]
    for at in counsellors(case_id) if seen else ():
        if any(policies.may_read(at.role, facts(row, at)) for row in seen):
            renew(at, ring)


def renew(at: Standing, ring: keys.Ring) -> bool:
    """Write down what the caseload of a counsellor says of a case, unless it says so already;
    return whether it said something else."""
    told = anew([at], {at.case_id: ring}).get(at.case_id)
    mine = CaseloadRow.objects.filter(case_id=at.case_id, counsellor_id=at.viewer.id)
    before = mine.first()
    if told is None or NOTES not in ring:
        return bool(mine.delete()[0])
    version = before.version if before else 0
    if before is not None:
        now = bound(at.case_id, at.viewer.id, version)
        if opened_row(ring, now, bytes(before.sealed)) == told:
            return False
    mine.update_or_create(
        case_id=at.case_id,
        counsellor_id=at.viewer.id,
        defaults={
            "version": version + 1,
            "changed_at": timezone.now(),
            "sealed": sealed_row(ring, at, told, version + 1),
        },
    )
    return before is not None


def renew_all(case_id: UUID) -> int:
    """Make the rows of a case anew, as after a hand-over; return how many said something else."""
    ring = keys.ring(case_id, readable_purposes(COUNSELLOR))
    now = [*counsellors(case_id)]
    gone = CaseloadRow.objects.filter(case_id=case_id)
    gone.exclude(counsellor_id__in=[at.viewer.id for at in now]).delete()
    return sum(renew(at, ring) for at in now)


def counsellors(case_id: UUID) -> list[Standing]:
    """Those whose caseload the case stands in."""
    found = _counsellors(case_id, timezone.now())
    return [Standing(Viewer(user), case_id, clinic, COUNSELLOR) for user, clinic in found]


@prepared
def _counsellors(case_id: UUID, now: datetime) -> QuerySet[Relation, tuple[UUID, UUID]]:
    stand = Relation.objects.filter(gate.current(now), case_id=case_id, role=COUNSELLOR)
    return stand.values_list("user_id", "case__clinic_id")
