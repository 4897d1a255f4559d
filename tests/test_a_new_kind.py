"""What complains when a kind of entry is added: every list that must name it.

A kind is added to a copy of the house, its class and its line among the kinds and no more. What the
type checker says then, and the tests that are marked `every_kind`, is the list in CONTRIBUTING.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from relating.case import KINDS

HOUSE = Path(__file__).parent.parent
COPIED = ("relating", "tests", "docs", "pyproject.toml")
NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.png", "*.webp", "*.jpg")
NEW = "relating/case/entries/wish.py"
BEGINNING = {NEW, "relating/case/kinds.py"}
WISH = """
from relating.case.entry import Entry
from relating.case.fields import ClientsOwn, Words


class Wish(Entry, frozen=True, kw_only=True, tag="wish"):
    author: ClientsOwn
    words: Words = ""
"""
LINES = {
    "from relating.case.entry import": "from relating.case.entries.wish import Wish\n",
    "    | Supervision\n": "    | Wish\n",
}
"""Before which lines of the kinds which others are put."""

THE_TYPES = "the type checker"
COMPLAINS = {
    "relating/case/__init__.py": "case/test_kinds.py::test_every_kind_can_be_had_from_the_case",
    "relating/web/entries/versions.py": THE_TYPES,
    "relating/web/prepare/page.py": THE_TYPES,
    "relating/web/page/kinds.py": "web/page/test_kinds.py::test_every_kind_has_a_row",
    "relating/web/home/news.py": (
        "web/home/test_news.py::test_of_every_kind_it_is_said_how_it_is_told"
    ),
    "docs/method/case.schema.json": (
        "case/file/test_case_file.py::test_the_published_schema_is_the_one_of_the_types"
    ),
    "tests/case/strategies.py": "case/test_kinds.py::test_every_kind_has_a_strategy",
    "tests/access/kinds.py": "access/test_kinds.py::test_there_is_a_maker_for_every_kind",
    "tests/access/world.py": (
        "access/test_kinds.py::test_every_kind_stands_in_the_world_and_only_as_its_type_admits_it"
    ),
    "tests/journal/test_who_may_do_what.py": (
        "journal/test_who_may_do_what.py::"
        "test_the_table_has_every_kind_in_every_state_that_its_type_admits_and_no_other"
    ),
}
"""The files to touch, each with what complains until it was."""
APART = {
    "relating/journal/ids.py": "Whatever is no frame, person or word has an id of its own.",
    "relating/journal/actions/cases.py": "Whatever is no frame, person or word is an entry.",
    "relating/journal/queries.py": "What stands in an opened case by a name of its own.",
    "relating/journal/lending.py": "What may be lent; nothing else leaves the two.",
    "relating/journal/glances.py": "What a case at a glance is made of.",
    "relating/web/diary/finding.py": "What a search leads to: a new kind once it has a page.",
    "relating/web/supervision/page.py": "What may be lent, by its type.",
    "relating/web/page/whence.py": "Addresses to go back to; some are named as a kind is.",
    "relating/operate/demo/acts.py": "Which act a form of the demo's story calls.",
    "relating/operate/demo/of_ways.py": "Which act a form of the demo's story calls.",
    "relating/operate/demo/of_ending.py": "Which act a form of the demo's story calls.",
    "relating/journal/actions/plans.py": "What decides whether something may be planned.",
    "relating/web/page/thread.py": "The fields in which an entry names what it began from.",
    "relating/web/plans/begun.py": "What a plan can begin from.",
    "relating/web/with_me/offers.py": "What may become a line of how to work with somebody.",
    "relating/web/ending/in_words.py": "The three kinds of its own room.",
    "relating/operate/demo/played.py": "In which order a story is told.",
    "relating/web/room/views.py": "What the Room needs of a case and no more of it.",
}
"""Files that name several kinds and need not name a new one, with the reason."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with a kind that no list names."""
    copy = tmp_path_factory.mktemp("house")
    for name in COPIED:
        if (HOUSE / name).is_dir():
            shutil.copytree(HOUSE / name, copy / name, ignore=NOT_COPIED)
        else:
            shutil.copy2(HOUSE / name, copy / name)
    (copy / NEW).write_text(WISH, encoding="utf-8")
    kinds = copy / "relating" / "case" / "kinds.py"
    text = kinds.read_text(encoding="utf-8")
    for before, line in LINES.items():
        assert text.count(before) == 1
        text = text.replace(before, line + before)
    kinds.write_text(text, encoding="utf-8")
    return copy


def said(house: Path, *command: str) -> str:
    """What a tool says about the copy. It must not learn that it is run by a test."""
    around = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST")}
    run = [sys.executable, "-m", *command]
    done = subprocess.run(run, cwd=house, env=around, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.slow
def test_the_type_checker_complains_where_kinds_are_told_apart_and_nowhere_else(
    house: Path,
) -> None:
    known = HOUSE / ".mypy_cache"
    if known.is_dir():  # what `make check` learned of what did not change
        shutil.copytree(known, house / known.name)
    told = said(house, "mypy", "relating")
    found = re.findall(r"^([\w/.]+):\d+: error: (.*)$", told, re.MULTILINE)
    assert {where for where, _ in found} == files_of(THE_TYPES), told
    assert all('incompatible type "Wish"' in what for _, what in found), told


@pytest.mark.slow
def test_every_test_that_is_marked_as_one_of_every_kind_complains(house: Path) -> None:
    marked = [path for path in house.rglob("test_*.py") if "mark.every_kind" in text_of(path)]
    files = [str(path.relative_to(house)) for path in marked if path.name != Path(__file__).name]
    told = said(house, "pytest", "-m", "every_kind", "-rA", "-q", "-p", "no:cacheprovider", *files)
    found = re.findall(r"^(PASSED|FAILED|ERROR) tests/(\S+)", told, re.MULTILINE)
    assert {where for how, where in found if how == "FAILED"} == {*COMPLAINS.values()} - {THE_TYPES}
    assert [where for how, where in found if how != "FAILED"] == []


def files_of(what: str) -> set[str]:
    """The files about which this complains."""
    return {file for file, by in COMPLAINS.items() if by == what}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_files_for_a_new_kind_stand_in_contributing() -> None:
    section = text_of(HOUSE / "CONTRIBUTING.md").split("**A new kind")[1].split("\n**")[0]
    named = set(re.findall(r"`((?:relating|tests|docs)/[\w/.<>]+)`", section))
    assert {each.replace("<kind>", "wish") for each in named} == BEGINNING | set(COMPLAINS)
    assert f"({len(named)} files," in section


# --- No list by the way ---------------------------------------------------------------------------

SEVERAL = 3
NAMES = {name: name for name in KINDS} | {kind.__name__: name for name, kind in KINDS.items()}


def named_in(node: ast.AST) -> set[str]:
    """The kinds that a collection, a union or a match names itself."""
    match node:
        case ast.Constant(value=str(name)) | ast.Name(id=name):
            return {NAMES[name]} & set(KINDS) if name in NAMES else set()
        case ast.Dict(keys=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            return most_of([each for each in parts if each is not None])
        case ast.Set(elts=parts):
            return most_of(parts)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return named_in(left) | named_in(right)
        case ast.Match(cases=cases):
            return {kind for each in cases for kind in named_by(each.pattern)}
        case _:
            return set()


def most_of(parts: list[ast.expr]) -> set[str]:
    """The kinds among these, unless most of them are something else."""
    found = [part for part in parts if isinstance(part, ast.Constant | ast.Name) and named_in(part)]
    kinds = {kind for part in found for kind in named_in(part)}
    return kinds if 2 * len(found) >= len(parts) else set()


def named_by(pattern: ast.pattern) -> Iterator[str]:
    """The kinds that a case of a match is for."""
    for each in ast.walk(pattern):
        if isinstance(each, ast.MatchClass):
            yield from named_in(each.cls)


def test_no_other_file_lists_kinds() -> None:
    listing = {
        str(path.relative_to(HOUSE))
        for path in (HOUSE / "relating").rglob("*.py")
        for node in ast.walk(ast.parse(text_of(path)))
        if len(named_in(node)) >= SEVERAL
    }
    complaining = {each for each in COMPLAINS if each.startswith("relating/")}
    assert listing - set(APART) == (complaining | BEGINNING) - {NEW, "relating/case/__init__.py"}
    assert set(APART) <= listing
