"""Authenticated sealing: AES-256-GCM, bound to the place where the sealed bytes belong.

Format: `0x01 | key id (4 bytes, big endian) | nonce (12) | ciphertext and tag`. What a seal is
bound to is authenticated, not stored: sealed bytes that were moved to another row, another case
or another version, or whose row says another thing about itself, do not open.
"""

import hmac
import os
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
NONCE = 12
HEADER = len(FORMAT) + 4 + NONCE
NAMING = b"relating|1|naming"


class Key(NamedTuple):
    """A data key, unwrapped, in memory for one piece of work."""

    id: int
    cipher: AESGCM
    naming: bytes = b""
    """What ids are made with; empty where a key only seals."""


def key_of(id: int, secret: bytes) -> Key:
    """A key that seals, and names under a secret of its own that is made from the same one."""
    return Key(id, AESGCM(secret), hmac.digest(secret, NAMING, "sha256"))


class Tampered(Exception):
    """Sealed bytes do not belong where they were found, or were altered."""


def seal(key: Key, plain: bytes, bound: bytes) -> bytes:
    """Seal `plain` for the one place that `bound` names."""
    nonce = os.urandom(NONCE)
    return FORMAT + key.id.to_bytes(4) + nonce + key.cipher.encrypt(nonce, plain, bound)


def opened(key: Key, sealed: bytes, bound: bytes) -> bytes:
    """What was sealed.

    Raises:
        Tampered: wrong key, wrong place, altered or cut bytes, or an unknown format.
    """
    if sealed[:1] != FORMAT or int.from_bytes(sealed[1:5]) != key.id:
        raise Tampered
    try:
        return key.cipher.decrypt(sealed[5:HEADER], sealed[HEADER:], bound)
    except (InvalidTag, ValueError):
        raise Tampered from None


def named(key: Key, *what: object) -> UUID:
    """An id that nobody can compute who lacks the key, the same whenever the same is named.

    HMAC-SHA256 over the parts, cut to the 122 bits of a UUID that looks like any other.
    """
    told = "|".join(map(str, what)).encode()
    return UUID(bytes=hmac.digest(key.naming, told, "sha256")[:16], version=4)
