"""Everybody once, whoever was written down twice: who stands for whom, parted again as before."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case import KINDS, People, Person
from relating.case.held import kinds_named
from relating.case.people import can_stand_for, may_be_one, standing, without_loose_ends
from tests.case.drawn import episodes, same_people
from tests.case.drawn import people as persons

MARA = Person(id="p1", alias="Mara", role="boss")
DAD = Person(id="p2", alias="Dad", role="father")

some = st.lists(persons, min_size=1, max_size=5, unique_by=lambda each: each.id)


def pointing(**ways: str) -> list[Person]:
    """People by their ids, each the same as another."""
    return [Person(id=id, alias=id, same_as=to or None) for id, to in ways.items()]


def test_a_chain_is_followed_to_its_end() -> None:
    people = People(pointing(a="b", b="c", c=""))
    assert list(people) == ["c"]
    assert {people[each].alias for each in "abc"} == {"c"}
    assert [each.id for each in people.parts("a")] == ["c", "a", "b"]
    assert [each.id for each in people.way_from("a")] == ["a", "b", "c"]
    assert [each.id for each in people.merged_into("b")] == ["a"]


def test_a_long_chain_is_no_burden() -> None:
    many = [f"p{number}" for number in range(10_000)]
    ways = [Person(id=one, alias="M", same_as=other) for one, other in pairwise(many)]
    for order in (ways, ways[::-1]):
        assert set(standing({each.id: each for each in order}).values()) == {"p9998"}


def test_whoever_is_the_same_as_somebody_who_is_not_here_stands_for_themselves() -> None:
    people = People(pointing(a="gone", b="a"))
    assert (list(people), people["b"].alias) == (["a"], "a")


def test_in_a_circle_somebody_stands_for_all_of_it() -> None:
    for order in (pointing(c="a", a="b", b="a"), pointing(b="a", a="b", c="a")):
        people = People(order)
        assert list(people) == ["a"]
        assert people["c"].alias == "a"
        assert len(people.way_from("c")) == 3
        assert {each.id for each in people.merged_into("a")} == {"b", "c"}
    assert list(People(pointing(a="a"))) == ["a"]


def test_what_leads_nowhere_or_back_is_left_out_where_a_case_is_written_out() -> None:
    kept = without_loose_ends(pointing(a="b", b="a", c="a", d="gone", e="d"))
    assert {each.id: each.same_as for each in kept} == {
        "a": None,
        "b": "a",
        "c": "a",
        "d": None,
        "e": "d",
    }


def test_where_one_of_them_is_not_safe_the_one_they_are_is_not() -> None:
    secret = replace(DAD, same_as="p1", unsafe=True)
    assert People([MARA, secret])["p1"].unsafe
    assert not People([MARA, secret]).everybody["p1"].unsafe
    assert not People([MARA, replace(secret, unsafe=False)])["p1"].unsafe


def test_nobody_is_one_with_nobody() -> None:
    people = People([MARA])
    assert not people.are_one(None, None)
    assert not people.are_one("p1", None)
    assert people.are_one("gone", "gone")
    assert "gone" not in people
    assert people.parts("gone") == ()


def test_only_the_counsellor_stands_for_the_counsellor() -> None:
    ben = Person(id="p3", alias="Ben", role="counsellor")
    assert not can_stand_for(MARA, ben)
    assert can_stand_for(ben, MARA)
    assert can_stand_for(replace(ben, id="p4"), ben)
    assert not can_stand_for(MARA, MARA)


def test_two_of_one_name_may_be_one_unless_they_are_two_things() -> None:
    assert may_be_one(MARA, replace(MARA, id="p2"))
    assert may_be_one(MARA, replace(MARA, id="p2", role=None))
    assert not may_be_one(MARA, DAD)


def test_only_these_kinds_name_a_person() -> None:
    those = {name for name, kind in KINDS.items() if "person" in kinds_named(kind)}
    assert those == {"episode", "goal", "person", "plan", "tie"}


@given(some.flatmap(same_people))
def test_everybody_is_somebody_who_stands_for_themselves(them: list[Person]) -> None:
    people = People(them)
    for each in them:
        stands = people.standing_for(each.id)
        assert people.standing_for(stands) == stands
        assert people[each.id].id == stands
        assert people.everybody[stands].same_as is None
    assert sorted(part.id for each in people for part in people.parts(each)) == sorted(
        each.id for each in them
    )


@given(some, st.data())
def test_put_together_and_parted_in_any_order_everything_is_as_it_was(
    them: list[Person], data: st.DataObject
) -> None:
    told = [data.draw(episodes([each.id for each in them])) for _ in range(4)]
    now, before = {each.id: each for each in them}, []
    for _ in range(data.draw(st.integers(0, 6))):
        people = People(now.values())
        goes, stays = (data.draw(st.sampled_from(sorted(people))) for _ in range(2))
        if goes != stays:
            before.append((goes, people, list(map(people.standing_in, told))))
            now[goes] = replace(now[goes], same_as=stays)
    for goes, people, shown in reversed(before):
        now[goes] = replace(now[goes], same_as=None)
        assert People(now.values()) == people
        assert list(map(People(now.values()).standing_in, told)) == shown
    assert list(now.values()) == them


@given(some, st.data())
def test_together_they_are_as_if_there_had_been_one_from_the_beginning(
    them: list[Person], data: st.DataObject
) -> None:
    one = replace(them[0], unsafe=any(each.unsafe for each in them))
    told = [data.draw(episodes([each.id for each in them])) for _ in range(4)]
    people = People([them[0], *(replace(each, same_as=one.id) for each in them[1:])])
    assert dict(people) == {one.id: one}
    named = [replace(each, person=one.id) if each.person else each for each in told]
    assert list(map(people.standing_in, told)) == named
    assert len(people.met_in(one.id, told)) == sum(each.person is not None for each in told)
