"""Drafts: what is being written is sealed by the browser and kept on the device until it is saved.

The key is in the page, and a page is only given to somebody who is signed in; what lies on the
device without it is noise. `static/web/page/keep.js` does the sealing for every form that carries
`{% include "web/page/draft.html" %}` among its attributes.
"""

import base64
import hashlib
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from relating.people import draft_keys
from relating.people.gate import Hidden
from relating.people.models import User
from relating.web.page import sealed_text


class Draft(NamedTuple):
    """The key of a draft, and the name under which it lies on the device."""

    key: str
    name: str


def draft(request: HttpRequest, user: User, address: str) -> Draft:
    """The draft of whoever asks, who is this user, for the form at one address."""
    return Draft(key_in(request, user), name(user, address))


def key_in(request: HttpRequest, user: User) -> str:
    """The key of this sign-in; a new one where it was given up, or is too old."""
    try:
        return key_of_sign_in(user, request.session.get(draft_keys.HELD, ""))
    except Hidden:
        request.session[draft_keys.HELD] = draft_keys.begin(user.pk, timezone.now()).hex
        return key_of_sign_in(user, request.session[draft_keys.HELD])


def name(user: User, address: str) -> str:
    """Under which name a person's draft for a form lies on the device. It tells of neither."""
    shelf = sealed_text.derived(b"draft names|" + user.pk.bytes).hex()
    return f"draft-{hashlib.sha256(f'{shelf}|{address}'.encode()).hexdigest()[:24]}"


def key_of_sign_in(user: User, key_id: str) -> str:
    """The key under which the browser of one sign-in seals what is being written: its id, a point,
    and the key as base64.

    The browser gets it only while that person is signed in, so a draft left on a phone cannot be
    read by someone who is not; and a page from an earlier sign-in opens no later draft.

    Raises:
        Hidden: there is no such sign-in of this person, or it is too long ago.
    """
    salt = draft_keys.salt_of(user.pk, UUID(key_id), timezone.now()) if key_id else b""
    key = sealed_text.derived(b"draft|" + user.pk.bytes + salt)
    return f"{key_id}.{base64.b64encode(key).decode()}"
