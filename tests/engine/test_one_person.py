"""Somebody who was written down twice counts once, in everything that the engine says."""

from msgspec.structs import replace

from relating.case import DEFAULTS, CaseFile, Episode, People, Person, normalise, read, write
from relating.engine.patterns.discover import discover
from relating.engine.prepare import prepare
from relating.engine.timeline import timeline
from tests.case.examples import a_case
from tests.engine.made import MONDAY
from tests.web.lives import moments, people

SECOND = Person(id="zz", alias="M.", role="friend", unsafe=False)


def once_and_twice() -> tuple[CaseFile, CaseFile]:
    """A case in which Mara is one from the beginning, and one in which every second time was told
    of another entry that turned out to be her."""
    who = people()
    told = [each for each in moments(who) if each.person]
    mara = who[0].id
    of_mara = [each.id for each in told if each.person == mara]
    twice = [replace(each, person="zz") if each.id in of_mara[::2] else each for each in told]
    second = replace(SECOND, same_as=mara)
    return (
        normalise(replace(a_case(), people=who, entries=tuple(told))),
        normalise(replace(a_case(), people=(*who, second), entries=tuple(twice))),
    )


def test_the_patterns_of_a_file_are_those_of_one_person() -> None:
    once, twice = once_and_twice()
    found = discover(read(write(twice)))
    assert found.patterns
    assert found == discover(once)
    apart = replace(twice, people=tuple(replace(each, same_as=None) for each in twice.people))
    assert discover(apart) != found


def test_what_is_counted_for_an_hour_and_along_time_is_counted_once() -> None:
    once, twice = once_and_twice()
    shown = []
    for case in (once, twice):
        known = People(case.people)
        told = tuple(known.standing_in(each) for each in case.entries if isinstance(each, Episode))
        rows = timeline(told, known, (), DEFAULTS)
        shown.append((rows, prepare(told, known, MONDAY, None)))
    assert shown[0] == shown[1]
    assert shown[0][0].people == 3
