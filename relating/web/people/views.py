"""The people of a case: who there is, one of them, someone new."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from relating.case import Episode, Person
from relating.engine.order import moment
from relating.journal import actions, queries
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.diary import page as river
from relating.web.page import rows, visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.meanwhile import rest_on
from relating.web.page.pieces import Empty, Row
from relating.web.page.sharing import Sharing, of_entry
from relating.web.people.forms import PersonForm
from relating.web.voice import names
from relating.web.voice.sides import to_client
from relating.web.voice.times import when

Text = str | Promise
PEOPLE = gettext_lazy("People")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the list. `about` says who they are, `lately` how often and when last."""

    url: str
    key: str
    name: str
    about: tuple[Text, ...]
    lately: Text
    readers: Text
    unsafe: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Somebody's page: who they are, and what happened with them."""

    key: str
    row: UUID
    name: str
    about: tuple[Text, ...]
    lately: Text
    unsafe: bool
    rows: tuple[Row, ...]
    page: "Page[Episode]"
    sharing: Sharing
    may: frozenset[str]


@require_safe
def people(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everybody, those of whom something was written lately first."""
    now = timezone.now()
    case = queries.open_case(visit.viewer(request), case_id)
    rows = [in_list(person, case, now) for person in in_order(case)]
    text = _("The people in your life will stand here, under the names you give them.")
    url = reverse("person-new", args=[case_id])
    frame = frame_for(case, now, "people")
    context = {
        "frame": frame,
        "title": next(place.label for place in frame.places if place.current),
        "rows": rows,
        "new_url": url,
        "empty": Empty("people", _("Nobody yet"), text, url, _("Add someone")),
    }
    return render(request, "web/people/people.html", context)


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
        unsafe=person.unsafe,
    )


def with_them(person: Person, case: OpenCase) -> tuple[Episode, ...]:
    """What happened with somebody, as far as the viewer may see it."""
    return tuple(episode for episode in case.episodes if episode.person == person.id)


def about(person: Person, case: OpenCase) -> tuple[Text, ...]:
    """Who somebody is: role, standing, and what else was ticked."""
    vocabulary = case.vocabulary
    flags = {
        _("leaned on as a child"): person.attachment_figure,
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


def lately(episodes: tuple[Episode, ...], now: datetime) -> Text:
    """How often something happened, and when last. A memory has no date and is only counted."""
    if not episodes:
        return _("nothing written yet")
    count = len(episodes)
    times = ngettext("%(count)s time", "%(count)s times", count) % {"count": count}
    dated = [moment(episode) for episode in episodes if episode.place != "past"]
    if not dated:
        return _("%(times)s, back then") % {"times": times}
    return _("%(times)s, last %(when)s") % {"times": times, "when": when(max(dated), now)}


@require_safe
def person(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Somebody, and what happened with them."""
    now = timezone.now()
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(isinstance(found.content, Person) and not found.row.deleted)
    case = queries.open_case(viewer, found.at.case_id)
    shown = present(found, case, now, request.GET.get("page"))
    back = (PEOPLE, reverse("people", args=[case.case_id]))
    context = {"frame": frame_for(case, now, "people", back), "person": shown, "page": shown.page}
    return render(request, "web/people/person.html", context)


def present(found: OpenEntry, case: OpenCase, now: datetime, number: str | None) -> PersonPage:
    """What the page of a person shows."""
    who = found.content
    assert isinstance(who, Person)  # noqa: S101  the view has asked
    happened = with_them(who, case)
    page = river.page_of(happened, number)
    return PersonPage(
        key=who.id,
        row=found.row.id,
        name=names.called(who, case),
        about=about(who, case),
        lately=lately(happened, now),
        unsafe=who.unsafe,
        rows=rows.rows_with(page, case, now),
        page=page,
        sharing=of_entry(found, case),
        may=found.may,
    )


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The form for somebody new; sent twice, they are there once."""
    viewer = visit.viewer(request)
    case = queries.open_around(viewer, case_id)
    form = PersonForm(visit.sent(request), case=case, person=None, version=0)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, form, reverse("people", args=[case_id]))
    try:
        receipt = actions.write(viewer, case_id, form.told(None))
    except actions.Conflict as conflict:
        row = case.person_row(str(form.cleaned_data["id"]))
        return once_more(request, case, form, row, conflict)
    return visit.done(request, _("Saved."), reverse("person", args=[receipt.id]))


@visit.reads_and_writes
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Say something else of a person. One who was deleted meanwhile is put back by saving."""
    viewer = visit.viewer(request)
    found, case = visit.opened(viewer, entry_id)
    before = person_of(found, request)
    version = found.row.version
    form = PersonForm(visit.sent(request), case=case, person=before, version=version)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, form, reverse("person", args=[entry_id]))
    based_on = version if found.row.deleted else form.cleaned_data["based_on"] or actions.NEW
    try:
        actions.write(viewer, case.case_id, form.told(before), based_on)
    except actions.Conflict as conflict:
        return once_more(request, case, form, entry_id, conflict)
    return visit.done(request, _("Saved."), reverse("person", args=[entry_id]))


def person_of(found: OpenEntry, request: HttpRequest) -> Person:
    """The person to write about; one deleted meanwhile only when words are on the way."""
    may = "revise" in found.may or (request.method == "POST" and "put_back" in found.may)
    gate.require(may and isinstance(found.content, Person))
    assert isinstance(found.content, Person)  # noqa: S101  the gate has asked
    return found.content


def once_more(
    request: HttpRequest, case: OpenCase, form: PersonForm, row: UUID, met: actions.Conflict
) -> HttpResponse:
    """Somebody saved something else meanwhile: both are shown, and saving once more decides."""
    if not isinstance(met.theirs, Person):
        raise Hidden
    rest_on(form, met.version)
    theirs = ", ".join(map(str, (met.theirs.alias, *about(met.theirs, case))))
    back, action = (reverse(name, args=[row]) for name in ("person", "person-edit"))
    return form_page(request, case, form, back, action, theirs)


def hint(case: OpenCase) -> str:
    """From whose side a person is described."""
    if policies.has_own_pages(case.role):
        return ""
    return _("Say it as %(name)s would: “me” is %(name)s.") % {"name": case.client_name}


def form_page(
    request: HttpRequest,
    case: OpenCase,
    form: PersonForm,
    back_url: str,
    action: str = "",
    theirs: str = "",
) -> HttpResponse:
    """The form, with everything that was typed."""
    back = (_("Back"), back_url)
    context = {
        "frame": frame_for(case, timezone.now(), "people", back, ""),
        "form": form,
        **visit.writing(request),
        "action": action,
        "theirs": theirs,
        "verb": _("Save"),
        "hint": hint(case),
    }
    status = 409 if theirs else 422 if form.errors and request.method == "POST" else 200
    return render(request, "web/people/form.html", context, status=status)
