"""What a long case tells stands a second time, gathered: it says what the entries say, to nobody
more than they say it to, and a private act changes nothing that the other side has."""

import random
from uuid import UUID

import pytest
from django.db.models import Q
from msgspec.structs import replace

from relating.case import Episode
from relating.journal import actions, gathered, queries, rows, sums, verifying
from relating.journal.ids import CLIENT, SHARED
from relating.journal.models import Entry, Gathered
from relating.journal.sealing import PURPOSES, readable_purposes
from relating.people import gate
from relating.people.gate import Viewer
from relating.vault import keys
from tests.cast import Cast, episode, tell

HISTORIES, ACTS = 8, 14


@pytest.fixture(autouse=True)
def already_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is long from three tellings on, and gathered anew once two stand apart."""
    monkeypatch.setattr(gathered, "FEWEST", 3)
    monkeypatch.setattr(gathered, "MOST_APART", 1)


@pytest.fixture
def long(cast: Cast) -> Cast:
    """A case of four private tellings of Ana's and four shared ones, gathered."""
    for n in range(8):
        tell(cast, f"Number {n}.", visibility="shared" if n % 2 else "private")
    queries.open_case(cast.ana, cast.case)
    return cast


def stored(cast: Cast) -> dict[str, bytes]:
    """What is gathered, side by side, as it lies in the database."""
    found = Gathered.objects.filter(case_id=cast.case).values_list("side", "sealed")
    return {side: bytes(sealed) for side, sealed in found}


def shown(viewer: Viewer, case: UUID) -> tuple[object, ...]:
    """What an open case tells, and what may be done with it."""
    opened = queries.open_case(viewer, case)
    rows = {id: (row._replace(sealed=b""), opened.may(id)) for id, row in opened.rows.items()}
    return opened.tellings, opened.moments, opened.counted, opened.confirmed, rows


def row_by_row(viewer: Viewer, case: UUID) -> tuple[object, ...]:
    """The same computed anew, from the entries alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(gathered, "stored", lambda at, ring: {})
        patched.setattr(gathered, "renew", lambda *told: None)
        return shown(viewer, case)


def something(dice: random.Random, cast: Cast) -> None:
    """One act of Ana's or Ben's, whatever it may be."""
    mine = list(Entry.objects.filter(case_id=cast.case, kind="episode", author="client"))
    there = [each for each in mine if each.deleted_at is None]
    gone = [each for each in mine if each.deleted_at is not None]
    match dice.choice(["hers", "hers", "his", "revise", "share", "delete", "back", "erase"]):
        case "revise" if there:
            one = queries.open_entry(cast.ana, dice.choice(there).pk)
            told = gate.as_a(Episode, one.content)
            new = replace(told, story=f"In other words {dice.random()}.")
            actions.revise(cast.ana, cast.case, new, based_on=one.row.version)
        case "share" if there:
            chosen = dice.choice(there)
            act = actions.unshare if chosen.visibility == "shared" else actions.share
            act(cast.ana, chosen.pk)
        case "delete" if there:
            actions.delete(cast.ana, dice.choice(there).pk)
        case "back" if gone:
            actions.put_back(cast.ana, dice.choice(gone).pk)
        case "erase" if gone:
            actions.erase(cast.ana, dice.choice(gone).pk)
        case "his":
            his = episode("He said.", author="counsellor", visibility="shared", place="room")
            actions.record(cast.ben, cast.case, his)
        case _:
            tell(cast, visibility=dice.choice(["private", "shared"]))


def test_over_random_histories_it_says_what_the_entries_say_to_each_of_the_two(cast: Cast) -> None:
    for seed in range(HISTORIES):
        dice = random.Random(seed)
        for _ in range(ACTS):
            something(dice, cast)
            for who in dice.choice([(cast.ana,), (cast.ben,), (cast.ana, cast.ben)]):
                assert shown(who, cast.case) == row_by_row(who, cast.case), seed
    assert len(stored(cast)) > 1
    assert [*verifying.problems_of(cast.case)] == []


def test_a_private_act_leaves_what_both_read_as_it_is_byte_for_byte(long: Cast) -> None:
    before = stored(long)
    assert before.keys() == {SHARED, CLIENT}
    told = [tell(long, f"For myself {n}.") for n in range(3)]
    queries.open_case(long.ben, long.case)
    assert stored(long) == before, "an act writes nothing here, and Ben's reading neither"
    queries.open_case(long.ana, long.case)
    actions.delete(long.ana, told[0].id)
    queries.open_case(long.ben, long.case)
    after = stored(long)
    assert after[SHARED] == before[SHARED]
    assert after[CLIENT] != before[CLIENT]


def test_no_key_of_bens_opens_what_is_gathered_of_hers(long: Cast) -> None:
    at = gate.standing(long.ben, long.case)
    ring = keys.ring(long.case, ("shared", "notes"))
    assert set(gathered.stored(at, ring)) == {SHARED}
    shared = gathered.stored(at, ring)[SHARED].told
    assert {each.story for each in shared} == {f"Number {n}." for n in (1, 3, 5, 7)}
    assert gathered.opened_side(long.case, ring, CLIENT, stored(long)[CLIENT]) is None


def test_what_is_erased_for_good_is_not_left_there(long: Cast) -> None:
    told = tell(long, "Once only.", visibility="shared")
    tell(long, visibility="shared")
    queries.open_case(long.ana, long.case)
    ring = keys.ring(long.case, PURPOSES)
    held = gathered.opened_side(long.case, ring, SHARED, stored(long)[SHARED])
    assert held
    assert told in held.told
    actions.delete(long.ana, told.id)
    actions.erase(long.ana, told.id)
    assert stored(long) == {}
    queries.open_case(long.ana, long.case)
    actions.erase_case(long.case)
    assert stored(long) == {}


def test_what_does_not_open_costs_time_alone_and_what_says_another_thing_is_named(
    long: Cast,
) -> None:
    for_ben = row_by_row(long.ben, long.case)
    for side, sealed in stored(long).items():
        other = sealed[:-1] + bytes([sealed[-1] ^ 1])
        Gathered.objects.filter(case_id=long.case, side=side).update(sealed=other)
    assert shown(long.ben, long.case) == for_ben
    queries.open_case(long.ana, long.case)
    ring = keys.ring(long.case, PURPOSES)
    held = gathered.opened_side(long.case, ring, SHARED, stored(long)[SHARED])
    assert held, "it was gathered anew"
    every = zip(held.clear, held.told, strict=True)
    forged = [(clear, replace(each, story="Not hers.")) for clear, each in every]
    gathered.keep(long.case, ring, SHARED, forged)
    assert [each.wrong for each in verifying.problems_of(long.case)] == [verifying.NOT_AS_TOLD]


def test_the_marks_of_what_is_gathered_are_those_of_its_rows_whatever_became_of_them(
    long: Cast,
) -> None:
    first, *_ = Entry.objects.filter(case_id=long.case, kind="episode", visibility=SHARED)
    actions.delete(long.ana, first.pk)
    for viewer in (long.ana, long.ben):
        at = gate.standing(viewer, long.case)
        ring = keys.ring(long.case, readable_purposes(at.role))
        held = gathered.stored(at, ring)
        there = frozenset(rows.in_the_clear(at, "episode"))
        anew = rows.seen(at, Q(kind="episode"))
        assert there == {rows.clear_of(row) for row in anew}
        known = {clear for each in held.values() for clear in each.clear}
        kept = [row for row in anew if rows.clear_of(row) in known]
        told = sums.summed(keys.key_in(ring, SHARED), kept)
        found = gathered.marked(ring, held, there)
        assert {side: marks % sums.MODULUS for side, marks in found.items() if marks} == told


def test_marks_that_are_gathered_wrongly_are_named_and_the_rows_decide(long: Cast) -> None:
    at = gate.standing(long.ben, long.case)
    ring = keys.ring(long.case, readable_purposes(at.role))
    held = gathered.stored(at, ring)[SHARED]
    wrong = bytes([held.marks[0] ^ 1]) + held.marks[1:]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sums, "of_clear", lambda key, clear: int.from_bytes(wrong))
        gathered.keep(long.case, ring, SHARED, zip(held.clear, held.told, strict=True))
    assert shown(long.ben, long.case) == row_by_row(long.ben, long.case)
    assert [each.wrong for each in verifying.problems_of(long.case)] == [verifying.NOT_AS_TOLD]
