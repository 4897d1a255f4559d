"""What a passphrase must not be, and the one that is made for somebody."""

import pytest
from django.core.exceptions import ValidationError

from relating.people import passphrases
from relating.people.models import Clinic, User
from tests.cast import Cast

PRACTICE = "Harbour Street Practice"


@pytest.fixture(autouse=True)
def _practice(db: None) -> None:
    Clinic.objects.create(name=PRACTICE)


def said_of(text: str, *names: str) -> str:
    """What is wrong with a passphrase; empty when nothing is."""
    try:
        passphrases.check(text, *names)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


@pytest.mark.parametrize(
    "text",
    [
        "kettle river stone lamp",
        "Der Bus kam nie an, Karl!",
        "\u6cb3\u6d41\u77f3\u5934\u706f\u5854\u8336\u58f6\u96e8\u4f1e\u7a97\u53f0",
        "x7$Kq!9zLm2#",
        "kettle street banana lamp",
        "kettle river stone lamp " * 40,
    ],
)
def test_words_that_do_not_belong_together_are_good_in_any_script(text: str) -> None:
    assert said_of(text, "ana", "Ana") == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("short", "too short"),
        ("   short       ", "too short"),
        (" " * 20, "too short"),
        ("aaaaaaaaaaaaaaaa", "quickly guessed"),
        ("AaAa AaAa AaAa AaAa", "quickly guessed"),
        ("\u3042" * 14, "quickly guessed"),
        ("abababababababab", "quickly guessed"),
        ("passwordpassword", "quickly guessed"),
        ("qwertyuiopasdf", "quickly guessed"),
        ("123456789012", "quickly guessed"),
        ("p4ssw0rd!2024", "quickly guessed"),
        ("four quiet words", "Many people"),
        ("Four-Quiet-Words", "Many people"),
        ("four quiet words 1", "Many people"),
        ("correct horse battery staple", "Many people"),
        ("anneliesemartha", "too close to your name"),
        ("Anneliese-Martha 1", "too close to your name"),
        ("harbour street practice", "too close to your name"),
        ("HarbourStreetPractice", "too close to your name"),
        ("ana ana ana ana", "too close to your name"),
        ("Harbour Street Practice 2026", "too close to your name"),
    ],
)
def test_what_a_patient_machine_or_a_neighbour_guesses_is_refused(text: str, says: str) -> None:
    assert says in said_of(text, "anneliese.martha", "Anneliese-Martha", "Ana")


def test_one_that_is_made_holds_and_is_another_each_time(cast: Cast) -> None:
    made = {passphrases.made() for _ in range(40)}
    assert len(made) == 40
    assert {said_of(each) for each in made} == {""}


def test_one_that_was_made_opens_for_one_of_two_who_come_with_it(cast: Cast) -> None:
    made = User.objects.get(pk=cast.ana.id)
    made.set_password("habu dike molo saru")
    made.passphrase_once = True
    made.save()
    first, second = (User.objects.get(pk=cast.ana.id) for _ in range(2))
    assert passphrases.use_up(first)
    assert not passphrases.use_up(second)
    assert passphrases.opens_once(User.objects.get(pk=cast.ana.id))


def test_one_that_somebody_chose_is_not_used_up(cast: Cast) -> None:
    ben = User.objects.get(pk=cast.ben.id)
    assert passphrases.use_up(ben)
    assert passphrases.use_up(ben)
    assert not passphrases.opens_once(ben)


def test_a_passphrase_is_the_same_from_any_keyboard(cast: Cast) -> None:
    ana = User.objects.get(pk=cast.ana.id)
    ana.set_password(" caf\u00e9 river \ufb01re lamp")
    assert ana.check_password("cafe\u0301 river fire lamp ")
    assert not ana.check_password("CAF\u00c9 river fire lamp")
