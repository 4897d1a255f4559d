"""What is sent to an address: by whom it is taken, and that nothing is left behind by others.

What is sent are the forms that stand in the pages, filled: a new form is covered by itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import pytest
from django.urls import resolve

from tests.access.asking import Browsers, Pairs, Tried, fail_with, leaks, tried
from tests.access.forms import Form, forms
from tests.access.table import (
    ADDRESSES,
    TABLE,
    Place,
    answered,
    comers,
    expected,
    places,
    writing,
)
from tests.access.world import ACTORS, FIRST, SECOND, Held, World

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.xdist_group("access: writes"),
]
POSTED = [name for name in ADDRESSES if "POST" in TABLE[name]]
GIVEN: dict[str, Callable[[Held], Mapping[str, str]]] = {
    "person-same": lambda held: {"do": "merge"},
    "people-place": lambda held: {"place": f"{held.rows['person']['private']}.far"},
    "people-shared": lambda held: {"sure": "yes"},
    "room": lambda held: {"mark": str(held.rows["mark"]["draft"])},
    "supervision-new": lambda held: {"do": "lend"},
}
"""What a script writes into a form, or a page before it asked for."""


ASKED = {"review": "?say=1"}
"""What asks for the form of a page that has one where it is asked for."""


def nothing(held: Held) -> Mapping[str, str]:
    """Most forms are as they stand in the page."""
    return {}


@dataclass(repr=False)
class Sent:
    """What people can send from the pages that they can look at: the bodies of their forms."""

    to: dict[tuple[str, str], list[Pairs]]
    """To an address, by a person."""
    names: dict[str, list[Pairs]]
    """To any address of a name."""

    def by(self, actor: str, place: Place) -> list[Pairs]:
        """What somebody can send to a place; else what others can, there or to another like it."""
        own = self.to.get((actor, place.address), [])
        others = [self.to.get((each, place.address), []) for each in ACTORS]
        there = own or [*chain(*others)]
        return there or [meant_for(place, each) for each in self.names.get(place.name, [[]])]


def meant_for(place: Place, body: Pairs) -> Pairs:
    """The body of a form of the same name, with the ids of what is at this place in it."""
    return [(name, place.ids.get(value, value)) for name, value in body]


@pytest.fixture(scope="module")
def sent(world: World, browsers: Browsers) -> Sent:
    """Every form of every page that somebody can look at."""
    to: dict[tuple[str, str], list[Pairs]] = defaultdict(list)
    names: dict[str, list[Pairs]] = defaultdict(list)
    for actor, form in every_form(world, browsers):
        name = str(resolve(form.action).url_name)
        given = GIVEN.get(name, nothing)(world.held[SECOND if actor in SECOND else FIRST])
        for body in form.bodies(given):
            for bodies in (to[actor, form.action], names[name]):
                if shape(body) not in [shape(each) for each in bodies]:
                    bodies.append(body)
    return Sent(to, names)


def every_form(world: World, browsers: Browsers) -> Iterator[tuple[str, Form]]:
    """The forms of every page, and who looks at it."""
    for place in chain.from_iterable(places(world, name) for name in ADDRESSES):
        for actor in sorted(answered(place, "GET")):
            asked = place.address + ASKED.get(place.name, "")
            page = tried(browsers[actor], "GET", asked).body.decode("utf-8", "replace")
            for form in forms(page, place.address):
                yield actor, form


def shape(body: Pairs) -> object:
    """What tells one body from another: its fields, and by which button it was sent."""
    return {name for name, _ in body}, [pair for pair in body[-1:] if pair[0] in {"act", "do"}]


@pytest.mark.parametrize("name", POSTED)
def test_what_is_sent_is_taken_from_whom_the_table_names_and_leaves_nothing_of_others(
    name: str, world: World, browsers: Browsers, sent: Sent
) -> None:
    def faults() -> Iterator[str]:
        for place, actor in comers(name, [*places(world, name)]):
            answers = [
                tried(browsers[actor], "POST", place.address, body)
                for body in sent.by(actor, place)
            ]
            want = expected(place, "POST", actor)
            yield from wrong(f"{actor} POST {place}", want, answers)
            if (actor in writing(place)) is not any(each.wrote for each in answers):
                tables = sorted(set().union(*(each.wrote for each in answers)))
                yield f"{actor} POST {place}: wrote {tables or 'nothing'}"
            if any(leaks(world, actor, each) for each in answers):
                yield f"{actor} POST {place}: words that are not theirs to know"

    fail_with(faults())


def wrong(what: str, want: str, answers: list[Tried]) -> Iterator[str]:
    """What is not as it should be in the answers to all that somebody sent."""
    for each in answers:
        got = "not valid" if each.status in {400, 422} else each.word
        if got != want:
            yield f"{what}: expected {want}, got {got} ({each.status})"
            return
