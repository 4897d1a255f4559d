"""Her page as it is shown: its lines under their headings, each with the way to where it began."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

from relating.case import CaseEntry, WorkLine, WorkWithMe, kind_of
from relating.journal.queries import OpenCase
from relating.web.page import visit
from relating.web.page.kinds import KINDS
from relating.web.voice.times import dated
from relating.web.with_me.forms import ABOUT
from relating.web.with_me.offers import stands


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and where it came from: a day and a page, where the viewer may see that."""

    id: UUID
    words: str
    day: str
    url: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines."""

    key: str
    title: Promise
    lines: tuple[Line, ...]


def page_of(case: OpenCase) -> WorkWithMe | None:
    """The page, where the viewer may read it."""
    return next(iter(case.all(WorkWithMe)), None)


def fresh(case: OpenCase) -> WorkWithMe:
    """The page before its first line: private."""
    return WorkWithMe(
        id=case.ids.of_one("work-with-me"),
        author="client",
        visibility="private",
        recorded_at=visit.to_the_second(),
    )


def parts(page: WorkWithMe | None, case: OpenCase) -> tuple[Part, ...]:
    """Its lines under their headings; a heading without one is left out."""
    held = page.lines if page else ()
    every = (
        Part(key, title, tuple(shown(each, case) for each in held if each.about == key))
        for key, title in ABOUT.items()
    )
    return tuple(each for each in every if each.lines)


def shown(line: WorkLine, case: OpenCase) -> Line:
    """A line, with the day on which she first said it."""
    source = source_of(line, case)
    edit = reverse("with-me-line", args=[case.case_id])
    return Line(
        id=line.id,
        words=line.words,
        day=dated(source.recorded_at, visit.to_the_second()) if source else "",
        url=whence(source, case) if source else "",
        edit_url=f"{edit}?line={line.id}",
    )


def source_of(line: WorkLine, case: OpenCase) -> CaseEntry | None:
    """The entry in which she said it first, where the viewer may see it."""
    found = (each for each in case.contents if isinstance(each, CaseEntry))
    return next((each for each in found if each.id == line.came_from), None)


def whence(entry: CaseEntry, case: OpenCase) -> str:
    """The page to which a line leads back."""
    return stands(entry, case) or KINDS[kind_of(entry)].url(entry.id, case.case_id)
