"""The counsellor's list of episodes."""

from django.http import Http404, HttpRequest, HttpResponse


def episodes(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
