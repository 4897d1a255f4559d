"""The people of a case as pages show them: a row each, and the page of one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.case import Episode, Person
from relating.engine.order import moment
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate
from relating.web.diary import page as river
from relating.web.page import rows
from relating.web.page.pieces import Row
from relating.web.page.same_name import alike
from relating.web.page.sharing import Sharing, of_entry
from relating.web.voice import names
from relating.web.voice.sides import to_client
from relating.web.voice.times import when

Text = str | Promise


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the list. `about` says who they are, `lately` how often and when last."""

    url: str
    key: str
    name: str
    about: tuple[Text, ...]
    lately: Text
    readers: Text


@dataclass(frozen=True, slots=True)
class Part:
    """An entry of somebody who was written down twice, and what the viewer may do with it."""

    row: UUID
    name: str
    about: tuple[Text, ...]
    readers: Text
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Somebody's page: who they are, and what happened with them."""

    key: str
    row: UUID
    name: str
    about: tuple[Text, ...]
    lately: Text
    rows: tuple[Row, ...]
    page: "Page[Episode]"
    sharing: Sharing
    may: frozenset[str]
    parts: tuple[Part, ...]
    same_url: str


def in_order(case: OpenCase) -> list[Person]:
    """Everybody, the one most lately written about first; then by name."""
    latest: dict[str, datetime] = {}
    for episode in case.episodes:
        if episode.person is not None:
            known = latest.get(episode.person, moment(episode))
            latest[episode.person] = max(known, moment(episode))
    named = sorted(case.people.values(), key=lambda person: person.alias.casefold())
    return sorted(named, key=lambda person: since(latest.get(person.id)), reverse=True)


def since(at: datetime | None) -> float:
    """A time as a number to order by; never is before everything."""
    return float("-inf") if at is None else at.timestamp()


def in_list(person: Person, case: OpenCase, now: datetime) -> PersonRow:
    """Somebody as a row."""
    return PersonRow(
        url=reverse("person", args=[case.person_row(person.id)]),
        key=person.id,
        name=names.called(person, case),
        about=about(person, case)[:2],
        lately=lately(with_them(person, case), now),
        readers=names.readers(person, case),
    )


def with_them(person: Person, case: OpenCase) -> tuple[Episode, ...]:
    """What happened with somebody, as far as the viewer may see it."""
    return case.people.met_in(person.id, case.episodes)


def about(person: Person, case: OpenCase) -> tuple[Text, ...]:
    """Who somebody is: role, standing, and what else was ticked."""
    vocabulary = case.vocabulary
    flags = {
        _("was there when I was little"): person.attachment_figure and case.back_then,
        _("same home"): person.lives_with_me,
        depends_on(case): person.depends_on_me,
    }
    known = person.role is not None and not names.is_reader(person, case)
    role = [vocabulary.label("role", person.role or "")] if known else []
    standing = [vocabulary.label("standing", person.standing)] if person.standing else []
    gone = [vocabulary.label("gone", person.gone)] if person.gone else []
    return (*role, *gone, *standing, *(words for words, so in flags.items() if so))


def depends_on(case: OpenCase) -> Text:
    """Whom somebody depends on: the client, who is named to the counsellor."""
    if to_client(case):
        return _("depends on me")
    return _("depends on %(name)s") % {"name": case.client_name}


def many(count: int) -> str:
    """So many times."""
    return ngettext("%(count)s time", "%(count)s times", count) % {"count": count}


def lately(episodes: tuple[Episode, ...], now: datetime) -> Text:
    """How often something happened, and when last. A memory has no date and is only counted."""
    if not episodes:
        return _("nothing written yet")
    times = many(len(episodes))
    dated = [moment(episode) for episode in episodes if episode.place != "past"]
    if not dated:
        return _("%(times)s, back then") % {"times": times}
    return _("%(times)s, last %(when)s") % {"times": times, "when": when(max(dated), now)}


def present(found: OpenEntry, case: OpenCase, now: datetime, number: str | None) -> PersonPage:
    """What the page of a person shows."""
    who = case.people[gate.as_a(Person, found.content).id]
    happened = with_them(who, case)
    page = river.page_of(happened, number)
    return PersonPage(
        key=who.id,
        row=found.row.id,
        name=names.called(who, case),
        about=about(who, case),
        lately=lately(happened, now),
        rows=rows.rows_with(page, case, now),
        page=page,
        sharing=of_entry(found, case),
        may=found.may,
        parts=tuple(part_of(each, case) for each in case.people.parts(who.id)[1:]),
        same_url=reverse("person-same", args=[found.row.id]) if could_be(who, case) else "",
    )


def part_of(person: Person, case: OpenCase) -> Part:
    """An entry that somebody else stands for."""
    row = case.person_row(person.id)
    return Part(row, person.alias, about(person, case)[:2], readers_of(person, case), case.may(row))


def readers_of(person: Person, case: OpenCase) -> Text:
    """Who may read an entry of a person, or who wrote it."""
    return names.readers(person, case) or names.by_counsellor(person, case)


def could_be(person: Person, case: OpenCase) -> list[Person]:
    """Who else of the case this may be, as far as the viewer may say so: those of the same name
    first, then in the order of the list."""
    others = [each for each in in_order(case) if ways_to_be_one(person, each, case)]
    return sorted(others, key=lambda each: not alike(each.alias, person.alias))


def ways_to_be_one(one: Person, other: Person, case: OpenCase) -> list[Person]:
    """Which of two may stand for both: the first is the one to propose."""
    pairs = ((one, other), (other, one))
    return [stays for stays, goes in pairs if case.may_stand_for(stays, goes)]
