"""The forms of a page as somebody without scripts would send them, with something typed in."""

from html.parser import HTMLParser
from itertools import count
from typing import NamedTuple

Attributes = dict[str, str]
URLENCODED = "application/x-www-form-urlencoded"
WRITTEN = {"text", "search", "tel", "email", ""}


class Form(NamedTuple):
    """A form: where it goes, what it holds, which fields are written in, and which are chosen."""

    action: str
    method: str
    pairs: list[tuple[str, str]]
    written: list[str]
    offered: dict[str, list[str]]

    @property
    def names(self) -> tuple[str, ...]:
        """Every field by its name."""
        return tuple(sorted({name for name, _ in self.pairs} | set(self.offered)))


class Filled(NamedTuple):
    """A form with words in each field that is written in."""

    pairs: list[tuple[str, str]]
    typed: list[str]
    content_type: str = URLENCODED


def typed_in(form: Form) -> Filled:
    """Something of one's own in every box, and a choice where none was made."""
    words = {
        name: f"typed-{number}-here" for name, number in zip(form.written, count(1), strict=False)
    }
    pairs = [(name, text) for name, text in form.pairs if name not in words]
    known = {name for name, _ in pairs}
    chosen = [(name, first(texts)) for name, texts in form.offered.items() if name not in known]
    return Filled([*pairs, *words.items(), *chosen], list(words.values()))


def first(texts: list[str]) -> str:
    """The first choice that says something."""
    return next((text for text in texts if text), "")


def forms(html: str) -> list[Form]:
    """Every form of a page."""
    reader = Reader()
    reader.feed(html)
    return reader.found


class Reader(HTMLParser):
    """Reads forms: what stands in each field, and what can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.box = self.select = ""
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: text or "" for name, text in attrs}
        if tag == "form":
            method = given.get("method", "get").lower()
            self.found.append(Form(given.get("action", ""), method, [], [], {}))
            self.open = True
        elif self.open and given.get("name") and tag in {"input", "textarea", "select", "button"}:
            self.field(tag, given)
        elif tag == "option" and self.open and self.select:
            self.option(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = False
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.box = ""

    def handle_data(self, data: str) -> None:
        if self.box:
            pairs = self.found[-1].pairs
            pairs[-1] = (self.box, pairs[-1][1] + data.removeprefix("\n"))

    def field(self, tag: str, given: Attributes) -> None:
        """One field."""
        name, form = given["name"], self.found[-1]
        if tag == "textarea":
            self.box = name
            form.pairs.append((name, ""))
            form.written.append(name)
        elif tag == "select":
            self.select = name
        elif tag == "input":
            self.input(name, given)

    def input(self, name: str, given: Attributes) -> None:
        """One field of a line, a tick or a hidden one."""
        form, sort = self.found[-1], given.get("type", "")
        value = given.get("value", "on" if sort in {"checkbox", "radio"} else "")
        if sort == "radio":
            form.offered.setdefault(name, []).append(value)
        if sort in {"submit", "button"} or (
            sort in {"checkbox", "radio"} and "checked" not in given
        ):
            return
        form.pairs.append((name, value))
        if sort in WRITTEN:
            form.written.append(name)

    def option(self, given: Attributes) -> None:
        """One choice of a list; the first stands until another is chosen."""
        form, value = self.found[-1], given.get("value", "")
        held = [each for each in form.pairs if each[0] == self.select]
        if "selected" in given:
            form.pairs[:] = [each for each in form.pairs if each[0] != self.select]
        if "selected" in given or not held:
            form.pairs.append((self.select, value))
