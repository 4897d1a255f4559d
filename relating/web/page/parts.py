"""The parts of a case that the two can do without: their places, and the addresses they answer at.

A part that one of the two leaves out is not there for either: no place leads to it, and its
addresses answer as any that never were. Nothing of it is deleted.
"""

from collections.abc import Iterator
from typing import get_args
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relating.case import Preferences
from relating.case.entries.preferences import Part, left_out
from relating.journal.queries import OpenCase

Text = str | Promise
PARTS: tuple[Part, ...] = get_args(Part)
CALLED: dict[Part, Text] = {
    "circle": _("The circle: where you and others stood"),
    "timeline": _("The timeline: people through the months"),
    "map": _("The map: people as a picture, near and far"),
    "changed": _("What has changed, noticing, the river"),
    "pulse": _("The pulse after an hour"),
}
ADDRESSES: dict[Part, tuple[str, ...]] = {
    "circle": ("circle", "circle-file"),
    "timeline": ("timeline", "timeline-file"),
    "map": ("people-map",),
    "changed": ("changed", "changed-choose", "noticing", "river"),
    "pulse": ("pulse", "pulse-here"),
}
PART_AT: dict[str, Part] = {name: part for part, names in ADDRESSES.items() for name in names}
"""To which part an address belongs, by its name."""


def named(address: str | None, arguments: dict[str, object]) -> tuple[Part, UUID] | None:
    """To which part an address belongs, and the case or entry that it names; None for others."""
    part = PART_AT.get(address or "")
    ids = (each for each in arguments.values() if isinstance(each, UUID))
    of = next(ids, None)
    return None if part is None or of is None else (part, of)


def left_out_of(case: OpenCase) -> frozenset[Part]:
    """What is left out of a case."""
    return left_out(case.all(Preferences))


def is_there(key: str, without: frozenset[Part]) -> bool:
    """Whether a place is there, by its key, in a case that does without some parts."""
    return PART_AT.get(key) not in without


def in_words(parts: tuple[Part, ...]) -> Iterator[Text]:
    """Parts as they are called."""
    return (CALLED[each] for each in PARTS if each in parts)
