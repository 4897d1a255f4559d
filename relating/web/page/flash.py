"""What is said once after something was done ("Saved."), until the next page says it.

It waits sealed in a cookie and not in the database: a sentence is no reason to flush a disk. It
names people, so nothing of it can be read on the device; it opens in this person's session alone.
"""

import base64

import msgspec
from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage, Message
from django.http import HttpResponse

from relating.vault import seal
from relating.web.page import resend

COOKIE = "__Host-said" if settings.HTTPS else "said"
PURPOSE = b"relating|1|said"
MOST = 5
"""Of more than so many that nobody has looked at, the latest."""
_DECODER = msgspec.json.Decoder(list[tuple[int, str, str]])


class SealedStorage(BaseStorage):
    """Django's storage for messages, in a cookie that only the server can read."""

    def _get(self) -> tuple[list[Message], bool]:
        return opened(self.request.COOKIES.get(COOKIE, ""), self._bound()), True

    def _store(self, messages: list[Message], response: HttpResponse) -> list[Message]:
        if messages:
            text = sealed(messages[-MOST:], self._bound())
            response.set_cookie(COOKIE, text, secure=settings.HTTPS, httponly=True, samesite="Lax")
        elif COOKIE in self.request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
        return []

    def _bound(self) -> bytes:
        """The session it belongs to; in another one it does not open."""
        return PURPOSE + (self.request.session.session_key or "").encode()


def sealed(messages: list[Message], bound: bytes) -> str:
    """Messages as the text of a cookie."""
    plain = [(each.level, each.message, each.extra_tags or "") for each in messages]
    text = seal.seal(resend.key(PURPOSE), msgspec.json.encode(plain), bound)
    return base64.urlsafe_b64encode(text).decode()


def opened(text: str, bound: bytes) -> list[Message]:
    """The messages in a cookie; none where it is not one of ours, or of another session."""
    try:
        plain = seal.opened(resend.key(PURPOSE), base64.urlsafe_b64decode(text), bound)
    except (ValueError, seal.Tampered):
        return []
    return [Message(*each) for each in _DECODER.decode(plain)]
