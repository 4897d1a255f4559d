"""cases."""

from django.http import Http404, HttpRequest, HttpResponse


def caseload(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
