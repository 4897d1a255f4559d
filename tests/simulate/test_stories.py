"""The invented cases hold what the demo, the pages and the other tests count on."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import fields

from relating.case import (
    Agenda,
    Answer,
    Aside,
    Dip,
    Episode,
    Feedback,
    Mark,
    Note,
    Pattern,
    Preferences,
    Pulse,
    Safety,
    Session,
    Supervision,
    standing_of,
)
from relating.case.entry import Value
from relating.case.file.case_file import read, vocabulary_of, write
from relating.engine.alliance import alliance
from relating.engine.dips_found import RULES, How
from relating.engine.open_ends import waiting
from relating.engine.pulse import answers
from relating.operate.demo.clinic import moved_to
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


def is_way(case_file, episode, stance):
    words = vocabulary_of(case_file.vocabulary)
    return any(words.behaviour(code).stance == stance for code in episode.i_did or ())


def share(case_file, found, stance):
    return sum(is_way(case_file, each, stance) for each in found) / len(found)


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
    ids=["Christmas", "the deadline", "Dad in hospital", "the shoe shop"],
)
def test_there_are_days_on_which_only_the_old_ways_are_at_hand(ana, begin, end):
    found = [each for each in at_places(ana, "life") if begin <= each.at.date() <= end]
    assert found
    assert share(ana, found, "old") == 1
    assert share(ana, found, "new") == 0


def test_ana_comes_to_notice_sooner(ana):
    noticed = [each.awareness for each in at_places(ana, "life") if each.awareness is not None]
    third = len(noticed) // 3
    assert sum(noticed[-third:]) / third > sum(noticed[:third]) / third + 2


def first_time(case_file, place, *people):
    found = [each for each in at_places(case_file, place) if each.person in people]
    return next(each.at for each in found if is_way(case_file, each, "new"))


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
    assert words.behaviour("vanish").stance == "old"
    assert words.behaviour("which_first").stance == "new"
    used = {code for each in episodes(ana) for code in each.i_did or ()}
    assert {"vanish", "which_first"} <= used
    felt = {feeling.code for each in episodes(ana) for feeling in each.feelings or ()}
    assert "angry_underneath" in felt


# --- Between Ana and Ben --------------------------------------------------------------------------


def of_kind(case_file, kind, author=None):
    """All of a kind, oldest first, of one side or of both."""
    found = [entry for entry in case_file.entries if isinstance(entry, kind)]
    return [each for each in found if author in {None, each.author}]


def between(case_file):
    pulses, dips = of_kind(case_file, Pulse), of_kind(case_file, Dip)
    return alliance(pulses, of_kind(case_file, Session), dips)


def by_entry(case_file):
    return {entry.id: entry for entry in case_file.entries}


def test_a_story_holds_nothing_that_the_counsellor_keeps_to_himself(story):
    alone = [each for each in story.entries if isinstance(each, Aside | Mark | Note | Supervision)]
    assert alone == []
    his = {each.visibility for each in story.entries if each.author == "counsellor"}
    assert his == {"shared"}


def test_what_the_two_send_each_other_points_only_to_what_both_can_read(ana):
    found = by_entry(ana)
    pointing = [*of_kind(ana, Feedback), *of_kind(ana, Agenda)]
    shown = [id for each in pointing for id in (*each.about, *getattr(each, "alike", ()))]
    answered = [each.to for each in of_kind(ana, Answer)]
    assert shown
    assert {found[id].visibility for id in (*shown, *answered)} == {"shared"}


def test_ana_and_ben_each_say_how_every_hour_was(ana):
    held = [session.id for session in sessions(ana)]
    for author in ("client", "counsellor"):
        assert Counter(each.session for each in of_kind(ana, Pulse, author)) == Counter(held)


def test_a_pulse_is_given_after_its_hour_and_before_the_next(ana):
    found = by_entry(ana)
    following = {
        one.id: two.at for one, two in pairwise([*sessions(ana), *sessions(ana, "planned")])
    }
    for pulse in of_kind(ana, Pulse):
        hour = found[pulse.session]
        ends = hour.at + timedelta(minutes=hour.minutes)
        assert ends < pulse.recorded_at < following[hour.id], hour.number


def test_ana_pleases_with_tens_at_first_and_only_the_fifth_item_knows(ana):
    early = of_kind(ana, Pulse, "client")[:8]
    four = [each for pulse in early for each in answers(pulse)[:4]]
    assert min(four) >= 8
    assert sum(each >= 9 for each in four) >= 0.9 * len(four)
    assert max(pulse.could_say for pulse in early) <= 7


def test_ana_says_more_of_the_hard_things_over_the_year(ana):
    said = [point.client.could_say for point in between(ana).points]
    third = len(said) // 3
    assert sum(said[-third:]) / third > sum(said[:third]) / third + 2


def test_ben_sees_it_differently_at_first_and_much_the_same_later(ana):
    gaps = [abs(point.gap) for point in between(ana).points]
    assert max(gaps[:3]) > 2
    assert max(gaps[9:]) < 1


def test_ana_and_ben_skip_an_item_now_and_then(ana):
    for author in ("client", "counsellor"):
        skipped = [answers(pulse).count(None) for pulse in of_kind(ana, Pulse, author)]
        assert 1 <= sum(skipped) <= 3
        assert max(skipped) == 1


def test_some_of_it_did_not_sit_right_with_ana_and_she_says_what_to_do_with_it(ana):
    told = [pulse for pulse in of_kind(ana, Pulse, "client") if pulse.not_right]
    assert 5 <= len(told) <= 9
    assert {pulse.not_right_for for pulse in told} == {"talk", "know"}
    assert [each.not_right for each in told if NOT_HER_WORDS.search(each.not_right)] == []


def test_the_one_dip_is_session_9_and_it_is_mended_in_session_11(ana):
    [dip] = between(ana).dips
    assert (dip.number, dip.state, dip.mended_number) == (9, "mended", 11)
    assert dip.rupture == {"client": "yes", "counsellor": "yes"}
    assert (dip.fall.returned, dip.fall.length) == ("back", 2)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_sees_the_dip_of_session_9(ana, rule):
    held = of_kind(ana, Session)
    found = alliance(of_kind(ana, Pulse), held, how=How(rule=rule))
    assert 9 in [dip.number for dip in found.dips]


def test_ben_says_what_his_part_was_and_ana_need_not(ana):
    [his], [hers] = of_kind(ana, Dip, "counsellor"), of_kind(ana, Dip, "client")
    assert "pushed" in his.counsellor_part
    assert his.repair_moves
    assert (hers.counsellor_part, hers.repair_moves) == (None, None)
    assert his.said
    assert hers.said


def test_all_feedback_was_said_in_its_hour_about_something_in_it(ana):
    found = by_entry(ana)
    given = of_kind(ana, Feedback)
    assert 6 <= len(given) <= 8
    for each in given:
        hour, [about] = found[each.session], [found[id] for id in each.about]
        assert about.at <= each.said_at <= hour.at + timedelta(minutes=hour.minutes)
        assert (about.place, about.session) == ("room", hour.id)
        assert each.saw
        assert each.response
        assert each.invitation.endswith("?")


def test_all_feedback_but_the_last_has_an_answer(ana):
    answered = {each.to for each in of_kind(ana, Answer)}
    given = sorted(of_kind(ana, Feedback), key=lambda each: each.said_at)
    assert [each.id in answered for each in given] == [True] * (len(given) - 1) + [False]
    assert by_entry(ana)[given[-1].session].number == 24


def test_ana_answers_feedback_in_more_than_one_way_and_says_no_to_session_9(ana):
    given = {each.id: each for each in of_kind(ana, Feedback)}
    said = {each.to: each for each in of_kind(ana, Answer) if each.to in given}
    assert {each.resonance for each in said.values()} == {
        "fits",
        "partly",
        "not_really",
        "not_sure",
    }
    assert all(each.words for each in said.values())
    number = {session.id: session.number for session in sessions(ana)}
    no = [each.to for each in said.values() if each.resonance == "not_really"]
    assert [number[given[each].session] for each in no] == [9]


def test_ben_came_back_to_every_answer_that_asked_for_it(ana):
    asked = {"not_really", "not_sure", "not_like_this", "not_now"}
    assert waiting(ana.entries, asked) == []


def test_both_bring_lines_and_three_of_them_are_for_the_hour_to_come(ana):
    [planned] = sessions(ana, "planned")
    lines = of_kind(ana, Agenda)
    ahead = [each for each in lines if each.session == planned.id]
    assert sorted(each.author for each in ahead) == ["client", "client", "counsellor"]
    assert {each.done_at for each in ahead} == {None}
    assert all(each.done_at for each in lines if each not in ahead)


def test_a_line_is_sent_before_its_hour_and_dealt_with_in_it(ana):
    found = by_entry(ana)
    for line in of_kind(ana, Agenda):
        hour = found[line.session]
        assert line.recorded_at < hour.at
        ends = hour.at + timedelta(minutes=hour.minutes)
        assert line.done_at is None or hour.at <= line.done_at <= ends


def test_ana_adds_to_the_summary_of_some_hours(ana):
    hours = {session.id: session for session in sessions(ana)}
    added = [each for each in of_kind(ana, Answer) if each.to in hours]
    assert 2 <= len(added) <= 4
    for each in added:
        assert each.words
        assert each.resonance is None
        assert each.recorded_at > hours[each.to].recorded_at


def test_the_one_pattern_of_ana_fits_her_partly_and_she_has_her_own_words_for_it(ana):
    [pattern] = of_kind(ana, Pattern)
    [answer] = [each for each in of_kind(ana, Answer) if each.to == pattern.id]
    assert (pattern.state, pattern.visibility) == ("look_together", "shared")
    assert (pattern.cue.other_did, pattern.cue.standing) == ("criticised", "above")
    assert answer.resonance == "partly"
    assert answer.in_my_words


def test_the_counts_of_the_pattern_are_those_of_the_story(ana):
    [pattern] = of_kind(ana, Pattern)
    standing = {person.id: standing_of(person) for person in ana.people}
    alike = [
        each
        for each in at_places(ana, "life", "room", "past")
        if each.visibility == "shared"
        and each.recorded_at < pattern.since
        and "criticised" in (each.other_did or ())
        and standing[each.person] == "above"
    ]
    pleased = [each for each in alike if pattern.behaviour in each.i_did]
    assert (pattern.evidence.k, pattern.evidence.n) == (len(pleased), len(alike))


def test_ana_would_like_feedback_at_the_pace_it_has(ana):
    [wishes] = of_kind(ana, Preferences)
    assert (wishes.author, wishes.pace) == ("client", "as_now")


def test_ana_and_ben_have_days_on_which_they_look_at_the_work(ana):
    days = {session.at.date() for session in (*sessions(ana), *sessions(ana, "planned"))}
    assert len(ana.case.contract.reviews) == 3
    assert set(ana.case.contract.reviews) <= days


# --- Rui ------------------------------------------------------------------------------------------


def test_rui_has_only_just_begun(rui):
    assert rui.case.started == date(2026, 10, 12)
    assert len(episodes(rui)) == 6
    assert len(sessions(rui)) == 2
    assert len(rui.people) == 3
    assert len(of_kind(rui, Pulse)) == 2
    assert between(rui).reason == "too_few"


# --- The demo -------------------------------------------------------------------------------------


def days_in(held):
    """Every day and moment in a case, however deep."""
    if isinstance(held, date):
        return [held]
    if isinstance(held, Value):
        held = tuple(getattr(held, each.name) for each in fields(held))
    return [day for each in held for day in days_in(each)] if isinstance(held, tuple) else []


def test_in_the_demo_every_time_of_a_story_is_moved_by_the_same_whole_weeks(story):
    weeks = timedelta(weeks=60)
    moved = moved_to(story, NOW + weeks)
    shifts = {later - day for day, later in zip(days_in(story), days_in(moved), strict=True)}
    assert shifts in ({weeks}, {weeks + timedelta(weeks=1)})
    assert [each.id for each in moved.entries] == [each.id for each in story.entries]


def test_in_the_demo_the_last_entry_of_a_story_is_less_than_a_week_old(story):
    moved = moved_to(story, NOW + timedelta(days=100))
    latest = max(entry.recorded_at for entry in moved.entries)
    assert timedelta(0) <= NOW + timedelta(days=100) - latest < timedelta(weeks=1)
