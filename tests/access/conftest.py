"""The world of the access tests, built once for all tests of a file and undone after them."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connections, transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from tests.access.world import ACTORS, World, made_world
from tests.cast import browser_of

QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two practices. Each test works within a savepoint, so that nobody meets what another did."""
    with django_db_blocker.unblock(), ExitStack() as opened:
        opened.enter_context(override_settings(PASSWORD_HASHERS=[QUICK]))
        for alias in connections:
            opened.enter_context(transaction.atomic(using=alias))
        yield made_world()
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Client]:
    """Everybody's browser, signed in and used once, so that no page has to note when it was."""
    signed_in = {name: browser_of(world.people[name]) for name in ACTORS}
    for browser in signed_in.values():
        browser.raise_request_exception = False
        browser.get("/passphrase/")
    return signed_in
