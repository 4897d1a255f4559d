"""What the pieces of a page take. Each is shown by the template of the same name in web/page/.

A figure is a `relating.pictures.drawing.Figure`.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

UNDO = _("Undo")
GO_BACK = _("Go back")


@dataclass(frozen=True, slots=True)
class Row:
    """One episode in a list. `meta`: whom with, when, who may read it; in this order.

    `instead` stands there where there are no `words`, or where they are folded away.
    """

    url: str
    place: str
    way: str
    words: str
    instead: Text
    meta: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Undo:
    """What was just done and the address that takes it back (a POST, with `hidden` fields)."""

    text: Text
    url: str
    verb: Text = UNDO
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Empty:
    """A page with nothing on it yet: what will be here, and perhaps the first step."""

    icon: str
    title: Text
    text: Text
    url: str = ""
    verb: Text = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question before something is done: what it will do in `lines`, the verb on the button.

    `words` are the first that somebody wrote in it. Without a verb nothing is left to be done.
    """

    title: Text
    url: str
    verb: Text
    back_url: str
    back: Text = GO_BACK
    words: str = ""
    lines: tuple[Text, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
