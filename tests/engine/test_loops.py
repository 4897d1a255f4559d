"""The times behind the places of a way: put there by hand, or found there by their codes."""

from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from relating.case import Episode, Feeling, Loop, Step, Way
from relating.engine.loops import PLACES, loops, new_loop
from tests.engine.made import MONDAY, episode

CODES = ("criticised", "listened")
DONE = ("pleasing", "joking", "disagree", "say_no")


def way(**more: Any) -> Way:
    """A way of hers."""
    begins: dict[str, Any] = {"author": "client", "visibility": "private", "recorded_at": MONDAY}
    return Way(id=uuid4(), **begins, **more)


def time(did: str = "pleasing", **more: Any) -> Episode:
    """A time at which she was criticised and felt sad."""
    return episode(other_did=("criticised",), feelings=(Feeling(code="sad"),), i_did=(did,), **more)


def test_a_worked_example() -> None:
    old, new = [time() for _ in range(3)], [time("disagree") for _ in range(2)]
    elsewhere = episode(i_did=("pleasing",), other_did=("listened",))
    by_hand = episode()
    found = loops(
        way(
            old=Loop(
                first=Step(code="criticised"),
                feel=Step(code="sad"),
                i_do=Step(code="pleasing"),
                leaves=Step(times=(by_hand.id,)),
            ),
            new=Loop(i_do=Step(code="disagree")),
        ),
        [*old, *new, elsewhere, by_hand],
    )
    assert {place: len(found.old[place]) for place in PLACES} == {
        "first": 5,
        "feel": 3,
        "i_do": 3,
        "they_do": 0,
        "leaves": 1,
    }
    assert found.new["i_do"] == tuple(each.id for each in new)
    assert found.times == tuple(each.id for each in (*old, *new, by_hand))


def test_words_alone_count_nothing() -> None:
    said = Loop(**{place: Step(words="He clicks.") for place in PLACES})
    found = loops(way(old=said, new=said), [time() for _ in range(4)])
    assert not any((*found.old.values(), *found.new.values(), found.times))


def test_without_what_i_do_nothing_tells_the_loops_apart_and_a_feeling_counts_nothing() -> None:
    found = loops(way(old=Loop(feel=Step(code="sad"))), [time(), time("disagree")])
    assert found.old["feel"] == ()


def test_the_new_loop_begins_as_the_old_one_unless_it_says_otherwise() -> None:
    first, other = Step(words="He clicks."), Step(words="She clicks.")
    assert new_loop(way(old=Loop(first=first))).first == first
    assert new_loop(way(old=Loop(first=first), new=Loop(first=other))).first == other
    assert new_loop(way()) == Loop()


def test_a_time_that_may_not_be_counted_is_not_counted_though_it_was_put_there() -> None:
    found = loops(way(old=Loop(first=Step(times=(uuid4(),))), times=(uuid4(),)), [time()])
    assert (found.old["first"], found.times) == ((), ())


steps = st.none() | st.builds(
    Step,
    code=st.none() | st.sampled_from([*CODES, *DONE, "sad"]),
    times=st.lists(st.integers(1, 8).map(lambda n: UUID(int=n)), max_size=3).map(tuple),
)
made = st.builds(Loop, **dict.fromkeys(PLACES, steps))
told = st.lists(
    st.builds(
        lambda did, cue, n: episode(id=UUID(int=n), i_did=(did,), other_did=(cue,)),
        st.sampled_from(DONE),
        st.sampled_from(CODES),
        st.integers(1, 8),
    ),
    max_size=8,
    unique_by=lambda each: each.id,
)


@given(made, made, told)
def test_each_place_holds_some_of_the_times_given_each_once_in_their_order(
    old: Loop, new: Loop, times: list[Episode]
) -> None:
    found = loops(way(old=old, new=new), times)
    order = [each.id for each in times]
    for behind in (*found.old.values(), *found.new.values(), found.times):
        assert [each for each in order if each in behind] == list(behind)
    put = {each for loop in (old, new) for place in PLACES
           for each in (getattr(loop, place) or Step()).times}  # fmt: skip
    assert put & {*order} <= {*found.times}


@given(made, told, st.data())
def test_one_more_time_takes_none_away(
    old: Loop, times: list[Episode], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(times), unique=True)) if times else []
    few, all_of_them = loops(way(old=old), kept), loops(way(old=old), times)
    for place in PLACES:
        assert {*few.old[place]} == {*all_of_them.old[place]} & {each.id for each in kept}


@given(made, told)
def test_by_codes_what_lies_behind_a_later_place_lies_behind_what_came_first(
    old: Loop, times: list[Episode]
) -> None:
    bare = Loop(**{
        place: None if (step := getattr(old, place)) is None else Step(code=step.code)
        for place in PLACES
    })  # fmt: skip
    found = loops(way(old=bare), times).old
    if bare.first is not None and bare.first.code is not None:
        assert all({*found[place]} <= {*found["first"]} for place in PLACES)
