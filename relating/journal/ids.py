"""Ids: made under a key of the case, so that nobody can compute one, ask for it or take its place.

What a form sends is a token, never the id of a row. The id is the token under the key of the
writer's side: sent twice it is the same entry, and no token of one writer leads to an entry of the
other. Of what there may be one only, the id is made from what it is.
"""

from typing import NamedTuple, assert_never
from uuid import UUID

from django.utils.crypto import salted_hmac

from relating.case import Content, Entry, Frame, Person, Word
from relating.people.gate import Standing
from relating.vault import keys
from relating.vault.seal import Key, named

SHARED, CLIENT, NOTES = "shared", "client", "notes"
TOKEN, ONE = "token", "one"


class Ids(NamedTuple):
    """Makes the ids of what one writer writes in one case: under the key of their side, and under
    the one that the case shares for what is known by a name of its own."""

    key: Key
    writer: str
    shared: Key

    def of_token(self, token: UUID) -> UUID:
        """The id of the entry that a form with this token writes."""
        return named(self.key, TOKEN, self.writer, token)

    def of_one(self, *what: object) -> UUID:
        """The id of that of which the writer has one only, such as a pulse of an hour."""
        return named(self.key, ONE, self.writer, *what)

    def of_claim(self, what: str) -> UUID:
        """By what name a claim is known in addresses, to both."""
        return named(self.shared, "claim", what)


def ids_of(at: Standing, ring: keys.Ring) -> Ids:
    """Makes the ids of this viewer's entries: the client's are those of the case, whoever signs in
    as its client; a counsellor's are their own."""
    return (
        clients(ring)
        if at.role == "client"
        else Ids(keys.key_in(ring, NOTES), str(at.viewer.id), keys.key_in(ring, SHARED))
    )


def clients(ring: keys.Ring) -> Ids:
    """Makes the ids of the client's entries."""
    return Ids(keys.key_in(ring, CLIENT), CLIENT, keys.key_in(ring, SHARED))


def of_case(counsellor: UUID, token: UUID) -> UUID:
    """The id of the case that a counsellor's form with this token opens."""
    made = salted_hmac("relating.case", f"{counsellor}|{token}", algorithm="sha256")
    return UUID(bytes=made.digest()[:16], version=4)


def row_id(shared: Key, content: Content) -> UUID:
    """The id of the row that holds a content: an entry's own, or one made from its name."""
    match content:
        case Person():
            return person_row(shared, content.id)
        case Word():
            return word_row(shared, content.list, content.code, content.author)
        case Frame():
            return named(shared, "frame")
        case Entry():
            return content.id
        case _:
            assert_never(content)


def person_row(shared: Key, person: str) -> UUID:
    """The row of a person of the case."""
    return named(shared, "person", person)


def word_row(shared: Key, vocabulary_list: str, code: str, author: str = CLIENT) -> UUID:
    """The row of somebody's change to a word."""
    return named(shared, "word", author, vocabulary_list, code)
