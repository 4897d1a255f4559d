"""Every message of the program, gathered from its code, its templates and its lists."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from django.utils.translation.template import templatize

HOUSE = Path(__file__).parent.parent
CODE = HOUSE / "relating"
LISTS = CODE / "case" / "words" / "lists"
OF_A_TERM = ("label", "about", "help", "group")
KEYWORDS: Mapping[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    # The sentences of the pure rooms: relating/case/sentence.py.
    "sentence": None,
    "of_number": (1, 2),
    "in_sense": ((1, "c"), 2),
}
"""Which arguments of a call are a message; (1, "c") is what tells it from another."""

Found = Iterator[tuple[int, str, Any, list[str]]]
Method = str | Callable[..., Any]


def catalogue() -> Catalog:
    """Every message, with the files it stands in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relating.settings")
    django.setup()
    found = Catalog(project="Relating", fuzzy=False)
    for path, method in sorted(sources().items()):
        with path.open("rb") as file:
            for line, message, comments, context in extract(method, file, KEYWORDS):
                place = (str(path.relative_to(HOUSE)), line)
                found.add(message, None, [place], auto_comments=comments, context=context)
    return found


def sources() -> Mapping[Path, Method]:
    """What is read, and how."""
    return {
        **dict.fromkeys(CODE.rglob("*.py"), "python"),
        **dict.fromkeys(CODE.rglob("*.html"), of_template),
        **dict.fromkeys(LISTS.glob("*.json"), of_list),
    }


def of_template(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Any:
    """The messages of a template.

    Django turns it into calls of gettext among words that are nothing but X. Their indents are
    taken away, because to Python they would mean something.
    """
    calls = templatize(file.read().decode())
    lines = "\n".join(line.strip() for line in calls.splitlines())
    return extract_python(BytesIO(lines.encode()), keywords, comment_tags, options)


def of_list(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Found:
    """What a list of words is called, and what its terms say."""
    listing = json.load(file)
    yield 1, "gettext", listing["title"], []
    for term in listing["terms"]:
        yield from ((1, "gettext", term[name], []) for name in OF_A_TERM if name in term)
