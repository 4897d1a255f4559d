"""Drafts: what is being written is sealed by the browser and kept on the device until it is saved.

The key is in the page, and a page is only given to somebody who is signed in; what lies on the
device without it is noise. `static/web/page/keep.js` does the sealing for every form that carries
`{% include "web/page/draft.html" %}` among its attributes.
"""

import base64
import hashlib
from typing import NamedTuple

from relating.people.models import User
from relating.web.page import sealed_text


class Draft(NamedTuple):
    """The key of a draft, and the name under which it lies on the device."""

    key: str
    name: str


def draft(user: User, address: str) -> Draft:
    """The draft of one person for the form at one address. The name tells nothing of either."""
    key = draft_key(user)
    name = hashlib.sha256(f"{key}|{address}".encode()).hexdigest()[:24]
    return Draft(key, f"draft-{name}")


def draft_key(user: User) -> str:
    """The key under which this person's browser seals what is being written, as base64.

    The browser gets it only while they are signed in, so a draft left on a phone cannot be read
    by someone who is not.
    """
    return base64.b64encode(sealed_text.derived(b"draft|" + user.pk.bytes)).decode()
