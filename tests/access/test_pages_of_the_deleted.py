"""Of an entry that was deleted every page says plainly that there is nothing here, to both."""

from collections.abc import Collection, Iterator
from itertools import product

import pytest
from django.test import Client

from relating.journal import actions
from relating.people.gate import Hidden
from tests.access.table import ADDRESSES, in_house, parameters
from tests.access.world import FIRST, MADE, STATES, World

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.xdist_group("access: deleted"),
]
STILL_THERE = {"delete", "erase", "put-back", "undo", "plan-edit"}
"""What can be asked of an entry although it was deleted: to put it back, or to end it for good."""
SERVER_ERROR = 500
HOLDING = ("way", "plan", "person", "episode", "session")
"""What others hang on: it goes, and they stay."""


def deleted(world: World, kinds: Collection[str]) -> set[str]:
    """Delete whatever can be deleted of these kinds, each by its author; return the ids."""
    gone = set()
    for kind in kinds:
        for state, row in world.held[FIRST].rows[kind].items():
            author = world.people[getattr(FIRST, STATES[state].author)]
            try:
                actions.delete(author, row)
                gone.add(str(row))
            except (Hidden, actions.Conflict):
                continue
    return gone


@pytest.mark.parametrize("kinds", [tuple(MADE), HOLDING], ids=["everything", "what others need"])
def test_no_page_of_what_was_deleted_fails(
    kinds: tuple[str, ...], world: World, browsers: dict[str, Client]
) -> None:
    gone = deleted(world, kinds)
    assert len(gone) >= len(kinds)
    assert "\n".join(failing(world, browsers, gone)) == ""


def failing(world: World, browsers: dict[str, Client], gone: set[str]) -> Iterator[str]:
    """Pages that fail for one of the two, and those of what is gone that are there all the same."""
    for name in (each for each in ADDRESSES if "entry_id" in parameters(each)):
        for place, actor in product(in_house(world, name, FIRST, tuple(STATES)), ("ana", "ben")):
            status = browsers[actor].get(place.address).status_code
            of_gone = name not in STILL_THERE and any(each in place.address for each in gone)
            if status >= SERVER_ERROR or (of_gone and status not in {404, 405}):
                yield f"{place} {actor} {status}"
