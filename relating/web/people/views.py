"""The people of a case: who there is, one of them, someone new."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from relating.case import Person
from relating.journal import actions, queries
from relating.journal.queries import OpenCase, OpenEntry
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import came_for, visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.meanwhile import APART, and_both, in_two, rest_on
from relating.web.page.parts import left_out_of
from relating.web.page.pieces import Empty
from relating.web.people.between import between
from relating.web.people.closest import happens
from relating.web.people.drawn import drawn, place_url
from relating.web.people.forms import PersonForm
from relating.web.people.near import A_PAGE, groups, is_placed, legend, ring_after_ring, who_sees
from relating.web.people.page import about, in_list, present, ways_to_be_one
from relating.web.people.planned import ask_url, planned
from relating.web.people.same import namesakes, same_url
from relating.web.people.seen import seen

Text = str | Promise
PEOPLE = gettext_lazy("People")


@require_safe
def people(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everybody, those of whom something was written lately first."""
    now = timezone.now()
    case = queries.open_case(visit.viewer(request), case_id)
    every = ring_after_ring(case, timezone.localdate())
    placed, page = is_placed(every), Paginator(every, A_PAGE).get_page(request.GET.get("page"))
    rows = [] if placed else [in_list(each.person, case, now) for each in page.object_list]
    text = _("The people in your life will stand here, under the names you give them.")
    url = reverse("person-new", args=[case_id])
    frame = frame_for(case, now, "people")
    context = {
        "frame": frame,
        "title": frame.here,
        "rows": rows,
        "groups": groups(case, page.object_list) if placed else (),
        "page": page,
        "legend": legend(case),
        "happens": happens(case, now),
        "map": drawn(case, request.GET) if placed and has_map(case) else None,
        "map_url": reverse("people-map", args=[case_id]),
        "sees": who_sees(case),
        "shared_url": reverse("people-shared", args=[case_id]),
        "place_url": place_url(case),
        "new_url": url,
        "namesakes": namesakes(case),
        "empty": Empty("people", _("Nobody yet"), text, url, _("Add someone")),
    }
    return render(request, "web/people/people.html", context)


def has_map(case: OpenCase) -> bool:
    """Whether the two use the map; the list is there in any case."""
    return "map" not in left_out_of(case)


@require_safe
def the_map(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The map alone, for a phone that is held upright."""
    case = queries.open_around(visit.viewer(request), case_id)
    frame = frame_for(case, timezone.now(), "people", (PEOPLE, reverse("people", args=[case_id])))
    context = {"frame": frame, "title": frame.here, "map": drawn(case, request.GET)}
    return render(request, "web/people/the-map.html", context)


@require_safe
def person(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Somebody, and what happened with them."""
    now = timezone.now()
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(isinstance(found.content, Person) and not found.row.deleted)
    case = queries.open_case(viewer, found.at.case_id)
    if (row := standing_row(found, case)) != entry_id:
        return redirect("person", row)
    shown = present(found, case, now, request.GET.get("page"))
    back = (PEOPLE, reverse("people", args=[case.case_id]))
    who = case.people[shown.key]
    context = {
        "frame": frame_for(case, now, "people", back),
        "person": shown,
        "page": shown.page,
        "between": between(who, case),
        "seen": seen(who, case, now),
        "planned": planned(who, case, now),
        "ask_url": ask_url(who, case),
        "goals": came_for.about_person(case, who.id),
        "came_for": came_for.called(case),
    }
    return render(request, "web/people/person.html", context)


def standing_row(found: OpenEntry, case: OpenCase) -> UUID:
    """The row of whoever stands for a person."""
    told = gate.as_a(Person, found.content)
    return case.person_row(case.people.standing_for(told.id))


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The form for somebody new; sent twice, they are there once."""
    viewer = visit.viewer(request)
    case = queries.open_around(viewer, case_id)
    form = PersonForm(visit.sent(request), case=case, person=None, version=0)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, form, reverse("people", args=[case_id]))
    if form.known:
        return already_here(request, case, form)
    try:
        receipt = actions.write(viewer, case_id, form.told(None))
    except actions.Conflict as conflict:
        row = case.row_id(form.told(None))
        return once_more(request, case, form, row, conflict)
    url = reverse("person", args=[receipt.id])
    return visit.saved(request, _("Saved."), url, receipt)


@visit.reads_and_writes
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Say something else of a person. One who was deleted meanwhile is put back by saving."""
    viewer = visit.viewer(request)
    found, case = visit.opened(viewer, entry_id)
    before = person_of(found, request)
    version = found.row.version
    shown = None if APART in request.POST else before
    form = PersonForm(visit.sent(request), case=case, person=shown, version=version)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, form, reverse("person", args=[entry_id]))
    based_on = version if found.row.deleted else form.cleaned_data["based_on"] or actions.NEW
    try:
        told, based_on = in_two(request, case, form.told(shown), based_on)
        receipt = actions.write(viewer, case.case_id, told, based_on)
    except actions.Conflict as conflict:
        return once_more(request, case, form, entry_id, conflict)
    url = reverse("person", args=[receipt.id])
    if shown and form.known and ways_to_be_one(shown, case.people[form.known], case):
        url = same_url(shown, case.people[form.known], case)
    return visit.saved(request, and_both(request, _("Saved.")), url, receipt)


def already_here(request: HttpRequest, case: OpenCase, form: PersonForm) -> HttpResponse:
    """Somebody new is somebody known: what was typed of them beyond that stands in their form, or
    where that is the other's, is kept beside it as the same person."""
    viewer, person = case.at.viewer, case.people.everybody[form.known]
    row = case.person_row(person.id)
    url = reverse("person", args=[row])
    if not form.adds_to(person):
        return visit.done(request, _("%(name)s is here already.") % {"name": person.alias}, url)
    if "revise" not in case.may(row):
        actions.write(viewer, case.case_id, replace(form.told(None), same_as=person.id))
        return visit.done(request, _("Saved."), url)
    version = case.version(row)
    more = PersonForm(form.added_to(person, version), case=case, person=person, version=version)
    return form_page(request, case, more, url, reverse("person-edit", args=[row]))


def person_of(found: OpenEntry, request: HttpRequest) -> Person:
    """The person to write about; one deleted meanwhile only when words are on the way."""
    may = "revise" in found.may or (request.method == "POST" and "put_back" in found.may)
    gate.require(may)
    return gate.as_a(Person, found.content)


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
        "frame": frame_for(case, timezone.now(), "people", back),
        "form": form,
        **visit.writing(request),
        "action": action,
        "theirs": theirs,
        "added": bool(action) and not theirs,
        "verb": _("Save"),
        "hint": hint(case),
    }
    wrong = request.method == "POST" and (form.errors or action)
    status = 409 if theirs else 422 if wrong else 200
    return render(request, "web/people/form.html", context, status=status)
