"""A pause in a bad moment: whom to call, the plan, a line for next time, and a way on.

It opens by what the client chose, never by her words, and from each of her pages. Nothing in its
address or its title tells why somebody was here.
"""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from msgspec.structs import replace

from relating.case import Agenda, Episode
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.to_call import whom_to_call
from relating.web.safety.next_time import again, put_down


@visit.reads_and_writes
def pause(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page. One tap puts a line down for next time, one more takes it away."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    line = put_down(case)
    if request.method != "POST":
        return page(request, case, line)
    if "undo" not in request.POST:
        keep(case, line)
    elif line is not None:
        actions.delete(case.at.viewer, line.id)
    return visit.see_other(f"{request.get_full_path()}#next")


def page(request: HttpRequest, case: OpenCase, line: Agenda | None) -> HttpResponse:
    """What stands on the page: first the question and who knows, then whom to call."""
    context = {
        "frame": frame_for(case, timezone.now(), "pause", back_link("today", case.case_id)),
        "counsellor": case.counsellor_name,
        "calls": whom_to_call(case),
        "saved": saved(request, case),
        "line": line,
        "agenda_url": reverse("agenda", args=[case.case_id]),
        "writing": being_written(request),
    }
    return render(request, "web/safety/pause.html", context)


def saved(request: HttpRequest, case: OpenCase) -> Episode | None:
    """What was saved just before. Where it is gone meanwhile, the page is there all the same."""
    with suppress(ValueError):
        wanted = UUID(request.GET.get("of", ""))
        return next((each for each in case.episodes if each.id == wanted), None)
    return None


def being_written(request: HttpRequest) -> str:
    """The page of ours on which something was being written; empty where there is none."""
    page = request.GET.get("at", "")
    ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if ours else ""


# A line for next time ----------------------------------------------------------------------------


def keep(case: OpenCase, line: Agenda | None) -> None:
    """Put the line down, or up again where it was talked about; once is enough."""
    if line is not None:
        return
    actions.write(case.at.viewer, case.case_id, replace(again(case), done_at=None), actions.LATEST)
