"""Names that are the same for whoever reads them, and the question that is asked of one."""

import pytest

from relating.case import People, Person, Word
from relating.journal import actions, queries
from relating.web.page.same_name import alike, asked_of, called_alike
from relating.web.voice.acquainted import in_own_words, introduced
from tests.cast import Cast, person

SAME = [
    ("Mara", "mara"),
    ("Mara", "  MARA "),
    ("José", "JOSE\u0301"),
    ("José", "jose"),
    ("Mary Ann", "Mary  Ann"),
    ("Anne-Marie", "Annemarie"),
    ("O'Brien", "O\u2019Brien"),
    ("O\u02bcBrien", "obrien"),
    ("So\ufb01a", "Sofia"),
    ("Straße", "STRASSE"),
    ("Łukasz", "lukasz"),
    ("Mr. Lee", "mr lee"),
    ("محمّد", "محمد"),
    ("さくら", "さくら"),
    ("\u2764", " \u2764\ufe0f"),
]
OTHERS = [("Mara", "Maria"), ("Al", "Ali"), ("Dad", "Dad 2"), ("\u2764", "\u2605"), ("J.", "K.")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_name_is_the_same_however_it_is_typed(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_name_is_another(one: str, other: str) -> None:
    assert not alike(one, other)


def test_under_each_of_their_names_somebody_is_found_once() -> None:
    mara = Person(id="a", alias="Mara")
    people = People([mara, Person(id="b", alias="MARA", same_as="a"), Person(id="c", alias="M.")])
    assert called_alike("mara", people) == (mara,)
    assert called_alike("Mara", people, but=["b"]) == ()
    second = People([*people.everybody.values(), Person(id="d", alias="Màra")])
    assert [each.id for each in called_alike("Mara", second)] == ["a", "d"]


def test_one_is_asked_about_with_what_they_are_and_several_with_a_choice(cast: Cast) -> None:
    mara = person("Mara", visibility="shared")
    other = person("Mara", role="someone_i_lead", visibility="shared")
    case = queries.open_case(cast.ana, cast.case)
    asked = asked_of("mara", (mara,), case)
    assert asked.question == "Is this Mara, your boss?"
    assert [words for _, words in asked.answers] == [
        "Yes, that is Mara, my boss",
        "No, somebody else",
    ]
    asked = asked_of("mara", (mara, other), case)
    assert asked.question == "Is this one of them?"
    assert asked.answers[1][1] == "Yes, that is Mara (Someone I lead)"


def test_each_of_the_two_is_asked_in_their_own_voice(cast: Cast) -> None:
    mara, nobody = person("Mara"), person("Mara", role=None)
    ana, ben = (queries.open_case(each, cast.case) for each in (cast.ana, cast.ben))
    counsellor = next(iter(ana.people.values()))
    assert introduced(mara, ben) == in_own_words(mara, ben) == "Mara, Ana’s boss"
    assert introduced(nobody, ana) == introduced(nobody, ben) == "Mara"
    assert (introduced(counsellor, ana), in_own_words(counsellor, ana)) == (
        "Ben, your counsellor",
        "Ben, my counsellor",
    )
    assert (introduced(counsellor, ben), in_own_words(counsellor, ben)) == ("you", "me")


def test_a_word_of_ones_own_for_a_role_stands_as_it_is(cast: Cast) -> None:
    actions.word(cast.ana, cast.case, Word(list="role", code="boss", label="The Dragon"))
    case = queries.open_case(cast.ana, cast.case)
    assert introduced(person("Mara"), case) == "Mara (The Dragon)"
