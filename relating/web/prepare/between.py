"""What the client said to her counsellor since the last hour, and what a supervisor answered.

What her pages promise that he sees is told here: he need not look for it.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import TypeAlias, TypeVar
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from relating.case import (
    Book,
    BookPart,
    CaseEntry,
    Consent,
    Ending,
    Recognition,
    Review,
    Supervision,
)
from relating.engine.prepare import Prepared
from relating.journal import lending, queries
from relating.journal.queries import OpenCase
from relating.web.beginning.page import said_whole, theirs
from relating.web.page.came_for import review_url
from relating.web.prepare.threads import Open
from relating.web.voice.sides import is_clients
from relating.web.voice.times import full_day
from relating.web.voice.words import opening

MOST = 4
"""So many of one kind are told, the newest."""
Changed: TypeAlias = Collection[UUID] | None
"""What of hers changed since the last hour; None before the first one, when all of it is new."""
Kind = TypeVar("Kind", bound=CaseEntry)


def lines(found: Prepared, case: OpenCase) -> Iterator[Open]:
    """A line for each, what asks for an answer first."""
    since = found.since
    changed = None if since is None else queries.changes(case, since)
    yield from beginning(case, changed)
    yield from (ending(each, case) for each in fresh(case, Ending, changed))
    yield from (part(each, case) for each in fresh(case, BookPart, changed))
    yield from (book(case) for _each in fresh(case, Book, changed)[:1])
    yield from (review(each, case) for each in fresh(case, Review, changed))
    yield from recognitions(case, changed)
    yield from supervised(case, since)
    yield from consents(case, since)


def fresh(case: OpenCase, kind: type[Kind], changed: Changed) -> list[Kind]:
    """What of hers was said, said otherwise or shared since the last hour, the newest first."""
    hers = (each for each in case.all(kind) if is_clients(each))
    return newest(each for each in hers if changed is None or each.id in changed)


def is_after(at: datetime, since: datetime | None) -> bool:
    """Whether it came since then; before the first hour everything is new."""
    return since is None or at > since


def newest(found: Iterable[Kind]) -> list[Kind]:
    """The newest of these."""
    return sorted(found, key=lambda each: (each.recorded_at, each.id), reverse=True)[:MOST]


def named(text: str, case: OpenCase) -> str:
    """A sentence with the client's name."""
    return text % {"name": case.client_name}


def beginning(case: OpenCase, changed: Changed) -> Iterator[Open]:
    """What she says to the page that both agree on; a yes that she took back first of all."""
    said = theirs(case)
    if said is not None and (changed is None or said.id in changed):
        yes = _("%(name)s said yes to what you two agree on")
        not_all = _("%(name)s does not say yes to all that you two agree on")
        text = named(yes if said_whole(said, case) else not_all, case)
        yield Open("door", text, "", reverse("beginning", args=[case.case_id]))


def consents(case: OpenCase, since: datetime | None) -> Iterator[Open]:
    """That she said yes to supervision, or took it back."""
    given = [each for each in case.all(Consent) if each.visibility == "shared"]
    url = reverse("case-supervision", args=[case.case_id])
    for each in newest(given)[:1]:
        if each.withdrawn_at is not None and is_after(each.withdrawn_at, since):
            yield Open("book", named(_("%(name)s took back the yes to supervision"), case), "", url)
        elif each.withdrawn_at is None and is_after(each.recorded_at, since):
            yield Open("book", named(_("%(name)s said yes to supervision"), case), "", url)


def ending(said: Ending, case: OpenCase) -> Open:
    """What she says of the ending: her words, or else the day that she says."""
    words = opening(said.words) or (full_day(said.day) if said.day else "")
    text = named(_("%(name)s said something about the ending"), case)
    return Open("book", text, words, reverse("ending", args=[case.case_id]))


def part(said: BookPart, case: OpenCase) -> Open:
    """A letter that she sent, or what she wrote for the book and shares."""
    letter = _("%(name)s sent you a letter")
    text = letter if said.part == "letter" else _("%(name)s wrote to you, for the ending")
    url = reverse("book-part", args=[case.case_id, said.part.replace("_", "-")])
    if said.part == "along":
        url = reverse("book" if case.all(Book) else "ending", args=[case.case_id])
    return Open("book", named(text, case), opening(said.words), url)


def book(case: OpenCase) -> Open:
    """That her book may be read."""
    text = named(_("%(name)s lets you read their book"), case)
    return Open("book", text, "", reverse("book", args=[case.case_id]))


def review(said: Review, case: OpenCase) -> Open:
    """What she said at the review of a day; where it is ticks alone, that there is something."""
    text = named(_("%(name)s said something at a review"), case)
    return Open("goal", text, opening(said.words), review_url(case.case_id, said.on))


def recognitions(case: OpenCase, changed: Changed) -> Iterator[Open]:
    """Each answer to something that he told; of what she keeps off her pages nobody is told."""
    text = named(_("%(name)s answered what you told"), case)
    for said in fresh(case, Recognition, changed):
        if said.says != "kept_off" and said.telling in case.rows:
            yield Open("share", text, opening(said.words), reverse("episode", args=[said.telling]))


def supervised(case: OpenCase, since: datetime | None) -> Iterator[Open]:
    """What a supervisor answered to what was brought."""
    lent = [each for each in case.all(Supervision) if each.answer]
    for each in newest(each for each in lent if each.answered_at is not None):
        if each.answered_at is not None and is_after(each.answered_at, since):
            who = {"name": lending.called_now(each.supervisor)}
            text = _("%(name)s answered what you brought to supervision") % who
            yield Open("book", text, opening(each.answer), reverse("loan", args=[each.id]))
