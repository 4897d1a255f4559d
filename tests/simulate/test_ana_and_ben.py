"""What Ana and Ben say to each other of their hours."""

from collections import Counter
from itertools import pairwise

import pytest

from relating.case import (
    Agenda,
    Answer,
    Aside,
    CaseFile,
    Dip,
    Episode,
    Feedback,
    Mark,
    Note,
    Pattern,
    Preferences,
    Pulse,
    Session,
    Supervision,
    standing_of,
)
from relating.case.entries.preferences import back_then
from relating.engine.alliance import alliance
from relating.engine.dips_found import RULES, How, Rule
from relating.engine.pulse import answers
from tests.simulate.told import (
    NOT_HER_WORDS,
    all_hours,
    at_places,
    between,
    by_entry,
    end_of,
    episodes,
    hour_of,
    of_kind,
    sessions,
)
from tests.sure import as_a, there


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
