"""circle."""

from django.http import Http404, HttpRequest, HttpResponse


def circle(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
