"""How to work with me: the page to both, and a line that she writes, changes or takes off."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from relating.case import WorkLine, WorkWithMe
from relating.case.fields import LONGEST_LIST
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.sharing import sharing
from relating.web.voice.names import other_name
from relating.web.voice.sides import to_client
from relating.web.with_me.forms import TAKE_OFF, LineForm
from relating.web.with_me.offers import offers
from relating.web.with_me.page import fresh, page_of, parts

BACK = gettext_lazy("Your page")
TWO_WEEKS = timedelta(days=14)


@require_safe
def with_me(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page: hers to change; to the counsellor what she shares of it."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.may_agree(case.role))
    page, hers = page_of(case), to_client(case)
    now = timezone.now()
    on_page = frozenset(each.came_from for each in page.lines if each.came_from) if page else ()
    context = {
        "frame": frame_for(case, now, "with-me", back_link("more", case_id)),
        "page": page,
        "parts": parts(page, case),
        "hers": hers,
        "now": now,
        "other": other_name(case),
        "offers": offers(case, frozenset(on_page)) if hers else [],
        "sharing": sharing(page, page.id, case.may(page.id), case) if page and hers else None,
        "handed": hers and is_hidden_from_the_next(page, case, now - TWO_WEEKS),
        "line_url": reverse("with-me-line", args=[case_id]),
    }
    return render(request, "web/with_me/with-me.html", context)


def is_hidden_from_the_next(page: WorkWithMe | None, case: OpenCase, since: datetime) -> bool:
    """Whether somebody else is the counsellor since then, and does not read the page."""
    private = page is not None and page.visibility == "private" and bool(page.lines)
    return private and queries.was_done(case.case_id, "handed", since)


@visit.reads_and_writes
def line(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One line: a new one, one that is there, or one that something she said may become."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    page = page_of(case) or fresh(case)
    asked = asked_line(request, page, case)
    form = LineForm(visit.sent(request), asked, asked.words if asked in page.lines else "")
    if request.method != "POST":
        return form_page(request, case, form, there=asked in page.lines)
    if request.POST.get("act") == TAKE_OFF:
        return taken_off(request, case, page)
    if not form.is_valid():
        return form_page(request, case, form, there=in_page(page, request.POST.get("id", "")))
    told = of_hers(form.told(), case)
    saved = next((each for each in page.lines if each.id == told.id), None)
    if saved and saved.words not in {form.cleaned_data["before"], told.words}:
        return met(request, case, saved)
    if saved is None and len(page.lines) >= LONGEST_LIST:
        form.add_error("words", _("The page is full. Take a line off first."))
        return form_page(request, case, form, there=False)
    lines = tuple(told if each.id == told.id else each for each in page.lines)
    return kept(request, case, replace(page, lines=lines if saved else (*lines, told)))


def asked_line(request: HttpRequest, page: WorkWithMe, case: OpenCase) -> WorkLine:
    """The line that is asked for: one of the page, what an entry of hers offers, or a new one.

    Raises:
        Hidden: there is no such line.
    """
    if wanted := request.GET.get("line"):
        found = next((each for each in page.lines if str(each.id) == wanted), None)
        gate.require(found is not None)
        return found or page.lines[0]
    if wanted := request.GET.get("of"):
        came_from = visit.id_sent(wanted)
        given = next(
            (each for each in offers(case, frozenset()) if each.came_from == came_from), None
        )
        gate.require(given is not None)
        if given is not None:
            return WorkLine(id=uuid4(), about=given.about, words=given.words, came_from=came_from)
    return WorkLine(id=uuid4(), about="helps")


def in_page(page: WorkWithMe, id: str) -> bool:
    """Whether a line of this id is on the page."""
    return any(str(each.id) == id for each in page.lines)


def of_hers(line: WorkLine, case: OpenCase) -> WorkLine:
    """The line, which came from something she can see or from nowhere."""
    known = line.came_from in case.rows
    return line if known else replace(line, came_from=None)


def kept(request: HttpRequest, case: OpenCase, page: WorkWithMe) -> HttpResponse:
    """Write the page as it is now."""
    receipt = actions.write(case.at.viewer, case.case_id, page, actions.LATEST)
    shared = page.visibility == "shared"
    name = {"name": other_name(case)}
    said = _("It is on your page. %(name)s reads it.") if shared else _("It is on your page.")
    return visit.saved(request, said % name, reverse("with-me", args=[case.case_id]), receipt)


def taken_off(request: HttpRequest, case: OpenCase, page: WorkWithMe) -> HttpResponse:
    """Take a line off the page; where it came from it stays."""
    gone = request.POST.get("id", "")
    url = reverse("with-me", args=[case.case_id])
    if not in_page(page, gone):
        return visit.see_other(url)
    left = replace(page, lines=tuple(each for each in page.lines if str(each.id) != gone))
    receipt = actions.write(case.at.viewer, case.case_id, left, actions.LATEST)
    return visit.saved(request, _("It is off your page."), url, receipt)


def met(request: HttpRequest, case: OpenCase, saved: WorkLine) -> HttpResponse:
    """What was typed, below what was saved meanwhile: saved once more, what was typed stands."""
    data = request.POST.copy()
    data["before"] = saved.words
    return form_page(request, case, LineForm(data, saved), there=True, saved=saved.words)


def who_reads(case: OpenCase) -> str:
    """Who reads what is put on the page."""
    page, name = page_of(case), {"name": other_name(case)}
    if page is not None and page.visibility == "shared":
        return _("What you put on the page %(name)s reads.") % name
    return _("Private to you until you share the page.")


def form_page(
    request: HttpRequest, case: OpenCase, form: LineForm, *, there: bool, saved: str = ""
) -> HttpResponse:
    """The form of a line."""
    back = (BACK, reverse("with-me", args=[case.case_id]))
    context = {
        "frame": frame_for(case, timezone.now(), "with-me", back),
        "form": form,
        "there": there,
        "saved": saved,
        "case_id": case.case_id,
        "reads": who_reads(case),
        **visit.writing(request, f"{case.case_id}/with-me/{form['id'].value() if there else ''}"),
    }
    status = visit.status_of(form, saved or None)
    return render(request, "web/with_me/line.html", context, status=status)
