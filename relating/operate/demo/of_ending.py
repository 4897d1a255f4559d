"""The ending of a story: what the two say of it, her book in draft, and what they write for it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils import timezone

from relating.case import Book, BookPart, Ending, Entry, Person
from relating.journal import actions, queries
from relating.operate.demo import sent
from relating.operate.demo.taken import valid
from relating.people.gate import Viewer
from relating.web.ending.forms import BookForm, DayForm, PartForm
from relating.web.ending.own import own_book, own_ending, own_part
from relating.web.page import visit


def ending(viewer: Viewer, case_id: UUID, wanted: Ending) -> Ending:
    """What one side says of the ending."""
    case, now = queries.open_around(viewer, case_id), visit.to_the_second()
    own = own_ending(case, now)
    given = sent.query({"day": wanted.day, "words": wanted.words})
    made = valid(DayForm(given, own, timezone.localdate())).told(now)
    actions.say_of_ending(viewer, case_id, made)
    return made


def book(viewer: Viewer, case_id: UUID, wanted: Book) -> Book:
    """She begins a book."""
    case, now = queries.open_case(viewer, case_id), visit.to_the_second()
    own = own_book(case, now)
    kept = [id for id, _words in BookForm(None, own, case).things]
    out = {str(each) for each in wanted.left_out}
    chosen = {"title": wanted.title, "first": wanted.first, "visibility": wanted.visibility}
    given = sent.query(chosen | {"kept": [each for each in kept if each not in out]})
    made = valid(BookForm(given, own, case)).told()
    actions.write(viewer, case_id, made)
    return made


def part(viewer: Viewer, case_id: UUID, wanted: BookPart) -> BookPart:
    """Something that one of the two writes for it."""
    case, now = queries.open_around(viewer, case_id), visit.to_the_second()
    own = own_part(case, wanted.part, now)
    given = sent.query({"words": wanted.words, "visibility": wanted.visibility})
    made = valid(PartForm(given, own, case)).told()
    actions.write(viewer, case_id, made)
    return made


ACTS: Mapping[type[Entry | Person], Callable[..., Entry | Person]] = {
    Ending: ending,
    Book: book,
    BookPart: part,
}
