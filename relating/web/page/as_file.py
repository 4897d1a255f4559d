"""A picture as a file, for paper. Its name says nothing of whoever is in it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from relating.journal.queries import OpenCase
from relating.journal.sent import says_so
from relating.people import gate, policies
from relating.pictures.alone import alone
from relating.pictures.drawing import Figure
from relating.web.page import visit


def file_url(request: HttpRequest, case: OpenCase, name: str) -> str:
    """Where the picture of a page is as a file: narrowed down as the page is. Of somebody who was
    sent the counsellor has none."""
    if not policies.may_take_out(case.role, sent=says_so(case)):
        return ""
    narrowed = f"?{request.GET.urlencode()}" if request.GET else ""
    return reverse(f"{name}-file", args=[case.case_id]) + narrowed


def as_file(figure: Figure, case: OpenCase, name: str) -> HttpResponse:
    """The file; where there is no picture yet, the page that says why."""
    gate.require(policies.may_take_out(case.role, sent=says_so(case)))
    if figure.drawing is None:
        return visit.see_other(reverse(name, args=[case.case_id]))
    headers = {"Content-Disposition": f'attachment; filename="{name}.svg"'}
    kind = "image/svg+xml; charset=utf-8"
    return HttpResponse(alone(figure.drawing), content_type=kind, headers=headers)
