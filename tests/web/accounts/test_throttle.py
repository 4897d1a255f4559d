"""Guessing is slow, and shuts nobody else out: not by name, not by address, not by device."""

import time
from collections.abc import Iterator

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from relating.people.models import User
from tests.cast import PASSPHRASE, Cast, Response, browser_of
from tests.extent import LONG

WRONG = "wrong words entirely"
MANY = 1000 if LONG else 100
SOON, LATER = "Wait a quarter of an hour", "Wait an hour"


@pytest.fixture(autouse=True)
def _fresh_back_off(cast: Cast, settings: Settings) -> Iterator[None]:
    """Nothing was tried yet; hashing is quick, because it is counted and not measured."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.update(password=make_password(PASSPHRASE))
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names for which a passphrase was looked at."""
    found: list[str] = []
    looked_at = AuthenticationBackend.authenticate

    def noting(backend: object, request: object, **given: str) -> object:
        found.append(given["username"])
        return looked_at(backend, request, **given)

    monkeypatch.setattr(AuthenticationBackend, "authenticate", noting)
    return found


def through_proxy(address: str, browser: Client | None = None) -> Client:
    """A browser somewhere, as the proxy on this machine passes it on."""
    window = browser or Client()
    window.defaults["HTTP_X_FORWARDED_FOR"] = address
    return window


def tries(browser: Client, name: str, passphrase: str = WRONG) -> Response:
    return browser.post(reverse("sign-in"), {"login": name, "password": passphrase})


def is_let_in(browser: Client, name: str, passphrase: str = PASSPHRASE) -> bool:
    return tries(browser, name, passphrase).status_code == 302


def phone_of_ana() -> Client:
    """A device on which Ana came in before, signed out."""
    phone = Client()
    assert is_let_in(phone, "ana")
    phone.post(reverse("sign-out"))
    return phone


def test_the_sixth_try_is_not_looked_at_even_if_it_is_right(
    cast: Cast, evaluated: list[str]
) -> None:
    browser = Client()
    for spelt in ("ana", "Ana", "ANA", " aNa ", "\uff21\uff2e\uff21"):
        tries(browser, spelt)
    refused = tries(browser, "ana", PASSPHRASE)
    assert SOON in refused.content.decode()
    assert evaluated == ["ana"] * 5


def test_behind_one_address_somebody_else_s_wrong_tries_shut_nobody_out(cast: Cast) -> None:
    office = "192.0.2.1"
    for number in range(100):
        tries(through_proxy(office), f"nobody-{number}")
    for _ in range(6):
        tries(through_proxy(office), "ben")
    assert not is_let_in(through_proxy(office), "ben")
    assert is_let_in(through_proxy(office), "ana")


def test_whoever_is_elsewhere_has_tries_of_their_own(cast: Cast) -> None:
    for _ in range(6):
        tries(through_proxy("192.0.2.7"), "ana")
    assert not is_let_in(through_proxy("192.0.2.7"), "ana")
    assert is_let_in(through_proxy("192.0.2.8"), "ana")


def test_what_a_guesser_writes_left_of_the_true_hop_counts_for_nothing(
    cast: Cast, evaluated: list[str]
) -> None:
    for number in range(10):
        tries(through_proxy(f"198.51.100.{number}, 192.0.2.7"), "ana")
    assert len(evaluated) == 5


def test_many_tries_from_as_many_addresses_are_twenty_and_her_phone_still_opens(
    cast: Cast, evaluated: list[str]
) -> None:
    phone = phone_of_ana()
    evaluated.clear()
    for number in range(MANY):
        tries(through_proxy(f"10.0.{number // 250}.{number % 250}"), "ana")
    assert len(evaluated) == 20
    assert LATER in tries(through_proxy("10.1.0.1"), "ana").content.decode()
    assert not is_let_in(through_proxy("192.0.2.9"), "ana")
    assert is_let_in(phone, "ana")


def test_a_known_device_has_five_tries_of_its_own_and_takes_none_from_the_others(
    cast: Cast, evaluated: list[str]
) -> None:
    phone = phone_of_ana()
    evaluated.clear()
    for _ in range(8):
        tries(phone, "ana")
    assert len(evaluated) == 5
    assert not is_let_in(phone, "ana")
    assert is_let_in(Client(), "ana")


def test_a_device_that_ben_knows_is_unknown_to_ana(cast: Cast, evaluated: list[str]) -> None:
    laptop = Client()
    assert is_let_in(laptop, "ben")
    laptop.post(reverse("sign-out"))
    for number in range(30):
        tries(through_proxy(f"192.0.2.{number}", laptop), "ana")
    assert evaluated.count("ana") == 20


@pytest.mark.parametrize("text", ["", "rubbish", "W10:1x:y", "WyJhIiwiYiJd:1vPxyz:AAAA"])
def test_a_device_cookie_that_is_not_ours_is_that_of_an_unknown_device(
    cast: Cast, evaluated: list[str], settings: Settings, text: str
) -> None:
    for number in range(8):
        browser = Client()
        browser.cookies[settings.DEVICE_COOKIE_NAME] = f"{text}{number}" if text else ""
        tries(browser, "ana")
    assert len(evaluated) == 5


def test_the_cookie_of_a_device_is_kept_from_scripts_and_names_nobody(
    cast: Cast, settings: Settings
) -> None:
    phone = phone_of_ana()
    kept = phone.cookies[settings.DEVICE_COOKIE_NAME]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Strict", "/")
    assert "ana" not in kept.value
    assert str(cast.ana.id) not in kept.value


def test_two_people_of_one_device_both_stay_known(cast: Cast, evaluated: list[str]) -> None:
    phone = phone_of_ana()
    assert is_let_in(phone, "ben")
    phone.post(reverse("sign-out"))
    for number in range(25):
        tries(through_proxy(f"192.0.2.{number}"), "ana")
        tries(through_proxy(f"192.0.2.{number}"), "ben")
    assert is_let_in(phone, "ana")
    phone.post(reverse("sign-out"))
    assert is_let_in(phone, "ben")


def test_right_tries_use_nothing_up(cast: Cast) -> None:
    for _ in range(25):
        assert is_let_in(Client(), "ana")


def test_after_a_quarter_of_an_hour_there_are_tries_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, began = Client(), time.time()
    for _ in range(6):
        tries(browser, "ana")
    monkeypatch.setattr(time, "time", lambda: began + 14 * 60)
    assert not is_let_in(browser, "ana")
    monkeypatch.setattr(time, "time", lambda: began + 15 * 60 + 5)
    assert is_let_in(browser, "ana")


def test_tries_that_were_not_looked_at_are_not_counted_against_whoever_waited(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = time.time()
    for number in range(21):
        tries(through_proxy(f"192.0.2.{number}"), "ana")
    monkeypatch.setattr(time, "time", lambda: began + 59 * 60)
    for _ in range(6):
        assert not is_let_in(through_proxy("198.51.100.1"), "ana")
    monkeypatch.setattr(time, "time", lambda: began + 61 * 60)
    assert is_let_in(through_proxy("198.51.100.1"), "ana")


def test_a_name_that_nobody_has_is_refused_as_one_that_somebody_has(cast: Cast) -> None:
    pages = []
    for name in ("ana", "nobody"):
        browser = Client()
        pages.append([SOON in tries(browser, name).content.decode() for _ in range(7)])
    assert pages[0] == pages[1] == [False] * 5 + [True] * 2


def test_trying_many_names_does_not_wash_away_what_was_counted(
    cast: Cast, evaluated: list[str]
) -> None:
    for _ in range(5):
        tries(through_proxy("192.0.2.7"), "ana")
    for number in range(2000):
        cache.set(f"another:{number}", [time.time()], 3600)
    evaluated.clear()
    tries(through_proxy("192.0.2.7"), "ana")
    assert evaluated == []


# The old passphrase ------------------------------------------------------------------------------


def changes(browser: Client, old: str) -> Response:
    given = {"old": old, "new": "kettle river stone lamp"}
    return browser.post(reverse("passphrase"), given)


def test_the_old_passphrase_is_asked_under_the_limits_of_the_door(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    check = User.check_password

    def noting(user: User, text: str | None) -> bool:
        looked_at.append(text or "")
        return check(user, text)

    monkeypatch.setattr(User, "check_password", noting)
    browser = browser_of(cast.ana)
    for _ in range(5):
        assert "This is not your passphrase now." in changes(browser, WRONG).content.decode()
    refused = changes(browser, PASSPHRASE)
    assert refused.status_code == 422
    assert SOON in refused.content.decode()
    assert looked_at == [WRONG] * 5
    # What was tried there and at the door is one number.
    assert not is_let_in(Client(), "ana")


def test_the_right_old_passphrase_uses_nothing_up(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    for _ in range(6):
        refused = browser.post(reverse("passphrase"), {"old": PASSPHRASE, "new": "short"})
        assert "too short" in refused.content.decode()
        assert SOON not in refused.content.decode()
