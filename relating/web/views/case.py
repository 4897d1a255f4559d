"""case."""

from django.http import Http404, HttpRequest, HttpResponse


def case(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
