"""A number calls that number, and nothing else that has digits calls anybody."""

import phonenumbers
import pytest
from phonenumbers import shortnumberinfo

from relating.installation import OwnLine
from relating.web.voice.help_lines import COUNTRIES, by_country, help_lines
from relating.web.voice.telephones import dialled, in_own_words, is_known, is_written, parsed
from tests.cast import Cast, page_of, tell


def called(text: str, country: str = "GB") -> list[str]:
    return [part.call for part in in_own_words(text, country) if part.call]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("0800 123 456 (24/7)", ["0800123456"]),
        ("0800 123 456 24/7", ["0800123456"]),
        ("0117 496 0123, Mon 9-5", ["01174960123"]),
        ("0117 496 0123 10-12", ["01174960123"]),
        ("Mon 9 to 5, 0117 496 0123 (9.00\u201317.00)", ["01174960123"]),
        ("1st choice 0117 496 0123 3rd floor", ["01174960123"]),
        ("10 0117 496 0123", ["01174960123"]),
        ("0117 496 0123 (2)", ["01174960123"]),
        ("0117 496 0123 x12", ["01174960123"]),
        ("+44 (0)20 7946 0958", ["+442079460958"]),
        ("0044 (0) 20 7946 0958", ["+442079460958"]),
        ("(0117) 496 0123", ["01174960123"]),
        ("0117.496.0123 or 0117-496-0124", ["01174960123", "01174960124"]),
        ("0117 496 0123 / 0117 496 0999", ["01174960123", "01174960999"]),
        ("0117 496 0123 0117 496 0999", ["01174960123", "01174960999"]),
        ("0117\u00a0496\u00a00123", ["01174960123"]),
        ("+49 30 901820 in Berlin", ["+4930901820"]),
        ("Samaritans 116 123, day and night", ["116123"]),
        ("112 or 999. Else 111.", ["112", "999", "111"]),
        ("(116 123)", []),
        ("flat 101, room 111, bus 112", []),
        ("at 19:30, 19.30, 7h30, 9-5, 10 to 12, 9am, 24h", []),
        ("on 12/11/2026, 2026-11-29 10:00, 12.11.26", []),
        ("100 mg, 112 steps, 100 %", []),
        ("1990, 1974-2011, 5 breaths, 12345", []),
        ("0117 496 01234567", []),
        ("", []),
    ],
)
def test_in_britain(text: str, calls: list[str]) -> None:
    assert called(text) == calls
    assert "".join(part.text for part in in_own_words(text, "GB")) == text


@pytest.mark.parametrize(
    ("country", "text", "calls"),
    [
        ("DE", "0351/123456 3. Stock", ["0351123456"]),
        ("DE", "0800 111 0 111 (24/7), 9-12 Uhr", ["08001110111"]),
        ("US", "Call 988 or 1-800-799-7233 (24/7)", ["988", "18007997233"]),
        ("US", "(212) 736-5000 9am-5pm", ["2127365000"]),
        ("US", "2026-11-29 10:00", []),
        ("FR", "01 42 34 56 78 / 3114", ["0142345678", "3114"]),
        ("AU", "13 11 14, in danger 000", ["131114", "000"]),
        ("DE", "999", []),
        ("", "+44 20 7946 0958, not 0117 496 0123, nor 112", ["+442079460958"]),
    ],
)
def test_elsewhere(country: str, text: str, calls: list[str]) -> None:
    assert called(text, country) == calls


@pytest.mark.parametrize(
    ("number", "dials"),
    [
        ("0117 496 0123", "01174960123"),
        ("(0117) 496-0123", "01174960123"),
        ("+44 (0)117 496 0123", "+441174960123"),
        ("116 123", "116123"),
        ("000", "000"),
        ("*31#0117 496 0123", "*31#01174960123"),
    ],
)
def test_in_its_own_field_a_number_is_dialled_as_it_is_written(number: str, dials: str) -> None:
    assert is_written(number)
    assert dialled(number) == dials


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "Lea",
        "0800 1111 (24/7)",
        "0800 1111 24/7",
        "0117 496 0123 (24h)",
        "116 123 9-5",
        "0117 496 0123 / 0117 496 0999",
        "0117 496 0123 ext 4",
        "3rd 0117 496 0123",
    ],
)
def test_what_is_no_number_alone_is_none_in_that_field(text: str) -> None:
    assert not is_written(text)


# Help lines -------------------------------------------------------------------------------------


def test_every_country_that_can_be_chosen_has_its_lines_and_their_sources() -> None:
    assert set(by_country()) == set(COUNTRIES)
    for country in by_country().values():
        assert country.emergency
        assert country.lines
        assert all(line.source.startswith("https://") for line in country.lines)


def test_every_number_that_comes_along_is_one_and_is_known_there() -> None:
    unknown = {
        (code, line.number)
        for code, country in by_country().items()
        for line in country.lines
        if not (is_written(line.number) and is_known(line.number, code))
    }
    # The tables lack it; https://www.113.nl names it.
    assert unknown == {("NL", "113")}


def test_the_emergency_numbers_are_those_of_the_country() -> None:
    for code, country in by_country().items():
        for number in country.emergency:
            assert code in phonenumbers.SUPPORTED_REGIONS
            assert shortnumberinfo.is_emergency_number(number, code), (code, number)


def test_the_practice_s_own_lines_take_the_place_of_the_country_s() -> None:
    own = (OwnLine("Our crisis team (24/7)", "0800 1111"), "Night line: 0117 496 0123 (22-6)")
    lines = [[(part.text, part.call) for part in line] for line in help_lines(own, "GB")]
    assert lines == [
        [("Our crisis team (24/7): ", ""), ("0800 1111", "08001111")],
        [("Night line: ", ""), ("0117 496 0123", "01174960123"), (" (22-6)", "")],
    ]


def test_where_nobody_said_in_which_country_there_are_none() -> None:
    assert help_lines((), "") == ()


def test_lines_from_before_call_though_nobody_said_the_country() -> None:
    before = (
        "In danger now: call your emergency number, 112 or 999",
        "Samaritans, day and night: 116 123 (United Kingdom and Ireland)",
        "Night line, floor 2, 10 people (24/7), 22:00-6:00: 0117 496 0123",
    )
    calls = [[part.call for part in line if part.call] for line in help_lines(before, "")]
    assert calls == [["112", "999"], ["116123"], ["01174960123"]]


def test_no_number_of_anybodys_is_kept_beyond_the_page_that_it_stands_on(cast: Cast) -> None:
    told = tell(cast, "I called 0117 496 0123, and nobody came.")
    assert in_own_words(told.story, "GB")
    assert parsed.cache_info().currsize > 0
    assert "0117 496 0123" in page_of(cast.ana, "episode", told.id)
    assert parsed.cache_info().currsize == 0
