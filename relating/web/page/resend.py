"""What somebody was sending when their sign-in had run out: sealed, and given back afterwards.

It travels inside the page that asks to sign in and then in the new session, encrypted all the
way, and opens only for the person who was writing.
"""

import base64
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from relating.people.models import User
from relating.vault import seal

FIELD, WRITER, SESSION = "kept", "writer", "kept"
LEFT_OUT = frozenset({"csrfmiddlewaretoken", WRITER, FIELD})
BOUND = b"relating|1|kept"


class Kept(NamedTuple):
    """Who was sending what to which address."""

    writer: str
    path: str
    sent: str


def key(purpose: bytes = BOUND) -> seal.Key:
    """A key made from the installation's signing key, for one purpose alone."""
    made = HKDF(SHA256(), 32, None, purpose).derive(settings.SECRET_KEY.encode())
    return seal.Key(0, AESGCM(made))


def writer_token(user: User) -> str:
    """Says in a form who is writing in it; stands in every form worth keeping."""
    return signing.dumps(str(user.pk), salt=WRITER)


def draft_key(user: User) -> str:
    """The key under which this person's browser seals what is being written, as base64.

    The browser gets it only while they are signed in, so a draft left on a phone cannot be read
    by someone who is not.
    """
    made = HKDF(SHA256(), 32, None, b"draft|" + user.pk.bytes).derive(settings.SECRET_KEY.encode())
    return base64.b64encode(made).decode()


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page with everything that was being sent sealed inside."""
    context = {"kept": sealed(request), "next": came_from(request)}
    return render(request, "web/accounts/sign-in-again.html", context, status=401)


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
    plain = msgspec.json.encode(Kept(writer, request.path, sent.urlencode()))
    return base64.urlsafe_b64encode(seal.seal(key(), plain, BOUND)).decode()


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


def opened(text: str) -> Kept | None:
    """What is in a kept text; None for anything else."""
    try:
        plain = seal.opened(key(), base64.urlsafe_b64decode(text), BOUND)
        return msgspec.json.decode(plain, type=Kept)
    except (ValueError, seal.Tampered):
        return None


def given_back(request: HttpRequest) -> QueryDict | None:
    """What was being sent to this address before signing in, once."""
    found = opened(request.session.get(SESSION, ""))
    if found is None or found.path != request.path:
        return None
    del request.session[SESSION]
    return QueryDict(found.sent, mutable=True)
