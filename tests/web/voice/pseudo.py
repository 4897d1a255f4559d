"""A language that nobody speaks: what the program says in it stands in letters twice as wide."""

import re
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.written import all_messages

CODE = "xx"
WIDE = {letter: letter + 0xFEE0 for letter in range(0x21, 0x7F)}
NARROW = {there: here for here, there in WIDE.items()}
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|<[^>]*>|&\w+;)")
"""Places for values, and markup."""
FORMATS = ("date", "month", "time")
"""A message with such a context is no sentence: it says how a date is written."""
DJANGO = Path(django.__file__).parent
OTHERS = [DJANGO / "conf", DJANGO / "contrib" / "auth"]


def installed(folder: Path) -> Path:
    """Put the language where Django can read it: in this folder."""
    spoken = Catalog(locale="en", domain="django")
    for each in every_message():
        done = translated(each)
        spoken.add(done.id, done.string, context=done.context)
    place = folder / CODE / "LC_MESSAGES" / "django.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, spoken)
    return folder


def every_message() -> Iterator[Message]:
    """What Django says of itself, such as the months, and what we say."""
    for room in OTHERS:
        with (room / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
            yield from (each for each in read_po(file) if each.id)
    yield from (each for each in all_messages() if each.id)


def translated(message: Message) -> Message:
    """A message with its translation."""
    done = copy(message)
    kept = (message.context or "").startswith(FORMATS)
    said = [text if kept else wide(text) for text in texts(message)]
    done.string = tuple(said) if message.pluralizable else said[0]
    return done


def texts(message: Message) -> list[str]:
    """Its English: one text, or that of one and that of many."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def wide(text: str) -> str:
    """A text in that language."""
    pieces = KEPT.split(text)
    return "".join(
        piece if number % 2 else piece.translate(WIDE) for number, piece in enumerate(pieces)
    )
