"""What was sent could not be stored: the same page again, with everything that was typed on it.

It needs no script. Nothing was stored: a form is one act, and an act is stored whole or not at all.
"""

import logging
from copy import copy
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from relating.web.page import resend, visit

log = logging.getLogger("relating.unsaved")
SECRET = frozenset({"password", "old", "new", resend.FIELD})
"""Never written into a page again."""


def unsaved(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to a form that could not be stored."""
    log.error("A form could not be stored.", exc_info=exception)
    if request.headers.get("Accept") == "application/json":
        answer = HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    else:
        answer = same_page(request) or with_what_was_sent(request)
    answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    answer.headers["Retry-After"] = "5"
    return answer


def same_page(request: HttpRequest) -> HttpResponse | None:
    """The page of the form, asked for anew and filled with what was typed; None where it has none,
    or where it cannot be made just now."""
    found = request.resolver_match
    if found is None or not is_worth_keeping(request):
        return None
    again = copy(request)
    again.method = "GET"
    visit.keep_typed(again, request.POST)
    text = _("This could not be saved just now. What you wrote is still here: save once more.")
    messages.error(again, text, extra_tags="unsaved")
    try:
        page = found.func(again, *found.args, **found.kwargs)
    except Exception:
        log.exception("Nor could its page be shown.")
        return None
    shown = page.status_code in {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}
    return page if shown else None


def is_worth_keeping(request: HttpRequest) -> bool:
    """Whether somebody typed something: such forms say who writes, but for those at the door."""
    return resend.WRITER in request.POST or not request.user.is_authenticated


def with_what_was_sent(request: HttpRequest) -> HttpResponse:
    """A page with a button that sends the same once more; it needs nothing that is stored."""
    sent = [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in SECRET and name != "csrfmiddlewaretoken"
    ]
    context = {"path": request.get_full_path(), "sent": sent}
    return render(request, "unsaved.html", context)
