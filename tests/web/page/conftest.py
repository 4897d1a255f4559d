"""The two practices of the access tests, put back for what is sent to every form of their pages."""

import pytest
from pytest_django import DjangoDbBlocker

from tests.access.world import World, made_world
from tests.put_back import Once, once
from tests.web.page.asked import Asked, FormsOf, asked


@pytest.fixture(scope="session")
def world_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Once[World] | None:
    """The two practices as they are put back."""
    with django_db_blocker.unblock():
        return once(made_world)


@pytest.fixture
def world(world_once: Once[World] | None, db: None) -> World:
    return made_world() if world_once is None else world_once.again()


@pytest.fixture
def forms_of(world: World, world_once: Once[World] | None) -> FormsOf:
    """The forms that somebody is shown; in a world that is put back they are looked for once."""

    def shown(who: str) -> list[Asked]:
        known: dict[str, list[Asked]] = {} if world_once is None else world_once.beside
        if who not in known:
            known[who] = asked(world, who)
        return known[who]

    return shown
