"""An inbox: what is put in with its public key, its key store opens, and nothing else does."""

import os
from uuid import UUID, uuid4

import pytest

from relating.vault import inbox, keys
from relating.vault.models import WrappedKey
from relating.vault.seal import Tampered

pytestmark = pytest.mark.django_db(databases="__all__")
BOUND = b"a place"


def put(scope: UUID, plain: bytes = b"quiet words") -> bytes:
    return inbox.sealed_for(inbox.public(scope), plain, os.urandom(12), BOUND)


def test_what_is_put_in_is_opened() -> None:
    scope = uuid4()
    assert inbox.opened(scope, put(scope), BOUND) == b"quiet words"
    assert len(inbox.public(scope)) == inbox.POINT


def test_each_scope_has_a_key_of_its_own_that_stays() -> None:
    one, other = uuid4(), uuid4()
    keys.make(one, ("client", "notes"))
    first, second = inbox.public(one), inbox.public(other)
    assert first != second
    assert (inbox.public(one), inbox.public(other)) == (first, second)
    with pytest.raises(Tampered):
        inbox.opened(other, put(one), BOUND)


def test_nothing_that_was_altered_or_moved_is_opened() -> None:
    scope = uuid4()
    sealed = put(scope)
    for place in range(0, len(sealed), 7):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(Tampered):
            inbox.opened(scope, bytes(altered), BOUND)
    for cut in (b"", sealed[:1], sealed[:66], sealed[:80], sealed[:-1]):
        with pytest.raises(Tampered):
            inbox.opened(scope, cut, BOUND)
    with pytest.raises(Tampered):
        inbox.opened(scope, sealed, b"another place")


def test_without_its_key_nothing_is_opened() -> None:
    scope = uuid4()
    sealed = put(scope)
    keys.make(scope, ("client",))
    WrappedKey.objects.filter(scope=scope, purpose=inbox.PURPOSE).delete()
    with pytest.raises(Tampered):
        inbox.opened(scope, sealed, BOUND)


def test_the_words_are_not_in_what_is_sealed() -> None:
    assert b"quiet" not in put(uuid4())


def test_its_key_is_made_of_no_other_purpose() -> None:
    scope = uuid4()
    keys.make(scope, ("client", inbox.PURPOSE, "notes"))
    made = {keys.secret(scope, each) for each in ("client", inbox.PURPOSE, "notes")}
    assert len(made) == 3
