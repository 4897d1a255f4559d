"""What a browser or a session carries for us and cannot read: values, sealed, as text.

Each purpose has its own key, made from the installation's signing key.
"""

import base64
from typing import Final, TypeVar

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from relating.vault import seal

Value = TypeVar("Value")
KEPT: Final = b"relating|1|kept"
SAID: Final = b"relating|1|said"
LOOKED: Final = b"relating|1|looked"


def derived(purpose: bytes) -> bytes:
    """The 32 bytes of a key that the installation has for one purpose alone."""
    return HKDF(SHA256(), 32, None, purpose).derive(settings.SECRET_KEY.encode())


def sealed(purpose: bytes, value: object, bound: bytes) -> str:
    """A value as sealed text, for the one place that `bound` names."""
    text = seal.seal(key(purpose), msgspec.json.encode(value), bound)
    return base64.urlsafe_b64encode(text).decode()


def opened(purpose: bytes, text: str, bound: bytes, kind: type[Value]) -> Value | None:
    """The value in a sealed text; None for anything that was not sealed here and for this place."""
    try:
        plain = seal.opened(key(purpose), base64.urlsafe_b64decode(text), bound)
        return msgspec.json.decode(plain, type=kind)
    except (ValueError, seal.Tampered):
        return None


def key(purpose: bytes) -> seal.Key:
    """The key of a purpose, ready to seal."""
    return seal.Key(0, AESGCM(derived(purpose)))
