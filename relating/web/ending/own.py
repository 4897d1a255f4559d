"""What the viewer says of the ending and writes for the book so far, or the beginning of it."""

from datetime import datetime

from relating.case import Book, BookPart, Ending
from relating.case.entries.book import Leaf
from relating.journal.queries import OpenCase
from relating.web.page.own_entry import mine
from relating.web.voice.sides import is_mine, writes_as


def own_ending(case: OpenCase, now: datetime) -> Ending:
    """What the viewer's side says of the ending."""
    return mine(case, Ending, lambda each: True) or Ending(
        id=case.ids.of_one("ending"), author=writes_as(case), recorded_at=now
    )


def their_ending(case: OpenCase) -> Ending | None:
    """What the other says of it, the newest word."""
    theirs = (each for each in case.all(Ending) if not is_mine(each, case))
    return max(theirs, key=lambda each: each.recorded_at, default=None)


def own_book(case: OpenCase, now: datetime) -> Book:
    """The client's book; there is one once it was written."""
    return mine(case, Book, lambda each: True) or Book(
        id=case.ids.of_one("book"), author="client", visibility="private", recorded_at=now
    )


def own_part(case: OpenCase, part: Leaf, now: datetime) -> BookPart:
    """What the viewer wrote for a leaf."""
    return mine(case, BookPart, lambda each: each.part == part) or BookPart(
        id=case.ids.of_one("book_part", part),
        author=writes_as(case),
        visibility="private",
        recorded_at=now,
        part=part,
    )


def version_of(case: OpenCase, entry: Book | BookPart) -> int:
    """The number of the version that the viewer has before them; 0 of what is new."""
    return case.version(entry.id) if entry.id in case.rows else 0
