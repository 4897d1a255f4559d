"""Pages for what went wrong. Each says what is wrong, what to do, and that nothing was lost."""

import logging
from http import HTTPStatus

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.template.loader import render_to_string

from relating.people.models import User
from relating.web.page import resend
from relating.web.page.health import not_passed_on

log = logging.getLogger("relating.unread")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or none for this person: the same bytes either way."""
    return HttpResponseNotFound(render_to_string("404.html"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that does not come from one of our own pages."""
    context = {"not_passed_on": not_passed_on(request)}
    return HttpResponse(render_to_string("403.html", context), status=403)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or stale; what its writer sent is kept for the next try."""
    user = request.user
    path = resend.hand_back(request, user) if isinstance(user, User) else None
    page = "once-more.html" if path else "403.html"
    context = {"path": path, "not_passed_on": not_passed_on(request)}
    return HttpResponse(render_to_string(page, context), status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke here."""
    return HttpResponseServerError(render_to_string("500.html"))


def not_now(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What could not be read, or not be noted as read: whoever asks again later may find it."""
    log.error("A page could not be shown.", exc_info=exception)
    page = render_to_string("not-now.html", {"path": request.path})
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return HttpResponse(page, status=status, headers={"Retry-After": "5"})
