"""A sentence of the pure rooms, said on a page."""

from datetime import date

import pytest
from django.utils.translation import override

from relating.case.sentence import Day, Number, Said, in_sense, listed, of_number, sentence
from relating.web.voice.sentence import say

MARCH = date(2026, 3, 2)
SAID: list[Said] = [
    "100 % Mara",
    12,
    Day(MARCH),
    Day(MARCH, "month and year"),
    Day(MARCH, "month"),
    Day(date(2026, 9, 1), "short month"),
    Number(7.25),
    Number(0, signed=True),
    Number(-0.5, signed=True),
    of_number("%(n)s time", "%(n)s times", 1),
    of_number("%(n)s time", "%(n)s times", 2),
    in_sense("a dip", "open"),
    sentence("Seen with %(people)s.", people=listed(["Dad", "100 %s", "Mara"])),
]


@pytest.mark.parametrize("said", SAID, ids=str)
def test_in_english_a_page_says_what_the_pure_rooms_say(said: Said) -> None:
    assert say(said) == str(said)


def test_a_number_and_a_month_are_written_as_the_language_has_them() -> None:
    with override("fr"):
        assert say(sentence("%(when)s: %(n)s", when=Day(MARCH, "month"), n=Number(7.2))) == (
            "mars: 7,2"
        )
