"""Taking along all that one may read, as a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from relating.case.file.case_file import write
from relating.journal import actions, queries
from relating.journal.sent import says_so
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link


@visit.reads_and_writes
def export(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take everything along that one may read; asked first, because a file is not sealed."""
    viewer = visit.viewer(request)
    if request.method == "POST":
        return attachment(write(actions.export_case(viewer, case_id)))
    case = queries.open_around(viewer, case_id)
    gate.require(policies.may_take_out(case.role, sent=says_so(case)))
    back = back_link("more", case_id)
    context = {
        "frame": frame_for(case, timezone.now(), "export", back),
        "case_id": case_id,
        "counsellors": not policies.has_own_pages(case.role),
        "name": case.client_name,
    }
    return render(request, "web/entries/export.html", context)


def attachment(data: bytes) -> HttpResponse:
    """A file to keep. Its name says when, and nothing about whom."""
    name = f"export-{timezone.localdate().isoformat()}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/json", headers=headers)
