"""safety."""

from django.http import Http404, HttpRequest, HttpResponse


def safety(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def edit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
