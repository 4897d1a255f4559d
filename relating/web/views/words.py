"""words."""

from django.http import Http404, HttpRequest, HttpResponse


def practice_home(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def practice_words(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def home(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def words(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
