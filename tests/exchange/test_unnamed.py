"""What leaves the two of a case has no names in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.case import Episode, Expected, Impact
from relating.exchange.unnamed import (
    REACHES,
    has_no_capitals,
    names,
    standing_out,
    unnamed,
)
from tests.cast import episode

letters = st.text("abcdefghijklmnopqrstuvwxyzàéñ", min_size=4, max_size=12)


@given(name=letters.map(str.capitalize), before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_name_that_is_known_never_comes_through(name: str, before: str, after: str) -> None:
    out = names([(name, "friend")]).out_of(f"{before} {name} {after}")
    assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", out)


def test_every_text_of_an_episode_is_cleaned_and_nothing_else() -> None:
    told: Episode = episode(
        "Vera came",
        seen_as="as Vera is",
        unsaid="Vera, stay",
        impact=Impact(text="Vera cried", source="told"),
        expected=Expected(words="that Vera goes"),
        i_did=("pleasing",),
        person="p1",
    )
    out = unnamed(told, names([("Aunt Vera", "aunt")]))
    assert out.story == "[aunt] came"
    assert out.seen_as == "as [aunt] is"
    assert out.unsaid == "[aunt], stay"
    assert out.impact == Impact(text="[aunt] cried", source="told")
    assert out.expected == Expected(words="that [aunt] goes")
    assert (out.i_did, out.person, out.place, out.at) == (told.i_did, "p1", "life", told.at)


def test_a_name_that_is_a_word_is_left_where_it_is_one() -> None:
    assert (
        names([("May", "sister")]).out_of("May said I may. MAY!")
        == "[sister] said I may. [sister]!"
    )


def test_part_of_another_word_is_no_name() -> None:
    assert names([("Ana", "client")]).out_of("Banana, Ana's") == "Banana, [client]'s"


def test_accents_do_not_hide_a_name() -> None:
    out = names([("José", "brother")]).out_of("Jose, José and Jose\u0301")
    assert out == "[brother], [brother] and [brother]"


CALLED = names(
    [
        ("Mara", "boss"),
        ("Ana M.", "client"),
        ("Jos\u00e9 de la Cruz", "friend"),
        ("O'Brien", "doctor"),
        ("Anne-Marie", "sister"),
        ("M\u00fcller", "teacher"),
        ("S\u00f8ren", "uncle"),
        ("Elizabeth", "mother"),
        ("Mark", "ex"),
        ("山田太郎", "father"),
        ("김민수", "brother"),
        ("מרה", "aunt"),
        ("محمد", "cousin"),
        ("मीना", "neighbour"),
        ("สมชาย", "colleague"),
        ("\u041c\u0430\u0440\u0438\u044f", "gran"),
        ("Ay\u015fe", "flatmate"),
        ("Thi", "student"),
    ]
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # Apostrophes and possessives
        (
            "Mara's, Mara\u2019s, Mara\u02bcs, Maras",
            "[boss]'s, [boss]\u2019s, [boss]\u02bcs, [boss]s",
        ),
        ("O'Brien O\u2019Brien O\u02bcBrien OBrien o\u2018brien", " ".join(["[doctor]"] * 5)),
        ("Ay\u015fe'nin evi, AYSE", "[flatmate]'nin evi, [flatmate]"),
        # What stands between the parts
        ("Anne Marie, Annemarie, ANNE\u2011MARIE, anne\u2013marie", ", ".join(["[sister]"] * 4)),
        ("Mar\u00ada and M\u200dara and \u2067Mara\u2069", "[boss] and [boss] and \u2067[boss]"),
        # Marks and forms of Unicode
        ("Jose\u0301, JOS\u00c9, jose", "[friend], [friend], [friend]"),
        (
            "\uff2d\uff41\uff52\uff41 and \U0001d40c\U0001d41a\U0001d42b\U0001d41a",
            "[boss] and [boss]",
        ),
        ("Mueller, Muller, M\u00dcLLER, Mu\u0308ller", ", ".join(["[teacher]"] * 4)),
        ("Soren", "[uncle]"),
        # Beginning a sentence, or written small
        ("Mara came. mara left.", "[boss] came. [boss] left."),
        # Scripts without capitals, without gaps, with particles written on
        (
            "昨日山田太郎さんが\u3001太郎は",
            "昨日[father]さんが\u3001[father]は",
        ),
        ("민수가 김민수를", "[brother]가 [brother]를"),
        (
            "ולמרה אמרתי",
            "ול[aunt] אמרתי",
        ),
        (
            "ومحمد لم\u064fحم\u0651د",
            "و[cousin] ل[cousin]",
        ),
        (
            "मीना ने कहा",
            "[neighbour] ने कहा",
        ),
        (
            "ผมพบสมชายเมื\u0e48อ",
            "ผมพบ[colleague]เมื\u0e48อ",
        ),
        # What is none
        ("Banana. Cruzado. Maraschino. This is it.", "Banana. Cruzado. Maraschino. This is it."),
        ("mark my marks, Mark's marks", "mark my marks, [ex]'s marks"),
    ],
)
def test_a_name_is_found_however_it_is_typed(text: str, read: str) -> None:
    assert CALLED.out_of(text) == read


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_what_is_no_name_stays_as_it_was_typed(before: str, after: str) -> None:
    for text in (before, f"{before} {after}"):
        if not any(CALLED.found(text)) and not REACHES.search(text):
            assert CALLED.out_of(text) == text


def test_a_name_that_only_begins_like_another_syllable_is_none() -> None:
    assert names([("수아", "friend")]).out_of("수악 수아는") == "수악 [friend]는"


def test_addresses_links_and_numbers_are_left_out() -> None:
    text = "Write a.b@c.org, see https://d.org/e or call +351 912 345 678 at 3."
    assert names([]).out_of(text) == "Write […], see […] or call […] at 3."


def test_what_may_be_a_name_stands_out_and_what_opens_a_sentence_does_not() -> None:
    assert standing_out("Then Nuno said: Go. I'm off to Braga, and I know it.") == ("Nuno", "Braga")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nuno came. Then he left.", ("Nuno",)),
        ("Afterwards it rained. Bring it. bring it.", ()),
        ("I told barbara and my mother.", ("barbara",)),
        ("K. was there, and so was Q too.", ("K", "Q")),
        ("AND THEN SHE SAID NUNO", ("NUNO",)),
        ("then marachen and Marili came", ("marachen", "Marili")),
        (
            "\u044f \u0441\u043a\u0430\u0437\u0430\u043b \u043c\u0430\u0440\u0438\u0438",
            ("\u043c\u0430\u0440\u0438\u0438",),
        ),
        ("Beth, Liz and betty", ("Beth", "Liz", "betty")),
        ("Jose\u0301lito", ("Jos\u00e9lito",)),
        ("We married in the market. [Mara Nuno] stays.", ()),
    ],
)
def test_what_is_in_doubt_is_shown_and_everyday_words_are_not(
    text: str, words: tuple[str, ...]
) -> None:
    assert standing_out(text, without=CALLED) == words


def test_a_script_without_capitals_is_said_to_be_one() -> None:
    assert has_no_capitals("Then מרה")
    assert not has_no_capitals("Then \u041c\u0430\u0440\u0438\u044f and Jos\u00e9.")
