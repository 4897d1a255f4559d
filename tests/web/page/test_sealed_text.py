"""What a browser or a session carries for us: sealed for one purpose and one place."""

import base64

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from relating.vault import seal
from relating.web.page import sealed_text
from relating.web.page.sealed_text import KEPT, SAID


def sealed_before(purpose: bytes, plain: bytes, bound: bytes) -> str:
    """A text as browsers and sessions out there hold it."""
    key = AESGCM(HKDF(SHA256(), 32, None, purpose).derive(settings.SECRET_KEY.encode()))
    return base64.urlsafe_b64encode(seal.seal(seal.Key(0, key), plain, bound)).decode()


@pytest.mark.parametrize("purpose", [b"relating|1|kept", b"relating|1|said"])
def test_what_is_out_there_opens(purpose: bytes) -> None:
    text = sealed_before(purpose, b'["Ben","/"]', b"here")
    assert purpose in (KEPT, SAID)
    assert sealed_text.opened(purpose, text, b"here", tuple[str, str]) == ("Ben", "/")


def test_what_was_sealed_opens_for_its_purpose_in_its_place_alone() -> None:
    text = sealed_text.sealed(KEPT, ("Ben", 1), b"here")
    assert "Ben" not in text
    assert sealed_text.opened(KEPT, text, b"here", tuple[str, int]) == ("Ben", 1)
    assert sealed_text.opened(SAID, text, b"here", tuple[str, int]) is None
    assert sealed_text.opened(KEPT, text, b"there", tuple[str, int]) is None


@pytest.mark.parametrize("text", ["", "x", "Zm9yZ2Vk", "ü", "a" * 4000])
def test_anything_else_is_nothing(text: str) -> None:
    assert sealed_text.opened(KEPT, text, b"here", str) is None


def test_a_value_of_an_older_shape_is_nothing() -> None:
    text = sealed_text.sealed(KEPT, {"name": "Ben"}, b"here")
    assert sealed_text.opened(KEPT, text, b"here", tuple[str, str]) is None
