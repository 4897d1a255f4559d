"""What a translator is given: every message, whole, and nothing beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from django.template.base import Lexer, Token, TokenType

from messages.__main__ import renewed
from messages.catalogue import CODE, HOUSE, KEYWORDS
from tests.sure import there
from tests.web.voice.seen import seen
from tests.written import all_messages

pytestmark = pytest.mark.xdist_group("all messages")
SPEAKS = {"django.utils.translation", "relating.case.sentence"}
ANY_TEXT = {"relating/web/voice/sentence.py"}
"""Where a message comes from somewhere else, and is only said."""
WORDS = re.compile(r"""(?:\w+=)?["'][^"']*[A-Za-z][^"']* [^"']*["']$""")
"""An argument that is words: `_("…")` would be a message, and the form of a date is a filter's."""


ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
"""Some templates are no more than attributes of an element."""


@pytest.fixture(scope="module")
def every() -> Catalog:
    return all_messages()


def test_a_sentence_of_a_picture_is_there_with_what_it_is_said_of(every: Catalog) -> None:
    assert there(every.get("%(n)s time")).id == ("%(n)s time", "%(n)s times")
    assert every.get("open", "a dip")
    assert every.get("where you\nwould rather be", "on two lines")


def test_a_sentence_of_a_template_is_there_with_its_places_and_its_numbers(every: Catalog) -> None:
    assert every.get("%(counsellor)s can read your words.")
    assert there(every.get("Found %(n)s time")).pluralizable
    assert every.get("More about this")


def test_what_the_lists_say_is_there(every: Catalog) -> None:
    assert every.get("When I noticed")
    assert every.get("Beforehand, and chose otherwise")
    assert every.get("Not even afterwards, until somebody said so.")


def test_every_message_is_written_where_it_is_asked_for() -> None:
    unknown = [
        f"{path.relative_to(HOUSE)}:{line}"
        for path in CODE.rglob("*.py")
        if str(path.relative_to(HOUSE)) not in ANY_TEXT
        for line, message in asked(ast.parse(path.read_text(encoding="utf-8")))
        if not all(isinstance(each, ast.Constant) for each in message)
    ]
    assert unknown == []


def asked(tree: ast.Module) -> Iterator[tuple[int, list[ast.expr]]]:
    """Where a file asks for a message, and the arguments that are to be one."""
    names = {
        each.asname or each.name: each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in SPEAKS
        for each in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = names.get(node.func.id, "")
            if name in KEYWORDS:
                yield node.lineno, node.args[: len(KEYWORDS[name] or "1")]


@pytest.mark.parametrize("path", sorted(CODE.rglob("*.html")), ids=lambda path: path.stem)
def test_a_template_has_no_word_that_is_not_translated(path: Path) -> None:
    tokens = list(outside(Lexer(path.read_text(encoding="utf-8")).tokenize()))
    text = "".join(each.contents if each.token_type == TokenType.TEXT else "1" for each in tokens)
    said = [ATTRIBUTE.sub("", each) for each in seen(text)]
    assert [each for each in said if re.search("[A-Za-z]", each)] == []
    tags = [each.split_contents() for each in tokens if each.token_type == TokenType.BLOCK]
    assert [bit for tag in tags for bit in tag if WORDS.match(bit)] == []


def outside(tokens: list[Token]) -> Iterator[Token]:
    """What stands outside of `translate`, `blocktranslate` and comments."""
    within = ""
    for token in tokens:
        name = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        if name in {"blocktranslate", "comment"}:
            within = name
        elif name == f"end{within}":
            within = ""
        elif not within and name != "translate" and token.token_type != TokenType.COMMENT:
            yield token


def test_a_language_keeps_what_is_translated_and_learns_what_is_new(tmp_path: Path) -> None:
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
                    'msgid "Save"\nmsgstr "Enregistrer"\n', encoding="utf-8")  # fmt: skip
    found = Catalog()
    for message in ("Save", "Leave it so"):
        found.add(message)
    assert renewed(path, found) == 1
    assert "Leave it so" in path.read_text(encoding="utf-8")
    with path.with_suffix(".mo").open("rb") as file:
        assert there(read_mo(file).get("Save")).string == "Enregistrer"


def test_a_message_is_one_line_unless_it_is_said_on_two(every: Catalog) -> None:
    broken = [
        each.id for each in every if "\n" in "".join(each.id) and each.context != "on two lines"
    ]
    assert broken == []
