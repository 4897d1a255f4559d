"""One sign-in name and one passphrase, whatever keyboard they were typed on."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from relating.people import spelling


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana ", "ana"),
        ("\uff21\uff4e\uff41", "ana"),
        ("Jose\u0301", "jos\u00e9"),
        ("STRASSE", "strasse"),
        ("stra\u00dfe", "strasse"),
        ("\ufb01ne", "fine"),
        ("\u13a0", "\uab70"),
        (
            "\u039f\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2",
            "\u03bf\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c3",
        ),
    ],
)
def test_a_name_is_one_name_however_it_is_typed(typed: str, kept: str) -> None:
    assert spelling.name(typed) == kept


@given(some.text())
def test_a_name_that_was_spelt_once_stays_as_it_is_and_so_in_lower_case(text: str) -> None:
    once = spelling.name(text)
    assert spelling.name(once) == once
    assert spelling.name(once.lower()) == once


def test_a_passphrase_keeps_its_capitals_and_its_gaps() -> None:
    assert spelling.passphrase(" Cafe\u0301  Noir\u3000") == "Caf\u00e9  Noir"
