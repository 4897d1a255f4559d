"""Who asks for a page, what they sent, and the short answers that every page gives alike."""

from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from relating.case.clock import clock
from relating.journal import queries
from relating.journal.queries import OpenCase, OpenEntry
from relating.journal.receipts import Receipt
from relating.people import gate
from relating.people.gate import Hidden, Viewer
from relating.people.models import User
from relating.web.page import resend
from relating.web.page.drafts import draft

Text = str | Promise
LONGEST_NUMBER = 9
ZONE = "zone"
"""The cookie in which a browser says it; see static/web/page/clock.js."""
HAT = "hat"
"""Under which name a session holds which hat somebody put on."""
TYPED, KEPT = "relating.typed", "relating.kept"
"""Where a request holds what could not be stored, and that a phone kept it; no header can have such
a name."""

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])
"""For a view that shows a form and takes it."""


def user(request: HttpRequest) -> User:
    """The user behind a request to a page that asks everybody to sign in."""
    signed_in = request.user
    assert isinstance(signed_in, User)  # noqa: S101  the middleware let nobody else through
    return signed_in


def viewer(request: HttpRequest) -> Viewer:
    """Who is looking, as the gate knows them, under the hat that they put on."""
    return gate.viewer_of(user(request), str(request.session.get(HAT, "")))


def wear(request: HttpRequest, hat: str) -> None:
    """Put on another hat, until it is changed or they sign out."""
    request.session[HAT] = hat


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent: now, or before the sign-in ran out; None to show it empty."""
    if request.method == "POST":
        return request.POST
    return typed(request) or resend.given_back(request)


def keep_typed(request: HttpRequest, data: QueryDict) -> None:
    """Let a page that is asked for anew show what somebody typed into its form."""
    request.META[TYPED] = data


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed into a form that could not be stored; None for every other request."""
    found = request.META.get(TYPED)
    return found if isinstance(found, QueryDict) else None


def from_phone(request: HttpRequest) -> bool:
    """Whether a phone kept it and sent it later: then it changes nothing that is there by now."""
    return KEPT in request.META


def zone(request: HttpRequest) -> str:
    """The name of the time zone whose clock a device shows, as its browser says; empty where it
    says none that is known, as without scripts."""
    said = request.COOKIES.get(ZONE, "")
    return said if clock(said) else ""


def writer(request: HttpRequest) -> str:
    """A sign of who is writing, for the hidden field `writer` of a form worth keeping."""
    return resend.writer_token(user(request))


def writing(request: HttpRequest, address: str = "") -> dict[str, object]:
    """What a form needs so that nothing written in it is lost: who writes in it, the draft of the
    form at this `address`, or at the address of its own page, and a token to keep it `apart`."""
    who = user(request)
    name = draft(request, who, address or request.path)
    return {"writer": writer(request), "draft": name, "apart": uuid4()}


def number(data: QueryDict | None, name: str) -> int:
    """A whole number that a form carries; 0 for anything else."""
    text = str(data.get(name, "")) if data is not None else ""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def id_sent(text: str) -> UUID:
    """The id that a form or an address carries.

    Raises:
        Hidden: it is none, and so there is nothing under it.
    """
    try:
        return UUID(text)
    except ValueError:
        raise Hidden from None


def to_the_second() -> datetime:
    """The time now in UTC, to the second: entries hold no finer one."""
    return timezone.now().astimezone(UTC).replace(microsecond=0)


def status_of(form: Form, met: object = None) -> int:
    """The status of a page with a form: 409 where something newer was saved meanwhile (`met`), 422
    where an answer does not fit, else 200."""
    if met is not None:
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def see_other(url: str) -> HttpResponse:
    """A redirect to the page to see next, after a form was done."""
    answer = redirect(url)
    answer.status_code = 303
    return answer


def done(request: HttpRequest, text: Text, url: str, undo: str = "") -> HttpResponse:
    """Say in a sentence what was done, and go to the page to see next; `undo` is the address of the
    way back, which stands beside the sentence."""
    messages.success(request, str(text), extra_tags=undo)
    return answered(request, url)


def saved(request: HttpRequest, text: Text, url: str, receipt: Receipt) -> HttpResponse:
    """Say that something was saved, with the way back, and go to the page to see next."""
    return done(request, text, url, undo_url(receipt))


def undo_url(*receipts: Receipt) -> str:
    """The address that undoes all that one form did; empty where there is no way back."""
    every = [each for receipt in receipts for each in receipt.every if each.back is not None]
    if not every:
        return ""
    made = [("made", f"{each.id}.{each.version}.{each.back}") for each in every]
    return f"{reverse('undo', args=[every[0].id])}?{urlencode(made)}"


def answered(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect to the page to see next; for the script that keeps drafts its address alone."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"next": url})
    return see_other(url)


def opened(viewer: Viewer, entry_id: UUID) -> tuple[OpenEntry, OpenCase]:
    """One entry, and the case around it without its other episodes."""
    found = queries.open_entry(viewer, entry_id)
    return found, queries.open_around(viewer, found.at.case_id)
