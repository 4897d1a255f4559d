"""Every invented case holds what the demo, the pages and the other tests count on."""

import re
from collections import Counter
from datetime import date, timedelta
from importlib.resources import files

import pytest
from msgspec.structs import fields

from relating.case import (
    CaseFile,
    Session,
    standing_of,
)
from relating.case.entry import Value
from relating.case.file.case_file import read, write
from relating.operate.demo.clinic import moved_to
from relating.operate.demo.notes import with_notes
from relating.simulate import stories
from tests.simulate.told import (
    NOW,
    SHORT_OR_LONG,
    at_places,
    end_of,
    episodes,
    hour_of,
    sentences,
    sessions,
    short_too,
    texts,
    ties,
)
from tests.sure import there


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


WHEN_IN_A_YEAR = re.compile(
    r"\b(january|february|march|april|june|july|august|september|october|november|december"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|summer|autumn|winter|by the spring"
    r"|christmas|boxing day|easter|new year|advent|valentine|halloween|bank holiday|carols"
    r"|barbecue|beach weather|snow\w*|\d{1,2}(st|nd|rd|th) of|the \d{1,2}(st|nd|rd|th))\b",
    re.IGNORECASE,
)


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
