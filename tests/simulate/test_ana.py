"""What Ana tells, and how it changes."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from relating.case import (
    CaseFile,
    Dip,
    Episode,
    Pattern,
    Place,
    Safety,
)
from relating.case.file.case_file import vocabulary_of
from relating.engine.patterns.discover import discover
from tests.simulate.told import (
    NOT_HER_WORDS,
    at_places,
    episodes,
    is_way,
    of_kind,
    sentences,
    sessions,
    share,
)
from tests.sure import there


def test_ana_and_ben_have_met_24_times_and_meet_again_on_wednesday(ana: CaseFile) -> None:
    held, [planned] = sessions(ana), sessions(ana, "planned")
    assert [session.number for session in held] == list(range(1, 25))
    assert planned.number == 25
    assert planned.at.date() == date(2026, 11, 25)
    assert there(ana.case.contract).sessions == 32
    assert len(sessions(ana, "missed")) == len(sessions(ana, "moved")) == 1


def test_the_hours_of_ana_are_in_order_with_a_gap_in_summer(ana: CaseFile) -> None:
    times = [session.at for session in sessions(ana)]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= timedelta(days=9)
    assert max(gaps) >= timedelta(weeks=6)
    assert sorted(gaps)[len(gaps) // 2] in {timedelta(weeks=2), timedelta(weeks=3)}


def test_ana_tells_about_120_episodes_in_the_four_places(ana: CaseFile) -> None:
    places = Counter(each.place for each in episodes(ana))
    assert 105 <= places.total() <= 125
    assert 56 <= places["life"] <= 70
    assert 18 <= places["room"] <= 26
    assert 10 <= places["past"] <= 14
    assert 14 <= places["practice"] <= 20


def test_ana_has_eleven_people_and_meets_eight_of_them_outside(ana: CaseFile) -> None:
    assert len(ana.people) == 11
    assert len({each.person for each in at_places(ana, "life")}) == 8


def test_ana_tells_at_least_half_of_it_in_sentences_and_some_in_none(ana: CaseFile) -> None:
    lengths = [sentences(each.story) for each in episodes(ana)]
    assert sum(length >= 2 for length in lengths) >= len(lengths) / 2
    assert sum(length == 1 for length in lengths) >= 10
    assert lengths.count(0) >= 2


def test_ana_keeps_about_25_episodes_to_herself_and_some_are_about_ben(ana: CaseFile) -> None:
    private = [each for each in episodes(ana) if each.visibility == "private"]
    assert 20 <= len(private) <= 30
    assert {each.author for each in private} == {"client"}
    assert sum(each.person == "ben" for each in private) >= 5


def test_ana_writes_in_her_own_plain_words(ana: CaseFile) -> None:
    texts = [each.story for each in episodes(ana)]
    assert [text for text in texts if NOT_HER_WORDS.search(text)] == []


def test_ana_leaves_things_unanswered_and_sometimes_answers_none(ana: CaseFile) -> None:
    told = episodes(ana)
    for name in (
        *("wish", "feelings", "i_did", "other_did", "other_then"),
        *("ended", "valence", "awareness"),
    ):
        assert any(getattr(each, name) is None for each in told), name
    assert any(each.i_did == ("none",) for each in told)


def test_ana_gives_enough_for_the_pictures(ana: CaseFile) -> None:
    told = episodes(ana)
    assert 40 <= sum(each.my_position is not None for each in told) <= 60
    assert sum(each.expected is not None for each in told) >= 25
    assert {each.impact.source for each in told if each.impact} >= {"asked", "told", "counsellor"}
    assert {each.awareness for each in told} >= {0, 1, 2, 3, 4, 5}


def test_ana_remembers_by_age_and_tells_it_later(ana: CaseFile) -> None:
    past = at_places(ana, "past")
    assert all(each.at is None and 5 <= there(each.age) <= 17 for each in past)
    assert len({each.recorded_at.date() for each in past}) >= 5


def test_the_old_ways_of_ana_give_way_and_still_come_back(ana: CaseFile) -> None:
    lived = at_places(ana, "life", "room", "practice")
    quarter = len(lived) // 4
    first, last = lived[:quarter], lived[-quarter:]
    assert share(ana, first, "old") >= 0.8
    assert 0.1 <= share(ana, last, "old") <= 0.4
    assert share(ana, last, "new") > 2 * share(ana, first, "new")


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (date(2025, 12, 24), date(2025, 12, 28)),
        (date(2026, 3, 17), date(2026, 3, 27)),
        (date(2026, 7, 9), date(2026, 7, 14)),
        (date(2026, 10, 24), date(2026, 10, 24)),
    ],
    ids=["at her mother's", "the deadline", "Dad in hospital", "the shoe shop"],
)
def test_there_are_days_on_which_only_the_old_ways_are_at_hand(
    ana: CaseFile, begin: date, end: date
) -> None:
    found = [each for each in at_places(ana, "life") if begin <= there(each.at).date() <= end]
    assert found
    assert share(ana, found, "old") == 1
    assert share(ana, found, "new") == 0


def test_ana_comes_to_notice_sooner(ana: CaseFile) -> None:
    noticed = [each.awareness for each in at_places(ana, "life") if each.awareness is not None]
    third = len(noticed) // 3
    assert sum(noticed[-third:]) / third > sum(noticed[:third]) / third + 2


def first_time(case_file: CaseFile, place: Place, *people: str) -> datetime:
    found = [each for each in at_places(case_file, place) if each.person in people]
    return next(there(each.at) for each in found if is_way(case_file, each, "new"))


def test_new_ways_begin_with_ben_then_with_the_safe_people_then_with_mara_and_dad(
    ana: CaseFile,
) -> None:
    rehearsed = first_time(ana, "practice", "ben")
    near = first_time(ana, "life", "sam", "lea", "nuria")
    boss, father = first_time(ana, "life", "mara"), first_time(ana, "life", "dad")
    assert rehearsed < near < boss < father


def test_the_rupture_of_session_9_is_on_record_and_so_is_its_mending(ana: CaseFile) -> None:
    number: dict[UUID | None, int | None]
    number = {session.id: session.number for session in sessions(ana)}
    ninth = [each for each in episodes(ana) if number.get(each.session) == 9]
    [his] = [each for each in ninth if each.rupture_marks]
    assert (his.author, "pushed" in there(his.counsellor_part)) == ("counsellor", True)
    assert {each.author for each in of_kind(ana, Dip) if each.mended == "yes"} == {
        "client",
        "counsellor",
    }


def test_ana_stays_away_between_the_rupture_and_its_mending(ana: CaseFile) -> None:
    [missed] = sessions(ana, "missed")
    times = {session.number: session.at for session in sessions(ana)}
    assert times[9] < missed.at < times[10]
    near = [each for each in at_places(ana, "life", "room") if each.person == "ben"]
    [told] = [each for each in near if there(each.at).date() == missed.at.date()]
    assert told.visibility == "private"


def everything_done(episode: Episode) -> tuple[str, ...]:
    """What the other did, first or then."""
    return (*(episode.other_did or ()), *(episode.other_then or ()))


def test_ana_tells_what_they_did_first_or_what_they_did_then_or_both_and_now_and_then_neither(
    ana: CaseFile,
) -> None:
    told = episodes(ana)
    kinds = Counter((bool(each.other_did), bool(each.other_then)) for each in told)
    assert {each.order for each in told} == {None}
    assert min(kinds[True, False], kinds[False, True], kinds[True, True]) >= len(told) / 10
    assert 0 < kinds[False, False] <= len(told) / 5


def test_what_somebody_did_because_ana_said_something_is_no_cue_of_what_she_said(
    ana: CaseFile,
) -> None:
    """They took her no, or went along with her: either answers something she did."""
    for code in ("respected_no", "gave_in"):
        assert any(code in (each.other_then or ()) for each in episodes(ana)), code
        assert not any(code in (each.other_did or ()) for each in episodes(ana)), code


def test_what_ben_named_is_what_is_found_in_what_ana_shared_with_him(ana: CaseFile) -> None:
    [pattern] = of_kind(ana, Pattern)
    shared = [each for each in episodes(ana) if each.visibility == "shared"]
    found = discover(shared, ana.people, vocabulary=vocabulary_of(ana.vocabulary))
    [alike] = [each for each in found.patterns if each.behaviour == pattern.behaviour]
    assert (alike.cue.other_did, alike.cue.standing) == ("criticised", "above")
    assert alike.in_order
    assert alike.counter_examples


def test_what_ana_fears_comes_less_often_than_she_fears_it(ana: CaseFile) -> None:
    found = [(each.expected, everything_done(each)) for each in episodes(ana)]
    told = [(fear, did) for fear, did in found if fear and did]
    came = [fear.other_did in did for fear, did in told]
    feared = sum(there(fear.chance) for fear, _ in told) / 100
    assert 0 < sum(came) < feared
    assert all(there(fear.chance) % 10 == 0 for fear, _ in told)


def test_somebody_who_is_not_safe_is_met_seldom_and_never_rehearsed(ana: CaseFile) -> None:
    [unsafe] = [person.id for person in ana.people if person.unsafe]
    about = [each for each in episodes(ana) if each.person == unsafe]
    assert {each.place for each in about} == {"life"}
    assert 1 <= len(about) <= 3


def test_the_safety_plan_of_ana_has_all_six_steps(ana: CaseFile) -> None:
    [plan] = [entry for entry in ana.entries if isinstance(entry, Safety)]
    steps = [
        plan.warning_signs,
        plan.on_my_own,
        plan.people_and_places,
        plan.people_to_ask,
        plan.professionals,
        plan.making_safe,
    ]
    assert all(steps)
    assert (plan.author, plan.visibility) == ("client", "shared")


def test_ana_has_words_of_her_own(ana: CaseFile) -> None:
    words = vocabulary_of(ana.vocabulary)
    assert words.label("behaviour", "pleasing") == "Making myself small"
    assert there(words.behaviour("vanish")).stance == "old"
    assert there(words.behaviour("which_first")).stance == "new"
    used = {code for each in episodes(ana) for code in each.i_did or ()}
    assert {"vanish", "which_first"} <= used
    felt = {feeling.code for each in episodes(ana) for feeling in each.feelings or ()}
    assert "angry_underneath" in felt
