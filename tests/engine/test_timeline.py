"""Episodes by person through time."""

from hypothesis import given

from relating.case.entries.episode import Episode
from relating.case.words.vocabulary import DEFAULTS
from relating.engine.timeline import timeline
from tests.engine.made import CASES, MONDAY, PEOPLE, episode, session
from tests.sure import there


def test_the_person_with_the_most_times_stands_first_and_nobody_named_last() -> None:
    case = [episode(person="sam"), *(episode(day) for day in range(4))]
    case += [episode(1, person="mara"), episode(2, person="mara")]
    found = timeline(case, PEOPLE, (), DEFAULTS)
    assert [(row.person, row.n) for row in found.rows] == [("mara", 2), ("sam", 1), (None, 4)]
    assert (found.n, found.people) == (7, 2)


def test_somebody_the_case_does_not_know_counts_as_nobody_named() -> None:
    found = timeline([episode(person="ghost")], PEOPLE, (), DEFAULTS)
    assert (found.rows[0].person, found.people) == (None, 0)


def test_memories_stand_apart_by_age_with_the_unknown_age_last() -> None:
    case = [episode(place="past", age=age, person="sam") for age in (None, 11, 0, 7)]
    row = timeline([*case, episode(person="sam")], PEOPLE, (), DEFAULTS).rows[0]
    assert [memory.age for memory in row.back_then] == [0, 7, 11, None]
    assert len(row.times) == 1


def test_time_runs_from_the_first_to_the_last_dated_episode() -> None:
    case = [episode(-40), episode(3), episode(90, place="past", age=8)]
    found = timeline(case, PEOPLE, (), DEFAULTS)
    assert (found.first, found.last) == (there(case[0].at).date(), there(case[1].at).date())


def test_only_memories_leave_time_open() -> None:
    found = timeline([episode(place="past", age=8)], PEOPLE, (), DEFAULTS)
    assert (found.first, found.last, found.n) == (None, None, 1)


def test_only_sessions_that_were_held_are_ticks() -> None:
    sessions = [session(7), session(0), session(14, "missed"), session(21, "planned")]
    found = timeline([episode()], PEOPLE, sessions, DEFAULTS)
    assert found.sessions == (MONDAY.date(), sessions[0].at.date())


@given(CASES)
def test_every_episode_stands_in_exactly_one_row(case: list[Episode]) -> None:
    found = timeline(case, PEOPLE, (), DEFAULTS)
    ids = [time.episode for row in found.rows for time in (*row.times, *row.back_then)]
    assert sorted(ids) == sorted(each.id for each in case)
    assert found.n == len(case)
    counts = [row.n for row in found.rows if row.person is not None]
    assert counts == sorted(counts, reverse=True)
