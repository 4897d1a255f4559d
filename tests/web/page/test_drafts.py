"""The key and the name of a draft: for one person and one form, and telling nothing of either."""

from base64 import b64decode
from uuid import uuid4

from relating.people.models import User
from relating.web.page.drafts import draft

ANA, BEN = User(pk=uuid4(), username="ana"), User(pk=uuid4(), username="ben")
ADDRESS = "/cases/a/episodes/new/"


def test_ana_finds_her_draft_again() -> None:
    assert draft(ANA, ADDRESS) == draft(ANA, ADDRESS)


def test_each_person_has_a_key_and_names_of_their_own() -> None:
    """On a device that two people use, neither opens what the other left, nor sees what it is."""
    anas, bens = draft(ANA, ADDRESS), draft(BEN, ADDRESS)
    assert anas.key != bens.key
    assert anas.name != bens.name
    assert len(b64decode(anas.key)) == 32


def test_each_form_has_a_draft_of_its_own_under_the_key_of_its_writer() -> None:
    here, there = draft(ANA, ADDRESS), draft(ANA, "/cases/b/episodes/new/")
    assert here.key == there.key
    assert here.name != there.name
