"""What is said once after something was done ("Saved."), until the next page says it.

It waits sealed in a cookie and not in the database: a sentence is no reason to flush a disk. It
names people, so nothing of it can be read on the device; it opens in this person's session alone.
"""

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage, Message
from django.http import HttpResponse

from relating.web.page import sealed_text

COOKIE = "__Host-said" if settings.HTTPS else "said"
MOST = 5
"""Of more than so many that nobody has looked at, the latest."""


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
        return sealed_text.SAID + (self.request.session.session_key or "").encode()


def sealed(messages: list[Message], bound: bytes) -> str:
    """Messages as the text of a cookie."""
    plain = [(each.level, each.message, each.extra_tags or "") for each in messages]
    return sealed_text.sealed(sealed_text.SAID, plain, bound)


def opened(text: str, bound: bytes) -> list[Message]:
    """The messages in a cookie; none where it is not one of ours, or of another session."""
    found = sealed_text.opened(sealed_text.SAID, text, bound, list[tuple[int, str, str]])
    return [Message(*each) for each in found or ()]
