"""On a full disk one comes in and reads; guessing stays slow there, and leaving is leaving."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from string import ascii_letters

import pytest
from django.conf import settings as chosen
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from relating.people.models import User
from relating.web import session_store
from relating.web.session_store import CARRIED, FITS, carried, held
from tests.cast import PASSPHRASE, Cast, Response
from tests.servers import on_files

pytestmark = [on_files, pytest.mark.django_db(transaction=True)]
WRONG = "wrong words entirely"


@pytest.fixture(autouse=True)
def _quick_hashing(cast: Cast, settings: Settings) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.update(password=make_password(PASSPHRASE))
    cache.clear()
    yield
    cache.clear()


@contextmanager
def full() -> Iterator[None]:
    """A database that takes nothing, as on a full disk."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=1")
        try:
            yield
        finally:
            cursor.execute("PRAGMA query_only=0")


def tries(browser: Client, name: str, passphrase: str = PASSPHRASE) -> Response:
    return browser.post(reverse("sign-in"), {"login": name, "password": passphrase})


def cookie_of(browser: Client) -> str:
    return str(browser.cookies[chosen.SESSION_COOKIE_NAME].value)


def is_in(browser: Client, cast: Cast) -> bool:
    return browser.get(reverse("safety", args=[cast.case])).status_code == 200


def test_ana_comes_in_and_reads_and_is_carried_until_there_is_room(cast: Cast) -> None:
    ana = Client()
    with full():
        assert tries(ana, "ana").status_code == 302
        assert cookie_of(ana).startswith(CARRIED)
        for page in ("case", "safety", "diary", "episode-new"):
            assert ana.get(reverse(page, args=[cast.case])).status_code == 200
    assert not Session.objects.exists()
    session = ana.session
    session["seen"] -= 61  # a minute later
    ana.cookies[chosen.SESSION_COOKIE_NAME] = carried(dict(session.items()))
    assert is_in(ana, cast)
    assert not cookie_of(ana).startswith(CARRIED)
    assert Session.objects.count() == 1
    assert is_in(ana, cast)


@pytest.mark.parametrize("by", ["sign-out", "leave"])
def test_on_a_full_disk_leaving_is_leaving(cast: Cast, by: str) -> None:
    before, new = Client(), Client()
    assert tries(before, "ana").status_code == 302
    with full():
        assert tries(new, "ana").status_code == 302
        for browser in (before, new):
            assert is_in(browser, cast)
            assert browser.post(reverse(by)).status_code in {200, 302}
            assert not is_in(browser, cast)


def test_guessing_is_slow_on_a_full_disk_and_shuts_nobody_else_out(cast: Cast) -> None:
    tries(Client(), "ana", WRONG)
    with full():
        for _ in range(4):
            tries(Client(), "ana", WRONG)
        assert "Too many tries" in tries(Client(), "ana").content.decode()
        assert tries(Client(), "ben").status_code == 302
    assert "Too many tries" in tries(Client(), "ana").content.decode(), "it is counted together"


def test_who_may_not_come_in_any_more_is_not_carried_in(cast: Cast) -> None:
    ana = Client()
    with full():
        tries(ana, "ana")
    user = User.objects.get(username="ana")
    user.set_password("another one, quite long")
    user.save()
    assert not is_in(ana, cast)
    ben = Client()
    with full():
        tries(ben, "ben")
    User.objects.filter(username="ben").update(is_active=False)
    assert not is_in(ben, cast)


def test_what_is_not_ours_or_too_old_carries_nobody(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, name = Client(), chosen.SESSION_COOKIE_NAME
    with full():
        tries(ana, "ana")
    mine = cookie_of(ana)
    for forged in (mine[:-1] + "xy", CARRIED, CARRIED + signing.dumps({SESSION_KEY: "1"})):
        ana.cookies[name] = forged
        assert not is_in(ana, cast)
    assert held(mine)
    later = time.time() + (chosen.IDLE_MINUTES + 2) * 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert held(mine) == {}


def test_what_does_not_fit_into_a_cookie_is_left_out() -> None:
    data = {
        SESSION_KEY: "1",
        "seen": 5,
        "kept": "".join(random.Random(1).choices(ascii_letters, k=6000)),
    }
    assert len(carried(data)) < FITS
    assert held(carried(data)) == {SESSION_KEY: "1", "seen": 5}
    assert held(carried({SESSION_KEY: "1", "kept": "short"}))["kept"] == "short"
    assert session_store.is_carried(None) is False
