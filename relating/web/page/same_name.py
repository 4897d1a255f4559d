"""A name that somebody of the case has already is asked back: *Is this Mara, your boss?*

Only those are asked about whom the viewer may see: of what is private to the other, no question
tells. The answer is a button of the form, so that all that was typed is sent along.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from relating.case import People, Person
from relating.exchange.folding import plain
from relating.exchange.spellings import key
from relating.journal.queries import OpenCase
from relating.web.voice.acquainted import in_own_words, introduced

SOMEBODY_ELSE = "new"


@dataclass(frozen=True, slots=True)
class SameName:
    """A question about a name. Each answer is a person's id, or `SOMEBODY_ELSE`, with its words."""

    name: str
    question: str
    answers: tuple[tuple[str, str], ...]


class AsksWho(forms.Form):
    """A form in which somebody is named: who it is, where the name was asked back, and of which
    name that was asked."""

    same = forms.CharField(required=False)
    same_asked = forms.CharField(required=False, strip=False)
    same_name: SameName | None = None
    """What is asked back."""

    def said_who(self, name: str) -> str:
        """Who it is, by id, or `SOMEBODY_ELSE`; empty where it was not asked of this name."""
        given: str = self.cleaned_data.get("same", "")
        asked: str = self.cleaned_data.get("same_asked", "")
        return given if alike(asked, name) else ""

    def ask_who(self, name: str, case: OpenCase, but: Iterable[str] = ()) -> str:
        """Who it is by id, or empty for somebody new; where nobody can know, the form asks."""
        known = called_alike(name, case.people, but)
        said = self.said_who(name)
        if not known or said == SOMEBODY_ELSE:
            return ""
        if said in {each.id for each in known}:
            return said
        self.same_name = asked_of(name, known, case)
        self.add_error(None, self.same_name.question)
        return ""


def asked_of(name: str, known: tuple[Person, ...], case: OpenCase) -> SameName:
    """The question about a name that these have."""
    question = _("Is this one of them?")
    if len(known) == 1:
        question = _("Is this %(who)s?") % {"who": introduced(known[0], case)}
    yes = [
        (each.id, _("Yes, that is %(who)s") % {"who": in_own_words(each, case)}) for each in known
    ]
    return SameName(name, question, (*yes, (SOMEBODY_ELSE, _("No, somebody else"))))


def called_alike(name: str, people: People, but: Iterable[str] = ()) -> tuple[Person, ...]:
    """Those who are called so, or were under another entry, each once and however it is spelt."""
    left_out = {people.standing_for(each) for each in but}
    named = (each.id for each in people.everybody.values() if alike(each.alias, name))
    ids = dict.fromkeys(map(people.standing_for, named))
    return tuple(people[each] for each in ids if each not in left_out)


def alike(one: str, other: str) -> bool:
    """Whether two names are the same for everybody who reads them.

    >>> alike("Jose\\u0301", " JOS\\u00c9"), alike("Anne-Marie", "Annemarie"), alike("Al", "Ali")
    (True, True, False)
    """
    return spelt(one) == spelt(other)


def spelt(name: str) -> str:
    """What the spellings of a name have in common; one of signs alone, as a heart, is itself."""
    return key(name) or plain(name).strip()
