"""What every picture has in common."""

import re
from pathlib import Path

import pytest

import relating
from relating.pictures import drawing, stones
from relating.pictures.words import fitted

TOKENS = Path(relating.__file__).parent / "web" / "static" / "web" / "page" / "tokens.css"
NAMES = ["SURFACE", "SUNK", "HAIR", "EDGE", "INK", "INK_2", "INK_3", "MARK", "MOSS", "MOSS_SOFT"]


def token(name: str) -> str:
    """A colour of the light scheme, which stands first in the style sheet."""
    found = re.search(rf"--{name}:\s*(#[0-9a-f]{{6}})", TOKENS.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_on_paper_has_the_light_colours_of_the_pages(name: str) -> None:
    assert getattr(drawing, name) == token(name.lower().replace("_", "-"))


@pytest.mark.parametrize("kind", range(5))
def test_stones_on_paper_have_the_colours_of_the_pages(kind: int) -> None:
    assert stones.COLOURS[kind] == token(f"stone-{kind + 1}")


def test_numbers_take_no_more_characters_than_they_need() -> None:
    assert [drawing.short(value) for value in (3, 3.04, -0.02, 120.25)] == ["3", "3", "0", "120.2"]


def test_a_long_name_keeps_whole_words_where_it_can() -> None:
    assert fitted("Mara", 8) == "Mara"
    assert fitted("The man at the bakery", 15) == "The man at the…"
    assert len(fitted("Grandmother", 8)) == 8
