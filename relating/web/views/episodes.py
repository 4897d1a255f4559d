"""episodes."""

from django.http import Http404, HttpRequest, HttpResponse


def diary(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def deleted(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def episode(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def versions(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def share(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def unshare(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def delete(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def put_back(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def erase(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
