"""How others see me, on a person's page: two voices beside one another, each with its source."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Feedback, Person
from relating.engine.reflected import Beside, Voice, reflected
from relating.journal.queries import OpenCase
from relating.web.voice import names
from relating.web.voice.sides import is_the_counsellor, to_client

Text = str | Promise
AT_FIRST = 2
"""So many rows stand there; the others lie folded."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and where they are from."""

    words: str
    source: Text
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """What was thought, and what was said."""

    thought: tuple[Said, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The section of a page: its title, whose the two voices are, and the rows, newest first."""

    title: Text
    thought: Text
    said: Text
    first: tuple[Row, ...]
    rest: tuple[Row, ...]


def seen(person: Person, case: OpenCase, now: datetime) -> Seen | None:
    """How somebody may see the client; None before anything was said of it."""
    with_them = [each for each in case.moments if of_person(each.told.person, person, case)]
    responses = case.all(Feedback) if is_the_counsellor(person) else ()
    rows = tuple(row(each, case, now) for each in reflected(with_them, responses))
    if not rows:
        return None
    return Seen(*headings(person, case), rows[:AT_FIRST], rows[AT_FIRST:])


def of_person(id: str | None, person: Person, case: OpenCase) -> bool:
    """Whether it was with this person."""
    return case.people.are_one(id, person.id)


def headings(person: Person, case: OpenCase) -> tuple[Text, Text, Text]:
    """The title, and whose the two voices are."""
    name = {"name": person.alias, "client": case.client_name}
    if to_client(case):
        return _("How %(name)s may see me") % name, _("I thought"), _("%(name)s said") % name
    if names.is_reader(person, case):
        return _("How you may see %(client)s") % name, _("%(client)s thought") % name, _("You said")
    return (
        _("How %(name)s may see %(client)s") % name,
        _("%(client)s thought") % name,
        _("%(name)s said") % name,
    )


def row(found: Beside, case: OpenCase, now: datetime) -> Row:
    """One row."""
    return Row(
        tuple(said(each, case, now) for each in found.thought),
        tuple(said(each, case, now) for each in found.said),
    )


def said(voice: Voice, case: OpenCase, now: datetime) -> Said:
    """One voice: its words, and how and when they came."""
    when = names.when_of(voice.told, case, now)
    url = reverse("episode", args=[voice.told.id])
    return Said(voice.words, source(voice, case) % {"when": when, **called(case)}, url)


def called(case: OpenCase) -> dict[str, str]:
    """What the two of the case are called."""
    return {"client": case.client_name, "counsellor": case.counsellor_name}


def source(voice: Voice, case: OpenCase) -> str:
    """How it is known."""
    match voice.source:
        case "asked":
            return _("when asked, %(when)s")
        case "told":
            return _("said so, %(when)s")
        case "counsellor" if to_client(case):
            return _("%(counsellor)s’s own response, %(when)s")
        case "counsellor":
            return _("your own response, %(when)s")
        case _:
            return "%(when)s"
