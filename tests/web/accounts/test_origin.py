"""From which address somebody asks, and who is believed about it."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from relating.web.accounts.origin import origin


def seen(peer: str, forwarded: str = "") -> str:
    request = RequestFactory().get("/sign-in/", REMOTE_ADDR=peer)
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return origin(request)


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("127.0.0.1", "", "127.0.0.1/32"),
        ("127.0.0.1", "192.0.2.7", "192.0.2.7/32"),
        ("::1", "192.0.2.7", "192.0.2.7/32"),
        ("::ffff:127.0.0.1", "192.0.2.7", "192.0.2.7/32"),
        ("", "192.0.2.7", "192.0.2.7/32"),
        ("127.0.0.1", "198.51.100.1, 192.0.2.7", "192.0.2.7/32"),
        ("127.0.0.1", "192.0.2.7, 127.0.0.1", "127.0.0.1/32"),
        ("127.0.0.1", "192.0.2.7:4711", "192.0.2.7/32"),
        ("127.0.0.1", "[2001:db8::7]:4711", "2001:db8::/64"),
        ("127.0.0.1", "2001:db8:0:0:9::7", "2001:db8::/64"),
        ("127.0.0.1", " , ,", "127.0.0.1/32"),
        ("127.0.0.1", "unknown", "unknown"),
        ("203.0.113.5", "192.0.2.7", "203.0.113.5/32"),
        ("10.0.0.2", "192.0.2.7", "10.0.0.2/32"),
    ],
)
def test_only_the_hop_that_loopback_appended_is_believed(
    peer: str, forwarded: str, expected: str
) -> None:
    assert seen(peer, forwarded) == expected


def test_proxies_that_the_practice_names_are_believed_one_behind_the_other(
    settings: Settings,
) -> None:
    settings.TRUSTED_PROXIES = ("10.0.0.0/8",)
    assert seen("10.0.0.2", "198.51.100.1, 192.0.2.7") == "192.0.2.7/32"
    assert seen("127.0.0.1", "198.51.100.1, 192.0.2.7, 10.0.0.3") == "192.0.2.7/32"
    assert seen("127.0.0.1", "10.0.0.4, 10.0.0.3") == "10.0.0.4/32"
    assert seen("203.0.113.5", "192.0.2.7") == "203.0.113.5/32"
