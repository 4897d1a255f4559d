"""The invented cases hold what the demo, the pages and the other tests count on."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

import pytest
from msgspec.structs import fields

from relating.case import (
    Agenda,
    Answer,
    Aside,
    Author,
    CaseEntry,
    CaseFile,
    Dip,
    Episode,
    Feedback,
    Mark,
    Note,
    Pattern,
    People,
    Place,
    Preferences,
    Pulse,
    Safety,
    Session,
    Supervision,
    Tie,
    standing_of,
)
from relating.case.entries.preferences import back_then
from relating.case.entries.session import State
from relating.case.entry import Entry, Value
from relating.case.file.case_file import read, vocabulary_of, write
from relating.case.words.vocabulary import Stance
from relating.engine.alliance import Alliance, alliance
from relating.engine.dips_found import RULES, How, Rule
from relating.engine.patterns.discover import discover
from relating.engine.pulse import answers
from relating.engine.tellings import counted
from relating.operate.demo.clinic import moved_to
from relating.operate.demo.notes import with_notes
from relating.simulate import stories
from tests.sure import as_a, there

AnEntry = TypeVar("AnEntry", bound=Entry)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SENTENCE = re.compile(r"[^.?!]+[.?!]+[\u201d\u2019]*")
NOT_HER_WORDS = re.compile(
    r"bound(ary|aries)|toxic|trigger(s|ed)?\b|inner child|trauma|journey|self-care|narciss|gaslight"
    r"|healing|closure|hold(ing)? space|attachment|coping|behavior|favorite|\bmom\b|apologize",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def ana() -> CaseFile:
    return stories.load("ana")


@pytest.fixture(scope="module")
def rui() -> CaseFile:
    return stories.load("rui")


@pytest.fixture(params=stories.names())
def story(request: pytest.FixtureRequest) -> CaseFile:
    return stories.load(request.param)


SHORT_OR_LONG = [*stories.names(), *stories.caseload()]
short_too = pytest.mark.parametrize("story", SHORT_OR_LONG, indirect=True)


def episodes(case_file: CaseFile) -> list[Episode]:
    return [entry for entry in case_file.entries if isinstance(entry, Episode)]


def sessions(case_file: CaseFile, state: State = "held") -> list[Session]:
    found = [entry for entry in case_file.entries if isinstance(entry, Session)]
    return [session for session in found if session.state == state]


def ties(case_file: CaseFile) -> list[Tie]:
    return [each for each in case_file.entries if isinstance(each, Tie)]


def at_places(case_file: CaseFile, *places: Place) -> list[Episode]:
    """The episodes at these places, as they happened."""
    found = [each for each in episodes(case_file) if each.place in places]
    return sorted(found, key=lambda each: each.at or each.recorded_at)


def sentences(text: str) -> int:
    return len(SENTENCE.findall(text))


def is_way(case_file: CaseFile, episode: Episode, stance: Stance) -> bool:
    words = vocabulary_of(case_file.vocabulary)
    return any(there(words.behaviour(code)).stance == stance for code in episode.i_did or ())


def share(case_file: CaseFile, found: list[Episode], stance: Stance) -> float:
    return sum(is_way(case_file, each, stance) for each in found) / len(found)


# --- Every story ----------------------------------------------------------------------------------


def test_the_stories_are_known_by_name() -> None:
    assert stories.names() == ("ana", "nell", "rui")
    assert len(stories.caseload()) == 9
    with pytest.raises(KeyError):
        stories.load("nobody")


@short_too
def test_a_story_is_written_in_the_normal_form(story: CaseFile) -> None:
    assert read(write(story)) == story


@pytest.mark.parametrize("name", SHORT_OR_LONG)
def test_what_ships_is_byte_for_byte_the_normal_form(name: str) -> None:
    folder = files(stories.__name__) / ("caseload" if name in stories.caseload() else "")
    shipped = (folder / f"{name}.case.json").read_bytes()
    assert write(stories.load(name)) == shipped


@short_too
def test_every_id_in_a_story_is_a_random_looking_one(story: CaseFile) -> None:
    assert {entry.id.version for entry in story.entries} | {story.case.id.version} == {4}


@short_too
def test_no_story_is_told_twice(story: CaseFile) -> None:
    told = [each.story for each in episodes(story) if each.story]
    assert [text for text, times in Counter(told).items() if times > 1] == []


def test_no_story_is_longer_than_a_phone_can_bear(story: CaseFile) -> None:
    assert max(len(each.story) for each in episodes(story)) <= 1500
    assert max(sentences(each.story) for each in episodes(story)) <= 6


def test_nothing_is_recorded_before_it_happened_or_long_after(story: CaseFile) -> None:
    late = [each.recorded_at - each.at for each in episodes(story) if each.at is not None]
    assert min(late) >= timedelta(0)
    assert max(late) <= timedelta(days=3)
    assert sum(each <= timedelta(days=1) for each in late) >= 0.9 * len(late)


@short_too
def test_nothing_lies_before_the_case_or_after_today(story: CaseFile) -> None:
    first = min(entry.recorded_at for entry in story.entries).date()
    assert first >= story.case.started
    assert max(entry.recorded_at for entry in story.entries) < NOW


def test_what_happened_in_an_hour_happened_within_it(story: CaseFile) -> None:
    held = {session.id for session in sessions(story)}
    inside = [each for each in at_places(story, "room", "practice") if each.session in held]
    assert inside
    for each in inside:
        session = hour_of(story, each.session)
        assert session.at <= there(each.at) <= end_of(session)


def test_every_person_of_a_story_is_met_in_it_or_stands_on_its_map(story: CaseFile) -> None:
    met = {*(each.person for each in episodes(story)), *(each.person for each in ties(story))}
    assert {person.id for person in story.people} <= met


def test_one_person_of_a_story_is_the_counsellor_and_stands_above(story: CaseFile) -> None:
    found = [person for person in story.people if person.role == "counsellor"]
    assert [(person.alias, standing_of(person)) for person in found] == [("Ben", "above")]


def test_the_counsellor_writes_only_about_the_room(story: CaseFile) -> None:
    his = [each for each in episodes(story) if each.author == "counsellor"]
    assert his
    assert {(each.place, each.person, each.visibility) for each in his} == {
        ("room", "ben", "shared")
    }


# --- Ana ------------------------------------------------------------------------------------------


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


# --- Between Ana and Ben --------------------------------------------------------------------------


def of_kind(
    case_file: CaseFile, kind: type[AnEntry], author: Author | None = None
) -> list[AnEntry]:
    """All of a kind, oldest first, of one side or of both."""
    found = [entry for entry in case_file.entries if isinstance(entry, kind)]
    return [each for each in found if author in {None, each.author}]


def between(case_file: CaseFile) -> Alliance:
    pulses, dips = of_kind(case_file, Pulse), of_kind(case_file, Dip)
    return alliance(pulses, of_kind(case_file, Session), dips)


def by_entry(case_file: CaseFile) -> dict[UUID, CaseEntry]:
    return {entry.id: entry for entry in case_file.entries}


def hour_of(case_file: CaseFile, session: UUID | None) -> Session:
    """The session to which an entry belongs."""
    return as_a(Session, by_entry(case_file)[there(session)])


def end_of(hour: Session) -> datetime:
    return hour.at + timedelta(minutes=there(hour.minutes))


def test_of_what_the_counsellor_keeps_to_himself_a_story_holds_his_pulses(story: CaseFile) -> None:
    alone = [each for each in story.entries if isinstance(each, Aside | Mark | Note | Supervision)]
    assert alone == []
    his = [each for each in story.entries if each.author == "counsellor"]
    kept = {type(each) for each in his if each.visibility == "private"}
    assert (
        kept
        == {Pulse}
        == {type(each) for each in his}
        - {type(each) for each in his if each.visibility == "shared"}
    )


def test_what_ben_was_pulled_to_stands_in_his_pulse_alone(story: CaseFile) -> None:
    assert [each for each in episodes(story) if each.pull is not None] == []
    pulls = [each for each in of_kind(story, Pulse, "counsellor") if each.pull]
    assert len(pulls) >= 4 or story.case.label != "Ana"


def test_what_the_two_send_each_other_points_only_to_what_both_can_read(ana: CaseFile) -> None:
    found = by_entry(ana)
    shown = [id for each in of_kind(ana, Feedback) for id in (*each.about, *each.alike)]
    shown += [id for each in of_kind(ana, Agenda) for id in each.about]
    answered = [there(each.to) for each in of_kind(ana, Answer)]
    assert shown
    assert {found[id].visibility for id in (*shown, *answered)} == {"shared"}


def test_ana_and_ben_each_say_how_every_hour_was(ana: CaseFile) -> None:
    held = [session.id for session in sessions(ana)]
    for author in ("client", "counsellor"):
        assert Counter(each.session for each in of_kind(ana, Pulse, author)) == Counter(held)


def test_a_pulse_is_given_after_its_hour_and_before_the_next(ana: CaseFile) -> None:
    following = {
        one.id: two.at for one, two in pairwise([*sessions(ana), *sessions(ana, "planned")])
    }
    for pulse in of_kind(ana, Pulse):
        hour = hour_of(ana, pulse.session)
        assert end_of(hour) < pulse.recorded_at < following[hour.id], hour.number


def test_ana_pleases_with_tens_at_first_and_only_the_fifth_item_knows(ana: CaseFile) -> None:
    early = of_kind(ana, Pulse, "client")[:8]
    four = [there(each) for pulse in early for each in answers(pulse)[:4]]
    assert min(four) >= 8
    assert sum(each >= 9 for each in four) >= 0.9 * len(four)
    assert max(there(pulse.could_say) for pulse in early) <= 7


def test_ana_says_more_of_the_hard_things_over_the_year(ana: CaseFile) -> None:
    said = [there(there(point.client).could_say) for point in between(ana).points]
    third = len(said) // 3
    assert sum(said[-third:]) / third > sum(said[:third]) / third + 2


def test_ben_sees_it_differently_at_first_and_much_the_same_later(ana: CaseFile) -> None:
    gaps = [abs(there(point.gap)) for point in between(ana).points]
    assert max(gaps[:3]) > 2
    assert max(gaps[9:]) < 1


def test_ana_and_ben_skip_an_item_now_and_then(ana: CaseFile) -> None:
    for author in ("client", "counsellor"):
        skipped = [answers(pulse).count(None) for pulse in of_kind(ana, Pulse, author)]
        assert 1 <= sum(skipped) <= 3
        assert max(skipped) == 1


def test_some_of_it_did_not_sit_right_with_ana_and_she_says_what_to_do_with_it(
    ana: CaseFile,
) -> None:
    told = [pulse for pulse in of_kind(ana, Pulse, "client") if pulse.not_right]
    assert 5 <= len(told) <= 9
    assert {pulse.not_right_for for pulse in told} == {"talk", "know"}
    assert [each.not_right for each in told if NOT_HER_WORDS.search(each.not_right)] == []


def test_the_one_dip_is_session_9_and_it_is_mended_in_session_11(ana: CaseFile) -> None:
    [dip] = between(ana).dips
    assert (dip.number, dip.state, dip.mended_number) == (9, "mended", 11)
    assert dip.rupture == {"client": "yes", "counsellor": "yes"}
    fall = there(dip.fall)
    assert (fall.returned, fall.length) == ("back", 2)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_sees_the_dip_of_session_9(ana: CaseFile, rule: Rule) -> None:
    held = of_kind(ana, Session)
    found = alliance(of_kind(ana, Pulse), held, how=How(rule=rule))
    assert 9 in [dip.number for dip in found.dips]


def test_ben_says_what_his_part_was_and_ana_need_not(ana: CaseFile) -> None:
    [his], [hers] = of_kind(ana, Dip, "counsellor"), of_kind(ana, Dip, "client")
    assert "pushed" in there(his.counsellor_part)
    assert his.repair_moves
    assert (hers.counsellor_part, hers.repair_moves) == (None, None)
    assert his.said
    assert hers.said


def test_all_feedback_is_about_something_in_its_hour_and_checked_off_that_day(
    ana: CaseFile,
) -> None:
    found = by_entry(ana)
    given = of_kind(ana, Feedback)
    assert 6 <= len(given) <= 8
    for each in given:
        hour = hour_of(ana, each.session)
        [about] = [as_a(Episode, found[id]) for id in each.about]
        assert there(about.at) <= end_of(hour) < there(each.said_at)
        assert there(each.said_at).date() == hour.at.date()
        assert about.place == "room"
        assert hour.at <= there(about.at)
        assert each.saw
        assert each.response
        assert each.invitation.endswith("?")


def test_all_feedback_but_the_last_has_an_answer(ana: CaseFile) -> None:
    answered = {each.to for each in of_kind(ana, Answer)}
    given = sorted(of_kind(ana, Feedback), key=lambda each: there(each.said_at))
    assert [each.id in answered for each in given] == [True] * (len(given) - 1) + [False]
    assert hour_of(ana, given[-1].session).number == 24


def test_ana_answers_feedback_in_more_than_one_way_and_says_no_to_session_9(ana: CaseFile) -> None:
    given = {each.id: each for each in of_kind(ana, Feedback)}
    said = {each.to: each for each in of_kind(ana, Answer) if each.to in given}
    assert {each.resonance for each in said.values()} == {
        "fits",
        "partly",
        "not_really",
        "not_sure",
    }
    assert all(each.words for each in said.values())
    no = [each.to for each in said.values() if each.resonance == "not_really"]
    assert [hour_of(ana, given[there(each)].session).number for each in no] == [9]


def test_both_bring_lines_and_three_of_them_are_for_the_hour_to_come(ana: CaseFile) -> None:
    last = sessions(ana)[-1].at
    lines = of_kind(ana, Agenda)
    ahead = [each for each in lines if each.recorded_at > last]
    assert sorted(each.author for each in ahead) == ["client", "client", "counsellor"]
    assert {each.done_at for each in ahead} == {None}
    assert all(each.done_at for each in lines if each not in ahead)


def test_a_line_is_sent_before_an_hour_and_dealt_with_in_it(ana: CaseFile) -> None:
    for line in of_kind(ana, Agenda):
        hour = next(each for each in all_hours(ana) if each.at > line.recorded_at)
        assert line.done_at is None or hour.at <= line.done_at <= end_of(hour)


def all_hours(case_file: CaseFile) -> list[Session]:
    """The hours that were and that are planned, in order."""
    return [*sessions(case_file), *sessions(case_file, "planned")]


def test_ana_adds_to_the_summary_of_some_hours(ana: CaseFile) -> None:
    hours = {session.id for session in sessions(ana)}
    added = [each for each in of_kind(ana, Answer) if each.to in hours]
    assert 2 <= len(added) <= 4
    for each in added:
        assert each.words
        assert each.resonance is None
        assert each.recorded_at > hour_of(ana, each.to).recorded_at


def test_the_one_pattern_of_ana_fits_her_partly_and_she_has_her_own_words_for_it(
    ana: CaseFile,
) -> None:
    [pattern] = of_kind(ana, Pattern)
    [answer] = [each for each in of_kind(ana, Answer) if each.to == pattern.id]
    assert (pattern.state, pattern.visibility) == ("look_together", "shared")
    assert (pattern.cue.other_did, pattern.cue.standing) == ("criticised", "above")
    assert answer.resonance == "partly"
    assert answer.in_my_words


def test_the_counts_of_the_pattern_are_those_of_the_story(ana: CaseFile) -> None:
    [pattern] = of_kind(ana, Pattern)
    standing = {person.id: standing_of(person) for person in ana.people}
    alike = [
        each
        for each in at_places(ana, "life", "room", "past")
        if each.visibility == "shared"
        and each.recorded_at < pattern.since
        and "criticised" in (each.other_did or ())
        and standing[there(each.person)] == "above"
    ]
    pleased = [each for each in alike if pattern.behaviour in there(each.i_did)]
    evidence = there(pattern.evidence)
    assert (evidence.k, evidence.n) == (len(pleased), len(alike))


def test_ana_would_like_feedback_at_the_pace_it_has(ana: CaseFile) -> None:
    [wishes] = [each for each in of_kind(ana, Preferences) if each.back_then is None]
    assert (wishes.author, wishes.pace) == ("client", "as_now")


def test_the_two_look_at_back_then_before_anything_of_it_is_told(ana: CaseFile) -> None:
    both = [each for each in of_kind(ana, Preferences) if each.back_then is not None]
    assert back_then(both)
    told = [each.recorded_at for each in at_places(ana, "past")]
    assert max(each.recorded_at for each in both) < min(told)


def test_ana_and_ben_have_days_on_which_they_look_at_the_work(ana: CaseFile) -> None:
    days = {session.at.date() for session in (*sessions(ana), *sessions(ana, "planned"))}
    reviews = there(ana.case.contract).reviews
    assert len(reviews) == 3
    assert set(reviews) <= days


WHEN_IN_A_YEAR = re.compile(
    r"\b(january|february|march|april|june|july|august|september|october|november|december"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|summer|autumn|winter|by the spring"
    r"|christmas|boxing day|easter|new year|advent|valentine|halloween|bank holiday|carols"
    r"|barbecue|beach weather|snow\w*|\d{1,2}(st|nd|rd|th) of|the \d{1,2}(st|nd|rd|th))\b",
    re.IGNORECASE,
)


def texts(held: object) -> Iterator[str]:
    """Every text that somebody wrote in a part of a case, however deep."""
    match held:
        case str():
            yield held
        case Value():
            yield from texts(tuple(getattr(held, each.name) for each in fields(held)))
        case tuple():
            for each in held:
                yield from texts(each)


@short_too
def test_no_sentence_of_a_story_depends_on_the_season_or_the_weekday_it_is_told_in(
    story: CaseFile,
) -> None:
    year = [moved_to(with_notes(story), NOW + timedelta(weeks=weeks)) for weeks in range(0, 53, 4)]
    told = {text for each in year for text in texts((each.case, *each.people, *each.entries))}
    assert [text for text in told if WHEN_IN_A_YEAR.search(text)] == []


@pytest.mark.parametrize("text", ["Moved to the 1st of April", "on Tuesday she rang", "by Easter"])
def test_a_season_in_a_sentence_would_be_noticed(text: str) -> None:
    assert WHEN_IN_A_YEAR.search(text)


# --- As people write, and live --------------------------------------------------------------------


def is_as_people_write(text: str) -> bool:
    """Nothing but chips, three words, or a sentence that nobody finished or looked over."""
    return len(text.split()) <= 3 or text.rstrip()[-1] not in ".?!\u201d\u2019"


def test_a_fifth_of_what_ana_tells_is_flat_cut_off_misspelt_three_words_or_chips_alone(
    ana: CaseFile,
) -> None:
    told = [each.story for each in episodes(ana)]
    found = [text for text in told if is_as_people_write(text)]
    assert len(told) / 5 <= len(found) <= len(told) / 3
    assert any(text.endswith(" and then") for text in found)
    assert sum(not text for text in found) >= 2


def test_there_is_a_month_in_which_ana_writes_next_to_nothing(ana: CaseFile) -> None:
    begin, end = date(2026, 7, 22), date(2026, 8, 21)
    written = [each for each in ana.entries if begin <= each.recorded_at.date() <= end]
    assert [type(each) for each in written if each.author == "client"] == [Episode]


def test_with_one_person_the_new_way_costs_and_stays_right(ana: CaseFile) -> None:
    told = [each for each in at_places(ana, "life") if each.person == "mum"]
    assert is_way(ana, told[-1], "new")
    assert (told[-1].ended, told[-1].cost) == ("still_open", ("lonely", "they_pull_away"))
    assert told[-1].story.endswith("d say it again.")


def test_one_old_way_of_ana_is_wise_and_she_knows_it(ana: CaseFile) -> None:
    [wise] = [each for each in episodes(ana) if "On purpose" in each.story]
    assert is_way(ana, wise, "old")
    assert not is_way(ana, wise, "new")


def test_times_with_somebody_who_is_not_safe_stand_outside_every_claim(ana: CaseFile) -> None:
    [unsafe] = [person.id for person in ana.people if person.unsafe]
    about = {each.id for each in episodes(ana) if each.person == unsafe}
    told = counted(episodes(ana), (), People(ana.people))
    assert about.isdisjoint({each.id for each in told})


def test_no_rule_sees_what_went_wrong_in_session_6_and_it_is_kept_for_teaching(
    ana: CaseFile,
) -> None:
    """Ben asked about the cake, gave the tin back and said nothing; both pulses stay high."""
    [sixth] = [each for each in sessions(ana) if each.number == 6]
    [alone] = [
        each
        for each in at_places(ana, "room")
        if each.visibility == "private" and sixth.at <= there(each.at) <= end_of(sixth)
    ]
    assert alone.unsaid == "Did you like it?"
    for rule in RULES:
        found = alliance(of_kind(ana, Pulse), sessions(ana), how=How(rule=rule))
        assert 6 not in [dip.number for dip in found.dips]
    assert [each for each in of_kind(ana, Dip) if each.session == sixth.id] == []


# --- Rui ------------------------------------------------------------------------------------------


def test_rui_has_only_just_begun(rui: CaseFile) -> None:
    assert rui.case.started == date(2026, 10, 12)
    assert len(episodes(rui)) == 6
    assert len(sessions(rui)) == 2
    assert len(rui.people) == 3
    assert len(of_kind(rui, Pulse)) == 2
    assert between(rui).reason == "too_few"


# --- Nell -----------------------------------------------------------------------------------------


def test_nell_has_met_ben_once_this_week_and_meets_him_again_a_week_later() -> None:
    nell = stories.load("nell")
    [held], [planned] = sessions(nell), sessions(nell, "planned")
    assert planned.at - held.at == timedelta(weeks=1)
    assert {each.recorded_at.date() for each in nell.entries} == {nell.case.started}
    assert [each.visibility for each in episodes(nell)] == ["shared", "private"]
    assert (of_kind(nell, Pattern), of_kind(nell, Feedback)) == ([], [])


# --- The demo -------------------------------------------------------------------------------------


def days_in(held: object) -> list[date]:
    """Every day and moment in a case, however deep."""
    if isinstance(held, date):
        return [held]
    if isinstance(held, Value):
        held = tuple(getattr(held, each.name) for each in fields(held))
    return [day for each in held for day in days_in(each)] if isinstance(held, tuple) else []


def test_in_the_demo_every_time_of_a_story_is_moved_by_the_same_whole_weeks(
    story: CaseFile,
) -> None:
    weeks = timedelta(weeks=60)
    moved = moved_to(story, NOW + weeks)
    shifts = {later - day for day, later in zip(days_in(story), days_in(moved), strict=True)}
    assert shifts in ({weeks}, {weeks + timedelta(weeks=1)})
    assert [each.id for each in moved.entries] == [each.id for each in story.entries]


def test_in_the_demo_the_last_entry_of_a_story_is_less_than_a_week_old(story: CaseFile) -> None:
    moved = moved_to(story, NOW + timedelta(days=100))
    latest = max(entry.recorded_at for entry in moved.entries)
    assert timedelta(0) <= NOW + timedelta(days=100) - latest < timedelta(weeks=1)


@pytest.mark.parametrize("name", ["ana", "rui", "nell"])
def test_what_an_hour_came_to_speaks_to_the_client_and_not_of_them(name: str) -> None:
    hours = [each for each in stories.load(name).entries if isinstance(each, Session)]
    told = " ".join(f"{each.summary} {each.next_time}" for each in hours)
    assert not re.search(rf"\b(she|her|his|he|ask)\b|\b{name}\b", told, re.IGNORECASE)
