"""What somebody was sending when their sign-in had run out: sealed, and given back afterwards.

It travels inside the page that asks to sign in and then in the new session, encrypted all the
way, and opens only for the person who was writing.
"""

from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from relating.people.models import User
from relating.web.page import sealed_text
from relating.web.page.to_call import at_the_door

FIELD, WRITER, SESSION = "kept", "writer", "kept"
BACK = "back"
"""Under which name a session holds who comes back to which address."""
LEFT_OUT = frozenset({"csrfmiddlewaretoken", WRITER, FIELD})


class Kept(NamedTuple):
    """Who was sending what to which address."""

    writer: str
    path: str
    sent: str


def writer_token(user: User) -> str:
    """A signed text that says who is writing; it stands in every form worth keeping."""
    return signing.dumps(str(user.pk), salt=WRITER)


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page with everything that was being sent sealed inside."""
    context = {"kept": sealed(request), "next": came_from(request), "help_lines": at_the_door()}
    return render(request, "web/page/sign-in-again.html", context, status=401)


def came_from(request: HttpRequest) -> str:
    """The page of ours from which something was sent, to go on there; empty when unknown."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() else ""


def sealed(request: HttpRequest) -> str:
    """What a request was sending, sealed; empty when nobody knows who was writing."""
    try:
        writer = signing.loads(request.POST.get(WRITER, ""), salt=WRITER)
    except signing.BadSignature:
        return ""
    sent = request.POST.copy()
    for name in LEFT_OUT:
        sent.pop(name, None)
    kept = Kept(writer, request.path, sent.urlencode())
    return sealed_text.sealed(sealed_text.KEPT, kept, sealed_text.KEPT)


def hand_over(request: HttpRequest, user: User) -> str | None:
    """Put what was kept into the new session; return the address it was meant for.

    Nothing is handed to anybody but the one who was writing.
    """
    return handed(request, user, request.POST.get(FIELD, ""))


def hand_back(request: HttpRequest, user: User) -> str | None:
    """Put what this request was sending into the session; return the address it was meant for.

    For a form whose token is stale, because its writer signed in again in another window.
    """
    return handed(request, user, sealed(request))


def handed(request: HttpRequest, user: User, text: str) -> str | None:
    """Put a kept text into the session of whoever wrote it; return the address it was meant for."""
    found = opened(text)
    if found is None or found.writer != str(user.pk):
        return None
    request.session[SESSION] = text
    return found.path


def waiting(request: HttpRequest) -> str | None:
    """The address for which something that was kept still waits in the session."""
    found = opened(request.session.get(SESSION, ""))
    return found.path if found else None


def opened(text: str) -> Kept | None:
    """What is in a kept text; None for anything else."""
    return sealed_text.opened(sealed_text.KEPT, text, sealed_text.KEPT, Kept)


def let_come_back(request: HttpRequest, user: UUID, path: str) -> None:
    """Let somebody who was signed out go on at an address, once they sign in here again."""
    request.session[BACK] = [str(user), path]


def comes_back(request: HttpRequest, user: User) -> str | None:
    """The address to which this person comes back; nobody else is led there."""
    who, path = request.session.pop(BACK, ["", None])
    return path if who == str(user.pk) else None


def given_back(request: HttpRequest) -> QueryDict | None:
    """What was being sent to this address before signing in, once."""
    found = opened(request.session.get(SESSION, ""))
    if found is None or found.path != request.path:
        return None
    del request.session[SESSION]
    again = _("What you wrote is here again. It is not saved yet.")
    messages.info(request, again, fail_silently=True)  # a request that no page answers has none
    return QueryDict(found.sent, mutable=True)
