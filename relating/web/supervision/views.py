"""Supervision: a few moments and a question, lent without names and with the client's yes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.case import Consent
from relating.journal import actions, lending, lines, queries
from relating.journal.lending import Loan
from relating.journal.lines import TrailLine
from relating.journal.queries import OpenCase
from relating.journal.sent import says_so
from relating.people import clinic, gate, policies
from relating.people.gate import Viewer
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for, office_for
from relating.web.page.frames import DeskFrame, OfficeFrame, PhoneFrame
from relating.web.page.map import back_link
from relating.web.page.pieces import Confirm, Empty
from relating.web.supervision import page
from relating.web.supervision.forms import AnswerLentForm, ConsentForm, LoanForm
from relating.web.trail import page as trail_told

Frame = PhoneFrame | DeskFrame | OfficeFrame
LINES = 1000
TOLD = frozenset({"agreed", "withdrew", *lines.OF_SUPERVISION})
"""What of the trail stands on the client's page."""


@require_safe
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The client says yes or no, and sees what happened; the counsellor brings moments."""
    case = queries.open_case(visit.viewer(request), case_id)
    if policies.may_consent(case.role):
        return clients_page(request, case, ConsentForm(visit.sent(request)))
    gate.require(policies.may_lend(case.role))
    return render(request, "web/supervision/counsellor.html", counsellors(case))


def clients_page(request: HttpRequest, case: OpenCase, form: ConsentForm) -> HttpResponse:
    """What may go to a supervisor, and what did."""
    viewer, case_id = case.at.viewer, case.case_id
    told = [each for each in lines.read_trail(viewer, case_id, LINES) if is_told(each, case)]
    context = {
        "frame": frame_for(case, timezone.now(), "case-supervision", back_link("more", case_id)),
        "form": form,
        "consent": lending.consent(case.all(Consent), timezone.now()),
        "days": trail_told.days(told, case),
        "all_of": reverse("seen", args=[case_id]),
        "name": case.counsellor_name,
        "case_id": case_id,
        "now": timezone.now(),
        "writer": visit.writer(request),
    }
    status = visit.status_of(form)
    return render(request, "web/supervision/client.html", context, status=status)


def is_told(line: TrailLine, case: OpenCase) -> bool:
    """Whether a line of the trail is about supervision: what was done, and what others read."""
    if line.act == "read":
        return line.who not in {trail_told.YOU, case.counsellor_name}
    return line.act in TOLD


def counsellors(case: OpenCase) -> dict[str, object]:
    """What was brought, what was answered, and whether more may be."""
    return {
        "frame": frame_for(case, timezone.now(), "case-supervision"),
        "consent": lending.yes_that_holds(case, timezone.now()),
        "sent": says_so(case),
        "now": timezone.now(),
        "loans": lending.loans(case),
        "supervisors": clinic.supervisors(case.at.clinic_id, case.at.viewer.id),
        "name": case.client_name,
        "case_id": case.case_id,
    }


@visit.reads_and_writes
def consent(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say yes, or take it back: that is asked first, as it ends what is read at this moment."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.may_consent(case.role))
    now, here = visit.to_the_second(), reverse("case-supervision", args=[case_id])
    given = lending.consent(case.all(Consent), timezone.now())
    if request.method != "POST":
        return taking_back(request, case, here) if given else visit.see_other(here)
    if request.POST.get("do") == "withdraw":
        if given is not None:
            version = case.rows[given.id].version
            actions.withdraw(case.at.viewer, case_id, given, version, now)
        return visit.done(request, _("Taken back. Nothing of yours is read there now."), here)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return clients_page(request, case, form)
    if given is None:
        actions.agree(case.at.viewer, case_id, form.told(now))
    return visit.done(request, _("Saved. You can take it back whenever you like."), here)


def taking_back(request: HttpRequest, case: OpenCase, here: str) -> HttpResponse:
    """Ask before the yes is taken back."""
    confirm = Confirm(
        title=_("Take back your yes to supervision?"),
        url=request.path,
        verb=_("Take it back"),
        back_url=here,
        lines=(
            _("From this moment on nothing of yours is read there, and nothing more is brought."),
            _("You can say yes again; what was brought before stays ended."),
        ),
        hidden=(("do", "withdraw"),),
    )
    frame = frame_for(case, timezone.now(), "case-supervision", (_("Back"), here))
    return render(request, "web/page/confirm-page.html", {"frame": frame, "confirm": confirm})


# Bringing moments -------------------------------------------------------------------------------


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose, see what the supervisor will read, and only then lend it."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.may_lend(case.role))
    given = lending.yes_that_holds(case, timezone.now())
    supervisors = clinic.supervisors(case.at.clinic_id, case.at.viewer.id)
    if given is None or not supervisors:
        return visit.see_other(reverse("case-supervision", args=[case_id]))
    chosen = request.GET.getlist("moment")
    form = LoanForm(visit.sent(request), case, supervisors, chosen)
    if request.method == "POST" and form.only_finds:
        return form_page(request, case, form.judge_nothing(), None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, form, None)
    now = visit.to_the_second()
    told = form.told(given, now)
    if request.POST.get("do") != "lend":
        form.keep_names()
        return form_page(request, case, form, lending.preview(case.at.viewer, case_id, told))
    actions.lend(case.at.viewer, case_id, told, now)
    brought = _("Brought to %(name)s.") % {"name": supervisors[told.supervisor]}
    return visit.done(request, brought, reverse("case-supervision", args=[case_id]))


def form_page(
    request: HttpRequest, case: OpenCase, form: LoanForm, loan: Loan | None
) -> HttpResponse:
    """The form; with a preview under it once it is whole."""
    context = {
        "frame": frame_for(case, timezone.now(), "case-supervision"),
        "form": form,
        "loan": loan,
        "moments": page.moments(loan) if loan else (),
        "names": page.may_be_names(loan) if loan else (),
        "no_capitals": page.has_no_capitals(loan) if loan else False,
        "limit": limit(case),
        "name": case.client_name,
        **visit.writing(request),
        "case_id": case.case_id,
    }
    status = visit.status_of(form)
    return render(request, "web/supervision/form.html", context, status=status)


def limit(case: OpenCase) -> str:
    """What the client said with the yes: what may be talked about, and what not."""
    given = lending.consent(case.all(Consent), timezone.now())
    return given.words if given else ""


# Reading and answering --------------------------------------------------------------------------


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The supervisor's page: what is lent to them now."""
    viewer = visit.viewer(request)
    empty = Empty(
        icon="book",
        title=_("Nothing was brought to you"),
        text=_(
            "A supervisor sees no case of their own accord. When a counsellor brings a few moments "
            "and a question, with the client’s yes and without names, they stand here."
        ),
    )
    context = {
        "frame": office_for(viewer, "supervision"),
        "empty": empty,
        "now": timezone.now(),
        "loans": lending.lent_to(viewer),
    }
    return render(request, "web/supervision/mine.html", context)


@visit.reads_and_writes
def loan(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One loan: the supervisor reads and answers it; who lent it sees the same, and the answer."""
    viewer = visit.viewer(request)
    found = lending.open_loan(viewer, entry_id)
    if request.method == "POST":
        gate.require(not found.mine)
    form = AnswerLentForm(visit.sent(request), initial={"answer": found.lent.answer})
    if request.method == "POST" and form.is_valid():
        actions.answer_lent(viewer, entry_id, form.cleaned_data["answer"], visit.to_the_second())
        told = _("Saved. %(name)s can read it.") % {"name": found.lender}
        return visit.done(request, told, reverse("loan", args=[entry_id]))
    context = {
        "frame": around(viewer, found),
        "loan": found,
        "now": timezone.now(),
        "moments": page.moments(found),
        "form": form,
        **visit.writing(request),
    }
    status = visit.status_of(form)
    return render(request, "web/supervision/loan.html", context, status=status)


def around(viewer: Viewer, found: Loan) -> Frame:
    """The case, for who lent it; for the supervisor there is no case around it."""
    if not found.mine:
        return office_for(viewer, "supervision")
    case = queries.open_around(viewer, found.case_id)
    return frame_for(case, timezone.now(), "case-supervision")


@visit.reads_and_writes
def end(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Ask, and then end it before its time."""
    viewer = visit.viewer(request)
    found = lending.open_loan(viewer, entry_id)
    gate.require(found.mine)
    here = reverse("case-supervision", args=[found.case_id])
    if request.method == "POST":
        actions.take_back(viewer, entry_id, visit.to_the_second())
        return visit.done(request, _("Ended. It is read no more."), here)
    confirm = Confirm(
        title=_("End this now?"),
        url=request.path,
        verb=_("End it now"),
        back_url=here,
        lines=(
            _("%(name)s reads it no more from this moment on.") % {"name": found.supervisor},
            _("The question and the answer stay with you."),
        ),
    )
    context = {"frame": around(viewer, found), "confirm": confirm}
    return render(request, "web/page/confirm-page.html", context)
