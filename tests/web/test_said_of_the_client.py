"""The words of the lists: the client says *me*, and to the counsellor they say it of the client."""

import re

import pytest

from relating.case import DEFAULTS, Word
from relating.case.words.vocabulary import about_client, layered
from relating.journal import actions, queries
from tests.cast import Cast, page_of, person, tell

OWN = re.compile(r"\b(me|my|I|myself|mine|we|us|our)\b", re.IGNORECASE)
BENS = {"rupture_mark", "counsellor_part", "repair_move", "pull", "client_move", "resonance"}
"""Lists in which *me* is the counsellor, or that only the client is asked."""


@pytest.mark.parametrize("name", [each for each in DEFAULTS.listings if each not in BENS])
def test_no_word_says_me_of_the_client_to_the_counsellor(name: str) -> None:
    said = about_client(DEFAULTS, "Ana")
    assert [each.label for each in said.terms(name) if OWN.search(each.label)] == []
    assert "%" not in "".join(each.label for each in said.terms(name))


def test_a_word_of_her_own_stays_as_she_wrote_it() -> None:
    hers = Word(list="other_did", code="criticised", label="Picked on me again")
    said = about_client(layered(DEFAULTS, [hers]), "Ana")
    assert said.label("other_did", "criticised") == "Picked on me again"
    assert said.label("other_did", "mocked") == "Made fun of Ana"


def test_a_name_with_signs_is_a_name() -> None:
    assert about_client(DEFAULTS, "50% (Ann)").label("other_did", "used") == "Used"
    assert about_client(DEFAULTS, "50% %(x)s").label("ended", "i_gave_in") == "50% %(x)s gave in"


def test_each_of_the_two_reads_it_from_their_own_side(cast: Cast) -> None:
    told = tell(
        cast,
        visibility="shared",
        other_did=("criticised",),
        i_did=("comparing", "say_need"),
        ended="i_gave_in",
    )
    hers = page_of(cast.ana, "episode", told.id)
    his = page_of(cast.ben, "episode", told.id)
    for mine, of_ana in (
        ("Criticised me", "Criticised Ana"),
        ("Putting myself down", "Putting themselves down"),
        ("I gave in", "Ana gave in"),
    ):
        assert mine in hers
        assert of_ana not in hers
        assert of_ana in his
        assert mine not in his


def test_bens_form_says_of_ana_what_her_form_says_of_herself(cast: Cast) -> None:
    his = page_of(cast.ben, "episode-new", cast.case)
    hers = page_of(cast.ana, "episode-new", cast.case)
    assert "Criticised Ana" in his
    assert "Criticised me" not in his
    assert "Criticised me" in hers
    assert "Criticised Ana" not in hers


def test_who_somebody_is_reads_the_same_way(cast: Cast) -> None:
    kim = person("Kim", role="someone_i_lead", visibility="shared")
    actions.record(cast.ana, cast.case, kim)
    his = queries.open_case(cast.ben, cast.case).vocabulary
    assert his.label("role", "someone_i_lead") == "Someone Ana leads"
    assert "Someone Ana leads" in page_of(cast.ben, "people", cast.case)
    assert "Someone I lead" in page_of(cast.ana, "people", cast.case)
