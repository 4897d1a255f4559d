"""more."""

from django.http import Http404, HttpRequest, HttpResponse


def seen(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def ways(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def more(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def export(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
