"""The table of who gets an answer from which address, and every place where it is tried.

What is expected stands in table.toml, written by hand and apart from the rules.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.urls import URLPattern, get_resolver, reverse

from tests.access.kinds import REVIEWED
from tests.access.world import (
    ACTORS,
    AS_IN_FIRST,
    FIRST,
    SECOND,
    STATES,
    Held,
    House,
    World,
    everyone,
)
from tests.extent import LONG

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("table.toml").read_text(encoding="utf-8")
)
ADDRESSES = sorted(TABLE)
BY_LINK = {"set-up", "invitation", "pulse-given", "inbox", "write-left"}
ALIASES = {"account_login"}
SAID = {"token": "not-a-real-secret", "name": "behaviour", "act": "watch", "about": "spared"}
SAID |= {"part": "spared", "leaf": "not-managed", "day": REVIEWED.isoformat()}
KIND_OF = {name: row.get("of", "episode") for name, row in TABLE.items()}
"""Of which kind the entry of an address is. In a state that its kind has not an address is tried
with an episode, which is nothing of theirs."""


TURNS = 5


class Place(NamedTuple):
    """A concrete address: by its name, with the state of the entry behind it, and in which case.

    `ids` puts the ids of its entry in the place of those that such an entry has in other states.
    """

    name: str
    address: str
    state: str
    house: House | None
    ids: Mapping[str, str] = {}

    def __str__(self) -> str:
        whose = "the second practice's" if self.house is SECOND else ""
        return " ".join(filter(None, (self.name, whose, self.state)))


@cache
def patterns() -> dict[str, URLPattern]:
    """Every address that the application answers to, by name."""
    found = [each for each in get_resolver().url_patterns if isinstance(each, URLPattern)]
    assert len(found) == len(get_resolver().url_patterns)
    return {str(each.name): each for each in found if each.name not in ALIASES}


def parameters(name: str) -> set[str]:
    """What an address is filled with."""
    return set(patterns()[name].pattern.converters)


def places(world: World, name: str) -> Iterator[Place]:
    """Where an address is tried: in every state of Ana's case, and once in Hana's."""
    wanted = parameters(name)
    if not wanted & {"case_id", "entry_id", "key", "user", "link"}:
        yield Place(name, reverse(name, kwargs=given(wanted)), "", None)
        return
    yield from in_house(world, name, FIRST, tuple(STATES))
    yield from in_house(world, name, SECOND, (answering_state(name),))


def answering(world: World, name: str) -> Place:
    """Where in Ana's case an address answers somebody, if it does."""
    found = [*places(world, name)]
    return next((each for each in found if each.state == answering_state(name)), found[0])


def in_house(world: World, name: str, house: House, states: tuple[str, ...]) -> Iterator[Place]:
    """Where an address is tried with what one practice has."""
    held, wanted = world.held[house], parameters(name)
    rest = given(wanted) | {
        each: of_case(world, house, each) for each in wanted & {"case_id", "user", "key", "link"}
    }
    if name == "case-invitation":
        rest["case_id"] = held.without_client
    if "entry_id" not in wanted:
        yield Place(name, reverse(name, kwargs=rest), "", house)
        return
    for state in states:
        ids = rest | {"entry_id": row_of(held, name, state)}
        yield Place(name, reverse(name, kwargs=ids), state, house, ids_of(world, held, name, state))


def given(wanted: set[str]) -> dict[str, object]:
    """What an address says that is no id."""
    return {each: SAID[each] for each in wanted & set(SAID)}


def of_case(world: World, house: House, parameter: str) -> object:
    """An id of a practice: its case, its pattern, a link, somebody who may leave."""
    held = world.held[house]
    member = "fay" if house is FIRST else house.supervisor
    ids = {"case_id": held.case, "key": held.key, "link": held.link}
    return (ids | {"user": world.people[member].id})[parameter]


def row_of(held: Held, name: str, state: str) -> UUID:
    """The row of the entry that an address is tried with."""
    rows = held.rows["episode"] | held.rows[KIND_OF[name]]
    return rows[state]


def ids_of(world: World, held: Held, name: str, state: str) -> dict[str, str]:
    """From the ids of the entries of a kind in any state and case to those of one."""
    kind = KIND_OF[name]
    own = held.content_ids[kind].get(state, "")
    found = (each.content_ids[kind].values() for each in world.held.values())
    return {each: own for each in chain.from_iterable(found) if own}


def answering_state(name: str) -> str:
    """A state in which somebody gets an answer from an address of an entry."""
    who = [row for row in TABLE[name].values() if isinstance(row, dict)]
    found = [state for row in who for states in row.values() for state in states]
    return max(STATES, key=found.count)


def nowhere(name: str) -> str:
    """The same address with ids that were never given."""
    wanted = parameters(name)
    ids = {each: uuid4() for each in wanted & {"entry_id", "case_id", "key", "user", "link"}}
    return reverse(name, kwargs=given(wanted) | ids)


def expected(place: Place, method: str, actor: str) -> str:
    """What the table says: an answer, nothing, or not so (405)."""
    if place.name in BY_LINK:
        return "nothing" if method in {"GET", "HEAD", "POST"} else "not so"
    if {"HEAD": "GET", "OPTIONS": "GET"}.get(method, method) not in TABLE[place.name]:
        return "not so"
    return "answer" if actor in answered(place, method) else "nothing"


def deleted_by(actor: str, place: Place) -> bool:
    """Whether this is the one who deleted what stood there, who alone is told so."""
    return place.state == "gone" and stands_for(actor, place.house) == "ana"


def answered(place: Place, column: str) -> frozenset[str]:
    """Who is named for a place in a column of the table: GET, POST, or `writes`."""
    who = TABLE[place.name].get({"HEAD": "GET", "OPTIONS": "GET"}.get(column, column), [])
    if isinstance(who, dict):
        who = [name for name, states in who.items() if place.state in states]
    named = everyone(who)
    return frozenset(actor for actor in ACTORS if stands_for(actor, place.house) in named)


def comers(name: str, places: Sequence[Place]) -> Iterator[tuple[Place, str]]:
    """Who comes to each of the places of an address. Those of the case and of its practice come to
    all, everybody to the one that answers and to the other practice's; each of the others to one in
    so many of the rest, so that all of them stand before every address more than twice."""
    open_to_most = answering_state(name)
    for at, place in enumerate(places):
        rest = place.house is FIRST and place.state not in {"", open_to_most}
        for turn, actor in enumerate(ACTORS):
            if LONG or not rest or actor in FIRST or (turn + at) % TURNS == 0:
                yield place, actor


def stands_for(actor: str, house: House | None) -> str | None:
    """Under which name the table knows somebody at a place; None for a stranger to it."""
    own = SECOND if actor in SECOND else FIRST
    return AS_IN_FIRST.get(actor, actor) if house in {None, own} else None


def writing(place: Place) -> frozenset[str]:
    """Whose form that is sent to a place leaves something behind."""
    return answered(place, "writes" if "writes" in TABLE[place.name] else "POST")
