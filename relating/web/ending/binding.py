"""Binding a book: its leaves as markup for paper, laid out by a process of its own.

Nothing is kept on the way: the leaves go through a pipe, the PDF comes back through another.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import get_language

from relating.web.ending.book import Bound

COMMAND = (sys.executable, "-I", "-m", "relating.web.ending.press")
AROUND = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
"""All that the process learns of what is around it: no key, no address of a database."""
SHEET = "web/ending/paper.css"


class Unbound(OSError):
    """The process broke off."""


def markup(book: Bound) -> str:
    """The leaves as markup for paper."""
    given = {"book": book, "language": get_language()}
    return str.__str__(render_to_string("web/ending/paper.html", given))


def sheet() -> str:
    """How paper looks."""
    return Path(str(finders.find(SHEET))).read_text(encoding="utf-8")


def bind(html: str, css: str) -> Iterator[int | bytes]:
    """The number of each page as it is laid out, and last the PDF. Whoever asks for no more ends
    the process.

    Raises:
        Unbound: it broke off.
    """
    with subprocess.Popen(  # noqa: S603  our own program, with nothing of anybody's in its name
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=AROUND,
    ) as process:
        try:
            give(process.stdin, msgspec.json.encode({"html": html, "css": css}))
            yield from heard(process.stdout)
        finally:
            process.kill()


def give(pipe: IO[bytes] | None, data: bytes) -> None:
    """All that the process is given.

    Raises:
        Unbound: it takes nothing.
    """
    if pipe is None:
        raise Unbound
    with pipe:
        pipe.write(data)


def heard(output: IO[bytes] | None) -> Iterator[int | bytes]:
    """What the process says: each page by its number, then the PDF.

    Raises:
        Unbound: it says no more before that.
    """
    for line in output or ():
        what, number = line.split()
        if what == b"page":
            yield int(number)
            continue
        made = output.read(int(number)) if output else b""
        if len(made) == int(number):
            yield made
            return
    raise Unbound


def whole(html: str, css: str) -> bytes:
    """The PDF, however many pages it has."""
    *_pages, made = bind(html, css)
    return made if isinstance(made, bytes) else b""
