"""Invented cases written by hand: for the demo, for tests, and for getting to know the program."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from relating.case.file.case_file import CaseFile, read

_ENDING = ".case.json"


def names() -> tuple[str, ...]:
    """The stories there are, such as "ana"."""
    return tuple(sorted(_told_in(files(__name__))))


def caseload() -> tuple[str, ...]:
    """The short ones beside them, a few entries each, such as "mika"."""
    return tuple(sorted(_told_in(files(__name__) / "caseload")))


def load(name: str) -> CaseFile:
    """One story as a case. Raises `KeyError` for a name of neither list."""
    there = files(__name__)
    return read((_told_in(there) | _told_in(there / "caseload"))[name].read_bytes())


def _told_in(folder: Traversable) -> dict[str, Traversable]:
    """The stories that lie in a folder, by name."""
    return {
        each.name.removesuffix(_ENDING): each
        for each in folder.iterdir()
        if each.name.endswith(_ENDING)
    }
