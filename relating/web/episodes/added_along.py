"""Somebody new and words of one's own, added in the middle of telling what happened.

Both get an id or code from the form itself, so that sending it twice adds them once.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from msgspec.structs import replace

from relating.case import People, Person, Vocabulary, Word
from relating.case.fields import Author, Visibility
from relating.case.words.word import own_word, shown_in
from relating.web.episodes.form_to_entry import Given
from relating.web.page.choices import NEW, THE_COUNSELLOR, counsellor
from relating.web.voice.sides import at_first, wrote
from relating.web.voice.words import same

OWN = {
    "own_feeling": ("feeling", "feelings"),
    "own_behaviour": ("behaviour", "old_ways"),
    "own_new": ("new", "new_ways"),
    "own_wish": ("wish", "wish"),
    "own_other_did": ("other_did", "other_did"),
    "own_other_then": ("other_did", "other_then"),
    "own_self_treatment": ("self_treatment", "self_treatment"),
    "own_protects_from": ("protects_from", "protects_from"),
    "own_cost": ("cost", "cost"),
}
"""The fields for a word of one's own: its list, and the field that it is chosen in."""


class Additions(NamedTuple):
    """What a form adds beside the episode, and the form's answers with all of it in place."""

    given: dict[str, object]
    person: Person | None
    words: tuple[Word, ...]


class Around(NamedTuple):
    """What is already there, who writes and when, and who may read whom the writer adds."""

    people: People
    vocabulary: Vocabulary
    counsellor_name: str
    author: Author
    visibility: Visibility
    now: datetime


def additions(given: Given, around: Around) -> Additions:
    """Whom and which words a valid form adds."""
    person = somebody(given, around)
    chosen = dict(given)
    chosen["person"] = person.id if person else given["person"]
    if chosen["person"] == NEW:
        chosen["person"] = ""
    made = [added(given, field, around.vocabulary) for field in OWN if given.get(field)]
    for field, each in made:
        chosen[field] = [*_codes(chosen[field]), each.code]
    known = around.vocabulary
    new = (each for _, each in made if known.term(shown_in(each), each.code) is None)
    author: Author = around.author
    return Additions(chosen, fresh(person, around), tuple(_by(each, author) for each in new))


def _codes(found: object) -> list[str]:
    return [str(each) for each in found] if isinstance(found, list) else []


def _by(made: Word, author: Author) -> Word:
    return replace(made, author=author, visibility=at_first(author))


def somebody(given: Given, around: Around) -> Person | None:
    """The person who is new here: the counsellor, or someone named in the form."""
    if given["person"] == THE_COUNSELLOR:
        return the_counsellor(given, around)
    name = new_name(given, around.vocabulary)
    if not name:
        return None
    role = str(given["new_role"] or "") or None
    if given["same"]:
        return with_role(around.people.everybody[str(given["same"])], role, around)
    return Person(
        id=str(given["fresh"]),
        alias=name,
        role=role,
        author=around.author,
        visibility=around.visibility,
        recorded_at=around.now,
    )


def new_name(given: Given, vocabulary: Vocabulary) -> str:
    """What somebody new is called: by name, or else by who they are; empty for nobody new."""
    if given["person"] != NEW:
        return ""
    role = str(given["new_role"] or "")
    return str(given["new_alias"] or (vocabulary.label("role", role) if role else ""))


def with_role(person: Person, role: str | None, around: Around) -> Person:
    """Somebody who is known, and who they are, if that was not said before."""
    if person.role is None and role and wrote(around.author, person):
        return replace(person, role=role)
    return person


def the_counsellor(given: Given, around: Around) -> Person:
    """The counsellor as a person of the case; that they are one is no secret between the two."""
    return counsellor(around.people.values()) or Person(
        id=str(given["fresh"]),
        alias=around.counsellor_name,
        role=THE_COUNSELLOR,
        author=around.author,
        visibility="shared",
        recorded_at=around.now,
    )


def fresh(person: Person | None, around: Around) -> Person | None:
    """A person who is not there yet."""
    return None if person is None or around.people.everybody.get(person.id) == person else person


def added(given: Given, field: str, vocabulary: Vocabulary) -> tuple[str, Word]:
    """A word of one's own and the field it is chosen in; one that is there is not doubled."""
    name, chosen_in = OWN[field]
    label = str(given[field]).strip()
    known = (term for term in vocabulary.terms(name, hidden=True) if same(term.label, label))
    code = next((term.code for term in known), own_code(given["fresh"], name))
    return chosen_in, own_word(name, code, label)


def own_code(fresh: object, name: str) -> str:
    """A code that says nothing about the word, the same whenever this form is sent."""
    return f"own_{uuid5(UUID(str(fresh)), name).hex[:12]}"
