"""Where a way began: who was there, how feelings were met then, and what the way spared.

It is there while the two look at back then, and lies folded. Nothing is made of it: no style, no
type.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from relating.case import Episode, Way
from relating.journal.queries import OpenCase
from relating.web.page.pieces import Row
from relating.web.page.rows import rows_of
from relating.web.voice import names
from relating.web.voice.questions import questions

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody who was there, with what was said of it, in the words of the lists; and the memories
    that it was said of. Whoever was not named has no name."""

    name: str
    key: str
    met: tuple[str, ...]
    spared: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Began(Generic[Said]):
    """The section: her words, what it spared her then, who was there, and of what the counsellor
    told what waits until she opens it."""

    said: Said
    spared_then: str
    asks_met: str
    asks_spared: str
    figures: tuple[Figure, ...]
    waiting: tuple[Row, ...]
    waits: str


def began(said: Said, way: Way, case: OpenCase, now: datetime) -> Began[Said]:
    """Where a way began, for whoever looks."""
    asked = questions(case.role, case.client_name)
    return Began(
        said=said,
        spared_then=way.spared.then if way.spared else "",
        asks_met=asked["how_met"],
        asks_spared=asked["protects_from"],
        figures=figures(way, case, now),
        waiting=rows_of((each for each in case.episodes if each.id in case.folded), case, now),
        waits=_("%(name)s told something of back then. You need not open it.")
        % {"name": case.counsellor_name},
    )


def figures(way: Way, case: OpenCase, now: datetime) -> tuple[Figure, ...]:
    """Who was there in the memories that she put here, in the order in which these happened to be
    put; what is folded says nothing yet."""
    found: dict[str, list[Episode]] = defaultdict(list)
    by_id = {each.id: each for each in case.episodes} if way.began else {}
    for each in (by_id[id] for id in way.began if id in by_id):
        if each.id not in case.folded:
            found[case.people.standing_for(each.person or "")].append(each)
    return tuple(figure(who, told, case, now) for who, told in found.items())


def figure(who: str, told: list[Episode], case: OpenCase, now: datetime) -> Figure:
    """One of them."""
    person = case.people.get(who)
    return Figure(
        name=names.called(person, case) if person else "",
        key=who,
        met=labels("how_met", (each.how_met for each in told), case),
        spared=labels("protects_from", (each.protects_from for each in told), case),
        rows=rows_of(told, case, now),
    )


def labels(name: str, chosen: Iterable[tuple[str, ...] | None], case: OpenCase) -> tuple[str, ...]:
    """What was chosen of a list, each once."""
    codes = dict.fromkeys(code for each in chosen for code in each or ())
    return tuple(case.vocabulary.label(name, code) for code in codes)
