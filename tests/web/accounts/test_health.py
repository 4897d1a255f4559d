"""Whether it is well, for what watches over it; and what the web server in front must pass on."""

import json
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from relating.vault import identity

pytestmark = pytest.mark.django_db
PROXIED = {
    "Host": "relating.example.org",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.7",
}


@pytest.fixture
def behind(settings: Settings) -> None:
    """It is served under an https address, by a web server in front."""
    settings.HTTPS, settings.ADDRESS = True, urlsplit("https://relating.example.org")
    settings.ALLOWED_HOSTS = ["relating.example.org", "localhost"]


def health(**more: str) -> tuple[int, dict[str, object]]:
    answer = Client().get(reverse("health"), headers=more or None)
    return answer.status_code, json.loads(answer.content)


def test_it_is_well() -> None:
    well = {"serving": True, "database": True, "keys": True, "not_passed_on": []}
    assert health() == (200, well)


def test_a_journal_that_cannot_be_read_is_not_well() -> None:
    with patch("relating.people.models.Identity.objects.exists", side_effect=OperationalError):
        status, said = health()
    assert (status, said["database"], said["keys"]) == (503, False, True)


def test_keys_that_do_not_open_are_not_well(settings: Settings) -> None:
    identity.remember_encryption_keys()
    settings.KEY_ENCRYPTION_KEYS = ["1:" + "11" * 32]
    status, said = health()
    assert (status, said["database"], said["keys"]) == (503, True, False)


@pytest.mark.usefixtures("behind")
def test_what_the_web_server_in_front_passes_on_is_looked_at() -> None:
    assert health(**PROXIED)[1]["not_passed_on"] == []
    for name in PROXIED:
        passed = {**PROXIED, "Host": "localhost"} if name == "Host" else {**PROXIED}
        if name != "Host":
            del passed[name]
        assert health(**passed)[1]["not_passed_on"] == [name]


@pytest.mark.usefixtures("behind")
def test_a_refused_form_names_the_header_that_is_missing() -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = {name: text for name, text in PROXIED.items() if name != "X-Forwarded-Proto"}
    refused = strict.post(reverse("sign-in"), {}, headers=sent)
    assert refused.status_code == 403
    assert "does not pass on X-Forwarded-Proto as it should" in refused.content.decode()
    refused = strict.post(reverse("sign-in"), {}, headers=PROXIED)
    assert refused.status_code == 403
    assert "pass on" not in refused.content.decode()
