"""Sessions in the database, which a full disk neither ends nor keeps from beginning.

Django ends a session that it cannot write. But a page that is only looked at writes a little too
(when somebody was last here), and on a full disk the safety plan would be out of reach. There a
change is left undone, and a new session travels in its cookie, signed, until there is room again.
Such a one ends by itself once nobody asked for a page as long as one may be idle; whoever keeps a
copy of the cookie from before a sign-out could use it until then.
"""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from relating.people import draft_keys
from relating.vault.prepared import prepared

CARRIED = "carried."
"""How the key of a session begins that is itself what the session holds."""
NEEDED = (SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY, "seen")
FITS = 3000
"""Signs: browsers drop a cookie of more than 4,096 bytes."""


class SessionStore(db.SessionStore):
    """Django's own, but what cannot be written is left undone or carried by the browser, and each
    sign-in has a key of its own for drafts."""

    def save(self, must_create: bool = False) -> None:
        """Write the session; one that was carried is written as soon as that can be done.

        Raises:
            CreateError: a new one has the key of another.
            UpdateError: it was ended meanwhile.
        """
        self.begin_drafts()  # reads what there is, under the key that it has
        if is_carried(self.session_key):
            self._session_key = None  # a new one is made
        try:
            super().save(must_create)
        except UpdateError:
            if not self.exists(self.session_key or ""):
                raise
        except DatabaseError:
            self._session_key = carried(dict(self.items()))

    def begin_drafts(self) -> None:
        """Give a sign-in its key for drafts; on a full disk they are sealed without one."""
        if SESSION_KEY in self and draft_keys.HELD not in self:
            with suppress(DatabaseError):
                begun = draft_keys.begin(UUID(self[SESSION_KEY]), timezone.now())
                self[draft_keys.HELD] = begun.hex

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing if there is none, or it is over."""
        if not is_carried(self.session_key):
            stored = _stored(self.session_key or "", timezone.now())
            if not stored:
                self._session_key = None
            return self.decode(stored[0][0]) if stored else {}
        found = held(self.session_key or "")
        if not found:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return bool(held(session_key)) if is_carried(session_key) else super().exists(session_key)

    def delete(self, session_key: str | None = None) -> None:
        """End a session. On a full disk the browser forgets it, and the row ends with its time."""
        if not is_carried(session_key or self.session_key):
            with suppress(DatabaseError):
                super().delete(session_key)


@prepared
def _stored(session_key: str, now: datetime) -> QuerySet[Session, tuple[str]]:
    found = Session.objects.filter(session_key=session_key, expire_date__gt=now)
    return found.values_list("session_data")


def is_carried(session_key: str | None) -> bool:
    """Whether a session is carried by the browser."""
    return bool(session_key) and str(session_key).startswith(CARRIED)


def carried(data: dict[str, Any]) -> str:
    """A session as the text of its cookie: all of it, or if that is too long who it is."""
    whole = signing.dumps(data, salt=CARRIED, compress=True)
    if len(whole) > FITS:
        needed = {name: data[name] for name in NEEDED if name in data}
        whole = signing.dumps(needed, salt=CARRIED, compress=True)
    return CARRIED + whole


def held(session_key: str) -> dict[str, Any]:
    """What the browser carries; nothing if it is not ours or too old."""
    longest = 60 * (settings.IDLE_MINUTES + 1)
    try:
        text = session_key.removeprefix(CARRIED)
        found: dict[str, Any] = signing.loads(text, salt=CARRIED, max_age=longest)
    except signing.BadSignature:
        return {}
    return found
