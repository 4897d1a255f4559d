"""Every reading: viewer first. What comes back is only what that viewer may see.

Whoever reads what another person wrote leaves a line in the trail, on the disk before anything is
served: a reading that cannot be noted is not served.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import reduce
from itertools import chain
from operator import or_
from typing import NamedTuple, TypeAlias, TypeVar, cast
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import Count, Q

from relating.case import Content, Episode, Frame, Person, Safety, Session, Word
from relating.case.words.vocabulary import DEFAULTS, Vocabulary, layered
from relating.engine.order import newest_first
from relating.journal import layers, rows, trail
from relating.journal.models import Entry
from relating.journal.sealing import (
    Row,
    facts,
    opened,
    opened_all,
    person_row,
    readable_purposes,
)
from relating.people import gate, policies
from relating.people.gate import Standing, Viewer
from relating.people.models import CLIENT, COUNSELLOR, Relation
from relating.vault import keys

Kind = TypeVar("Kind")
NAMED = ("frame", "person", "word", "session", "mark")
ByKind: TypeAlias = Mapping[type[object], tuple[Content, ...]]


class OpenCase(NamedTuple):
    """A case, opened for one viewer: only what they may see is in it.

    `episodes` stand as `moments.newest_first` puts them, `sessions` newest first; `rows` holds the
    row of each entry by its id.
    """

    at: Standing
    frame: Frame
    vocabulary: Vocabulary
    people: dict[str, Person]
    episodes: tuple[Episode, ...]
    sessions: tuple[Session, ...]
    safety: Safety | None
    words: tuple[Word, ...]
    rows: dict[UUID, Row]
    counsellor_name: str
    by_kind: ByKind

    @property
    def case_id(self) -> UUID:
        return self.at.case_id

    @property
    def role(self) -> policies.Role:
        return self.at.role

    @property
    def client_name(self) -> str:
        """What the client of the case is called."""
        return self.frame.label

    def all(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Everything of one kind, such as every `Feedback`."""
        return of(kind, self.by_kind)

    @property
    def contents(self) -> tuple[Content, ...]:
        """Everything, kind after kind."""
        return tuple(chain.from_iterable(self.by_kind.values()))

    def person_row(self, person: str) -> UUID:
        """The id of the row of a person, for links."""
        return person_row(self.case_id, person)


class OpenEntry(NamedTuple):
    """One entry, opened, and what the viewer may do with it."""

    content: Content
    row: Row
    may: frozenset[str]
    at: Standing


class CaseCard(NamedTuple):
    """A case in the counsellor's caseload. `new` counts what was shared since the last session."""

    case_id: UUID
    label: str
    sessions_held: int
    sessions_planned: int | None
    last_session: datetime | None
    next_session: datetime | None
    new: int
    has_client: bool


class Earlier(NamedTuple):
    """An earlier version of an entry, or the present one."""

    content: Content
    version: int
    changed_at: datetime
    current: bool


def my_case(viewer: Viewer) -> UUID | None:
    """The case in which the viewer is the client, if there is one."""
    return next(iter(gate.case_ids(viewer, "client")), None)


def my_cases(viewer: Viewer) -> list[UUID]:
    """The cases in which the viewer is the counsellor."""
    return gate.case_ids(viewer, "counsellor")


def open_case(viewer: Viewer, case_id: UUID) -> OpenCase:
    """Open all of a case that the viewer may see.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    return open_some(viewer, case_id, Q())


def open_around(viewer: Viewer, case_id: UUID) -> OpenCase:
    """Open a case without its episodes: what is needed to write in it, however long it is.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    return open_some(viewer, case_id, ~Q(kind="episode"))


def open_named(viewer: Viewer, case_id: UUID) -> OpenCase:
    """Open what an entry can name: people, words, hours, marks, and the frame around them.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    return open_some(viewer, case_id, Q(kind__in=NAMED))


def open_some(viewer: Viewer, case_id: UUID, which: Q) -> OpenCase:
    """Open those entries of a case that the viewer may see; note it, where that can be written.

    Raises:
        Hidden: for this viewer there is no such case.
        OperationalError: it could not be noted, and the viewer may not read without.
    """
    at = gate.standing(viewer, case_id)
    opened = arranged(at, rows.fetched(rows.seen_by(at).filter(which, deleted_at=None)))
    note(at, opened.rows.values())
    return opened


def note(at: Standing, visible: Iterable[Row]) -> None:
    """Note a reading before it is served. Alone, so that writers wait for one line and no more.

    Raises:
        OperationalError: it could not be noted, and the viewer may not read without.
    """
    try:
        trail.read(at, visible)
    except OperationalError:
        if not policies.may_read_unnoted(at.role):
            raise


def arranged(at: Standing, found: list[Row]) -> OpenCase:
    """Those rows that the viewer may see, opened and sorted into a case."""
    ring = keys.ring(at.case_id, readable_purposes(at.role))
    visible = opened_all(ring, at, found)
    kinds = by_kind(content for _, content in visible)
    words = of(Word, kinds)
    counsellor, called = counsellor_of(at.case_id)
    return OpenCase(
        at=at,
        frame=of(Frame, kinds)[0],
        vocabulary=vocabulary_of((at.clinic_id, counsellor), words),
        people={each.id: each for each in of(Person, kinds)},
        episodes=tuple(newest_first(of(Episode, kinds))),
        sessions=tuple(sorted(of(Session, kinds), key=lambda each: each.at, reverse=True)),
        safety=next(iter(of(Safety, kinds)), None),
        words=words,
        rows={row.id: row for row, _ in visible},
        counsellor_name=called,
        by_kind=kinds,
    )


def by_kind(contents: Iterable[Content]) -> ByKind:
    """Contents, each under its kind."""
    found: dict[type[object], list[Content]] = defaultdict(list)
    for content in contents:
        found[type(content)].append(content)
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}


def of(kind: type[Kind], contents: ByKind) -> tuple[Kind, ...]:
    """Those contents that are of a kind."""
    return cast("tuple[Kind, ...]", contents.get(kind, ()))


def counsellor_of(case_id: UUID) -> tuple[UUID | None, str]:
    """The counsellor of a case, and what they are called."""
    found = Relation.objects.filter(case_id=case_id, role=COUNSELLOR, ended=None)
    latest = found.order_by("-began").values_list("user_id", "user__called")
    return latest.first() or (None, "")


def vocabulary_of(owners: Iterable[UUID | None], words: Iterable[Word]) -> Vocabulary:
    """The vocabulary as a case has it: practice, then counsellor, then client."""
    return layered(DEFAULTS, *layers.layers(*filter(None, owners)), *by_author(words))


def by_author(words: Iterable[Word]) -> tuple[list[Word], list[Word]]:
    """The words that came with a case: the counsellor's, then the client's, which lie on top."""
    kept = list(words)
    return (
        [each for each in kept if each.author == "counsellor"],
        [each for each in kept if each.author == "client"],
    )


def open_entry(viewer: Viewer, entry_id: UUID) -> OpenEntry:
    """Open one entry.

    Raises:
        Hidden: for this viewer there is no such entry.
    """
    row = rows.existing(entry_id)
    at = gate.standing(viewer, row.case_id)
    gate.check("read", at, facts(row, at))
    ring = keys.ring(at.case_id, readable_purposes(at.role))
    found = OpenEntry(opened(ring, at, row), row, policies.acts(at.role, facts(row, at)), at)
    note(at, [row])
    return found


def history(viewer: Viewer, entry_id: UUID) -> tuple[Earlier, ...]:
    """The versions of an entry that the viewer may see, newest first.

    Raises:
        Hidden: for this viewer there is no such entry.
    """
    with transaction.atomic():
        row = rows.existing(entry_id)
        at = gate.standing(viewer, row.case_id)
        gate.check("read", at, facts(row, at))
        ring = keys.ring(at.case_id, readable_purposes(at.role))
        changed_at = Entry.objects.values_list("changed_at", flat=True).get(pk=row.id)
        trail.read(at, [row])
        present = Earlier(opened(ring, at, row), row.version, changed_at, current=True)
        return (present, *earlier(ring, at, row))


def earlier(ring: keys.Ring, at: Standing, row: Row) -> list[Earlier]:
    """The versions before the present one that the viewer may see."""
    return [
        Earlier(opened(ring, at, old), old.version, version.changed_at, current=False)
        for old, version in rows.earlier(row)
        if policies.may_read(at.role, facts(old, at))
    ]


def deleted(viewer: Viewer, case_id: UUID) -> tuple[OpenEntry, ...]:
    """What the viewer deleted and may still put back, newest first.

    Raises:
        Hidden: for this viewer there is no such case.
    """
    at = gate.standing(viewer, case_id)
    gone = rows.seen_by(at).exclude(deleted_at=None).order_by("-deleted_at")
    mine = [row for row in rows.fetched(gone) if policies.may_put_back(at.role, facts(row, at))]
    ring = keys.ring(case_id, readable_purposes(at.role))
    return tuple(
        OpenEntry(content, row, policies.acts(at.role, facts(row, at)), at)
        for row, content in opened_all(ring, at, mine)
    )


def changes(opened: OpenCase, since: datetime) -> dict[UUID, datetime]:
    """When each entry of others that the viewer may see last changed, of those changed since."""
    recent = rows.seen_by(opened.at).filter(deleted_at=None, changed_at__gt=since)
    return dict(recent.exclude(author=opened.role).values_list("id", "changed_at"))


def shared_at(opened: OpenCase, ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these entries first was shared, of those that the viewer may see."""
    seen = rows.seen_by(opened.at).filter(pk__in=list(ids), deleted_at=None, visibility="shared")
    found = dict(seen.values_list("id", "changed_at"))
    return found | rows.first_shared(found)


def caseload(viewer: Viewer, now: datetime) -> tuple[CaseCard, ...]:
    """The viewer's cases: label, sessions, and how much is new in each.

    Opens frames and sessions only, of all cases in a few queries: it stands beside every page.
    """
    held = gate.standings(viewer, "counsellor")
    contents = frames_and_sessions(held)
    marks = {at.case_id: since(of(Session, contents[at.case_id]), now) for at in held}
    new = new_episodes(held, marks)
    joined = with_client(marks)
    return tuple(
        card(at.case_id, contents[at.case_id], now, new[at.case_id], at.case_id in joined)
        for at in held
    )


def frames_and_sessions(held: list[Standing]) -> dict[UUID, ByKind]:
    """What a caseload needs of each case, opened."""
    by_case = {at.case_id: at for at in held}
    rings = keys.rings(by_case, readable_purposes("counsellor"))
    contents: dict[UUID, list[Content]] = {case_id: [] for case_id in by_case}
    for row in rows.fetched(rows.seen_in(held).filter(kind__in=["frame", "session"])):
        at, ring = by_case[row.case_id], rings[row.case_id]
        contents[row.case_id].append(opened(ring, at, row))
    return {case_id: by_kind(found) for case_id, found in contents.items()}


def card(case_id: UUID, contents: ByKind, now: datetime, new: int, has_client: bool) -> CaseCard:
    """A case in the caseload, from its frame and its sessions."""
    frame, sessions = of(Frame, contents)[0], of(Session, contents)
    return CaseCard(
        case_id=case_id,
        label=frame.label,
        sessions_held=sum(each.state == "held" for each in sessions),
        sessions_planned=frame.contract.sessions if frame.contract else None,
        last_session=last_session(sessions, now),
        next_session=next_session(sessions, now),
        new=new,
        has_client=has_client,
    )


def with_client(cases: Iterable[UUID]) -> set[UUID]:
    """Those cases whose client has come in."""
    found = Relation.objects.filter(case_id__in=list(cases), role=CLIENT, ended=None)
    return set(found.values_list("case_id", flat=True))


def last_session(sessions: Iterable[Session], now: datetime) -> datetime | None:
    """When the last held session was."""
    return max(
        (each.at for each in sessions if each.state == "held" and each.at <= now), default=None
    )


def next_session(sessions: Iterable[Session], now: datetime) -> datetime | None:
    """When the next planned session is."""
    return min(
        (each.at for each in sessions if each.state == "planned" and each.at > now), default=None
    )


def since(sessions: Iterable[Session], now: datetime) -> datetime:
    """From when on something is new: from the last session, or for a week."""
    return last_session(sessions, now) or now - timedelta(days=7)


def new_episodes(held: list[Standing], since: dict[UUID, datetime]) -> Counter[UUID]:
    """How many of the client's episodes became what they are after a moment, in each case."""
    if not held:
        return Counter()
    recent = (Q(case_id=case_id, changed_at__gt=moment) for case_id, moment in since.items())
    found = rows.seen_in(held).filter(reduce(or_, recent), kind="episode")
    counted = found.exclude(author="counsellor").values("case_id").annotate(new=Count("id"))
    return Counter(dict(counted.values_list("case_id", "new")))
