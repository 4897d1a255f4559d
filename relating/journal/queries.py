"""Every reading: viewer first. What comes back is only what that viewer may see.

Whoever reads what another person wrote leaves a line in the trail, on the disk before anything is
served: a reading that cannot be noted is not served.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Literal, NamedTuple
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import Q

from relating.case import (
    KINDS,
    Content,
    Episode,
    Frame,
    People,
    Person,
    Preferences,
    Recognition,
    Safety,
    Session,
    Word,
)
from relating.case.entries.preferences import back_then
from relating.case.held import kinds_named
from relating.case.people import can_stand_for
from relating.case.words.vocabulary import Vocabulary, about_client
from relating.engine.back_then import not_resting, of_now
from relating.engine.moments import Moment, moments
from relating.engine.numbers import numbers
from relating.engine.tellings import confirmed_of, counted_of
from relating.journal import gathered, layers, memories, rows, trail, unseen
from relating.journal.arranging import in_order, standing_in, told_of
from relating.journal.by_kind import ByKind, Kind, by_kind, of
from relating.journal.frames import counsellor_of, frame_of
from relating.journal.gathered import Rows, Seen
from relating.journal.ids import Ids, ids_of, person_row, row_id
from relating.journal.models import Entry
from relating.journal.sealing import Row, facts, opened, opened_all, readable_purposes
from relating.people import gate, policies
from relating.people.gate import Standing, Viewer
from relating.vault import keys
from relating.vault.any_of import any_of

NAMED = kinds_named(Episode) & set(KINDS) | {"frame", "word", "mark", "preferences"}
"""What an episode can point to, and what else is needed to write one."""


@dataclass(frozen=True)
class OpenCase:
    """A case, opened for one viewer: only what they may see is in it.

    Everybody is among `people` once, and each of the `tellings` is with whoever stands for its
    person; `told_of` says of whom it was told. Of what the counsellor told, they hold what is his
    to say (`engine.tellings`). The `moments` are what they tell of, each once, with the telling
    that stands for it (`engine.moments`); `by_both` says which both told. Tellings and moments
    stand as `order.newest_first` puts them, `sessions` newest first; `rows` holds the row of each
    entry by its id, `ids` makes those of what the viewer writes. `counsellor` is who is it
    now. Of what the counsellor told of back then the client's holds what `memories` lets be seen:
    `folded` are those that wait until she opens them.
    """

    at: Standing
    frame: Frame
    vocabulary: Vocabulary
    people: People
    told_of: Mapping[UUID, str]
    tellings: tuple[Episode, ...]
    moments: tuple[Moment, ...]
    by_both: frozenset[UUID]
    sessions: tuple[Session, ...]
    safety: Safety | None
    words: tuple[Word, ...]
    rows: Rows
    counsellor: UUID | None
    counsellor_name: str
    by_kind: ByKind
    ids: Ids
    folded: frozenset[UUID]

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

    def may(self, entry: UUID) -> frozenset[str]:
        """What the viewer may do with an entry of the case, such as to "revise" it."""
        return policies.acts(self.role, facts(self.rows[entry], self.at))

    def may_stand_for(self, stays: Person, goes: Person) -> bool:
        """Whether the viewer may say that the one is the same person as the other, who stays."""
        both = (facts(self.rows[self.person_row(each.id)], self.at) for each in (goes, stays))
        return can_stand_for(stays, goes) and policies.may_merge(self.role, *both)

    def version(self, entry: UUID) -> int:
        """The number of an entry's version as the viewer may know it, to base a change on."""
        return rows.known_version(self.at, self.rows[entry])

    def all(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Everything of one kind, such as every `Feedback`."""
        return of(kind, self.by_kind)

    def naming(self, entries: Collection[str]) -> tuple[Episode, ...]:
        """The episodes that were told of these very entries of people."""
        whom = self.told_of
        return tuple(each for each in self.tellings if whom.get(each.id, each.person) in entries)

    @cached_property
    def episodes(self) -> tuple[Episode, ...]:
        """What stands for each moment, for lists and pictures: one moment is there once. What the
        counsellor told of back then rests while the two do not look at it."""
        return not_resting((each.told for each in self.moments), on=self.back_then)

    def telling(self, entry: UUID) -> Episode | None:
        """One telling by its id."""
        every = self.moments[self.moment_of[entry]].every if entry in self.moment_of else ()
        return next((each for each in every if each.id == entry), None)

    @cached_property
    def moment_of(self) -> Mapping[UUID, int]:
        """The place among the `moments` of the moment that each telling is of."""
        return {one.id: at for at, each in enumerate(self.moments) for one in each.every}

    def told_in(self, entries: Collection[UUID]) -> tuple[Episode, ...]:
        """What stands for the moments of which these are tellings."""
        places = {self.moment_of[each] for each in entries if each in self.moment_of}
        return tuple(self.moments[each].told for each in sorted(places))

    @cached_property
    def confirmed(self) -> tuple[Episode, ...]:
        """What is the client's word: her own tellings, and those that she confirmed; of back then
        only what the two look at."""
        return of_now(confirmed_of(self.moments, self.all(Recognition)), on=self.back_then)

    @cached_property
    def counted(self) -> tuple[Episode, ...]:
        """What enters counts and what is found in them: her word, but not of somebody unsafe."""
        return self._counted(self.moments)

    @cached_property
    def counted_for_both(self) -> tuple[Episode, ...]:
        """What is counted for both, alike whoever looks: only what the two share."""
        shared = [each for each in self.tellings if each.visibility == "shared"]
        once = self.moments if len(shared) == len(self.tellings) else moments(shared)
        return self._counted(once)

    def _counted(self, found: Sequence[Moment]) -> tuple[Episode, ...]:
        return of_now(counted_of(found, self.all(Recognition), self.people), on=self.back_then)

    @cached_property
    def back_then(self) -> bool:
        """Whether the two look at back then."""
        return back_then(self.all(Preferences))

    @cached_property
    def session_numbers(self) -> Mapping[UUID, int]:
        """Which session each hour is, as far as it has a number."""
        return numbers(self.sessions)

    @cached_property
    def contents(self) -> tuple[Content, ...]:
        """Everything, kind after kind."""
        return tuple(chain.from_iterable(self.by_kind.values()))

    def person_row(self, person: str) -> UUID:
        """The id of the row of a person, for links."""
        return person_row(self.ids.shared, person)

    def row_id(self, content: Content) -> UUID:
        """The id of the row of a content of this case."""
        return row_id(self.ids.shared, content)


class OpenEntry(NamedTuple):
    """One entry, opened, and what the viewer may do with it."""

    content: Content
    row: Row
    may: frozenset[str]
    at: Standing


class Earlier(NamedTuple):
    """An earlier version of an entry, or the present one, numbered as the viewer may know it."""

    content: Content
    version: int
    changed_at: datetime
    current: bool

    @property
    def visibility(self) -> str:
        """Who could read it then."""
        return getattr(self.content, "visibility", "shared")


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
        Tampered: no version of its frame opens, or what is opened whole is not what was written.
        OperationalError: it could not be noted, and the viewer may not read without.
    """
    at = gate.standing(viewer, case_id)
    ring = keys.ring(at.case_id, readable_purposes(at.role))
    found = rows.seen(at, which) if which else []
    seen = Seen(found, opened_all(ring, at, found)) if which else gathered.whole(at, ring)
    opened = arranged(at, ring, seen)
    note(at, opened.rows.by_others(at.role))
    return opened


def note(at: Standing, others: bytes) -> None:
    """Note a reading of what others wrote, before it is served. Alone: writers wait for one line.

    Raises:
        OperationalError: it could not be noted, and the viewer may not read without.
    """
    try:
        trail.read(at, others)
    except OperationalError:
        if not policies.may_read_unnoted(at.role):
            raise


def arranged(at: Standing, ring: keys.Ring, seen: Seen) -> OpenCase:
    """A case made of what a viewer may see of it."""
    contents = seen.contents
    visible = memories.put_to(at, contents)
    said = by_kind(visible)
    people = People(of(Person, said))
    kinds = standing_in(said, people)
    told = of(Episode, kinds)
    once = moments(told)
    words = of(Word, kinds)
    counsellor, called = counsellor_of(at.case_id)
    frame = next(iter(of(Frame, kinds)), None) or frame_of(at.case_id, ring)
    known = layers.vocabulary_of((at.clinic_id, counsellor), words)
    return OpenCase(
        at=at,
        frame=frame,
        vocabulary=about_client(known, frame.label) if policies.hears_of(at.role) else known,
        people=people,
        told_of=told_of(of(Episode, said), people),
        tellings=in_order(told, once),
        moments=once,
        by_both=frozenset(each.told.id for each in once if each.others and each.by_both),
        sessions=tuple(sorted(of(Session, kinds), key=lambda each: each.at, reverse=True)),
        safety=next(iter(of(Safety, kinds)), None),
        words=words,
        rows=seen.rows(at, told if len(visible) < len(contents) else None),
        counsellor=counsellor,
        counsellor_name=called,
        by_kind=kinds,
        ids=ids_of(at, ring),
        folded=memories.folded_in(at, kinds),
    )


def was_done(case_id: UUID, act: Literal["handed", "lost"], since: datetime) -> bool:
    """Whether it came to another counsellor since, or a copy without the newest changes serves."""
    return trail.was_done(case_id, act, since)


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
    memories.require_page(at, ring, found.content)
    note(at, trail.by_others(at, [row]))
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
        trail.read(at, trail.by_others(at, [row]))
        number = rows.known_version(at, row)
        present = Earlier(opened(ring, at, row), number, changed_at, current=True)
        every = (present, *earlier(ring, at, row))
        told = memories.that_may_be_told(at, ring, [each.content for each in every])
        gate.require(told[0])
        return tuple(each for each, may in zip(every, told, strict=True) if may)


def earlier(ring: keys.Ring, at: Standing, row: Row) -> list[Earlier]:
    """The versions before the present one that the viewer may see, newest first."""
    numbers = {old.version: number for number, old in rows.numbered(at, row).items()}
    return [
        Earlier(opened(ring, at, old), numbers[old.version], version.changed_at, current=False)
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
    opened = opened_all(keys.ring(case_id, readable_purposes(at.role)), at, mine)
    return tuple(
        OpenEntry(content, row, policies.acts(at.role, facts(row, at)), at)
        for row, content in opened
    )


def changes(opened: OpenCase, since: datetime) -> dict[UUID, datetime]:
    """When each entry of others that the viewer may see last changed, of those in which something
    changed since that they can read."""
    recent = rows.seen_by(opened.at).filter(deleted_at=None, changed_at__gt=since)
    found = [*recent.exclude(author=opened.role).values_list("id", "changed_at", "kind")]
    changed, kinds = {id: at for id, at, _ in found}, {kind for *_, kind in found}
    return unseen.told_of(opened.at, changed, since, kinds)


def shared_at(opened: OpenCase, ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these entries first was shared, of those that the viewer may see."""
    asked = [*ids]
    seen = rows.seen_by(opened.at).filter(pk__in=any_of(asked), deleted_at=None)
    shared = seen.filter(visibility="shared").values_list("id", "changed_at")
    return (found := dict(shared)) | rows.first_shared(found) if asked else {}
