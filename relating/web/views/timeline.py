"""timeline."""

from django.http import Http404, HttpRequest, HttpResponse


def timeline(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
