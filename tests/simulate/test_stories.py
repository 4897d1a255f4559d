"""The invented cases hold what the demo, the pages and the other tests count on."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from relating.case import (
    Answer,
    Dip,
    Episode,
    Feedback,
    Note,
    Pulse,
    Safety,
    Session,
    standing_of,
)
from relating.case.file import read, vocabulary_of, write
from relating.engine.alliance import alliance
from relating.simulate import stories

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SENTENCE = re.compile(r"[^.?!]+[.?!]+[\u201d\u2019]*")
NOT_HER_WORDS = re.compile(
    r"bound(ary|aries)|toxic|trigger(s|ed)?\b|inner child|trauma|journey|self-care|narciss|gaslight"
    r"|healing|closure|hold(ing)? space|attachment|coping|behavior|favorite|\bmom\b|apologize",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def ana():
    return stories.load("ana")


@pytest.fixture(scope="module")
def rui():
    return stories.load("rui")


@pytest.fixture(params=stories.names())
def story(request):
    return stories.load(request.param)


def episodes(case_file):
    return [entry for entry in case_file.entries if isinstance(entry, Episode)]


def sessions(case_file, state="held"):
    found = [entry for entry in case_file.entries if isinstance(entry, Session)]
    return [session for session in found if session.state == state]


def at_places(case_file, *places):
    """The episodes at these places, as they happened."""
    found = [each for each in episodes(case_file) if each.place in places]
    return sorted(found, key=lambda each: each.at or each.recorded_at)


def sentences(text):
    return len(SENTENCE.findall(text))


def is_way(case_file, episode, *, old):
    words = vocabulary_of(case_file.vocabulary)
    return any(words.behaviour(code).old is old for code in episode.i_did or ())


def share(case_file, found, *, old):
    return sum(is_way(case_file, each, old=old) for each in found) / len(found)


# --- Every story ----------------------------------------------------------------------------------


def test_the_stories_are_known_by_name():
    assert stories.names() == ("ana", "rui")
    with pytest.raises(KeyError):
        stories.load("nobody")


def test_a_story_is_written_in_the_normal_form(story):
    assert read(write(story)) == story


@pytest.mark.parametrize("name", stories.names())
def test_what_ships_is_byte_for_byte_the_normal_form(name):
    shipped = stories.files(stories.__name__).joinpath(f"{name}.case.json").read_bytes()
    assert write(stories.load(name)) == shipped


def test_every_id_in_a_story_is_a_random_looking_one(story):
    assert {entry.id.version for entry in story.entries} | {story.case.id.version} == {4}


def test_no_story_is_told_twice(story):
    told = [each.story for each in episodes(story) if each.story]
    assert [text for text, times in Counter(told).items() if times > 1] == []


def test_no_story_is_longer_than_a_phone_can_bear(story):
    assert max(len(each.story) for each in episodes(story)) <= 1500
    assert max(sentences(each.story) for each in episodes(story)) <= 6


def test_nothing_is_recorded_before_it_happened_or_long_after(story):
    happened = [each for each in episodes(story) if each.at is not None]
    late = [each.recorded_at - each.at for each in happened]
    assert min(late) > timedelta(0)
    assert max(late) <= timedelta(days=3)
    assert sum(each <= timedelta(days=1) for each in late) >= 0.9 * len(late)


def test_nothing_lies_before_the_case_or_after_today(story):
    first = min(entry.recorded_at for entry in story.entries).date()
    assert first >= story.case.started
    assert max(entry.recorded_at for entry in story.entries) < NOW


def test_what_happened_in_an_hour_happened_within_it(story):
    held = {session.id: session for session in sessions(story)}
    inside = [each for each in at_places(story, "room", "practice") if each.session in held]
    assert inside
    for each in inside:
        session = held[each.session]
        assert session.at <= each.at <= session.at + timedelta(minutes=session.minutes)


def test_every_person_of_a_story_is_met_in_it(story):
    met = {each.person for each in episodes(story)}
    assert {person.id for person in story.people} <= met


def test_one_person_of_a_story_is_the_counsellor_and_stands_above(story):
    found = [person for person in story.people if person.role == "counsellor"]
    assert [(person.alias, standing_of(person)) for person in found] == [("Ben", "above")]


def test_the_counsellor_writes_only_about_the_room(story):
    his = [each for each in episodes(story) if each.author == "counsellor"]
    assert his
    assert {(each.place, each.person, each.visibility) for each in his} == {
        ("room", "ben", "shared")
    }


# --- Ana ------------------------------------------------------------------------------------------


def test_ana_and_ben_have_met_24_times_and_meet_again_on_wednesday(ana):
    held, [planned] = sessions(ana), sessions(ana, "planned")
    assert [session.number for session in held] == list(range(1, 25))
    assert planned.number == 25
    assert planned.at.date() == date(2026, 11, 25)
    assert ana.case.contract.sessions == 32
    assert len(sessions(ana, "missed")) == len(sessions(ana, "moved")) == 1


def test_the_hours_of_ana_are_in_order_with_a_gap_in_summer(ana):
    times = [session.at for session in sessions(ana)]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= timedelta(days=9)
    assert max(gaps) >= timedelta(weeks=6)
    assert sorted(gaps)[len(gaps) // 2] in {timedelta(weeks=2), timedelta(weeks=3)}


def test_ana_tells_about_120_episodes_in_the_four_places(ana):
    places = Counter(each.place for each in episodes(ana))
    assert 105 <= places.total() <= 125
    assert 56 <= places["life"] <= 70
    assert 18 <= places["room"] <= 26
    assert 10 <= places["past"] <= 14
    assert 14 <= places["practice"] <= 18


def test_ana_has_nine_people_and_meets_eight_of_them_outside(ana):
    assert len(ana.people) == 9
    assert len({each.person for each in at_places(ana, "life")}) == 8


def test_ana_tells_at_least_half_of_it_in_sentences_and_some_in_none(ana):
    lengths = [sentences(each.story) for each in episodes(ana)]
    assert sum(length >= 2 for length in lengths) >= len(lengths) / 2
    assert sum(length == 1 for length in lengths) >= 10
    assert lengths.count(0) >= 2


def test_ana_keeps_about_25_episodes_to_herself_and_some_are_about_ben(ana):
    private = [each for each in episodes(ana) if each.visibility == "private"]
    assert 20 <= len(private) <= 30
    assert {each.author for each in private} == {"client"}
    assert sum(each.person == "ben" for each in private) >= 5


def test_ana_writes_in_her_own_plain_words(ana):
    texts = [each.story for each in episodes(ana)]
    assert [text for text in texts if NOT_HER_WORDS.search(text)] == []


def test_ana_leaves_things_unanswered_and_sometimes_answers_none(ana):
    told = episodes(ana)
    for name in ("wish", "feelings", "i_did", "other_did", "ended", "valence", "awareness"):
        assert any(getattr(each, name) is None for each in told), name
    assert any(each.i_did == () for each in told)
    assert any(each.other_did == () for each in told)


def test_ana_gives_enough_for_the_pictures(ana):
    told = episodes(ana)
    assert 40 <= sum(each.my_position is not None for each in told) <= 60
    assert sum(each.expected is not None for each in told) >= 25
    assert {each.impact.source for each in told if each.impact} >= {"asked", "told", "counsellor"}
    assert {each.awareness for each in told} >= {0, 1, 2, 3, 4, 5}


def test_ana_remembers_by_age_and_tells_it_later(ana):
    past = at_places(ana, "past")
    assert all(each.at is None and 5 <= each.age <= 17 for each in past)
    assert len({each.session for each in past if each.session}) >= 5


def test_the_old_ways_of_ana_give_way_and_still_come_back(ana):
    lived = at_places(ana, "life", "room", "practice")
    quarter = len(lived) // 4
    first, last = lived[:quarter], lived[-quarter:]
    assert share(ana, first, old=True) >= 0.8
    assert 0.1 <= share(ana, last, old=True) <= 0.4
    assert share(ana, last, old=False) > 2 * share(ana, first, old=False)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (date(2025, 12, 24), date(2025, 12, 28)),
        (date(2026, 3, 17), date(2026, 3, 27)),
        (date(2026, 7, 9), date(2026, 7, 14)),
        (date(2026, 10, 24), date(2026, 10, 24)),
    ],
    ids=["Christmas", "the deadline", "Dad in hospital", "the shoe shop"],
)
def test_there_are_days_on_which_only_the_old_ways_are_at_hand(ana, begin, end):
    found = [each for each in at_places(ana, "life") if begin <= each.at.date() <= end]
    assert found
    assert share(ana, found, old=True) == 1
    assert share(ana, found, old=False) == 0


def test_ana_comes_to_notice_sooner(ana):
    noticed = [each.awareness for each in at_places(ana, "life") if each.awareness is not None]
    third = len(noticed) // 3
    assert sum(noticed[-third:]) / third > sum(noticed[:third]) / third + 2


def first_time(case_file, place, *people):
    found = [each for each in at_places(case_file, place) if each.person in people]
    return next(each.at for each in found if is_way(case_file, each, old=False))


def test_new_ways_begin_with_ben_then_with_the_safe_people_then_with_mara_and_dad(ana):
    rehearsed = first_time(ana, "practice", "ben")
    near = first_time(ana, "life", "sam", "lea", "nuria")
    boss, father = first_time(ana, "life", "mara"), first_time(ana, "life", "dad")
    assert rehearsed < near < boss < father


def test_the_rupture_of_session_9_is_on_record_and_so_is_its_mending(ana):
    number = {session.id: session.number for session in sessions(ana)}
    ninth = [each for each in episodes(ana) if number.get(each.session) == 9]
    assert {each.author for each in ninth if each.rupture_marks} == {"client", "counsellor"}
    assert any("pushed" in (each.counsellor_part or ()) for each in ninth)
    after = {number.get(each.session) for each in episodes(ana) if each.repair_moves}
    assert {10, 11} <= after


def test_ana_stays_away_between_the_rupture_and_its_mending(ana):
    [missed] = sessions(ana, "missed")
    times = {session.number: session.at for session in sessions(ana)}
    assert times[9] < missed.at < times[10]
    [told] = [each for each in episodes(ana) if each.session == missed.id]
    assert told.visibility == "private"


def test_what_ana_fears_comes_less_often_than_she_fears_it(ana):
    found = [each for each in episodes(ana) if each.expected and each.other_did]
    came = [each.expected.other_did in each.other_did for each in found]
    feared = sum(each.expected.chance for each in found) / 100
    assert 0 < sum(came) < feared
    assert all(each.expected.chance % 10 == 0 for each in found)


def test_somebody_who_is_not_safe_is_met_seldom_and_never_rehearsed(ana):
    [unsafe] = [person.id for person in ana.people if person.unsafe]
    about = [each for each in episodes(ana) if each.person == unsafe]
    assert {each.place for each in about} == {"life"}
    assert 1 <= len(about) <= 3


def test_the_safety_plan_of_ana_has_all_six_steps(ana):
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


def test_ana_has_words_of_her_own(ana):
    words = vocabulary_of(ana.vocabulary)
    assert words.label("behaviour", "pleasing") == "Making myself small"
    assert words.behaviour("vanish").old is True
    assert words.behaviour("which_first").old is False
    used = {code for each in episodes(ana) for code in each.i_did or ()}
    assert {"vanish", "which_first"} <= used
    felt = {feeling.code for each in episodes(ana) for feeling in each.feelings or ()}
    assert "angry_underneath" in felt


# --- Rui ------------------------------------------------------------------------------------------


def test_rui_has_only_just_begun(rui):
    assert rui.case.started == date(2026, 10, 12)
    assert len(episodes(rui)) == 6
    assert len(sessions(rui)) == 2
    assert len(rui.people) == 3


# --- Between the two ----------------------------------------------------------------------------


def all_of(case_file, kind):
    return [entry for entry in case_file.entries if isinstance(entry, kind)]


def test_ana_and_ben_each_say_how_every_hour_was(ana):
    held = {session.id for session in sessions(ana)}
    pulses = all_of(ana, Pulse)
    for author in ("client", "counsellor"):
        assert {each.session for each in pulses if each.author == author} == held


def test_the_one_dip_is_the_ninth_hour_and_it_was_mended_in_the_eleventh(ana):
    found = alliance(all_of(ana, Pulse), sessions(ana), all_of(ana, Dip))
    (dip,) = found.dips
    assert (dip.number, dip.state, dip.mended_number) == (9, "mended", 11)
    assert dip.rupture == {"client": "yes", "counsellor": "yes"}


def test_ana_said_that_it_fits_when_it_did_not_and_says_no_by_the_end(ana):
    said = sorted(all_of(ana, Feedback), key=lambda each: each.said_at)
    answers = {each.to: each.resonance for each in all_of(ana, Answer)}
    given = [answers.get(each.id) for each in said]
    assert given == ["partly", "fits", "fits", "fits", "not_really", None]


def test_what_ben_keeps_to_himself_is_private(ana):
    notes = all_of(ana, Note)
    assert notes
    assert {each.visibility for each in notes} == {"private"}
    assert any(each.mine for each in notes)
