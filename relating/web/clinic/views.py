"""The administrator's practice."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from relating.journal import actions
from relating.people import clinic as practices
from relating.people import gate, invitations
from relating.people.clinic import Member
from relating.people.gate import Viewer
from relating.web.accounts.page import shown
from relating.web.clinic.forms import ColleagueForm, CountryForm
from relating.web.page import visit
from relating.web.page.frame_of_case import office_for
from relating.web.page.pieces import Confirm


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """Who works here, and a link for whoever comes."""
    return page(request, visit.viewer(request), ColleagueForm())


def page(
    request: HttpRequest,
    viewer: Viewer,
    form: ColleagueForm,
    country_form: CountryForm | None = None,
) -> HttpResponse:
    """The page of the practice, with the forms as they stand."""
    here = {
        "country": practices.country(gate.administrators_practice(viewer)),
        "time_zone": practices.time_zone(),
    }
    context = {
        "name": practices.name_of(viewer),
        "members": practices.members(viewer),
        "links": invitations.open_links(viewer),
        "viewer": viewer,
        "form": form,
        "country_form": country_form or CountryForm(initial=here),
        "frame": office_for(viewer, "practice"),
    }
    status = 422 if form.is_bound or country_form else 200
    return render(request, "web/clinic/clinic.html", context, status=status)


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make a link for a colleague, and show it once."""
    viewer, form = visit.viewer(request), ColleagueForm(request.POST)
    gate.administrators_practice(viewer)
    if not form.is_valid():
        return page(request, viewer, form)
    role = form.cleaned_data["role"]
    token = actions.invite_colleague(viewer, role)
    frame = office_for(viewer, "practice")
    return shown(request, frame, token, reverse("practice"), role)


@require_POST
def country(request: HttpRequest) -> HttpResponse:
    """Say in which country the practice is, and whose clock it goes by."""
    viewer, form = visit.viewer(request), CountryForm(request.POST)
    gate.administrators_practice(viewer)
    if not form.is_valid():
        return page(request, viewer, ColleagueForm(), form)
    actions.name_practice(viewer, **form.cleaned_data)
    return visit.done(request, _("Saved."), reverse("practice"))


@visit.reads_and_writes
def end(request: HttpRequest, user: UUID) -> HttpResponse:
    """Ask, and then end somebody's work here."""
    viewer = visit.viewer(request)
    member = practices.one(viewer, user)
    frame = office_for(viewer, "practice")
    if request.method == "POST":
        try:
            actions.end_membership(viewer, user)
        except actions.StillNeeded as needed:
            context = {"frame": frame, "member": member, "cases": needed.cases}
            return render(request, "web/clinic/needed.html", context, status=HTTPStatus.CONFLICT)
        told = _("%(name)s does not work here any more.") % {"name": member.called}
        return visit.done(request, told, reverse("practice"))
    context = {"frame": frame, "confirm": asked(request, member)}
    return render(request, "web/clinic/end.html", context)


@require_POST
def withdraw(request: HttpRequest, link: UUID) -> HttpResponse:
    """Take back a link that nobody used."""
    actions.withdraw_link(visit.viewer(request), link)
    return visit.done(request, _("The link is withdrawn."), reverse("practice"))


def asked(request: HttpRequest, member: Member) -> Confirm:
    """What it means that somebody's work here ends."""
    return Confirm(
        title=_("End the work of %(name)s in this practice?") % {"name": member.called},
        url=request.path,
        verb=_("End it now"),
        back_url=reverse("practice"),
        lines=(
            _("From this moment on they see no case any more, wherever they are signed in."),
            _("The cases stay as they are, and their clients keep everything they wrote."),
            _("It cannot be taken back. To work here again they need a new link."),
        ),
    )
