"""A goal, as pages show it: its three levels, and a tick at each that she says she has reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from relating.case import Goal, Review
from relating.case.entries.review import Level
from relating.engine.reviews import Stand, stands
from relating.journal.queries import OpenCase
from relating.web.goals.in_words import LEVELS, people_of, ways_of
from relating.web.page.came_for import pursued, review_url
from relating.web.voice.sides import to_client
from relating.web.voice.times import full_day

A_PAGE = 40

WORDED: tuple[Level, ...] = ("a_start", "good_enough", "more")


@dataclass(frozen=True, slots=True)
class LevelShown:
    """One level of a goal: what it is called, her words for it, and whether she is there."""

    code: Level
    label: str
    words: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A goal. `marked` says when she said where she is, and that it is at none yet."""

    id: UUID
    url: str
    words: str
    between: bool
    dropped: bool
    private: bool
    levels: tuple[LevelShown, ...]
    marked: str


@dataclass(frozen=True, slots=True)
class Said:
    """What she said of a goal at one review."""

    url: str
    day: str
    level: str


def shown(goal: Goal, case: OpenCase, stand: Stand | None) -> Shown:
    """A goal, with where she said she stands."""
    return Shown(
        id=goal.id,
        url=reverse("goal", args=[goal.id]),
        words=goal.words,
        between=goal.between,
        dropped=goal.dropped,
        private=to_client(case) and goal.visibility == "private",
        levels=levels(goal, stand.level if stand else None),
        marked=marked(stand, case) if stand else "",
    )


def levels(goal: Goal, reached: Level | None) -> tuple[LevelShown, ...]:
    """The three levels; who is at one has been at those before it."""
    order = list(LEVELS)
    far = order.index(reached) if reached else 0
    return tuple(
        LevelShown(each, capfirst(str(LEVELS[each])), getattr(goal, each), order.index(each) <= far)
        for each in WORDED
    )


def marked(stand: Stand, case: OpenCase) -> str:
    """When she said where she is; that it is nowhere yet, where no tick says it."""
    given = {"day": full_day(stand.on), "name": case.client_name}
    if stand.level == "not_yet":
        if to_client(case):
            return _("You said “none yet” on %(day)s.") % given
        return _("%(name)s said “none yet” on %(day)s.") % given
    if to_client(case):
        return _("Your ticks, %(day)s.") % given
    return _("%(name)s’s ticks, %(day)s.") % given


@dataclass(frozen=True, slots=True)
class Every:
    """What she came for: what she wants, and what she dropped."""

    wanted: tuple[Shown, ...]
    dropped: tuple[Shown, ...]


def in_pages(case: OpenCase, number: str | None) -> tuple[Page[Goal], Every]:
    """So many of the goals that the viewer may see, as they stood at the last review that says so;
    those that were dropped come last."""
    dropped = [each for each in case.all(Goal) if each.dropped]
    dropped.sort(key=lambda each: (each.recorded_at, each.id))
    page = Paginator([*pursued(case), *dropped], A_PAGE).get_page(number)
    found = in_order(page.object_list, case, stands(case.all(Review)))
    return page, Every(
        tuple(each for each in found if not each.dropped),
        tuple(each for each in found if each.dropped),
    )


def one(goal: Goal, case: OpenCase) -> Shown:
    """One goal, as it stood at the last review that says so."""
    return in_order([goal], case, stands(case.all(Review)))[0]


def in_order(
    goals: Iterable[Goal], case: OpenCase, said: Mapping[UUID, tuple[Stand, ...]]
) -> tuple[Shown, ...]:
    """Each of these goals with where she last said she stands."""
    return tuple(shown(each, case, next(iter(said.get(each.id, ())), None)) for each in goals)


def said_at_reviews(goal: Goal, case: OpenCase) -> tuple[Said, ...]:
    """What she said of a goal, review after review, the newest first."""
    found = stands(case.all(Review)).get(goal.id, ())
    return tuple(
        Said(review_url(case.case_id, each.on), full_day(each.on), str(LEVELS[each.level]))
        for each in found
    )


def about(goal: Goal, case: OpenCase) -> dict[str, list[tuple[str, str]]]:
    """The ways and the people that it is about, each as an address and words."""
    return {
        "ways": [(reverse("way", args=[each.id]), each.words) for each in ways_of(goal, case)],
        "people": [
            (reverse("person", args=[case.person_row(id)]), name)
            for id, name in people_of(goal, case)
        ],
    }


def of_day(case: OpenCase, on: date, goals: Iterable[Goal]) -> tuple[Shown, ...]:
    """Goals as she said at the review of a day where she stands with them."""
    said = stands(each for each in case.all(Review) if each.on == on)
    return in_order(goals, case, said)
