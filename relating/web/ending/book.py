"""The book: what stands in it, leaf after leaf, from what its reader may read and no more.

Only what is the client's own, or what the counsellor shared with her, can come into it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Book, BookPart, Entry, Episode, Goal, Loop, NewBetween, Way
from relating.case.entries.book import Leaf
from relating.engine.loops import PLACES, new_loop, step_at
from relating.engine.order import moment
from relating.journal.queries import OpenCase
from relating.web.voice.names import first_words, other_name
from relating.web.voice.sides import is_clients, to_client
from relating.web.voice.times import full_day
from relating.web.voice.words import opening, session_words
from relating.web.ways.opened import is_looked_at, is_retired
from relating.web.ways.parts import LISTS

Text = str | Promise
Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True, slots=True)
class Said:
    """A text in somebody's voice; `own` is the client's. `braced` stands before what it was."""

    who: str
    words: str
    own: bool = True
    braced: str = ""
    note: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One leaf of the book. `url` leads to where it came from, `pen` to where it is written.

    Of a way the places of both loops stand side by side: how it went, and how it is becoming.
    """

    key: str
    title: Text
    note: Text = ""
    said: tuple[Said, ...] = ()
    then: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    url: str = ""
    pen: str = ""
    empty: Text = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """A whole book: its title, whose it is, from when until when, and its leaves."""

    title: str
    by: str
    span: str
    pages: tuple[Page, ...]


def book_of(case: OpenCase) -> Book | None:
    """The book of a case, where there is one that the viewer may see."""
    return max(case.all(Book), key=lambda each: (each.recorded_at, each.id), default=None)


def bound(case: OpenCase, book: Book) -> Bound:
    """The book as its reader may read it."""
    name, counsellor = case.client_name, case.counsellor_name
    with_whom = _("%(name)s, with %(counsellor)s") % {"name": name, "counsellor": counsellor}
    return Bound(
        title=book.title or _("What was, and what comes"),
        by=with_whom if counsellor else name,
        span=span(case),
        pages=tuple(pages(case, book)),
    )


def span(case: OpenCase) -> str:
    """From when until when the two met: the first and the last of their hours, which both know; the
    day on which the case began, while they had none."""
    held = [each.at.date() for each in case.sessions if each.state == "held"]
    first = min(held, default=case.frame.started)
    last = max(held, default=first)
    if first == last:
        return full_day(first)
    return _("%(first)s to %(last)s") % {"first": full_day(first), "last": full_day(last)}


def pages(case: OpenCase, book: Book) -> Iterator[Page]:
    """The leaves in their order; of what is not there yet its writer sees where to write it."""
    yield from came_with(case, book)
    yield from came_for(case)
    yield from (of_way(each, case) for each in ways(case, book))
    yield from was_new(case, book)
    yield written(case, "not_managed", _("What we did not manage"))
    yield letters(case)
    yield written(case, "along", _("What I take along"))


def in_book(case: OpenCase, kind: type[Kind]) -> list[Kind]:
    """What of a kind may stand in the book: the client's own, and what the counsellor shared."""
    found = case.all(kind)
    return [each for each in found if is_clients(each) or each.visibility == "shared"]


def first_of(case: OpenCase, book: Book) -> Episode | None:
    """What she came with: what she chose, or the first thing that she told of her life now."""
    told = [each for each in case.episodes if is_clients(each)]
    chosen = next((each for each in told if each.id == book.first), None)
    if chosen is not None:
        return chosen
    mine = [each for each in told if each.story.strip() and each.place != "past"]
    return min(mine, key=lambda each: (each.recorded_at, each.id), default=None)


def came_with(case: OpenCase, book: Book) -> Iterator[Page]:
    """The leaf of what she came with."""
    first = first_of(case, book)
    if first is None:
        return
    day = full_day(moment(first).date())
    chosen = first.id == book.first
    note = day if chosen else first_note(case) % {"day": day}
    said = Said(case.client_name, first.story or first_words(first))
    url = reverse("episode", args=[first.id])
    yield Page("came", _("What I came with"), note, (said,), url=url)


def first_note(case: OpenCase) -> str:
    """Which of all things it is. Whoever else reads the book does not know what came before what
    is shared, so nothing in her voice says that it was the first that she wrote."""
    if to_client(case):
        return _("%(day)s, the first thing I wrote")
    return _("%(day)s, the first thing that is shared")


def came_for(case: OpenCase) -> Iterator[Page]:
    """The leaf of what she came for, in her words; what she dropped is not in it."""
    found = [each for each in in_book(case, Goal) if each.words.strip() and not each.dropped]
    found.sort(key=lambda each: (each.recorded_at, each.id))
    said = tuple(
        Said(case.client_name, each.words, url=reverse("goal", args=[each.id])) for each in found
    )
    if said:
        yield Page("goals", _("What I came for"), said=said)


def ways(case: OpenCase, book: Book) -> list[Way]:
    """The ways whose loops stand in the book, the oldest first."""
    found = (each for each in in_book(case, Way) if each.old or each.new)
    kept = [each for each in found if is_looked_at(each) and not is_retired(each, case)]
    kept.sort(key=lambda each: (each.recorded_at, each.id))
    return [each for each in kept if each.id not in book.left_out]


def of_way(way: Way, case: OpenCase) -> Page:
    """The leaf of a way: how it went then, and how it goes now."""
    return Page(
        key=f"way-{way.id}",
        title=way.words or _("A way of mine"),
        then=tuple(steps(way.old or Loop(), case)),
        now=tuple(steps(new_loop(way), case)) if way.new else (),
        url=reverse("way", args=[way.id]),
    )


def steps(loop: Loop, case: OpenCase) -> Iterator[str]:
    """What stands at the places of a loop, in their order."""
    for place in PLACES:
        step = step_at(loop, place)
        if step is None:
            continue
        if step.words:
            yield step.words
        elif step.code is not None:
            yield case.vocabulary.label(LISTS[place][0], step.code)


def moments(case: OpenCase, book: Book) -> list[NewBetween]:
    """What was new between the two, the oldest first."""
    found = [each for each in in_book(case, NewBetween) if each.braced or each.came]
    found.sort(key=lambda each: (each.recorded_at, each.id))
    return [each for each in found if each.id not in book.left_out]


def was_new(case: OpenCase, book: Book) -> Iterator[Page]:
    """The leaf of the moment that was new, in the voice of whoever says it."""
    said = tuple(new(each, case) for each in moments(case, book))
    if said:
        yield Page("new", _("The moment that was new"), said=said)


def new(told: NewBetween, case: OpenCase) -> Said:
    """What one of them says was new, and the hour in which it was."""
    hour = next((each for each in case.sessions if each.id == told.session), None)
    return Said(
        who=voice(told, case),
        words=told.came,
        own=is_clients(told),
        braced=told.braced,
        note=full_day(hour.at.date()) if hour else "",
        url=reverse("session", args=[hour.id]) if hour else "",
    )


def written(case: OpenCase, part: Leaf, title: Text) -> Page:
    """A leaf that is written for the book: hers first, then his."""
    found = sorted(parts(case, part), key=lambda each: each.author)
    said = tuple(Said(voice(each, case), each.words, is_clients(each)) for each in found)
    return Page(part, title, said=said, pen=pen(case, part), empty=none_yet(case))


def none_yet(case: OpenCase) -> str:
    """That nothing stands on a leaf; of what is not shared nobody is told that it is not there."""
    return _("Nothing yet.") if to_client(case) else _("Nothing of this is shared.")


def letters(case: OpenCase) -> Page:
    """The leaf of the two letters; one of hers that she has not sent says so."""
    found = sorted(parts(case, "letter"), key=lambda each: each.author)
    said = tuple(letter(each, case) for each in found)
    return Page(
        "letter", _("Two letters"), said=said, pen=pen(case, "letter"), empty=no_letter(case)
    )


def letter(told: BookPart, case: OpenCase) -> Said:
    """A letter, to whom it is, and whether it was sent."""
    hers = is_clients(told)
    to = case.counsellor_name if hers else case.client_name
    note = _("To %(name)s") % {"name": to}
    if told.visibility == "private":
        note = _("To %(name)s, not sent") % {"name": to}
    return Said(voice(told, case), told.words, hers, note=note)


def no_letter(case: OpenCase) -> str:
    """That no letter is there yet."""
    if not to_client(case):
        return none_yet(case)
    return _("No letter yet. A letter is read by %(name)s once it is sent.") % {
        "name": other_name(case)
    }


def parts(case: OpenCase, part: Leaf) -> Iterable[BookPart]:
    """What was written for a leaf."""
    return (each for each in in_book(case, BookPart) if each.part == part and each.words.strip())


def pen(case: OpenCase, part: Leaf) -> str:
    """Where the client writes a leaf; the counsellor's pens lie on the page of the ending."""
    if not to_client(case):
        return ""
    return reverse("book-part", args=[case.case_id, part.replace("_", "-")])


def voice(entry: Entry, case: OpenCase) -> str:
    """Who says it."""
    return case.client_name if is_clients(entry) else case.counsellor_name


def offered(case: OpenCase, book: Book) -> list[tuple[str, str]]:
    """What she can leave out: her ways, and what was new, each in its first words."""
    everything = Book(
        id=book.id,
        author="client",
        visibility="private",
        recorded_at=book.recorded_at,
    )
    of_ways = [(each.id, opening(each.words)) for each in ways(case, everything)]
    of_new = [(each.id, new_words(each, case)) for each in moments(case, everything)]
    return [(str(id), words) for id, words in [*of_ways, *of_new]]


def new_words(told: NewBetween, case: OpenCase) -> str:
    """What was new, in a line: who says so, its first words, the hour."""
    hour = (session_words(each, case) for each in case.sessions if each.id == told.session)
    said = (voice(told, case), opening(told.came or told.braced), next(hour, ""))
    return " · ".join(each for each in said if each)


def came_first(case: OpenCase) -> list[tuple[UUID, str]]:
    """What she may have come with: the first things that she told."""
    told = [each for each in case.episodes if is_clients(each) and each.story.strip()]
    told.sort(key=lambda each: (each.recorded_at, each.id))
    return [(each.id, first_words(each)) for each in told]
