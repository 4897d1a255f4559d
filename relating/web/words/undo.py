"""The way back from the last change to a word: kept sealed, offered once, on the next page.

A session lies in the database, where nothing that people wrote may lie open.
"""

from collections.abc import Collection
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from msgspec.structs import replace

from relating.case import Word
from relating.journal.layers import Changed
from relating.people.gate import Viewer
from relating.web.page import sealed_text
from relating.web.page.pieces import Undo

Text = str | Promise
SESSION = "word"


class Back(NamedTuple):
    """What stood before a change and what stood after it; `gently` hides a word already in use."""

    before: Word | None
    after: Word
    gently: bool = False

    @property
    def wanted(self) -> Word | None:
        """What shall stand again. A word that was added goes, unless somebody chose it by now."""
        return replace(self.after, hidden=True) if self.gently else self.before

    def change(self, now: Word | None) -> Word | None:
        """Put it back, if nobody changed the word since."""
        return self.wanted if told(now) == told(self.after) else now

    def is_done(self, now: Word | None) -> bool:
        """Whether that stands which shall stand."""
        return told(now) == told(self.wanted)


def told(word: Word | None) -> tuple[object, ...]:
    """What a change says, whoever may read it."""
    return () if word is None else (word.label, word.old, word.position, word.hidden)


def remember(request: HttpRequest, viewer: Viewer, name: str, text: Text, made: Changed) -> None:
    """Keep what was done in a list, and its way back, for the next page."""
    way_back = (made.before, made.after)
    sealed = sealed_text.sealed(sealed_text.KEPT, way_back, bound(viewer))
    request.session[SESSION] = [str(text), name, sealed]


def offered(request: HttpRequest, name: str, url: str) -> Undo | None:
    """What was just done in this list, with its way back."""
    if request.method != "GET":
        return None
    text, done_in, sealed = request.session.pop(SESSION, None) or ("", "", "")
    if done_in != name:
        return None
    return Undo(text, url, hidden=(("act", "undo"), ("word", sealed)))


def opened(viewer: Viewer, text: str, used: Collection[tuple[str, str]]) -> Back | None:
    """The way back that a form carries; None for anything else, and for anybody else."""
    found = sealed_text.opened(sealed_text.KEPT, text, bound(viewer), tuple[Word | None, Word])
    if found is None:
        return None
    before, after = found
    chosen = any((name, after.code) in used for name in (after.list, "new"))
    return Back(before, after, gently=before is None and chosen)


def bound(viewer: Viewer) -> bytes:
    """What the way back is bound to: whose it is."""
    return f"relating|1|word|{viewer.id}".encode()
