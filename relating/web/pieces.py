"""What the pieces of a page take. Each is shown by the template of the same name in web/pieces/."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

UNDO = _("Undo")
GO_BACK = _("Go back")


@dataclass(frozen=True, slots=True)
class Row:
    """One episode in a list. `meta`: whom with, when, who may read it; in this order."""

    url: str
    place: str
    way: str
    words: str
    meta: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Undo:
    """What was just done and the address that takes it back (a POST)."""

    text: Text
    url: str
    verb: Text = UNDO


@dataclass(frozen=True, slots=True)
class Empty:
    """A page with nothing on it yet: what will be here, and perhaps the first step."""

    icon: str
    title: Text
    text: Text
    url: str = ""
    verb: Text = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A table's cell that leads somewhere."""

    text: Text
    url: str

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """The content of a picture in rows."""

    caption: Text
    heads: Sequence[Text]
    rows: Sequence[Sequence[Text | Link]]


class Drawn(Protocol):
    """A finished picture: SVG made by relating.pictures."""

    @property
    def svg(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its words. `title` says what it shows, out of how many; `how`, how to read it.

    A legend's line is (place, way, words); place "" for words alone. Without a drawing, `not_yet`
    says in a sentence what is missing.
    """

    title: Text
    how: Text = ""
    drawing: Drawn | None = None
    legend: tuple[tuple[str, str, Text], ...] = ()
    table: Table | None = None
    not_yet: Text = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question before something is done: what it will do in `lines`, the verb on the button."""

    title: Text
    url: str
    verb: Text
    back_url: str
    back: Text = GO_BACK
    lines: tuple[Text, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
