"""A page of markup as a PDF, in a process of its own: `python -m relating.web.ending.press`.

It reads `{"html": …, "css": …}` from its input and writes a line `page N` for each page that is
laid out, then `pdf LENGTH` and the bytes. It fetches nothing, from the network or from the disk,
and keeps nothing. Only this process loads WeasyPrint; whoever waits can end it at any moment.
"""

import logging
import re
import resource
import sys
from typing import NoReturn

import msgspec
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

SECONDS, BYTES = 60, 2_000_000_000
"""So much of a processor's time, and so much memory, one book may take."""
PAGE = re.compile(r"Creating layout - Page (\d+)$")


class Sent(msgspec.Struct, frozen=True):
    """What is laid out."""

    html: str
    css: str


class Nothing(ValueError):
    """Something was to be fetched."""


class FetchNothing(URLFetcher):  # type: ignore[misc]  # it carries no types
    """A book has no pictures and no sheets from elsewhere."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Refuse.

        Raises:
            Nothing: always.
        """
        raise Nothing


class Pages(logging.Handler):
    """Says on the output how far the layout has come."""

    def emit(self, record: logging.LogRecord) -> None:
        found = PAGE.search(record.getMessage())
        if found:
            say(f"page {found[1]}\n".encode())


def say(data: bytes) -> None:
    """Write to whoever waits, at once."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def pdf(sent: Sent) -> bytes:
    """The PDF of a page of markup."""
    nothing = FetchNothing()
    sheet = CSS(string=sent.css, url_fetcher=nothing)
    made = HTML(string=sent.html, url_fetcher=nothing).write_pdf(stylesheets=[sheet])
    return bytes(made or b"")


def main() -> None:
    """Lay out what stands on the input."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    told = logging.getLogger("weasyprint.progress")
    told.setLevel(logging.INFO)
    told.addHandler(Pages())
    made = pdf(msgspec.json.decode(sys.stdin.buffer.read(), type=Sent))
    say(f"pdf {len(made)}\n".encode())
    say(made)


if __name__ == "__main__":
    main()
