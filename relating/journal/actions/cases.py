"""Opening a case, reading a whole one in from its file, and writing it out again."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Literal, assert_never
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from msgspec.structs import replace

from relating.case import CaseEntry, Content, Contract, Ending, Entry, Frame, Person, Word
from relating.case.file.case_file import CaseFile, normalise
from relating.case.held import codes_in
from relating.case.people import without_loose_ends
from relating.case.references import closed, repointed
from relating.journal import endings, glances, ids, layers, models, rows, sums, trail
from relating.journal.frames import frame_of
from relating.journal.ids import CLIENT, SHARED
from relating.journal.sealing import (
    PURPOSES,
    Row,
    row_of,
    sealed,
    whole,
)
from relating.journal.sent import require_may_leave
from relating.people import gate, policies
from relating.people.gate import Standing, Viewer
from relating.people.models import Case, Relation
from relating.vault import keys
from relating.vault.any_of import any_of

Progress = Callable[[int, int], None]
BATCH = 500
COUNSELLOR: Literal["counsellor"] = "counsellor"


class AlreadyHere(Exception):
    """The case, or an entry with one of its ids, is in this installation."""


def open_new_case(
    actor: Viewer,
    label: str,
    started: date,
    contract: Contract | None = None,
    token: UUID | None = None,
) -> UUID:
    """Open a case, with its keys, its frame and the counsellor as a person in it.

    Opening it with the same token a second time changes nothing.

    Raises:
        Hidden: the actor is no counsellor here, or not of the case that they opened so.
    """
    clinic_id = gate.counsellors_practice(actor)
    case_id = ids.of_case(actor.id, token) if token else uuid4()
    if Case.objects.filter(pk=case_id).exists():
        return gate.standing(actor, case_id).case_id
    keys.make(case_id, PURPOSES)
    with transaction.atomic():
        found_case(case_id, clinic_id, actor.id, None)
        store(case_id, beginning(case_id, label, started, contract, actor), {COUNSELLOR: actor.id})
        trail.noted(Standing(actor, case_id, clinic_id, COUNSELLOR), "opened")
    return case_id


def beginning(
    case_id: UUID, label: str, started: date, contract: Contract | None, counsellor: Viewer
) -> list[Content]:
    """What a new case holds: its frame, and the counsellor as a person in it."""
    return [
        Frame(id=case_id, label=label, started=started, contract=contract),
        Person(id=str(uuid4()), alias=counsellor.called, role="counsellor", author="counsellor"),
    ]


def found_case(case_id: UUID, clinic_id: UUID, counsellor: UUID, client: UUID | None) -> None:
    """The row of a case and who stands how to it."""
    Case.objects.create(id=case_id, clinic_id=clinic_id)
    people = {"counsellor": counsellor, "client": client}
    for role, user_id in people.items():
        if user_id:
            Relation.objects.create(case_id=case_id, user_id=user_id, role=role)


def import_case(
    case_file: CaseFile,
    *,
    clinic_id: UUID,
    counsellor: UUID,
    client: UUID | None = None,
    progress: Progress = lambda done, total: None,
) -> UUID:
    """Read a whole case in, or nothing of it. For the person who runs the server.

    Raises:
        AlreadyHere: an id of the file is taken; `reminted` gives the file new ones.
    """
    case_id = case_file.case.id
    contents = [*contents_of(case_file)]
    if taken(case_id, contents):
        raise AlreadyHere
    keys.make(case_id, PURPOSES)
    with transaction.atomic():
        found_case(case_id, clinic_id, counsellor, client)
        store(case_id, contents, {"counsellor": counsellor, "client": client}, progress)
        said = [each for each in contents if isinstance(each, Ending)]
        endings.settle(case_id, said, timezone.now())
        trail.by_operator(case_id, "imported")
    return case_id


def contents_of(case_file: CaseFile) -> Iterator[Content]:
    """Everything in a case file, as the journal keeps it."""
    yield case_file.case
    yield from case_file.vocabulary
    yield from case_file.people
    yield from case_file.entries


def taken(case_id: UUID, contents: Iterable[Content]) -> bool:
    """Whether the case or one of its ids is here."""
    if Case.objects.filter(pk=case_id).exists():
        return True
    ids = any_of(each.id for each in contents if isinstance(each, Entry))
    return models.Entry.objects.filter(pk__in=ids).exists()


def store(
    case_id: UUID,
    contents: list[Content],
    writers: dict[str, UUID | None],
    progress: Progress = lambda done, total: None,
) -> None:
    """Seal and store contents as first versions."""
    ring = keys.ring(case_id, PURPOSES)
    now = timezone.now()
    for start in range(0, len(contents), BATCH):
        batch = contents[start : start + BATCH]
        models.Entry.objects.bulk_create(first(ring, case_id, each, writers, now) for each in batch)
        progress(start + len(batch), len(contents))
    stored = rows.fetched(models.Entry.objects.filter(case_id=case_id))
    sums.change(case_id, keys.key_in(ring, SHARED), (), stored)
    glances.renew_all(case_id)


def first(
    ring: keys.Ring,
    case_id: UUID,
    content: Content,
    writers: dict[str, UUID | None],
    now: datetime,
) -> models.Entry:
    """The row of a content's first version; it changed when it was recorded, not when read in."""
    row = row_of(ring, case_id, content, writers.get(getattr(content, "author", COUNSELLOR)), 1)
    recorded_at = getattr(content, "recorded_at", None)
    return models.Entry(
        id=row.id,
        case_id=case_id,
        kind=row.kind,
        author=row.author,
        by_id=row.by_id,
        visibility=row.visibility,
        received_at=now,
        changed_at=min(recorded_at or now, now),
        sealed=sealed(ring, row, content),
    )


def reminted(case_file: CaseFile) -> CaseFile:
    """A copy of a case under new ids, so that it can stand beside the first."""
    new = {each.id: uuid4() for each in case_file.entries}
    entries = [repointed(each, new) for each in case_file.entries]
    frame = replace(case_file.case, id=uuid4())
    return normalise(replace(case_file, case=frame, entries=tuple(entries)))


def export_case(actor: Viewer, case_id: UUID) -> CaseFile:
    """All of a case that the actor may see, as a case file; process notes stay behind.

    Raises:
        Hidden: there is no such case for the actor.
    """
    with transaction.atomic():
        at = gate.standing(actor, case_id)
        gate.require(policies.may_export(at.role))
        require_may_leave(at, keys.ring(case_id, (SHARED,)))
        visible = rows.fetched(rows.seen_by(at).filter(deleted_at=None))
        trail.noted(at, "exported")
        return as_file(case_id, visible)


def export_whole(case_id: UUID) -> CaseFile:
    """A whole case but for process notes. For the person who runs the server."""
    with transaction.atomic():
        entries = models.Entry.objects.filter(case_id=case_id, deleted_at=None)
        trail.by_operator(case_id, "exported")
        return as_file(case_id, rows.fetched(entries))


def as_it_is(case_id: UUID) -> CaseFile:
    """The same, for a comparison: nobody reads it, and nothing is noted."""
    return as_file(
        case_id, rows.fetched(models.Entry.objects.filter(case_id=case_id, deleted_at=None))
    )


def as_file(case_id: UUID, found: list[Row]) -> CaseFile:
    """Rows that may be shown, opened, closed in themselves and put in order."""
    ring = keys.ring(case_id, (SHARED, CLIENT))
    kept = [row for row in found if (row.author, row.visibility) != ("counsellor", "private")]
    contents = [content for row in kept for _, content in whole(ring, row)]
    frame = frame_of(case_id, ring)
    words, people, entries = parted(contents)
    inside = {each.id for each in (*people, *entries)}
    return normalise(
        CaseFile(
            case=frame,
            vocabulary=(*words, *lent(case_id, words, (*people, *entries))),
            people=without_loose_ends(people),
            entries=tuple(closed(each, inside) for each in entries),
        )
    )


def parted(contents: Iterable[Content]) -> tuple[list[Word], list[Person], list[CaseEntry]]:
    """The words, the people and the entries, each by themselves; of a frame there is one."""
    words: list[Word] = []
    people: list[Person] = []
    entries: list[CaseEntry] = []
    for content in contents:
        match content:
            case Word():
                words.append(content)
            case Person():
                people.append(content)
            case Entry():
                entries.append(content)
            case Frame():
                continue
            case _:
                assert_never(content)
    return words, people, entries


def lent(case_id: UUID, words: list[Word], contents: Iterable[Content]) -> list[Word]:
    """The words of the practice and the counsellor that these contents use: they go along."""
    used = {each for content in contents for each in codes_in(content)}
    here = {(each.list, each.code) for each in words if each.author == "counsellor"}
    layer = {
        (each.list, each.code): replace(each, author="counsellor", visibility="shared")
        for words_of_one in layers.layers(*layers.owners_of(case_id))
        for each in words_of_one
    }
    return [word for key, word in layer.items() if key in used and key not in here]
