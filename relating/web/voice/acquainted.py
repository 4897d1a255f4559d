"""Who somebody is, in a few words: "Mara, your boss" to the client, "Mara, Ana's boss" of her."""

from django.utils.translation import gettext as _

from relating.case import Person
from relating.journal.queries import OpenCase
from relating.web.voice.names import is_reader
from relating.web.voice.sides import is_the_counsellor, to_client
from relating.web.voice.words import begun_small, is_usual

SOMEBODYS = frozenset(
    (
        *("mother", "father", "parent", "step_parent", "foster_parent", "grandparent", "sibling"),
        *("child", "partner", "ex_partner", "close_friend", "friend", "boss", "colleague"),
        *("teacher", "fellow_student", "neighbour", "flatmate", "acquaintance", "counsellor"),
    )
)
"""Roles in which somebody is somebody's: one says "my boss", and not "my someone online"."""


def introduced(person: Person, case: OpenCase) -> str:
    """Somebody of the case, as the page names them to the viewer: "Mara, your boss"."""
    if is_reader(person, case):
        return _("you")
    if not is_somebodys(person, case):
        return beside(person, case)
    if to_client(case):
        return _("%(name)s, your %(role)s") % said(person, case)
    return _("%(name)s, %(client)s’s %(role)s") % said(person, case)


def in_own_words(person: Person, case: OpenCase) -> str:
    """Somebody of the case, as the viewer would say it: "Mara, my boss"."""
    if is_reader(person, case):
        return _("me")
    if to_client(case) and is_somebodys(person, case):
        return _("%(name)s, my %(role)s") % said(person, case)
    return introduced(person, case)


def beside(person: Person, case: OpenCase) -> str:
    """Somebody, and in brackets the words for what they are."""
    if person.role is None:
        return person.alias
    role = case.vocabulary.label("role", person.role)
    return _("%(name)s (%(role)s)") % {"name": person.alias, "role": role}


def is_somebodys(person: Person, case: OpenCase) -> bool:
    """Whether one can say whose they are; a word that the case has of its own stands as it is."""
    role = person.role or ""
    return role in SOMEBODYS and is_usual(case, "role", role)


def said(person: Person, case: OpenCase) -> dict[str, str]:
    """The words of a sentence about somebody."""
    label = case.vocabulary.label("role", person.role or "")
    role = _("counsellor") if is_the_counsellor(person) else begun_small(label, case)
    return {"name": person.alias, "role": role, "client": case.client_name}
