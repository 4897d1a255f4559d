"""Data keys: made, wrapped, fetched, shredded.

Each scope has a key for each purpose. Keys are wrapped (AES key wrap, RFC 3394) by the newest
key-encryption key; older ones still open what they wrapped.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from relating.vault import unreadable
from relating.vault.any_of import any_of
from relating.vault.models import Shredded, WrappedKey
from relating.vault.prepared import prepared
from relating.vault.router import KEYS
from relating.vault.seal import Key, Tampered, key_of

LENGTH = 32
NUMBER = re.compile("[0-9]{1,9}")

Ring: TypeAlias = Mapping[str, Key]


def encryption_keys() -> dict[int, bytes]:
    """The key-encryption keys by number, as `number:hex` in the settings.

    Raises:
        ValueError: a key that is not 32 bytes in hexadecimal digits, or a number given twice.
    """
    keys: dict[int, bytes] = {}
    for line in settings.KEY_ENCRYPTION_KEYS:
        number, _, digits = line.partition(":")
        if not NUMBER.fullmatch(number) or int(number) in keys:
            raise ValueError("Each key-encryption key has a number of its own.")
        keys[int(number)] = bytes.fromhex(digits)
        if len(keys[int(number)]) != LENGTH:
            raise ValueError("A key-encryption key is 32 bytes in hexadecimal digits.")
    return keys


def make(scope: UUID, purposes: Iterable[str]) -> None:
    """Make the keys of a scope that it does not have yet: all of them or none."""
    number, wrapping = max(encryption_keys().items())
    made = [
        WrappedKey(
            scope=scope,
            purpose=purpose,
            wrapped=aes_key_wrap(wrapping, AESGCM.generate_key(256)),
            wrapped_by=number,
        )
        for purpose in purposes
    ]
    WrappedKey.objects.bulk_create(made, ignore_conflicts=True)


def ring(scope: UUID, purposes: Iterable[str]) -> Ring:
    """The keys of a scope for these purposes, unwrapped; a purpose without a key is absent."""
    wanted, wrapping = set(purposes), encryption_keys()
    found = (
        WrappedKey(id=id, scope=scope, purpose=purpose, wrapped=wrapped, wrapped_by=number)
        for id, purpose, wrapped, number in _wrapped(scope)
    )
    return opening((row for row in found if row.purpose in wanted), wrapping).get(scope, {})


@prepared
def _wrapped(scope: UUID) -> QuerySet[WrappedKey, tuple[Any, ...]]:
    found = WrappedKey.objects.filter(scope=scope)
    return found.values_list("id", "purpose", "wrapped", "wrapped_by")


def key_in(ring: Ring, purpose: str) -> Key:
    """The key of a ring for a purpose.

    Raises:
        Tampered: it is not there, or did not open.
    """
    key = ring.get(purpose)
    if key is None:
        raise Tampered
    return key


def rings(scopes: Iterable[UUID], purposes: Iterable[str]) -> dict[UUID, Ring]:
    """The keys of many scopes at once, as `ring` gives them.

    One that does not open is absent too, and named to whoever runs the server: it costs its case.
    """
    every = list(scopes)
    found = WrappedKey.objects.filter(scope__in=any_of(every), purpose__in=list(purposes))
    return {scope: {} for scope in every} | opening(found, encryption_keys())


def opening(rows: Iterable[WrappedKey], wrapping: Mapping[int, bytes]) -> dict[UUID, Ring]:
    """The keys that these rows hold, scope by scope."""
    found: dict[UUID, dict[str, Key]] = {}
    for row in rows:
        try:
            found.setdefault(row.scope, {})[row.purpose] = unwrapped(row, wrapping)
        except Tampered:
            unreadable.named(f"key of {row.purpose}", row.scope)
    return {**found}


def unwrapped(row: WrappedKey, wrapping: Mapping[int, bytes]) -> Key:
    """The key in a row.

    Raises:
        Tampered: its key-encryption key does not open it, or is not there.
    """
    return key_of(row.pk, opened(row, wrapping))


def opened(row: WrappedKey, wrapping: Mapping[int, bytes]) -> bytes:
    """The secret in a row.

    Raises:
        Tampered: its key-encryption key does not open it, or is not there.
    """
    try:
        return aes_key_unwrap(wrapping[row.wrapped_by], row.wrapped)
    except (InvalidUnwrap, KeyError):
        raise Tampered from None


def secret(scope: UUID, purpose: str) -> bytes:
    """The bytes of a key from which another sort of key is made.

    Raises:
        Tampered: there is none, or it does not open.
    """
    row = WrappedKey.objects.filter(scope=scope, purpose=purpose).first()
    if row is None:
        raise Tampered
    return opened(row, encryption_keys())


def shredded() -> list[UUID]:
    """The scopes whose keys were destroyed on purpose."""
    return list(Shredded.objects.values_list("scope", flat=True))


def shred(scope: UUID) -> int:
    """Delete the keys of a scope for good; return how many there were."""
    with transaction.atomic(using=KEYS):
        Shredded.objects.get_or_create(scope=scope)
        return WrappedKey.objects.filter(scope=scope).delete()[0]
