"""people."""

from django.http import Http404, HttpRequest, HttpResponse


def people(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def person(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def edit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
