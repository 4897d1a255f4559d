"""A seal by itself: never the same twice, and open to its own key and place alone."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from relating.vault.seal import FORMAT, HEADER, NONCE, Key, Tampered, opened, seal

KEY = Key(7, AESGCM(bytes(range(32))))
WORDS, PLACE = b"She asked. I said of course.", b"row 1"
SEALS = 300


def test_the_same_words_in_the_same_place_are_sealed_with_a_new_nonce_each_time() -> None:
    """Two seals under one nonce and one key give away both texts and let anybody forge a third."""
    seals = [seal(KEY, WORDS, PLACE) for _ in range(SEALS)]
    assert len({each[HEADER - NONCE : HEADER] for each in seals}) == SEALS
    assert len({each[HEADER:] for each in seals}) == SEALS


def test_no_part_of_a_nonce_stands_still_or_counts_up() -> None:
    nonces = [seal(KEY, WORDS, PLACE)[HEADER - NONCE : HEADER] for _ in range(SEALS)]
    assert all(len({nonce[place] for nonce in nonces}) > SEALS // 4 for place in range(NONCE))
    assert nonces != sorted(nonces)


def test_what_was_sealed_opens_with_its_key_in_its_place() -> None:
    sealed = seal(KEY, WORDS, PLACE)
    assert opened(KEY, sealed, PLACE) == WORDS
    assert WORDS not in sealed
    assert sealed[:1] == FORMAT


def test_a_seal_opens_in_no_other_place_and_with_no_other_key() -> None:
    sealed = seal(KEY, WORDS, PLACE)
    other_key, other_number = Key(7, AESGCM(bytes(32))), Key(8, KEY.cipher)
    for key, place in ((KEY, b"row 2"), (KEY, b""), (other_key, PLACE), (other_number, PLACE)):
        with pytest.raises(Tampered):
            opened(key, sealed, place)


def test_another_format_and_a_seal_that_was_cut_are_refused() -> None:
    sealed = seal(KEY, WORDS, PLACE)
    for changed in (b"\x02" + sealed[1:], sealed[:-1], sealed[:HEADER], b"\x01", b""):
        with pytest.raises(Tampered):
            opened(KEY, changed, PLACE)
