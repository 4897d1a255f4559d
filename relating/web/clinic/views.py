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
from relating.people.models import ADMINISTRATOR
from relating.web.accounts.page import hand_on, handed_on, shown
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


@visit.reads_and_writes
def invite(request: HttpRequest) -> HttpResponse:
    """Make a link for a colleague, and show it once."""
    viewer, here = visit.viewer(request), reverse("practice")
    gate.administrators_practice(viewer)
    if request.method != "POST":
        made = handed_on(request)
        if made is None:
            return visit.see_other(here)
        return shown(request, office_for(viewer, "practice"), made[0], here, made[1])
    form = ColleagueForm(request.POST)
    if not form.is_valid():
        return page(request, viewer, form)
    role = form.cleaned_data["role"]
    return hand_on(request, actions.invite_colleague(viewer, role), role)


@require_POST
def country(request: HttpRequest) -> HttpResponse:
    """Say in which country the practice is, and whose clock it goes by."""
    viewer, form = visit.viewer(request), CountryForm(request.POST)
    gate.administrators_practice(viewer)
    if not form.is_valid():
        return page(request, viewer, ColleagueForm(), form)
    actions.name_practice(viewer, **form.cleaned_data)
    return visit.done(request, _("Saved."), reverse("practice"))


@require_POST
def hats(request: HttpRequest, user: UUID) -> HttpResponse:
    """Let somebody be something else here as well, which they put on themselves, or one thing
    less."""
    viewer = visit.viewer(request)
    if "gone" not in request.POST:
        actions.add_role(viewer, user, request.POST.get("role", ""))
        if user == viewer.id:
            visit.wear(request, ADMINISTRATOR)  # another hat is not put on by getting it
        return visit.done(request, _("Saved."), reverse("practice"))
    try:
        actions.take_role(viewer, user, request.POST["gone"])
    except actions.StillNeeded as needed:
        member = practices.one(viewer, user)
        return still_needed(request, member, needed.cases, HTTPStatus.CONFLICT)
    return visit.done(request, _("Saved."), reverse("practice"))


@visit.reads_and_writes
def end(request: HttpRequest, user: UUID) -> HttpResponse:
    """Ask, and then end somebody's work here; what must be done first stands there instead."""
    viewer = visit.viewer(request)
    member = practices.one(viewer, user)
    if request.method == "POST":
        try:
            actions.end_membership(viewer, user)
        except actions.StillNeeded as needed:
            return still_needed(request, member, needed.cases, HTTPStatus.CONFLICT)
        told = _("%(name)s does not work here any more.") % {"name": member.called}
        return visit.done(request, told, reverse("practice"))
    alone = practices.cases_of(user, gate.administrators_practice(viewer))
    if alone:
        return still_needed(request, member, len(alone), HTTPStatus.OK)
    context = {"frame": office_for(viewer, "practice"), "confirm": asked(request, member)}
    return render(request, "web/clinic/end.html", context)


def still_needed(
    request: HttpRequest, member: Member, cases: int, status: HTTPStatus
) -> HttpResponse:
    """That somebody's work cannot end yet, and who can help."""
    frame = office_for(visit.viewer(request), "practice")
    context = {"frame": frame, "member": member, "cases": cases}
    return render(request, "web/clinic/needed.html", context, status=status)


@visit.reads_and_writes
def withdraw(request: HttpRequest, link: UUID) -> HttpResponse:
    """Ask, and then take back a link that nobody used: it was shown once, and works no more."""
    viewer, here = visit.viewer(request), reverse("practice")
    if request.method == "POST":
        actions.withdraw_link(viewer, link)
        return visit.done(request, _("The link is withdrawn."), here)
    found = next((each for each in invitations.open_links(viewer) if each.id == link), None)
    gate.require(found is not None)
    confirm = Confirm(
        title=_("Withdraw this link?"),
        url=request.path,
        verb=_("Withdraw"),
        back_url=here,
        lines=(_("Whoever was given it cannot come in with it any more. You can make another."),),
    )
    frame = office_for(viewer, "practice")
    return render(request, "web/page/confirm-page.html", {"frame": frame, "confirm": confirm})


def asked(request: HttpRequest, member: Member) -> Confirm:
    """What it means that somebody's work here ends."""
    return Confirm(
        title=_("Close %(name)s’s access to this practice?") % {"name": member.called},
        url=request.path,
        verb=_("End it now"),
        back_url=reverse("practice"),
        lines=(
            _("From this moment on they see no case any more, wherever they are signed in."),
            _("The cases stay as they are, and their clients keep everything they wrote."),
            _("It cannot be taken back. To work here again they need a new link."),
        ),
    )
