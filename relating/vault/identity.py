"""Whose key store this is, and whether the key-encryption keys at hand are its own."""

from collections.abc import Collection
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

from relating.vault.keys import encryption_keys, shredded
from relating.vault.models import CheckValue, Identity, WrappedKey

LENGTH = 16


def installation() -> UUID | None:
    """The installation whose keys these are; None as long as nobody said so."""
    return Identity.objects.values_list("installation", flat=True).first()


def installation_or_new() -> UUID:
    """The installation whose keys these are; a new one, written down, as long as there is none."""
    found, _ = Identity.objects.get_or_create(id=1, defaults={"installation": uuid4()})
    return found.installation


def is_unused() -> bool:
    """Whether no key was ever made here."""
    return not WrappedKey.objects.exists()


def check_value(number: int, key: bytes) -> bytes:
    """16 bytes that tell one key-encryption key from another, and from which neither follows."""
    return HKDFExpand(SHA256(), LENGTH, f"relating|1|check|{number}".encode()).derive(key)


def remember_encryption_keys() -> None:
    """Keep the check value of every key-encryption key that has none yet."""
    for number, key in encryption_keys().items():
        value = check_value(number, key)
        CheckValue.objects.get_or_create(number=number, defaults={"value": value})


def needed_and_missing() -> list[int]:
    """The numbers of key-encryption keys under which keys are wrapped, and which are not here."""
    needed = WrappedKey.objects.values_list("wrapped_by", flat=True).distinct()
    return sorted(set(needed) - encryption_keys().keys())


def wrong() -> list[int]:
    """The numbers of the key-encryption keys that are others than this key store was made with."""
    return [number for number, key in encryption_keys().items() if is_wrong(number, key)]


def is_wrong(number: int, key: bytes) -> bool:
    """Whether a key is not the one of this number: by its check value, else by what it opens."""
    value = CheckValue.objects.filter(number=number).values_list("value", flat=True).first()
    if value is not None:
        return bytes(value) != check_value(number, key)
    wrapped = WrappedKey.objects.filter(wrapped_by=number).values_list("wrapped", flat=True)
    return bool(wrapped) and not any(opens(key, bytes(each)) for each in wrapped)


def opens(key: bytes | None, wrapped: bytes) -> bool:
    """Whether a key-encryption key opens a wrapped key."""
    try:
        return key is not None and bool(aes_key_unwrap(key, wrapped))
    except (InvalidUnwrap, ValueError):
        return False


def shut(scopes: Collection[UUID], purposes: Collection[str]) -> list[UUID]:
    """The scopes of which a key for one of the purposes is missing or does not open; those whose
    keys were destroyed on purpose are none of them.

    Takes some microseconds a key.
    """
    wrapping = encryption_keys()
    rows = WrappedKey.objects.filter(purpose__in=purposes)
    open_ones = {
        (scope, purpose)
        for scope, purpose, number, wrapped in rows.values_list(
            "scope", "purpose", "wrapped_by", "wrapped"
        )
        if opens(wrapping.get(number), bytes(wrapped))
    }
    kept = set(scopes) - set(shredded())
    return [
        scope
        for scope in scopes
        if scope in kept and any((scope, each) not in open_ones for each in purposes)
    ]
