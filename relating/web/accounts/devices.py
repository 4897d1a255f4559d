"""Which devices are known: somebody came in there before, under which name, a signed cookie says.

It names nobody: each name stands in it as a signature, of the device and the name together.
"""

import secrets
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "device"
A_YEAR = 365 * 24 * 60 * 60
PEOPLE = 8
"""So many people share a device; whoever was there longest ago is forgotten."""


class Device(NamedTuple):
    """A browser: its own id, and a mark for each name under which somebody came in there."""

    id: str
    marks: tuple[str, ...]


def device(request: HttpRequest) -> Device:
    """The browser that asks; a new one where nobody came in yet, or its cookie is not ours."""
    try:
        text = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
        device_id, *marks = signing.loads(text, salt=SALT, max_age=A_YEAR)
    except (signing.BadSignature, ValueError, TypeError):
        return Device(secrets.token_urlsafe(16), ())
    return Device(device_id, tuple(marks))


def mark(device_id: str, name: str) -> str:
    """What says that somebody came in on a device under this name."""
    return salted_hmac(SALT, f"{device_id} {name}", algorithm="sha256").hexdigest()[:32]


def knows(at: Device, name: str) -> bool:
    """Whether somebody came in on this device under this name."""
    return any(constant_time_compare(each, mark(at.id, name)) for each in at.marks)


def remember(request: HttpRequest, response: HttpResponse, name: str) -> HttpResponse:
    """Let the browser know from now on that somebody came in there under this name."""
    at = device(request)
    mine = mark(at.id, name)
    marks = [mine, *(each for each in at.marks if each != mine)][:PEOPLE]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([at.id, *marks], salt=SALT),
        max_age=A_YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return response
