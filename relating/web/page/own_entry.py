"""The one entry that each of the two has of something: a pulse of an hour, a word on a dip."""

from collections.abc import Callable
from typing import TypeVar

from relating.case import Entry
from relating.journal.queries import OpenCase
from relating.web.voice.sides import is_mine

Kind = TypeVar("Kind", bound=Entry)


def mine(case: OpenCase, kind: type[Kind], fits: Callable[[Kind], bool]) -> Kind | None:
    """The viewer's own entry of a kind that fits, which they may change; the newest of several."""
    found = [each for each in case.all(kind) if fits(each) and may_revise(case, each)]
    return max(found, key=lambda each: (each.recorded_at, each.id), default=None)


def may_revise(case: OpenCase, entry: Entry) -> bool:
    """Whether the viewer wrote it and may change it."""
    return is_mine(entry, case) and "revise" in case.may(entry.id)
