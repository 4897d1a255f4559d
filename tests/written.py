"""The repository as a text: its files, and where something stands in them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog

from messages.catalogue import catalogue

HOUSE = Path(__file__).parent.parent
PACKAGE = HOUSE / "relating"
WEB = PACKAGE / "web"
ROOMS = ("relating", "tests", "bench", "docs", "requirements", "messages", ".ci")
WRITTEN = {".css", ".html", ".in", ".js", ".json", ".md", ".py", ".svg", ".toml", ".txt", ".yaml"}
PLAIN = {"Makefile", "LICENSE", "run", ".gitignore", ".gitattributes", ".editorconfig"}


def texts() -> Iterator[Path]:
    """Every file of the repository that somebody wrote as text."""
    for path in HOUSE.iterdir():
        if path.is_file():
            yield path
    for room in ROOMS:
        for path in sorted((HOUSE / room).rglob("*")):
            if path.suffix in WRITTEN or path.name in PLAIN:
                yield path


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def documents() -> list[Path]:
    return [*sorted(HOUSE.glob("*.md")), *sorted((HOUSE / "docs").rglob("*.md"))]


def where(pattern: str, paths: list[Path]) -> list[str]:
    """`file:line: what` for each place where the pattern stands."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [
        f"{path.relative_to(HOUSE)}:{number}: {found[0].strip()}"
        for path in paths
        for number, line in enumerate(read(path).splitlines(), start=1)
        if (found := wanted.search(line))
    ]


@cache
def tree(path: Path) -> ast.Module:
    """The code of a file, read once a run."""
    return ast.parse(read(path))


@cache
def functions(path: Path) -> tuple[ast.FunctionDef, ...]:
    return tuple(node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


@cache
def all_messages() -> Catalog:
    """What a translator is given, gathered once a run."""
    return catalogue()
