"""What is sealed opens in its own place alone, for whoever may read it."""

import random
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap
from django.db import connections
from pytest_django import Settings

from relating.case import Note, encode
from relating.journal import actions, queries
from relating.journal.models import Entry, Layer, Version
from relating.journal.sealing import (
    PURPOSES,
    Row,
    bound,
    opened,
    opened_all,
    readable_purposes,
    unsealed,
)
from relating.people import policies
from relating.people.gate import Hidden, Standing
from relating.vault import keys
from relating.vault.models import WrappedKey
from relating.vault.seal import Tampered
from tests.cast import THEN, Cast, episode, person


def rows_of(case: UUID) -> list[Row]:
    names = ("id", "case_id", "kind", "author", "by_id", "visibility", "version", "sealed")
    return [Row(*found) for found in Entry.objects.filter(case_id=case).values_list(*names)]


@pytest.fixture
def journal(cast: Cast) -> Cast:
    """Twenty entries of Ana's, private and shared, some in a second version."""
    for number in range(20):
        told = episode(f"Number {number}", visibility=("private", "shared")[number % 2])
        actions.record(cast.ana, cast.case, told)
        if number % 3 == 0:
            actions.delete(cast.ana, told.id)
            actions.put_back(cast.ana, told.id)
    return cast


def tampered(chance: random.Random, rows: list[Row]) -> Row:
    """A row as somebody with the database in hand might leave it: moved, flipped, cut, renamed."""
    row, other = chance.sample(rows, 2)
    return chance.choice(
        [
            row._replace(sealed=other.sealed),
            row._replace(case_id=uuid4()),
            row._replace(version=row.version + chance.choice([-1, 1, 7])),
            row._replace(visibility="private" if row.visibility == "shared" else "shared"),
            row._replace(author="counsellor" if row.author == "client" else "client"),
            row._replace(kind="person" if row.kind != "person" else "episode"),
            row._replace(sealed=flipped(row.sealed, chance)),
            row._replace(sealed=row.sealed[: chance.randrange(len(row.sealed))]),
        ]
    )


def flipped(sealed: bytes, chance: random.Random) -> bytes:
    """The same bytes with one bit the other way round."""
    place = chance.randrange(len(sealed))
    return (
        sealed[:place] + bytes([sealed[place] ^ (1 << chance.randrange(8))]) + sealed[place + 1 :]
    )


def test_of_1000_tamperings_every_one_is_refused(journal: Cast) -> None:
    chance = random.Random(5)
    rows, ring = rows_of(journal.case), keys.ring(journal.case, PURPOSES)
    for _ in range(1000):
        with pytest.raises(Tampered):
            unsealed(ring, tampered(chance, rows))


def test_an_untouched_row_opens(journal: Cast) -> None:
    ring = keys.ring(journal.case, PURPOSES)
    assert all(encode(unsealed(ring, row)) for row in rows_of(journal.case))


def test_an_earlier_version_put_back_over_the_present_one_is_refused(cast: Cast) -> None:
    told = episode("First")
    actions.record(cast.ana, cast.case, told)
    actions.share(cast.ana, told.id)
    old = Version.objects.get(entry_id=told.id)
    Entry.objects.filter(pk=told.id).update(sealed=old.sealed, visibility=old.visibility)
    with pytest.raises(Tampered):
        queries.open_entry(cast.ana, told.id)


def test_a_private_entry_relabelled_shared_in_the_database_does_not_open_for_ben(
    cast: Cast,
) -> None:
    told = episode("Only mine")
    actions.record(cast.ana, cast.case, told)
    Entry.objects.filter(pk=told.id).update(visibility="shared")
    with pytest.raises(Tampered):
        queries.open_case(cast.ben, cast.case)


def test_opening_asks_the_policy_even_where_nobody_else_did(cast: Cast) -> None:
    told = episode("Only mine")
    actions.record(cast.ana, cast.case, told)
    row = next(each for each in rows_of(cast.case) if each.id == told.id)
    ben = Standing(cast.ben, cast.case, cast.clinic.pk, "counsellor")
    with pytest.raises(Hidden):
        opened(keys.ring(cast.case, PURPOSES), ben, row)


def test_opening_many_asks_the_policy_of_each_with_every_key_at_hand(cast: Cast) -> None:
    for visibility in ("private", "shared"):
        actions.record(cast.ana, cast.case, episode(visibility, visibility=visibility))
    ben = Standing(cast.ben, cast.case, cast.clinic.pk, "counsellor")
    shown = opened_all(keys.ring(cast.case, PURPOSES), ben, rows_of(cast.case))
    assert {row.visibility for row, content in shown if row.author == "client"} == {"shared"}


def test_a_wrapped_key_moved_to_another_case_opens_nothing(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode())
    for purpose in PURPOSES:
        theirs = WrappedKey.objects.get(scope=cast.other_case, purpose=purpose)
        WrappedKey.objects.filter(scope=cast.case, purpose=purpose).update(wrapped=theirs.wrapped)
    with pytest.raises(Tampered):
        queries.open_case(cast.ana, cast.case)


def test_a_key_under_another_key_encryption_key_is_refused(cast: Cast, settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = ["1:" + "00" * 32]
    with pytest.raises(Tampered):
        queries.open_case(cast.ana, cast.case)


def test_a_new_key_encryption_key_seals_while_the_old_one_still_opens(
    cast: Cast, settings: Settings
) -> None:
    settings.KEY_ENCRYPTION_KEYS = [*settings.KEY_ENCRYPTION_KEYS, "2:" + "11" * 32]
    assert queries.open_case(cast.ana, cast.case).case_id == cast.case
    newer = uuid4()
    keys.make(newer, PURPOSES)
    assert set(WrappedKey.objects.filter(scope=newer).values_list("wrapped_by", flat=True)) == {2}


def test_without_its_keys_nothing_of_a_case_can_be_opened_and_others_still_can(cast: Cast) -> None:
    assert keys.shred(cast.case) == len(PURPOSES)
    with pytest.raises(Tampered):
        queries.open_case(cast.ana, cast.case)
    assert queries.open_case(cast.carl, cast.other_case).case_id == cast.other_case
    assert not WrappedKey.objects.filter(scope=cast.case).exists()


def test_a_data_key_has_256_bits_and_is_another_one_for_each_purpose(cast: Cast) -> None:
    found = WrappedKey.objects.filter(scope__in=[cast.case, cast.other_case])
    wrapping = keys.encryption_keys()
    plain = [aes_key_unwrap(wrapping[each.wrapped_by], each.wrapped) for each in found]
    assert {len(each) for each in plain} == {32}
    assert len(set(plain)) == 2 * len(PURPOSES)


@pytest.mark.parametrize("digits", ["11" * 16, "11" * 24, "11" * 33, ""])
def test_a_key_encryption_key_of_another_length_is_refused(settings: Settings, digits: str) -> None:
    settings.KEY_ENCRYPTION_KEYS = [f"1:{digits}"]
    with pytest.raises(ValueError, match="32 bytes"):
        keys.encryption_keys()


def test_two_key_encryption_keys_of_one_number_are_refused(settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = [f"1:{'11' * 32}", f"1:{'22' * 32}"]
    with pytest.raises(ValueError, match="a number of its own"):
        keys.encryption_keys()


@pytest.mark.django_db(transaction=True)
def test_nothing_that_people_wrote_stands_in_either_database(cast: Cast) -> None:
    canaries = [f"canary-{uuid4().hex}" for _ in range(60)]
    for canary in canaries[:30]:
        actions.record(cast.ana, cast.case, episode(canary, seen_as=canary))
    for canary in canaries[30:]:
        actions.record(cast.ana, cast.case, person(alias=canary))
    dump = "\n".join(line for alias in ("default", "keys") for line in dumped(alias))
    assert "harbour street" in dump.lower()
    assert [canary for canary in canaries if canary in dump] == []


def dumped(alias: str) -> list[str]:
    connection = connections[alias]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return [str(line) for line in connection.connection.iterdump()]
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [str(row) for row in cursor.fetchall()]
        return rows


def test_seals_of_the_same_words_differ_each_time(cast: Cast) -> None:
    row = rows_of(cast.case)[0]
    assert b"|" in bound(row)
    assert len({bytes(each.sealed) for each in Entry.objects.all()}) == Entry.objects.count()
    assert not Layer.objects.exists()


def test_of_the_keys_of_a_case_only_those_are_unwrapped_that_were_asked_for(cast: Cast) -> None:
    for purpose in PURPOSES:
        assert set(keys.ring(cast.case, (purpose,))) == {purpose}


def test_a_seal_is_bound_to_each_thing_that_its_row_says_in_the_clear(journal: Cast) -> None:
    """To the visibility too, though what is private has a key of its own."""
    row = rows_of(journal.case)[0]
    others = (
        row._replace(id=uuid4()),
        row._replace(case_id=uuid4()),
        row._replace(kind="aside"),
        row._replace(author="nobody"),
        row._replace(visibility="hidden"),
        row._replace(version=row.version + 1),
        row._replace(by_id=uuid4()),
        row._replace(deleted=True),
        row._replace(past=True),
    )
    assert len({bound(row), *map(bound, others)}) == 1 + len(others)


def test_with_the_keys_of_one_of_the_two_nothing_opens_that_is_private_to_the_other(
    journal: Cast,
) -> None:
    note = Note(id=uuid4(), author="counsellor", visibility="private", recorded_at=THEN, text="Hm.")
    actions.record(journal.ben, journal.case, note)
    rows = rows_of(journal.case)
    pairs: tuple[tuple[policies.Role, str], ...] = (
        ("client", "counsellor"),
        ("counsellor", "client"),
    )
    for role, other in pairs:
        ring = keys.ring(journal.case, readable_purposes(role))
        private = [(each.author, each.visibility) == (other, "private") for each in rows]
        assert [shut(ring, each) for each in rows] == private


def shut(ring: keys.Ring, row: Row) -> bool:
    """Whether a row stays shut to whoever has these keys."""
    try:
        unsealed(ring, row)
    except Tampered:
        return True
    return False
