"""The book as a PDF: all at once, or page after page for the script that tells how far it is."""

import base64
from collections.abc import Iterator
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST

from relating.journal import actions, queries
from relating.people import gate, policies
from relating.web.ending.binding import bind, markup, sheet, whole
from relating.web.ending.book import book_of, bound
from relating.web.page import visit

LINES = "application/x-ndjson"


@require_POST
def paper(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Take the book along. All of it is read before the first page is laid out."""
    viewer = visit.viewer(request)
    case = queries.open_case(viewer, case_id)
    gate.require(policies.has_book(case.role))
    html = markup(bound(case, gate.there(book_of(case))))
    actions.took_book(viewer, case_id)
    if request.headers.get("Accept") == LINES:
        return StreamingHttpResponse(lines(html, sheet()), content_type=LINES)
    return attachment(whole(html, sheet()))


def lines(html: str, css: str) -> Iterator[bytes]:
    """A line for each page, and last one with the PDF."""
    for each in bind(html, css):
        told: dict[str, object] = {"page": each}
        if isinstance(each, bytes):
            told = {"pdf": base64.b64encode(each).decode(), "name": file_name()}
        yield msgspec.json.encode(told) + b"\n"


def attachment(data: bytes) -> HttpResponse:
    """A file to keep. Its name says when, and nothing about whom."""
    headers = {"Content-Disposition": f'attachment; filename="{file_name()}"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def file_name() -> str:
    """What the file is called."""
    return f"book-{timezone.localdate().isoformat()}.pdf"
