"""Which of the two: who looks, who wrote what, and whose word decides about it."""

from collections.abc import Collection
from typing import Protocol

from relating.case import Content, Episode, Person
from relating.case.fields import Author, Visibility
from relating.journal.queries import OpenCase


class Written(Protocol):
    """Anything that one of the two wrote."""

    @property
    def author(self) -> Author: ...


def to_client(case: OpenCase) -> bool:
    """Whether a page is for the client, who is spoken to as "you"."""
    return case.role == "client"


def to_counsellor(case: OpenCase) -> bool:
    """Whether a page is for the counsellor, to whom the client is named."""
    return case.role == "counsellor"


def writes_as(case: OpenCase) -> Author:
    """In whose name the viewer writes."""
    return "client" if to_client(case) else "counsellor"


def wrote(author: Author, entry: Written) -> bool:
    """Whether the entry is this writer's."""
    return entry.author == author


def is_mine(entry: Written, case: OpenCase) -> bool:
    """Whether the viewer's side wrote it."""
    return entry.author == case.role


def is_clients(entry: Written) -> bool:
    """Whether the client wrote it."""
    return entry.author == "client"


def is_counsellors(entry: Written) -> bool:
    """Whether the counsellor wrote it."""
    return entry.author == "counsellor"


def has_counsellor(authors: Collection[Author]) -> bool:
    """Whether the counsellor is among those who said something."""
    return "counsellor" in authors


def is_the_counsellor(person: Person) -> bool:
    """Whether somebody of the case is its counsellor."""
    return person.role == "counsellor"


def rests(content: Content, case: OpenCase) -> bool:
    """Whether it is what a counsellor told of back then, while the two do not look at it."""
    told = isinstance(content, Episode) and is_counsellors(content) and content.place == "past"
    return told and not case.back_then


def decides(author: Author) -> bool:
    """Whether this writer says who reads it: the client does; a counsellor tells for both."""
    return author == "client"


def at_first(author: Author) -> Visibility:
    """Who reads what this writer adds, until it is said otherwise."""
    return "private" if decides(author) else "shared"
