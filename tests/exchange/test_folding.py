"""One folding: what people take for the same reads the same, and stands where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.exchange.folding import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jos\u00e9", "JOSE\u0301"),
        ("Stra\u00dfe", "STRASSE"),
        ("\ufb01re", "fire"),
        ("\uff2d\uff41\uff52\uff41", "mara"),
        ("don\u2019t", "don't"),
        ("Anne\u2011Marie", "anne-marie"),
        ("\u0141\u00f3d\u017a", "lodz"),
        ("I\u015eIK", "\u0131\u015f\u0131k"),
        ("\u039d\u03af\u03ba\u03bf\u03c2", "\u03bd\u03b9\u03ba\u03bf\u03c3"),
        ("\uac01", "\u1100\u1161\u11a8"),
        ("ma\u00adra", "mara"),
    ],
)
def test_two_ways_of_typing_are_one(one: str, other: str) -> None:
    assert folded(one).text == folded(other).text


def test_a_piece_is_found_where_it_stands_with_its_marks() -> None:
    text = "\ufb01ne, Jose\u0301!"
    read = folded(text)
    start = read.text.index("jose")
    assert text[slice(*read.span(start, start + 4))] == "Jose\u0301"
    assert read.is_whole(start, start + 4)
    assert not read.is_whole(1, 3)


@given(text=st.text())
def test_every_place_lies_in_the_text_and_they_never_go_back(text: str) -> None:
    read = folded(text)
    assert len(read.places) == len(read.text) + 1
    assert list(read.places) == sorted(read.places)
    assert read.places[-1] == len(text)
    assert folded(read.text).text == read.text
