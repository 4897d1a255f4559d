"""Which leaves of her book the other can read, for its owner."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Book
from relating.engine.moments import moments
from relating.journal import endings
from relating.journal.queries import OpenCase
from relating.web.ending.book import Bound, Page, pages
from relating.web.voice.names import other_name

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Read:
    """One leaf: its number, what it is called, and what the other reads of it."""

    n: int
    icon: str
    title: Text
    says: str


def leaves(case: OpenCase, book: Book, mine: Bound) -> Iterator[Read]:
    """Each leaf on which something stands; nothing while the other reads nothing of the book."""
    if book.visibility != "shared" or access_closed(case):
        return
    theirs = {each.key: each for each in pages(as_shared(case), book)}
    for n, page in enumerate(mine.pages, start=1):
        if page.said or page.then or page.now:
            icon, says = read_of(page, theirs.get(page.key), case)
            yield Read(n, icon, page.title, says)


def access_closed(case: OpenCase) -> bool:
    """Whether the counsellor reads nothing of the case any more."""
    closes = endings.access_closes(case.at)
    return closes is not None and closes <= timezone.now()


def as_shared(case: OpenCase) -> OpenCase:
    """The case with nothing in it but what both can read. The book is made of it by the same
    function, so that what is said of the other's copy cannot be otherwise than that copy."""
    told = tuple(each for each in case.tellings if each.visibility == "shared")
    kinds = {
        kind: tuple(each for each in found if getattr(each, "visibility", "shared") == "shared")
        for kind, found in case.by_kind.items()
    }
    return replace(case, tellings=told, moments=moments(told), by_kind=kinds)


def read_of(page: Page, theirs: Page | None, case: OpenCase) -> tuple[str, str]:
    """What the other reads of a leaf, with its sign."""
    name = {"name": other_name(case)}
    if theirs is None or not (theirs.said or theirs.then or theirs.now):
        return "lock", _("private to you")
    if [each.words for each in theirs.said] == [each.words for each in page.said]:
        return "share", _("%(name)s can read it") % name
    if page.key == "came":
        return "share", _("%(name)s reads the first thing that you shared") % name
    return "share", _("%(name)s can read what of it is shared") % name
