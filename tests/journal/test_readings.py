"""Reading what another person wrote: noted before it is served, and nobody waits for it."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from relating.journal import actions, queries, rows, trail
from relating.journal.lines import read_trail
from relating.journal.models import Entry, Trail
from relating.people.gate import Viewer
from tests.cast import LONG_AGO, Cast, episode


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The trail cannot be written."""

    def refuse(*_: object) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(trail, "read", refuse)
        yield


def shared_episode(cast: Cast) -> queries.OpenEntry:
    told = episode(visibility="shared")
    actions.record(cast.ana, cast.case, told)
    return queries.open_entry(cast.ana, told.id)


def test_what_cannot_be_noted_is_not_served_to_ben(cast: Cast, full_disk: None) -> None:
    told = shared_episode(cast)
    for read in (
        lambda: queries.open_case(cast.ben, cast.case),
        lambda: queries.open_around(cast.ben, cast.case),
        lambda: queries.open_entry(cast.ben, told.row.id),
    ):
        with pytest.raises(OperationalError):
            read()


def test_ana_reads_her_case_though_it_cannot_be_noted(cast: Cast, full_disk: None) -> None:
    told = shared_episode(cast)
    assert queries.open_case(cast.ana, cast.case).episodes == (told.content,)


def test_one_line_holds_exactly_what_was_served(cast: Cast) -> None:
    told = shared_episode(cast)
    opened = queries.open_case(cast.ben, cast.case)
    line = Trail.objects.latest("seq")
    others = {id for id, row in opened.rows.items() if row.author == "client"}
    assert set(trail.ids(line.entries)) == others == {told.row.id}


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_a_case_is_opened_before_the_line_and_outside_any_transaction(cast: Cast, who: str) -> None:
    shared_episode(cast)
    viewer: Viewer = getattr(cast, who)
    with CaptureQueriesContext(connection) as asked:
        queries.open_case(viewer, cast.case)
    statements = [each["sql"] for each in asked]  # on a server each says first who looks
    assert not any(each.startswith("SAVEPOINT") for each in statements)
    notes = [place for place, each in enumerate(statements) if "INSERT INTO" in each]
    assert notes == [len(statements) - 1], "a writer would have had to wait"


def test_what_the_policy_denies_is_neither_opened_nor_noted_though_a_query_found_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = episode()
    actions.record(cast.ana, cast.case, private)
    shared = shared_episode(cast)
    everything = Entry.objects.filter(case_id=cast.case)
    monkeypatch.setattr(rows, "seen", lambda at, which: rows.fetched(everything.filter(which)))
    opened = queries.open_case(cast.ben, cast.case)
    assert opened.episodes == (shared.content,)
    assert private.id not in trail.ids(Trail.objects.latest("seq").entries)


def test_reading_the_versions_of_what_ana_wrote_is_a_line_too(cast: Cast) -> None:
    told = shared_episode(cast)
    before = Trail.objects.count()
    assert queries.history(cast.ben, told.row.id)
    assert [line.act for line in Trail.objects.order_by("seq")[before:]] == ["read"]


def test_what_changed_and_what_was_shared_since_tells_ben_nothing_of_what_is_private(
    cast: Cast,
) -> None:
    private = episode()
    actions.record(cast.ana, cast.case, private)
    shared = shared_episode(cast)
    opened = queries.open_case(cast.ben, cast.case)
    assert set(queries.changes(opened, LONG_AGO)) == {shared.row.id}
    assert set(queries.shared_at(opened, [private.id, shared.row.id])) == {shared.row.id}


def test_what_ben_is_told_counts_from_when_each_entry_was_shared_and_no_other(cast: Cast) -> None:
    """Neither when it was written nor that it was written anew while it was private."""
    first, second = episode("One"), episode("Two")
    for told in (first, second):
        actions.record(cast.ana, cast.case, told)
        actions.revise(cast.ana, cast.case, replace(told, story="In other words"), 1)
    times = []
    for told in (first, second):
        for act in (actions.share, actions.unshare, actions.share):
            act(cast.ana, told.id)
            times.append(Entry.objects.get(pk=told.id).changed_at)
    opened = queries.open_case(cast.ben, cast.case)
    assert queries.shared_at(opened, [first.id]) == {first.id: times[0]}
    assert queries.shared_at(opened, [second.id]) == {second.id: times[3]}
    known = [rows.known_version(opened.at, rows.existing(each.id)) for each in (first, second)]
    assert known == [2, 2]


def test_ben_is_told_who_changed_what_only_of_when_it_was_shared(cast: Cast) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    for act in (actions.share, actions.unshare, actions.share):
        act(cast.ana, told.id)
    other = shared_episode(cast)
    lines = lines_of(cast.ben, cast)
    assert lines == [("recorded", other.row.id), ("shared", told.id), ("shared", told.id)]
    acts = [act for act, entry in lines_of(cast.ana, cast) if entry == told.id]
    assert acts == ["shared", "unshared", "shared", "recorded"]


def lines_of(viewer: Viewer, cast: Cast) -> list[tuple[str, UUID]]:
    """What a viewer is told of changes to episodes, newest first."""
    found = read_trail(viewer, cast.case)
    return [(line.act, each) for line in found if line.kind == "episode" for each in line.entries]


def test_an_id_is_in_a_line_in_its_own_place_alone() -> None:
    one, other = UUID(bytes=bytes(range(16))), UUID(bytes=bytes(range(16, 32)))
    packed = one.bytes + other.bytes
    between = UUID(bytes=packed[5:21])
    assert trail.holds(packed, one)
    assert trail.holds(memoryview(packed), other)
    assert not trail.holds(packed, between)
    assert trail.holds(packed + bytes(11) + between.bytes + bytes(5) + between.bytes, between)
    assert not trail.holds(b"", one)
