"""practice."""

from django.http import Http404, HttpRequest, HttpResponse


def practice(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def invite(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def end(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def supervision(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
