"""One moment, two tellings: one row, one mark, one case; hers stands for it, his fills no gap."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case import Episode, Person, Recognition
from relating.engine.moments import A_FEW_HOURS, Moment, likely, moments, parted, told_once
from relating.engine.order import newest_first
from relating.engine.prepare import prepare
from relating.engine.tellings import HERS, counted
from tests.case.drawn import episodes
from tests.engine.made import MARA, MONDAY, PEOPLE, SAM, episode

NOBODY = UUID(int=2**100)


@st.composite
def told(draw: st.DrawFn) -> list[Episode]:
    """Some tellings by both, each perhaps another of one that is there or is not, and some of which
    somebody said that they are apart."""
    ids = [UUID(int=number) for number in range(1, draw(st.integers(1, 7)) + 1)]
    anybody = st.sampled_from([*ids, NOBODY])
    apart = st.none() | st.lists(anybody, max_size=2).map(tuple)
    return [
        replace(
            draw(episodes(list(PEOPLE))),
            id=id,
            telling_of=draw(st.none() | anybody),
            apart_from=draw(apart),
        )
        for id in ids
    ]


def his(days: float = 0, **more: Any) -> Episode:
    return episode(days, **{"author": "counsellor", "visibility": "shared"} | more)


def pair(**more: Any) -> tuple[Episode, Episode]:
    """Hers and his, of one moment."""
    ben = his(place="room")
    return episode(place="room", telling_of=ben.id, **more), ben


def reached(tellings: Sequence[Episode]) -> set[frozenset[UUID]]:
    """The connected groups, found by walking from telling to telling."""
    told = {each.id: each for each in tellings}

    def beside(one: Episode) -> set[UUID]:
        mine = {one.telling_of} if one.telling_of else set()
        near = mine | {each.id for each in tellings if each.telling_of == one.id}
        known = near & told.keys() - set(one.apart_from or ())
        return {id for id in known if one.id not in (told[id].apart_from or ())}

    def group(id: UUID) -> frozenset[UUID]:
        found, new = {id}, {id}
        while new:
            new = {each for one in new for each in beside(told[one])} - found
            found |= new
        return frozenset(found)

    return {group(id) for id in told}


@given(told())
def test_there_are_as_many_moments_as_groups_that_hang_together(tellings: list[Episode]) -> None:
    found = {frozenset(one.id for one in each.every) for each in moments(tellings)}
    assert found == reached(tellings)
    assert sum(len(each.every) for each in moments(tellings)) == len(tellings)


@given(told(), st.randoms())
def test_the_order_of_the_entries_does_not_matter(tellings: list[Episode], chance: Any) -> None:
    otherwise = chance.sample(tellings, len(tellings))
    assert moments(otherwise) == moments(tellings)
    assert [*told_once(tellings)] == newest_first(told_once(tellings))


@given(told())
def test_hers_stands_for_a_moment_where_there_is_one(tellings: list[Episode]) -> None:
    for each in moments(tellings):
        authors = {one.author for one in each.every}
        assert each.told.author == ("client" if "client" in authors else "counsellor")
        assert each.told in tellings, "as it was told, with nothing of his in it"


@given(told())
def test_what_is_a_moment_once_stays_one(tellings: list[Episode]) -> None:
    assert told_once(told_once(tellings)) == told_once(tellings)


@given(told(), st.data())
def test_no_word_of_his_reaches_a_count_of_a_moment_that_she_told(
    tellings: list[Episode], data: st.DataObject
) -> None:
    """Whatever his telling says: beside hers the count is the same."""
    joined = {one.id for each in moments(tellings) if len(each.every) > 1 for one in each.every}
    other = data.draw(episodes())
    kept = ("id", "author", "visibility", "recorded_at", "telling_of", "apart_from", "person")
    hers_there = {
        one.id
        for each in moments(tellings)
        if each.told.author == "client"
        for one in each.others
        if one.author == "counsellor" and one.id in joined
    }
    changed = [
        replace(other, **{name: getattr(each, name) for name in kept})
        if each.id in hers_there
        else each
        for each in tellings
    ]
    assert counted(changed, (), PEOPLE) == counted(tellings, (), PEOPLE)
    assert all(each.author == "client" for each in counted(tellings, (), PEOPLE))


def test_a_pair_counts_once_and_what_she_left_open_stays_open() -> None:
    hers, bens = pair(other_did=None, i_did=None)
    bens = replace(bens, other_did=("criticised",), i_did=("joking",), valence=-3)
    so = Recognition(
        id=NOBODY,
        author="client",
        visibility="shared",
        recorded_at=MONDAY,
        telling=bens.id,
        says="so",
    )
    assert counted([bens], [so], {}) == (bens,)
    assert counted([hers, bens], [so], {}) == (hers,)
    assert {name: getattr(hers, name) for name in HERS} == HERS


def test_when_either_is_erased_the_other_stays() -> None:
    hers, bens = pair()
    assert moments([hers, bens]) == (Moment(hers, (bens,)),)
    assert moments([hers]) == (Moment(hers),)
    assert moments([bens]) == (Moment(bens),)


@pytest.mark.parametrize("who", ["hers", "his"])
def test_either_can_say_that_they_are_apart(who: str) -> None:
    hers, bens = pair()
    if who == "hers":
        hers = replace(hers, apart_from=(bens.id,))
    else:
        bens = replace(bens, apart_from=(hers.id,))
    assert len(moments([hers, bens])) == 2
    assert likely(hers.id, [hers, bens], PEOPLE) == ()


def test_a_moment_with_somebody_unsafe_is_in_no_count_whoever_said_with_whom() -> None:
    unsafe = {SAM.id: replace(SAM, unsafe=True)}
    hers, bens = pair()
    assert counted([hers, replace(bens, person=SAM.id)], (), unsafe) == ()


def test_before_the_next_hour_a_moment_that_both_told_is_one() -> None:
    hers, bens = pair()
    assert prepare([hers, bens], {}, MONDAY).episodes == (hers.id,)


# What may be of one moment ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hers", "his_own", "proposed"),
    [
        ({"person": "mara"}, {"person": "mara", "place": "room"}, True),
        ({"person": "mara"}, {"person": "sam", "place": "room"}, False),
        ({"person": None}, {"person": None, "place": "practice"}, False),
        ({"person": None, "place": "room"}, {"person": "ben", "place": "room"}, True),
        ({"person": "mara", "place": "past"}, {"person": "mara", "place": "past"}, False),
    ],
)
def test_a_likely_pair_is_with_the_same_person(
    hers: dict[str, Any], his_own: dict[str, Any], *, proposed: bool
) -> None:
    people = {**PEOPLE, "ben": Person(id="ben", alias="Ben", role="counsellor")}
    one, other = episode(**hers), his(**his_own)
    assert (likely(one.id, [one, other], people) == (other,)) is proposed
    assert (likely(other.id, [one, other], people) == (one,)) is proposed


@pytest.mark.parametrize(
    ("apart", "proposed"),
    [
        (timedelta(0), True),
        (timedelta(hours=-17), True),
        (A_FEW_HOURS, True),
        (A_FEW_HOURS + timedelta(minutes=1), False),
        (timedelta(days=1), False),
    ],
)
def test_a_likely_pair_is_of_the_same_day_or_a_few_hours_apart(
    apart: timedelta, *, proposed: bool
) -> None:
    one = episode(person=MARA.id)
    other = his(apart / timedelta(days=1), person=MARA.id)
    assert bool(likely(one.id, [one, other], PEOPLE)) is proposed


@given(told())
def test_what_is_proposed_is_by_the_other_and_not_joined_by_itself(
    tellings: list[Episode],
) -> None:
    before = moments(tellings)
    for one in tellings:
        for each in likely(one.id, tellings, PEOPLE):
            assert each.author != one.author
            assert not any({one.id, each.id} <= {t.id for t in found.every} for found in before)
    assert moments(tellings) == before


def test_a_moment_that_both_told_already_is_proposed_to_nobody() -> None:
    hers, bens = pair()
    more = episode(place="room")
    assert likely(more.id, [hers, bens, more], {}) == ()
    assert likely(bens.id, [hers, bens, more], {}) == ()


def test_of_many_the_nearest_three_are_proposed() -> None:
    one = episode(person=MARA.id)
    many = [his(number / 24, person=MARA.id) for number in (4, 2, 1, 3)]
    assert likely(one.id, [one, *many], PEOPLE) == (many[2], many[1], many[3])


@given(told(), st.sampled_from(["client", "counsellor"]))
def test_whoever_parted_two_joins_them_again_by_their_own_word(
    tellings: list[Episode], by: str
) -> None:
    known = {each.id: each for each in tellings}
    for one in tellings:
        for other in parted(one.id, tellings, by):
            mine, theirs = (one, other) if one.author == by else (other, one)
            assert mine.author == by
            assert theirs.author != by
            assert theirs.id in (mine.apart_from or ())
            apart = tuple(each for each in mine.apart_from or () if each != theirs.id)
            again = known | {mine.id: replace(mine, telling_of=theirs.id, apart_from=apart)}
            found = moments(again.values())
            assert any({one.id, other.id} <= {each.id for each in it.every} for it in found)


def test_what_the_other_parted_is_not_offered_and_a_third_telling_neither() -> None:
    hers, bens = pair()
    third = his(place="room")
    parting = replace(hers, apart_from=(bens.id,), telling_of=None)
    for page in (hers.id, bens.id):
        (found,) = parted(page, [parting, bens, third], "client")
        assert {found.id, page} == {hers.id, bens.id}
        assert parted(page, [parting, bens, third], "counsellor") == ()
        for nobody in (None, "supervisor"):
            assert parted(page, [parting, bens], nobody) == (), "it is the word of one of the two"
            assert parted(page, [hers, replace(bens, apart_from=(hers.id,))], nobody) == ()
    both = replace(bens, apart_from=(hers.id,))
    assert parted(hers.id, [parting, both], "client") == ()
