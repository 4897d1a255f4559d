"""Invented cases written by hand: for the demo, for tests, and for getting to know the program."""

from importlib.resources import files

from relating.case.file.case_file import CaseFile, read

_ENDING = ".case.json"


def names() -> tuple[str, ...]:
    """The stories there are, such as "ana"."""
    found = (each.name for each in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


def load(name: str) -> CaseFile:
    """One story as a case. Raises `KeyError` for a name that is not among `names()`."""
    if name not in names():
        raise KeyError(name)
    return read((files(__name__) / f"{name}{_ENDING}").read_bytes())
