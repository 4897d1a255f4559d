"""Sessions in the database, which a full disk does not end.

Django ends a session that it cannot write. But a page that is only looked at writes a little too
(when somebody was last here), and on a full disk the safety plan would be out of reach. Beginning
a session still needs the disk.
"""

from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from relating.people import draft_keys


class SessionStore(db.SessionStore):
    """Django's own, but a change that cannot be written is left undone, and each sign-in has a key
    of its own for drafts."""

    def save(self, must_create: bool = False) -> None:
        """Write the session.

        Raises:
            CreateError: a new one could not be written.
            UpdateError: it was ended meanwhile.
        """
        if SESSION_KEY in self and draft_keys.HELD not in self:
            self[draft_keys.HELD] = draft_keys.begin(UUID(self[SESSION_KEY]), timezone.now()).hex
        try:
            super().save(must_create)
        except UpdateError:
            if not self.exists(self.session_key or ""):
                raise
