"""What holds for every page: a log line, alarm, headers, signing in, idleness, what is hidden."""

import logging
import secrets
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeAlias

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotFound,
    HttpResponseServerError,
    QueryDict,
)
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import override

from relating.case.clock import clock
from relating.journal.parts import left_out_at
from relating.people import clinic, devices, gate
from relating.people.gate import Ended, Hidden
from relating.people.passphrases import opens_once
from relating.vault.looking import looking
from relating.vault.seal import Tampered
from relating.web.logs import request_id
from relating.web.page import parts, resend, visit
from relating.web.page.deleted import deleted_here
from relating.web.page.errors import forbidden, not_now
from relating.web.page.hats import worn_by
from relating.web.page.unsaved import ended, unsaved

log = logging.getLogger("relating.requests")

Handler: TypeAlias = Callable[[HttpRequest], HttpResponse]

OPEN = frozenset(
    {
        "sign-in",
        "sign-out",
        "leave",
        "invitation",
        "set-up",
        "account_login",
        "robots",
        "health",
        "pulse-given",
        "calendar-feed",
        "about",
        "worker",
        "manifest",
        "write",
        "write-left",
        "write-off",
        "inbox",
    }
)
"""Addresses that anybody may open, by name. Everything else asks who is there."""

UNGATED = OPEN | {"passphrase", "drafts"}
"""Addresses that a signed-in person may open although they concern no case and no practice."""

BEFORE_CHOOSING = UNGATED | {"safety", None}
"""What there is for whoever has still to choose a passphrase."""

BY_LINK = {
    "invitation": "used-link.html",
    "set-up": "used-link.html",
    "pulse-given": "old-form.html",
}
"""Addresses that are a link: one that leads nowhere says so, whatever the reason, on this page."""

LEFT = "left"
"""The mark that quick exit leaves behind (static/web/page/exit.js)."""

A_MINUTE = 60
OURS = frozenset({"same-origin", "none"})
"""What a browser says of a request that no other site set going."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
NOTHING = "accelerometer=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def told(get_response: Handler) -> Handler:
    """Write a line for each request: which view, what came of it, how long it took."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request_id.set(secrets.token_hex(4))
        began = time.perf_counter()
        response = get_response(request)
        took = (time.perf_counter() - began) * 1000
        came = f"{response.status_code} {took:.0f} ms"
        log.info("", extra={"request": request, "came": came})
        return response

    return middleware


def alarm(get_response: Handler) -> Handler:
    """Fail an answer to a signed-in person that was made without asking the gate."""

    def middleware(request: HttpRequest) -> HttpResponse:
        gate.asked.set(False)
        response = get_response(request)
        answered = response.status_code < HTTPStatus.BAD_REQUEST and is_signed_in(request)
        if answered and not gate.asked.get() and address(request) not in UNGATED | {None}:
            return HttpResponseServerError(render_to_string("500.html"))
        return response

    return middleware


def is_signed_in(request: HttpRequest) -> bool:
    """Whether the request came from somebody signed in; before signing in is looked at, no."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def address(request: HttpRequest) -> str | None:
    """The name of the address that was asked for; None where there is none."""
    if request.resolver_match:
        return request.resolver_match.url_name
    try:
        return resolve(request.path_info).url_name
    except Resolver404:
        return None


def headers(get_response: Handler) -> Handler:
    """Keep pages out of every cache, and switch off what a browser may do that no page needs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", NOTHING)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        if not request.path_info.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store, private"
        return response

    return middleware


def packed(get_response: Handler) -> Handler:
    """Send pages packed to whoever comes from a page of ours or typed the address, as the browser
    says: how long a packed page is can tell what is in it, to a site that has it opened."""
    pack = GZipMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        page = response.headers.get("Content-Type", "").startswith("text/html")
        if page and not response.streaming and request.headers.get("Sec-Fetch-Site") in OURS:
            pack.process_response(request, response)
        return response

    return middleware


def right_address(get_response: Handler) -> Handler:
    """Tell whoever came by another name of this machine where it is opened, and nothing else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            page = render_to_string("elsewhere.html", {"opened_at": settings.OPENED_AT})
            return HttpResponseBadRequest(page)
        return get_response(request)

    return middleware


def same_origin(get_response: Handler) -> Handler:
    """Refuse a change that another site's page set going, whatever token it carries."""

    def middleware(request: HttpRequest) -> HttpResponse:
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method not in SAFE_METHODS and site not in OURS:
            return forbidden(request)
        return get_response(request)

    return middleware


def line_ends(get_response: Handler) -> Handler:
    """A line end is one sign, as it was when it was typed: browsers send two, and limits count."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and has_line_ends(request.POST):
            request.POST = QueryDict(request.POST.urlencode().replace("%0D%0A", "%0A"))
        return get_response(request)

    return middleware


def has_line_ends(sent: QueryDict) -> bool:
    """Whether the first of two signs for a line end stands in what was sent."""
    return any("\r" in each for name, said in sent.lists() for each in (name, *said))


def by_the_clock(get_response: Handler) -> Handler:
    """Tell times by the practice's clock, which knows the ends of the calendar too; and say which
    language is spoken, for whoever must find out that nothing was said looks for it each time."""

    def middleware(request: HttpRequest) -> HttpResponse:
        its_clock = clock(clinic.time_zone()) or clock(settings.TIME_ZONE)
        with override(settings.LANGUAGE_CODE, deactivate=True), timezone.override(its_clock):
            return get_response(request)

    return middleware


def looked_at(get_response: Handler) -> Handler:
    """Let the database know who looks."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with looking(request.user.pk):
            return get_response(request)

    return middleware


def idle(get_response: Handler) -> Handler:
    """Sign somebody out who has not asked for a page for a while. After the clock went back the
    while is counted anew."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            seen = request.session.get("seen", now)
            if now - seen > settings.IDLE_MINUTES * A_MINUTE:
                logout(request)
            elif not 0 <= now - seen < A_MINUTE or "seen" not in request.session:
                request.session["seen"] = now
        return get_response(request)

    return middleware


def not_closed(get_response: Handler) -> Handler:
    """Sign somebody out whose device was closed meanwhile from another one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            device = request.session.get(devices.HELD)
            if device and not devices.stands(device):
                logout(request)
        return get_response(request)

    return middleware


def left(get_response: Handler) -> Handler:
    """Sign somebody out who left by quick exit while there was no network to say so. Their browser
    bears the mark that they left until it has come through once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.COOKIES.get(LEFT):
            return get_response(request)
        if request.user.is_authenticated:
            logout(request)
        response = get_response(request)
        response.delete_cookie(LEFT, samesite="Lax")
        response.headers.setdefault("Clear-Site-Data", '"cache"')
        return response

    return middleware


def signed_in(get_response: Handler) -> Handler:
    """Ask everybody to sign in, but at the open addresses; what was being sent is kept.

    Whoever came in by a passphrase that was made for them chooses one before anything else.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if opens_once(request.user) and address(request) not in BEFORE_CHOOSING:
            gate.asked.set(True)  # there is nothing of anybody's in this answer
            return redirect("passphrase")
        if request.user.is_authenticated or address(request) in OPEN | {None}:
            return get_response(request)
        if request.method == "POST":
            return resend.ask_to_sign_in(request)
        return redirect(f"{settings.SIGN_IN}?next={request.path}")

    return middleware


def under_a_hat(request: HttpRequest) -> dict[str, str]:
    """For whoever has several hats: which is worn, whatever was asked for. What they sent is kept
    until they put on the one that it was written under."""
    if not is_signed_in(request):
        return {}
    worn = worn_by(visit.viewer(request), gate.hats(visit.viewer(request)))
    if worn and request.method == "POST":
        resend.hand_back(request, visit.user(request))
    return {"hat": worn}


class Hiding:
    """What is not for this person does not exist for them; altered content is not shown; what
    could not be stored stands on its page again, and what could not be read says so."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """The page of what was never there, at the addresses of what the two do without."""
        del view, args
        wanted = parts.named(address(request), kwargs)
        if wanted is None or not is_signed_in(request):
            return None
        part, of = wanted
        try:
            out = left_out_at(gate.viewer_of(visit.user(request)), of)
        except (Hidden, Tampered, DatabaseError):
            return None  # the view asks the same, and answers it
        return HttpResponseNotFound(render_to_string("404.html")) if part in out else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of what a view raised, for what is no mistake of the program."""
        if isinstance(exception, Ended):
            return ended(request)
        if isinstance(exception, Hidden):
            if is_signed_in(request) and (deleted := deleted_here(request)):
                return deleted
            page = BY_LINK.get(address(request) or "", "404.html")
            return HttpResponseNotFound(render_to_string(page, under_a_hat(request)))
        if isinstance(exception, Tampered):
            return HttpResponseServerError(render_to_string("tampered.html"))
        if isinstance(exception, DatabaseError | OSError):
            say = unsaved if request.method == "POST" else not_now
            return say(request, exception)
        return None
