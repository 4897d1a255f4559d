"""today."""

from django.http import Http404, HttpRequest, HttpResponse

from relating.journal.queries import OpenCase


def today(request: HttpRequest, opened: OpenCase) -> HttpResponse:
    raise Http404
