"""Before an hour: what is new, what is open, and what may be worth bringing."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

import pytest
from msgspec.structs import replace

from relating.case.entries.agenda import Agenda, Aside
from relating.case.entries.episode import Episode, Feeling
from relating.case.entries.feedback import Answer, Feedback
from relating.case.entries.frame import Contract
from relating.case.entries.mark import Mark
from relating.case.entries.pattern import Cue, Pattern, not_this
from relating.case.entries.person import Person
from relating.case.entries.plan import Attempt, Did, Plan
from relating.case.entries.preferences import BackThen, Preferences
from relating.case.entries.pulse import Pulse
from relating.case.entry import Entry
from relating.case.fields import Author, Place
from relating.engine.prepare import (
    MOST,
    Bring,
    BringDip,
    BringPromise,
    BringRhyme,
    Prepared,
    prepare,
)
from tests.engine.made import MONDAY, NUMBERS, PEOPLE, dip, episode, hours, pulse, session

AnEntry = TypeVar("AnEntry", bound=Entry)

HOURS = hours(8)
LAST = HOURS[-1]
NOW = LAST.at + timedelta(days=7)
AFTER = 7 * 7 + 2
"""A day after the last hour, in days after the first."""
CALM = [8.0] * 8
FELL = [8.0] * 7 + [5.0]


def an(
    kind: type[AnEntry], author: Author = "counsellor", days: float = AFTER, **fields: Any
) -> AnEntry:
    """An entry of a kind, recorded so many days after the first hour."""
    fields = {"visibility": "private", "recorded_at": MONDAY + timedelta(days=days), **fields}
    return kind(id=UUID(int=next(NUMBERS)), author=author, **fields)


def shape(place: Place = "life", days: float = AFTER, **changes: Any) -> Episode:
    return episode(
        days,
        place=place,
        other_did=("criticised",),
        i_did=("pleasing",),
        feelings=(Feeling(code="ashamed"),),
        **changes,
    )


def line(scores: Sequence[float]) -> list[Pulse]:
    return [pulse(hour, score) for hour, score in zip(HOURS, scores, strict=True)]


def found(
    *entries: Entry,
    scores: Sequence[float] = CALM,
    contract: Contract | None = None,
    people: Mapping[str, Person] = PEOPLE,
) -> Prepared:
    return prepare([*HOURS, *line(scores), *entries], people, NOW, contract)


def brought(*entries: Entry, **changes: Any) -> list[tuple[str, str]]:
    return [(each.worth, why(each)) for each in found(*entries, **changes).bring]


def why(bring: Bring) -> str:
    match bring:
        case BringDip(dip=dip):
            return dip.state
        case BringPromise(why=promised):
            return promised
        case BringRhyme(rhyme=rhyme):
            return rhyme.place


def yes_of_both() -> list[Preferences]:
    yes: dict[str, Any] = {"visibility": "shared", "back_then": BackThen(yes=0)}
    return [an(Preferences, "client", **yes), an(Preferences, **yes)]


def waits(*entries: Entry, **changes: Any) -> list[str]:
    return [each.what for each in found(*entries, **changes).threads]


def test_before_the_first_hour_everything_is_new_and_nothing_fails() -> None:
    first = prepare([episode(0)], {}, MONDAY + timedelta(days=1))
    assert (first.since, first.last, first.next, len(first.episodes)) == (None, None, None, 1)
    assert prepare([], {}, MONDAY).bring == ()


def test_new_is_what_was_written_after_the_last_hour_that_was_held() -> None:
    before, after, later = episode(40), episode(AFTER), episode(AFTER + 1)
    missed = session(AFTER + 1, "missed")
    now = found(before, after, later, missed)
    assert (now.since, now.last) == (LAST.at, LAST.id)
    assert now.episodes == (later.id, after.id)


def a_try(id: int, day: float, plan: Plan, did: Did = "did") -> Attempt:
    at = MONDAY + timedelta(days=day)
    return Attempt(
        id=UUID(int=id),
        author="client",
        visibility="shared",
        recorded_at=at,
        plan=plan.id,
        at=at,
        did=did,
    )


def test_tries_are_what_became_of_plans_since_with_nobody_unsafe() -> None:
    begins: dict[str, Any] = {"author": "client", "visibility": "shared", "recorded_at": MONDAY}
    plan, away = (Plan(id=UUID(int=n), person=who, **begins) for n, who in ((901, "m"), (902, "t")))
    tries = [
        a_try(903, 40, plan),
        a_try(904, AFTER, plan),
        a_try(905, AFTER + 1, plan, "differently"),
        a_try(906, AFTER, plan, "did_not"),
        a_try(907, AFTER, away),
    ]
    unsafe = {"t": Person(id="t", alias="T.", unsafe=True)}
    now = prepare([*HOURS, plan, away, *tries], unsafe, NOW)
    assert now.tries == (UUID(int=905), UUID(int=904))


def test_the_next_hour_is_the_first_that_is_planned() -> None:
    later, sooner = session(70, "planned"), session(63, "planned")
    assert found(later, sooner).next == sooner.id


def test_an_hour_in_the_future_was_not_held_yet() -> None:
    assert found(session(100)).last == LAST.id


def test_the_agenda_holds_what_is_not_done_the_clients_first() -> None:
    ben, ana = an(Agenda, words="Phone calls"), an(Agenda, "client", words="Dad's birthday")
    done = an(Agenda, done_at=MONDAY)
    assert found(ben, ana, done).agenda == (ana.id, ben.id)


def test_a_rhyme_with_the_room_and_one_with_back_then_are_worth_bringing() -> None:
    pairs = shape(), shape("room"), shape(days=AFTER + 1), shape("past")
    assert {place for _, place in brought(*pairs, *yes_of_both())} == {"room", "past"}


def test_nothing_rhymes_with_back_then_while_the_two_do_not_look_at_it() -> None:
    assert brought(shape(), shape("past")) == []
    assert brought(shape(), shape("past"), yes_of_both()[0]) == []
    assert brought(shape(), shape("past"), *yes_of_both()) != []


def test_nothing_new_rhymes_with_nothing() -> None:
    assert brought(shape(days=10), shape("room", days=11)) == []


def test_somebody_who_is_not_safe_is_in_no_rhyme() -> None:
    unsafe = {"mara": Person(id="mara", alias="Mara", role="boss", unsafe=True)}
    pair = shape(person="mara"), shape("room")
    assert brought(*pair) != []
    assert brought(*pair, people=unsafe) == []


def test_a_rhyme_that_feedback_has_taken_up_is_not_offered_again() -> None:
    life, room = shape(), shape("room")
    assert brought(life, room, an(Feedback, about=(room.id,), alike=(life.id,))) == []
    assert brought(life, room, an(Feedback, about=(room.id,))) != []


def test_while_a_dip_is_open_it_comes_first_and_patterns_are_held_back() -> None:
    together = pattern()
    now = found(shape(), shape("room"), together, scores=FELL)
    (bring,) = now.bring
    assert isinstance(bring, BringDip)
    low = bring.dip
    assert (low.state, low.number) == ("open", 8)
    assert bring.evidence == low.pulses
    assert now.held is not None
    assert (now.held.dip, now.held.rhymes, now.held.patterns) == (low, 1, (together.id,))
    assert now.threads == ()


def test_once_the_dip_is_mended_patterns_are_back() -> None:
    mended = dip(LAST, mended="yes", mended_session=LAST.id)
    now = found(shape(), shape("room"), pattern(), mended, scores=FELL)
    assert now.held is None
    assert [each.worth for each in now.bring] == ["rhyme"]
    assert [each.what for each in now.threads] == ["pattern"]


def pattern(**changes: Any) -> Pattern:
    fields = {
        "cue": Cue(other_did="criticised"),
        "behaviour": "pleasing",
        "state": "look_together",
        "named_by": "engine",
        "since": MONDAY,
    }
    return an(Pattern, **{**fields, **changes})


def test_a_pattern_that_is_only_watched_or_set_aside_is_no_thread() -> None:
    assert waits(pattern()) == ["pattern"]
    assert waits(pattern(state="watching")) == []
    assert waits(not_this(pattern(), NOW.date())) == []


def test_a_line_to_talk_about_is_a_promise_and_one_to_know_is_a_thread() -> None:
    talk = pulse(LAST, 8, not_right="You looked at the clock.", not_right_for="talk")
    assert brought(talk) == [("promise", "asked_to_talk")]
    know = pulse(LAST, 8, not_right="You looked at the clock.", not_right_for="know")
    assert (brought(know), waits(know)) == ([], ["not_right"])
    kept = pulse(LAST, 8, not_right="You looked at the clock.", not_right_for="keep")
    assert (brought(kept), waits(kept)) == ([], [])


def test_what_was_not_right_stays_open_over_every_hour_until_somebody_came_back_to_it() -> None:
    asked = pulse(HOURS[2], 8, not_right="The clock.", not_right_for="talk")
    told = pulse(HOURS[3], 8, not_right="The fee.", not_right_for="know")
    assert brought(asked, told) == [("promise", "asked_to_talk")]
    assert waits(asked, told) == ["not_right"]
    not_today = an(Aside, worth="promise", about=(asked.id,))
    assert (brought(asked, not_today), waits(asked, not_today)) == ([], ["not_right"])
    for back in (
        an(Agenda, about=(asked.id,), done_at=NOW),
        an(Feedback, about=(asked.id,)),
        dip(HOURS[2]),
        dip(HOURS[2], "client", mended="yes"),
    ):
        assert (brought(asked, back), waits(asked, back)) == ([], [])
    assert waits(told, dip(HOURS[2]), an(Agenda, about=(told.id,))) == ["not_right"]


def test_what_was_left_for_next_time_is_due() -> None:
    left = [*HOURS[:-1], replace(LAST, next_time="The Sunday calls.")]
    (bring,) = prepare(left, {}, NOW).bring
    assert bring == BringPromise("left_for_next_time", (LAST.id,))


def test_ones_own_point_is_due_once_its_hour_has_been() -> None:
    assert brought(an(Agenda, session=LAST.id)) == [("promise", "on_my_list")]
    assert brought(an(Agenda)) == brought(an(Agenda, "client", session=LAST.id)) == []


def test_a_review_is_due_from_its_day_until_the_hour_after() -> None:
    def due(day: date) -> list[tuple[str, str]]:
        return brought(contract=Contract(horizon="short", reviews=(day,)))

    assert due(NOW.date()) == [("promise", "review_due")]
    assert due(LAST.at.date()) == due(NOW.date() + timedelta(days=1)) == []


def answered(resonance: str, days: float = AFTER) -> tuple[Feedback, Answer]:
    said = an(Feedback, said_at=LAST.at, days=days - 1)
    return said, an(Answer, "client", days=days, to=said.id, resonance=resonance)


def test_not_now_is_come_back_to() -> None:
    said, answer = answered("not_now")
    assert brought(said, answer) == [("promise", "not_now")]
    again = an(Feedback, about=(said.id,), days=AFTER + 1)
    assert brought(said, answer, again) == []
    assert brought(said, answer, an(Agenda, about=(answer.id,), done_at=NOW)) == []
    assert brought(said, answer, an(Agenda, about=(answer.id,))) == [("promise", "not_now")]


def test_only_the_newest_answer_counts() -> None:
    said, answer = answered("not_now")
    later = an(Answer, "client", days=AFTER + 1, to=said.id, resonance="fits")
    assert brought(said, answer, later) == []


@pytest.mark.parametrize(
    ("resonance", "what"),
    [
        ("not_really", ["not_fitting"]),
        ("not_like_this", ["not_fitting"]),
        ("not_sure", ["not_sure"]),
        ("fits", []),
        ("partly", []),
    ],
)
def test_a_no_offers_repair_and_a_yes_is_no_thread(resonance: str, what: list[str]) -> None:
    assert waits(*answered(resonance)) == what


def test_feedback_that_was_said_waits_for_an_answer_and_a_draft_does_not() -> None:
    assert waits(an(Feedback, said_at=LAST.at)) == ["unanswered"]
    assert waits(an(Feedback)) == []


def test_marks_that_nobody_has_looked_at_are_one_thread() -> None:
    marks = [an(Mark, at=LAST.at, session=LAST.id) for _ in range(3)]
    away = an(Mark, at=LAST.at, thrown_away=True)
    told = an(Mark, at=LAST.at, became=UUID(int=1))
    (thread,) = found(*marks, away, told).threads
    assert thread.evidence == tuple(each.id for each in marks)


def test_not_today_takes_an_offer_away_until_the_next_hour_has_been() -> None:
    life, room = shape(), shape("room")
    aside: dict[str, Any] = {"worth": "rhyme", "about": (room.id, life.id)}
    assert brought(life, room, an(Aside, **aside)) == []
    assert brought(life, room, an(Aside, **aside, days=30)) != []
    assert brought(life, room, an(Aside, worth="rhyme", about=(life.id,))) != []


def test_there_are_three_at_most_the_dip_first_then_promises_then_rhymes() -> None:
    points = [an(Agenda, session=LAST.id) for _ in range(4)]
    assert len(found(*points).bring) == MOST
    assert brought(*points, scores=FELL)[0] == ("dip", "open")
    assert [worth for worth, _ in brought(points[0], shape(), shape("room"))] == [
        "promise",
        "rhyme",
    ]


def test_five_hundred_episodes_and_sixty_hours_are_the_same_in_any_order() -> None:
    many = [shape(place, days) for days in range(125) for place in ("life", "room", "past", "life")]
    entries = [*hours(60), *line(CALM), *many]
    assert prepare(entries, PEOPLE, NOW) == prepare(entries[::-1], PEOPLE, NOW)


def test_a_line_that_the_other_of_the_two_checked_off_is_done() -> None:
    hers = an(Agenda, "client", visibility="shared", words="Dad")
    check = an(Agenda, about=(hers.id,), done_at=NOW)
    assert found(hers).agenda == (hers.id,)
    assert found(hers, check).agenda == ()


def test_a_line_that_comes_with_its_dip_is_not_brought_twice() -> None:
    asked = pulse(LAST, 5.0, not_right="I lost you", not_right_for="talk")
    others = line(FELL)[:-1]
    brought = prepare([*HOURS, *others, asked], PEOPLE, NOW).bring
    assert [each.worth for each in brought] == ["dip"]
    assert asked.id in brought[0].evidence
