"""Which keys are a key store's own is told before anything is opened with them."""

from uuid import uuid4

import pytest
from pytest_django import Settings

from relating.installation import Unsafe
from relating.vault import identity, keys, start
from relating.vault.models import WrappedKey

pytestmark = pytest.mark.django_db
OTHER = "1:" + "11" * 32


def test_a_key_encryption_key_is_known_again_even_before_anything_is_wrapped(
    settings: Settings,
) -> None:
    identity.remember_encryption_keys()
    assert identity.wrong() == []
    settings.KEY_ENCRYPTION_KEYS = [OTHER]
    assert identity.wrong() == [1]
    with pytest.raises(Unsafe, match="another key-encryption key 1"):
        start.check()


def test_without_a_check_value_a_key_is_known_by_what_it_opens(settings: Settings) -> None:
    keys.make(uuid4(), ("shared",))
    assert identity.wrong() == []
    settings.KEY_ENCRYPTION_KEYS = [OTHER]
    assert identity.wrong() == [1]


def test_a_check_value_is_another_one_for_each_key_and_number() -> None:
    key, other = bytes(32), bytes(31) + b"\x01"
    values = [identity.check_value(1, key), identity.check_value(2, key)]
    assert len({*values, identity.check_value(1, other)}) == 3
    assert {len(each) for each in values} == {identity.LENGTH}
    assert all(value not in key for value in values)


def test_a_scope_without_one_of_its_keys_is_shut() -> None:
    whole, lacking, damaged = uuid4(), uuid4(), uuid4()
    for scope in (whole, lacking, damaged):
        keys.make(scope, ("shared", "notes"))
    WrappedKey.objects.get(scope=lacking, purpose="notes").delete()
    WrappedKey.objects.filter(scope=damaged, purpose="shared").update(wrapped=b"\x00" * 40)
    assert identity.shut([whole, lacking, damaged], ("shared", "notes")) == [lacking, damaged]
    assert identity.shut([whole, lacking], ("shared",)) == []


def test_a_scope_whose_keys_were_destroyed_on_purpose_is_not_shut() -> None:
    erased, lost = uuid4(), uuid4()
    for scope in (erased, lost):
        keys.make(scope, ("shared",))
    assert keys.shred(erased) == 1
    assert keys.shred(erased) == 0
    WrappedKey.objects.filter(scope=lost).delete()
    assert identity.shut([erased, lost], ("shared",)) == [lost]


def test_an_installation_is_named_once() -> None:
    assert identity.installation() is None
    assert identity.installation_or_new() == identity.installation_or_new()
    assert identity.installation() is not None
