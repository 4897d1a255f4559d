"""Feedback that asks back: what the counsellor saw and felt, and what the client answers."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from relating.case import Content, Feedback, Note, Preferences
from relating.case.entries.preferences import read_ahead
from relating.engine.judging import phrases
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.feedback import page as heard
from relating.web.feedback.forms import FeedbackForm, fresh
from relating.web.feedback.paces import PACES
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import Saved, and_both, in_two, rest_on, saved_meanwhile
from relating.web.page.open_dip import open_dip
from relating.web.page.own_entry import may_revise, mine
from relating.web.sessions import preferences
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_clients

A_PAGE = 20
PACES_SAID = {
    "gentler": gettext_lazy("%(name)s would like it gentler."),
    "as_now": gettext_lazy("%(name)s would like it to stay as it is."),
    "more_direct": gettext_lazy("%(name)s would like it more direct."),
}


@visit.reads_and_writes
def feedback(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was said and what it became; and how each of the two would like it."""
    case = queries.open_case(visit.viewer(request), case_id)
    if request.method == "POST":
        return wish(request, case)
    now = timezone.now()
    wishes = preferences.mine(case)
    items = heard.items(case, now)
    context = {
        "frame": frame_for(case, now, "feedback", back_link("hours", case_id)),
        "page": Paginator(items, A_PAGE).get_page(request.GET.get("page")),
        "other": other_name(case),
        "counsellor": case.counsellor_name,
        "may_give": policies.may_give_feedback(case.role),
        "paces": PACES,
        "pace": pace(case),
        "pace_said": pace_said(case),
        "ahead": wishes is not None and wishes.read_ahead is True,
        "both_ahead": read_ahead(case.all(Preferences)),
        "case_id": case_id,
    }
    return render(request, "web/feedback/feedback.html", context)


def pace(case: OpenCase) -> str:
    """How the client would like feedback."""
    said = (each.pace for each in case.all(Preferences) if is_clients(each))
    return next((each for each in said if each), "")


def pace_said(case: OpenCase) -> str:
    """How the client would like feedback, said to the counsellor; empty where it was not said."""
    said = str(PACES_SAID.get(pace(case), ""))
    return said % {"name": case.client_name}


def wish(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """How fast it may go, which only the client says; and whether it may be read first."""
    wishes: dict[str, object] = {"read_ahead": request.POST.get("read_ahead") == "on"}
    given = request.POST.get("pace", "")
    if policies.may_answer(case.role) and given in PACES:
        wishes["pace"] = given
    told = preferences.preferred(case, visit.to_the_second(), **wishes)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    url = reverse("feedback", args=[case.case_id])
    return visit.saved(request, _("Saved."), url, receipt)


# Writing ---------------------------------------------------------------------------------------


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write feedback; it stays the counsellor's until it was said."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.may_give_feedback(case.role))
    return written(request, case, fresh(case, visit.to_the_second(), **asked_for(request)))


def asked_for(request: HttpRequest) -> dict[str, tuple[UUID, ...]]:
    """The moment, and what it is like, that an address asks for; what is no id is left out."""
    given: dict[str, tuple[UUID, ...]] = {}
    for name in ("about", "alike"):
        try:
            given[name] = (UUID(request.GET[name]),)
        except (KeyError, ValueError):
            continue
    return given


@visit.reads_and_writes
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Go on writing what was not said yet."""
    found, case = heard.one_of(visit.viewer(request), entry_id)
    gate.require(found.said_at is None and may_revise(case, found))
    return written(request, case, found)


def written(request: HttpRequest, case: OpenCase, base: Feedback) -> HttpResponse:
    """Show the form, or keep what it says."""
    now = visit.to_the_second()
    kept = heard.what_may_be_mine(base.id, case.all(Note))
    form = FeedbackForm(visit.sent(request), base, case, kept, now)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, form)
    based_on = form.cleaned_data["based_on"] or actions.NEW
    told = form.told(now, agreed=read_ahead(case.all(Preferences)))
    told, based_on = in_two(request, case, told, based_on)
    beside = own_part(case, told, form.cleaned_data["mine"])
    try:
        receipt = actions.write(case.at.viewer, case.case_id, told, based_on, beside=beside)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        met = saved_meanwhile(form, saved_form(conflict.theirs, case, kept))
        return form_page(request, case, form, reverse("feedback-edit", args=[told.id]), met)
    url = reverse("feedback-one", args=[told.id])
    return visit.saved(request, and_both(request, saved_words(told, case)), url, receipt)


def saved_form(saved: Content, case: OpenCase, kept: str) -> FeedbackForm:
    """The form as it would show feedback that was saved meanwhile.

    Raises:
        Hidden: it is none.
    """
    if not isinstance(saved, Feedback):
        raise Hidden
    return FeedbackForm(None, saved, case, kept, visit.to_the_second())


def own_part(case: OpenCase, told: Feedback, text: str) -> tuple[Note, ...]:
    """What may be the counsellor's own, which stands apart, with the notes; perhaps nothing."""
    before = mine(case, Note, lambda each: each.mine and told.id in each.about)
    if before is None and not text:
        return ()
    note = Note(
        id=before.id if before else case.ids.of_one("mine", told.id),
        author="counsellor",
        visibility="private",
        recorded_at=told.recorded_at,
        session=told.session,
        about=(told.id,),
        mine=True,
        text=text,
    )
    return (note,)


def saved_words(told: Feedback, case: OpenCase) -> str:
    """That it is saved, and for whom."""
    if told.visibility == "shared":
        return _("Saved. %(name)s can read it.") % {"name": case.client_name}
    return _("Saved. It is not shared until you have said it.")


def form_page(
    request: HttpRequest,
    case: OpenCase,
    form: FeedbackForm,
    action: str = "",
    met: tuple[Saved, ...] | None = None,
) -> HttpResponse:
    """The form, with everything that was typed."""
    back = back_link("feedback", case.case_id)
    dip = open_dip(case)
    given = pace(case)
    context = {
        "frame": frame_for(case, timezone.now(), "feedback", back),
        "form": form,
        "action": action,
        "met": met,
        "both": met is not None,
        "judgements": "|".join(phrases(get_language())),
        "dip": dip,
        "show_outside": dip is None or bool(form["outside"].value()),
        "both_ahead": read_ahead(case.all(Preferences)),
        "name": case.client_name,
        "pace": given if given != "as_now" else "",
        "pace_said": pace_said(case),
        **visit.writing(request),
    }
    status = visit.status_of(form, met)
    return render(request, "web/feedback/form.html", context, status=status)
