"""The stories read as people write and live; two of them have only begun."""

from datetime import date, timedelta

from relating.case import (
    CaseFile,
    Dip,
    Episode,
    Feedback,
    Pattern,
    People,
    Pulse,
)
from relating.engine.alliance import alliance
from relating.engine.dips_found import RULES, How
from relating.engine.tellings import counted
from relating.simulate import stories
from tests.simulate.told import at_places, between, end_of, episodes, is_way, of_kind, sessions
from tests.sure import there


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


def test_rui_has_only_just_begun(rui: CaseFile) -> None:
    assert rui.case.started == date(2026, 10, 12)
    assert len(episodes(rui)) == 6
    assert len(sessions(rui)) == 2
    assert len(rui.people) == 3
    assert len(of_kind(rui, Pulse)) == 2
    assert between(rui).reason == "too_few"


def test_nell_has_met_ben_once_this_week_and_meets_him_again_a_week_later() -> None:
    nell = stories.load("nell")
    [held], [planned] = sessions(nell), sessions(nell, "planned")
    assert planned.at - held.at == timedelta(weeks=1)
    assert {each.recorded_at.date() for each in nell.entries} == {nell.case.started}
    assert [each.visibility for each in episodes(nell)] == ["shared", "private"]
    assert (of_kind(nell, Pattern), of_kind(nell, Feedback)) == ([], [])
