"""What the two say of the ending, a book, and what is written for it, as label and text."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relating.case import Book, BookPart, Ending
from relating.case.entries.book import Leaf
from relating.case.entries.ending import Access
from relating.journal.queries import OpenCase
from relating.web.voice.sides import to_client
from relating.web.voice.times import full_day

Text = str | Promise
PARTS: Mapping[Leaf, Promise] = {
    "not_managed": gettext_lazy("What we did not manage"),
    "letter": gettext_lazy("A letter"),
    "along": gettext_lazy("What I take along"),
}
ACCESS: Mapping[Access, Promise] = {
    "stays": gettext_lazy("It stays until I close it"),
    "month": gettext_lazy("It closes a month after the ending"),
    "at_once": gettext_lazy("It closes with the ending"),
}


def in_words(said: Ending | Book | BookPart, case: OpenCase) -> dict[Text, str]:
    """What one side says of the ending, chose for her book, or wrote for it."""
    match said:
        case Ending():
            return ending_in_words(said)
        case Book():
            return book_in_words(said, case)
        case BookPart():
            return {PARTS[said.part]: said.words}


def ending_in_words(said: Ending) -> dict[Text, str]:
    """What one side says of the ending."""
    return {
        _("The last day"): full_day(said.day) if said.day else "",
        _("Ended without a day"): _("yes") if said.stopped_at else "",
        _("How I would like to end"): said.words,
        _("The counsellor’s access"): str(ACCESS[said.access]) if said.access else "",
    }


def book_in_words(book: Book, case: OpenCase) -> dict[Text, str]:
    """What she chose for her book. What she chose from may be private: whoever else reads the book
    is told its title alone."""
    if not to_client(case):
        return {_("Title"): book.title}
    n = len(book.left_out)
    out = ngettext("%(n)s thing", "%(n)s things", n) % {"n": n} if n else ""
    first = _("chosen") if book.first else ""
    return {_("Title"): book.title, _("What I came with"): first, _("Left out"): out}
