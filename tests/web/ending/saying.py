"""What Ana and Ben say of the ending, and write for the book, in these tests."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from relating.case import Book, BookPart, Ending
from relating.case.entries.book import Leaf
from relating.case.fields import Visibility
from relating.journal import actions
from relating.people.gate import Viewer
from tests.cast import Cast


def side(cast: Cast, who: Viewer) -> Any:
    """In whose name somebody writes."""
    return "client" if who == cast.ana else "counsellor"


def says(cast: Cast, who: Viewer, **said: Any) -> Ending:
    """One of the two says something of the ending."""
    id = said.pop("id", None) or uuid4()
    told = Ending(id=id, author=side(cast, who), recorded_at=timezone.now(), **said)
    actions.say_of_ending(who, cast.case, told)
    return told


def both_say(cast: Cast, day: date) -> tuple[Ending, Ending]:
    """Both say yes to a day."""
    return says(cast, cast.ana, day=day), says(cast, cast.ben, day=day)


def stopped(cast: Cast, who: Viewer, when: datetime | None = None) -> Ending:
    """One of the two ended it without a day."""
    return says(cast, who, stopped_at=when or timezone.now() - timedelta(minutes=1))


def a_book(cast: Cast, visibility: Visibility = "private", **more: Any) -> Book:
    """Ana wants a book."""
    book = Book(
        id=uuid4(), author="client", visibility=visibility, recorded_at=timezone.now(), **more
    )
    actions.record(cast.ana, cast.case, book)
    return book


def writes(
    cast: Cast, who: Viewer, part: Leaf, words: str, visibility: Any = "private"
) -> BookPart:
    """One of the two writes something for the book."""
    made = BookPart(
        id=uuid4(),
        author=side(cast, who),
        visibility=visibility,
        recorded_at=timezone.now(),
        part=part,
        words=words,
    )
    actions.record(who, cast.case, made)
    return made
