"""Forms as they stand in pages, filled so that they hold: what a valid POST to an address sends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.access.asking import Pairs
from tests.cast import PASSPHRASE

WORDS = "Said in a test"
WRITTEN = dict.fromkeys(("", "text", "search", "textarea"), WORDS) | {"password": PASSPHRASE}
"""What is written into fields by their type, after what stands there."""
NUMBER = "0117 496 0123"
TICKED = {"radio", "checkbox"}
NOT_SENT = {"button", "reset", "image", "file"}
NOT_SAID = {"", "csrfmiddlewaretoken"}


@dataclass
class Control:
    """A field or a button of a form."""

    tag: str
    type: str
    name: str
    value: str
    on: bool = False
    options: Pairs = field(default_factory=list)
    """Of a choice: each value, and whether it is chosen."""


@dataclass
class Form:
    """A form of a page: where it is sent, and what stands in it."""

    action: str
    method: str
    controls: list[Control] = field(default_factory=list)

    def bodies(self, given: Mapping[str, str]) -> Iterator[Pairs]:
        """What is sent when each of its buttons is pressed, with these values in its fields."""
        buttons = [(each.name, each.value) for each in self.controls if each.type == "submit"]
        for button in buttons or [("", "")]:
            pairs = [*self.fields(), button]
            yield [(name, given.get(name, value)) for name, value in pairs if name not in NOT_SAID]

    @property
    def written(self) -> list[str]:
        """The names of the fields that somebody writes in."""
        return [each.name for each in self.controls if WRITTEN.get(each.type) == WORDS]

    @property
    def names(self) -> frozenset[str]:
        """Every field and button by its name."""
        return frozenset(each.name for each in self.controls)

    def fields(self) -> Pairs:
        """Its fields, with something in each, and changed where something stood in it."""
        return [
            (each.name, said(each))
            for each in self.controls
            if each.type != "submit" and (each.type not in TICKED or each is self.ticked(each))
        ]

    def ticked(self, box: Control) -> Control | None:
        """What is ticked of the boxes of this name; of several the first, where none is."""
        same = [each for each in self.controls if (each.type, each.name) == (box.type, box.name)]
        if box.type == "checkbox" and len(same) == 1:
            return box if box.on else None
        return next((each for each in same if each.on), same[0])


def said(control: Control) -> str:
    """What a field sends."""
    if control.tag == "select":
        chosen = [value for value, selected in control.options if selected and value]
        return next(iter(chosen + [value for value, _ in control.options if value]), "")
    if control.type in TICKED:
        return control.value
    if control.type == "tel":
        return NUMBER
    return f"{control.value} {WRITTEN.get(control.type, '')}".strip()


class Reader(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.form: Form | None = None
        self.open: Control | None = None
        """The choice or the box that is being read."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: text or "" for name, text in attrs}
        if tag == "form":
            action = urlsplit(given.get("action") or self.page).path
            self.form = Form(action, given.get("method", "get").lower())
            self.forms.append(self.form)
            self.by_id[given.get("id", "")] = self.form
        elif tag == "option" and self.open is not None:
            self.open.options.append(
                (given.get("value", ""), "selected" if "selected" in given else "")
            )
        elif tag in {"input", "select", "textarea", "button"}:
            self.control(tag, given)

    def control(self, tag: str, given: dict[str, str]) -> None:
        """A field or a button, of the form around it or of the one that it names."""
        form = self.by_id[given["form"]] if "form" in given else self.form
        kind = given.get("type", {"button": "submit", "input": ""}.get(tag, tag))
        if form is None or kind in NOT_SENT or "disabled" in given:
            return
        found = Control(
            tag, kind, given.get("name", ""), given.get("value", ""), "checked" in given
        )
        form.controls.append(found)
        self.open = found if tag in {"select", "textarea"} else self.open

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.open.tag == "textarea":
            self.open.value = (self.open.value + data).removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self.open = None
        if tag == "form":
            self.form = None


def forms(html: str, page: str) -> list[Form]:
    """Every form of a page that is sent by POST."""
    reader = Reader(page)
    reader.feed(html)
    return [each for each in reader.forms if each.method == "post"]
