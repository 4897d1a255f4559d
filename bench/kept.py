"""What was measured is kept until the program changes, so that whoever stops can go on."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

HERE = Path(__file__).parent
MEASURED = ("relating/case", "relating/engine", "relating/simulate", "bench/judging.py")
"""What a measurement rests on: with another line in it, it is another measurement."""
One = TypeVar("One")


class Kept(Generic[One]):
    """Measurements of one kind under their names, line by line in one file."""

    def __init__(self, name: str, kind: type[One]) -> None:
        self.path = HERE / "out" / f"{name}-{digest()}.jsonl"
        lines = self.path.read_bytes().splitlines() if self.path.exists() else ()
        self.found: dict[str, list[One]] = defaultdict(list)
        for cell, found in map(msgspec.json.decode, lines):
            self.found[cell] += [msgspec.convert(each, kind) for each in found]

    def keep(self, name: str, found: Sequence[One]) -> None:
        """Write down at once what comes after what is there."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            file.write(msgspec.json.encode((name, found)) + b"\n")
        self.found[name] += found


def digest() -> str:
    """Of all the source that is measured."""
    root, found = HERE.parent, hashlib.sha256()
    for each in MEASURED:
        path = root / each
        for file in (path, *sorted(path.rglob("*.py"))):
            if file.is_file():
                found.update(file.read_bytes())
    return found.hexdigest()[:12]
