"""invitations."""

from django.http import Http404, HttpRequest, HttpResponse


def invite(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
