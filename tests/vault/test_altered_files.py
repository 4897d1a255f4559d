"""Whoever can write the file and has no key: a flipped bit costs its own row, and nothing that was
kept of an earlier time can be put back."""

import logging
import random
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Note, Safety
from relating.journal import actions, caseload, queries, verifying
from relating.journal.models import CaseloadRow, Entry, Layer, Sum, Version
from relating.people.gate import Hidden, Viewer
from relating.vault.models import WrappedKey
from relating.vault.seal import Tampered
from tests.cast import THEN, Cast, browser_of, episode, person, row_in
from tests.extent import LONG

TRIES = 1000 if LONG else 150


def flipped(sealed: bytes, place: int = -1) -> bytes:
    """The same bytes with one bit the other way round."""
    return sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place:][1:]


def flip(entry: Entry) -> None:
    """One bit in one sealed row."""
    Entry.objects.filter(pk=entry.pk).update(sealed=flipped(bytes(entry.sealed), 40))


def note() -> Note:
    """A process note of Ben's."""
    return Note(
        id=uuid4(), author="counsellor", visibility="private", recorded_at=THEN, text="Tired."
    )


@pytest.fixture
def told(cast: Cast) -> Cast:
    """A case with a plan, a person, two episodes and a note."""
    mara = person("Mara")
    plan = Safety(
        id=uuid4(), author="client", visibility="private", recorded_at=THEN, on_my_own="Tea."
    )
    for each in (plan, mara, episode("One", person=mara.id), episode("Two", visibility="shared")):
        actions.record(cast.ana, cast.case, each)
    actions.record(cast.ben, cast.case, note())
    return cast


def test_a_flipped_bit_costs_its_row_and_nothing_else(
    told: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    whole = queries.open_case(told.ana, told.case)
    pages = ("case", "episodes", "people", "safety", "circle", "timeline", "seen", "contract")
    for entry in Entry.objects.filter(case_id=told.case).exclude(kind="frame"):
        with transaction.atomic(), caplog.at_level(logging.ERROR):
            flip(entry)
            caplog.clear()
            opened = queries.open_case(told.ana, told.case)
            mine = entry.author == "client" or entry.visibility == "shared"
            assert len(opened.contents) == len(whole.contents) - mine
            if mine:
                (line,) = [each for each in caplog.records if each.name == "relating.vault"]
                assert getattr(line, "came", "") == f"{entry.kind} {entry.pk}"
            ana, ben = browser_of(told.ana), browser_of(told.ben)
            for name in pages:
                assert ana.get(reverse(name, args=[told.case])).status_code == 200, name
            assert ben.get(reverse("prepare", args=[told.case])).status_code == 200
            transaction.set_rollback(True)


def test_the_frame_falls_back_to_its_last_version_that_opens(told: Cast) -> None:
    frame = queries.open_case(told.ana, told.case).frame
    actions.revise(told.ben, told.case, replace(frame, label="Ana M."), 1)
    flip(Entry.objects.get(pk=row_in(told.case, frame)))
    assert queries.open_case(told.ana, told.case).frame.label == frame.label
    CaseloadRow.objects.all().delete()
    (card,) = caseload.cards(told.ben, THEN)
    assert card.label == frame.label
    assert browser_of(told.ben).get(reverse("sessions", args=[told.case])).status_code == 200
    assert actions.export_case(told.ana, told.case).case.label == frame.label


def test_a_case_that_cannot_be_opened_at_all_costs_the_counsellor_no_other(told: Cast) -> None:
    other = actions.open_new_case(told.ben, "R.", THEN.date())
    for entry in Entry.objects.filter(case_id=told.case):
        flip(entry)
    assert len(caseload.cards(told.ben, THEN)) == 2  # it stands there, and says that it is broken
    CaseloadRow.objects.filter(case_id=told.case).update(sealed=b"")
    assert [each.case_id for each in caseload.cards(told.ben, THEN)] == [other]
    with pytest.raises(Tampered):
        queries.open_case(told.ben, told.case)
    assert browser_of(told.ben).get(reverse("caseload")).status_code == 200


def test_a_wrapped_key_that_does_not_open_costs_its_case(told: Cast) -> None:
    other = actions.open_new_case(told.ben, "R.", THEN.date())
    for key in WrappedKey.objects.filter(scope=told.case):
        WrappedKey.objects.filter(pk=key.pk).update(wrapped=flipped(bytes(key.wrapped), 3))
    assert [each.case_id for each in caseload.cards(told.ben, THEN)] == [other]
    assert queries.open_case(told.ben, other).case_id == other


def test_a_layer_of_words_that_does_not_open_costs_its_words(told: Cast) -> None:
    actions.change_layer(told.ben, "behaviour", "pleasing", lambda _: None, own=True)
    for layer in Layer.objects.all():
        Layer.objects.filter(pk=layer.pk).update(sealed=flipped(bytes(layer.sealed)))
    assert queries.open_case(told.ben, told.case).vocabulary.term("behaviour", "pleasing")


# Put back ----------------------------------------------------------------------------------------


Columns: TypeAlias = dict[str, Any]


class Copy(NamedTuple):
    """The rows of a case as they were at one time."""

    entries: dict[UUID, Columns]
    versions: tuple[Columns, ...]


def copied(cast: Cast) -> Copy:
    """A copy of the file, as far as it holds this case."""
    entries = Entry.objects.filter(case_id=cast.case)
    versions = Version.objects.filter(entry__case_id=cast.case).order_by("pk")
    return Copy(
        {each["id"]: dict(each) for each in entries.values()},
        tuple(dict(each) for each in versions.values()),
    )


def life(cast: Cast) -> list[Copy]:
    """A case that changes in every way, and a copy of each time."""
    copies = []
    stories = [episode(f"Number {number}") for number in range(8)]
    for each in stories:
        actions.record(cast.ana, cast.case, each)
    copies.append(copied(cast))
    for number, each in enumerate(stories):
        actions.share(cast.ana, each.id)
        if number % 2:
            actions.revise(cast.ana, cast.case, replace(each, story="Else", visibility="shared"), 2)
    copies.append(copied(cast))
    for number, each in enumerate(stories):
        if number % 3 == 0:
            actions.unshare(cast.ana, each.id)
        if number % 4 == 0:
            actions.delete(cast.ana, each.id)
    copies.append(copied(cast))
    return copies


def altered(copies: list[Copy], chance: random.Random) -> tuple[UUID, Columns]:
    """What somebody with the file, copies of it and no key writes into one row; nothing is that
    they take it out."""
    *older, now = copies
    row, other = chance.sample([*now.entries.values()], 2)
    past = [each for each in now.versions if each["entry_id"] == row["id"]]
    writers = {each["by_id"] for each in now.entries.values()} - {row["by_id"]}
    ways: list[Columns] = [
        chance.choice(older).entries.get(row["id"], other),
        {"deleted_at": None if row["deleted_at"] else THEN},
        {"visibility": "private" if row["visibility"] == "shared" else "shared"},
        {"author": "client" if row["author"] == "counsellor" else "counsellor"},
        {"version": row["version"] + 1},
        {"kind": other["kind"]},
        {"sealed": other["sealed"]},
        {"sealed": flipped(bytes(row["sealed"]), chance.randrange(len(row["sealed"])))},
        {"by_id": chance.choice([*writers])},
    ]
    for each in past:
        then = {name: each[name] for name in ("version", "visibility", "sealed")}
        ways += [then, then | {"deleted_at": None}]
    if row["deleted_at"] is None:
        ways.append({})
    return row["id"], chance.choice(ways) | {"id": row["id"]}


def put_into(entry: UUID, columns: Columns) -> None:
    """Alter a row of the file."""
    found = Entry.objects.filter(pk=entry)
    if columns.keys() == {"id"}:
        found.delete()
    else:
        found.update(**columns)


def test_of_many_swaps_rollbacks_and_flips_every_one_is_refused(told: Cast) -> None:
    copies, chance = life(told), random.Random(7)
    before = {viewer: seen_by(told, viewer) for viewer in (told.ana, told.ben)}
    tried = 0
    while tried < TRIES:
        with transaction.atomic():
            put_into(*altered(copies, chance))
            if copied(told) != copies[-1]:
                tried += 1
                for viewer, shown in before.items():
                    assert seen_by(told, viewer) <= shown
                assert any(verifying.problems_of(told.case))
            transaction.set_rollback(True)
    assert not any(verifying.problems_of(told.case))


def test_without_its_sums_a_case_is_not_shown(told: Cast) -> None:
    Sum.objects.filter(case_id=told.case).delete()
    for viewer in (told.ana, told.ben):
        with pytest.raises(Tampered):
            queries.open_case(viewer, told.case)


def test_the_sums_of_another_time_are_refused(told: Cast) -> None:
    then = list(Sum.objects.filter(case_id=told.case).values("pk", "total"))
    actions.record(told.ana, told.case, episode("Three"))
    for each in then:
        Sum.objects.filter(pk=each["pk"]).update(total=each["total"])
    with pytest.raises(Tampered):
        queries.open_case(told.ana, told.case)


def seen_by(cast: Cast, viewer: Viewer) -> set[object]:
    """All that somebody is shown of a case; nothing where it is refused."""
    try:
        return set(queries.open_case(viewer, cast.case).contents)
    except (Tampered, Hidden):
        return set()
