"""Forms that a case takes no more once it has ended: they are not rendered, and what stood in them
can be read and copied.

A form that may still be sent says so itself, with `data-stays`.
"""

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from typing import NamedTuple

Attributes = list[tuple[str, str | None]]
FORM = re.compile(r"(<form\b[^>]*>)(.*?)</form>", re.DOTALL)
NEW = re.compile(r'<a\b(?![^>]*\bdata-stays\b)[^>]*\bhref="[^"]*/new/"[^>]*>.*?</a>', re.DOTALL)
HEADING = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
UNSEEN = frozenset({"hidden", "submit", "button", "image", "reset"})


class Closed(NamedTuple):
    """A form that is not rendered: what was `typed` into it, under which `names` words are typed,
    and its draft on the device. `first` says that it is the first of the page that asks
    something."""

    typed: tuple[str, ...]
    names: str
    draft: str
    key: str
    former: str
    first: bool


class Fields(HTMLParser):
    """What a form asks, and the words that stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.asks = False
        self.names: list[str] = []
        self.typed: list[str] = []
        self.draft: dict[str, str] = {}
        self.within = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note a field; the words of a text area follow."""
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.draft = found
        if tag == "textarea":
            self.within = True
            self.names.append(found.get("name", ""))
            self.typed.append("")
        if tag == "input" and found.get("type", "text") == "text":
            self.names.append(found.get("name", ""))
            self.typed.append(found.get("value", ""))
        kind = found.get("type", "") if tag == "input" else ""
        self.asks |= tag in {"input", "textarea", "select"} and kind not in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """The words of a text area end."""
        self.within = self.within and tag != "textarea"

    def handle_data(self, data: str) -> None:
        """The words of a text area."""
        if self.within:
            self.typed[-1] += data


def without_forms(page: str, shown: Callable[[Closed], str]) -> str:
    """A page without the forms that are taken no more, and without the links to new ones. `shown`
    says what stands there instead of each that asks something."""
    first = True

    def instead(found: re.Match[str]) -> str:
        nonlocal first
        opening, inner = found.groups()
        if 'method="post"' not in opening or "data-stays" in opening:
            return found.group()
        fields = read(opening + inner)
        if not fields.asks:
            return ""
        closed, first = closed_of(fields, first=first), False
        return "".join(HEADING.findall(inner)) + shown(closed)

    return NEW.sub("", FORM.sub(instead, page))


def read(form: str) -> Fields:
    """The fields of a form."""
    found = Fields()
    found.feed(form)
    found.close()
    return found


def closed_of(fields: Fields, *, first: bool) -> Closed:
    """What is said of a form that is not rendered."""
    draft = fields.draft
    return Closed(
        typed=tuple(text for each in fields.typed if (text := each.strip())),
        names=" ".join(fields.names),
        draft=draft.get("data-draft", ""),
        key=draft.get("data-draft-key", ""),
        former=draft.get("data-draft-former", ""),
        first=first,
    )


# What was sent -----------------------------------------------------------------------------------

CODE = re.compile(r"[a-z0-9_.:|-]*|\d{4}-\d\d-\d\dT[\d:.+Z-]*")


def words_in(sent: Iterable[tuple[str, str]]) -> list[str]:
    """What somebody typed among what a form sent, and not what they chose: its codes, days and
    ids are written small and in one piece."""
    return [text for _name, each in sent if (text := each.strip()) and not CODE.fullmatch(text)]


def stands_in(text: str, page: str) -> bool:
    """Whether a text stands in a page that was unescaped, however its lines are broken."""
    return " ".join(text.split()) in " ".join(page.split())
