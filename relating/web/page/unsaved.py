"""What was sent could not be stored: the same page again, with everything that was typed on it.
So it is where the case has ended, and will not be stored.

It needs no script. Nothing was stored: a form is one act, and an act is stored whole or not at all.
"""

import logging
from copy import copy
from html import unescape
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from relating.web.page import closed, resend, visit

log = logging.getLogger("relating.unsaved")
SECRET = frozenset({"password", "old", "new", resend.FIELD})
"""Never written into a page again."""


def unsaved(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to a form that could not be stored."""
    log.error("A form could not be stored.", exc_info=exception)
    if request.headers.get("Accept") == "application/json":
        answer = HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    else:
        text = _("This could not be saved just now. What you wrote is still here: save once more.")
        answer = same_page(request, text) or with_what_was_sent(request)
    answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    answer.headers["Retry-After"] = "5"
    return answer


def ended(request: HttpRequest) -> HttpResponse:
    """The answer to something new in a case that has ended: nothing is kept, that is said, and what
    was typed stands there to be copied."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"ended": True}, status=HTTPStatus.CONFLICT)
    left_out = resend.LEFT_OUT | {visit.ZONE}
    typed = closed.words_in(each for each in sent_by(request) if each[0] not in left_out)
    text = _("This was not kept: it has ended meanwhile. What you typed stands here, to be copied.")
    page = same_page(request, text)
    if page is None or not all(closed.stands_in(each, words_on(page)) for each in typed):
        page = render(request, "ended.html", {"typed": typed})
    page.status_code = HTTPStatus.CONFLICT
    return page


def words_on(page: HttpResponse) -> str:
    """The text of a page, as it is read."""
    return unescape(page.content.decode())


def sent_by(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, but for what is never written into a page again."""
    sent = request.POST.lists()
    left_out = SECRET | {"csrfmiddlewaretoken"}
    return [(name, text) for name, texts in sent for text in texts if name not in left_out]


def same_page(request: HttpRequest, text: str) -> HttpResponse | None:
    """The page of the form, asked for anew and filled with what was typed, with a sentence about
    it; None where it has none, or where it cannot be made just now."""
    found = request.resolver_match
    if found is None or not is_worth_keeping(request):
        return None
    again = copy(request)
    again.method = "GET"
    visit.keep_typed(again, request.POST)
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
    context = {"path": request.get_full_path(), "sent": sent_by(request)}
    return render(request, "unsaved.html", context)
