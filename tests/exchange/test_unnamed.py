"""What leaves the two of a case has no names in it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from relating.case import Episode, Expected, Impact
from relating.exchange.unnamed import names, standing_out, unnamed
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


def test_addresses_links_and_numbers_are_left_out() -> None:
    text = "Write a.b@c.org, see https://d.org/e or call +351 912 345 678 at 3."
    assert names([]).out_of(text) == "Write […], see […] or call […] at 3."


def test_what_may_be_a_name_stands_out_and_what_opens_a_sentence_does_not() -> None:
    assert standing_out("Then Nuno said: Go. I'm off to Braga, and I know it.") == ("Nuno", "Braga")
