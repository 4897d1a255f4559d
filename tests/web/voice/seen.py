"""What a page says to somebody who looks at it or has it read out."""

from html.parser import HTMLParser

SAID = {"alt", "title", "aria-label", "aria-description", "placeholder"}
UNSEEN = {"script", "style"}
ALONE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}


class Reader(HTMLParser):
    """Gathers the texts of a page, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.texts += [value for name, value in attrs if name in SAID and value]
        given = dict(attrs)
        if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
            self.texts.append(given.get("value") or "")
        if tag not in ALONE:
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it what was not closed in it."""
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Text between the elements."""
        if not UNSEEN & set(self.within):
            self.texts.append(data)


def seen(page: str) -> list[str]:
    """Every text of a page, in order.

    >>> seen('<p title="Two">One<br>more</p><script>let three;</script>')
    ['Two', 'One', 'more']
    """
    reader = Reader()
    reader.feed(page)
    return [" ".join(text.split()) for text in reader.texts if text.strip()]
