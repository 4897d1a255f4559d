"""What the page of a telling shows: all that was told of its moment, each in its own voice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Episode, Recognition
from relating.engine.order import moment
from relating.journal.queries import OpenCase
from relating.journal.tellings import OpenTelling
from relating.web.episodes.recognition import answers
from relating.web.page.pieces import Row
from relating.web.page.rows import row_of
from relating.web.page.sharing import Sharing, of_entry
from relating.web.voice import names
from relating.web.voice.episode import MAIN, MORE, Fact, facts
from relating.web.voice.sides import is_counsellors, is_mine, rests, to_client
from relating.web.voice.times import by_clock, whose_clock
from relating.web.voice.ways import way_shown
from relating.web.voice.words import place_words

Text = str | Promise
BOTH_THERE = ("room", "practice")
"""Where the two are together, so that a counsellor can tell what the client told, too."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling in full. `age` stands instead of `at` where only that is known; `clock` says
    whose clock it was, where that has to be said; `by` who told it, where that is not the reader.
    Of one that `waits` folded nothing is shown. Without a `story` something stands `instead`.
    """

    id: UUID
    who: str
    person_url: str
    place: str
    where: Text
    way: str
    at: datetime | None
    day: str
    clock: str
    age: str
    by: str
    whose: str
    name: str
    waits: bool
    story: str
    instead: str
    main: tuple[Fact, ...]
    more: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings of one moment: which is the `other` of the page's, who says that they saw it
    differently, whether the reader `said` so, and who does not see the two (`unseen`)."""

    other: UUID
    differently: tuple[str, ...]
    said: bool
    unseen: str


@dataclass(frozen=True, slots=True)
class Page:
    """A telling, what else was told of its moment, and what may be of it, or was `parted` from it
    by the reader; the client's first. What the reader told `twice` are the other tellings.

    `add` is what adding one's own telling is called, empty where there is nothing to add.
    """

    told: Telling
    tellings: tuple[Telling, ...]
    pair: Pair | None
    twice: tuple[tuple[UUID, Row], ...]
    near: tuple[tuple[UUID, Row], ...]
    parted: tuple[tuple[UUID, Row], ...]
    add: Text
    sharing: Sharing
    may: frozenset[str]
    rests: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What the client says to a telling by the counsellor; `says` is empty until she does."""

    says: str
    said: Text
    words: str


SAYS: dict[str, Text] = {
    "so": gettext_lazy("So it was"),
    "partly": gettext_lazy("Partly"),
    "not_so": gettext_lazy("It was not so"),
}
"""The answers to a telling, each as large as the others."""
SAID = SAYS | {"refused": gettext_lazy("I do not want to look at it")}
MORE_OF_PAST: dict[str, Text] = {
    "refused": SAID["refused"],
    "kept_off": gettext_lazy("Keep it off this phone"),
}
"""What else can be said to a telling of back then."""


def page_of(opened: OpenTelling, now: datetime) -> Page:
    """The page of a telling."""
    case, every = opened.case, opened.moment.every
    one = next(each for each in every if each.id == opened.found.row.id)
    return Page(
        told=telling(one, case),
        tellings=tuple(telling(each, case, waits=waits(each, opened)) for each in every),
        pair=pair(one, every, case),
        twice=tuple((each.id, row_of(each, case, now)) for each in told_again(one, every, case)),
        near=tuple((each.id, row_of(each, case, now)) for each in opened.near),
        parted=tuple((each.id, row_of(each, case, now)) for each in opened.parted),
        add=adding(one, case) if not any(is_mine(each, case) for each in every) else "",
        sharing=of_entry(opened.found, case),
        may=opened.found.may - ({"revise"} if rests(one, case) else frozenset()),
        rests=rests(one, case),
    )


def telling(told: Episode, case: OpenCase, *, waits: bool = False) -> Telling:
    """One telling, in its teller's voice."""
    at = None if told.place == "past" and told.age is not None else moment(told)
    return Telling(
        id=told.id,
        who=capfirst(names.whom(told, case)),
        person_url=person_url(told, case),
        place=told.place,
        where=place_words(told.place),
        way=way_shown(told, case),
        at=at,
        day=written(by_clock(at, told.zone), "l, j F Y, H:i") if at else "",
        clock=whose_clock(at, told.zone) if at else "",
        age=names.when_of(told, case, told.recorded_at) if told.place == "past" else "",
        by=names.by(told, case),
        whose=names.whose_telling(told, case),
        name=names.teller(told, case),
        waits=waits,
        story=told.story,
        instead=(names.take_words(told, case) if told.plan else "") or _("No words yet."),
        main=facts(told, case, MAIN),
        more=facts(told, case, MORE),
    )


def person_url(told: Episode, case: OpenCase) -> str:
    """Where the person of an episode has their page; empty where nobody is named."""
    if told.person is None or told.person not in case.people:
        return ""
    return reverse("person", args=[case.person_row(told.person)])


def pair(one: Episode, every: tuple[Episode, ...], case: OpenCase) -> Pair | None:
    """What can be said of two tellings; nothing where there is one, or one side told both."""
    mine = next((each for each in every if is_mine(each, case)), None)
    other = next((each for each in every if is_mine(each, case) != is_mine(one, case)), None)
    if mine is None or other is None:
        return None
    said = [each for each in every if each.saw_differently]
    unseen = names.other_name(case) if mine.visibility == "private" else ""
    return Pair(
        other=other.id,
        differently=tuple(names.says_it_differently(each, case) for each in said),
        said=any(is_mine(each, case) for each in said),
        unseen=unseen,
    )


def told_again(one: Episode, every: tuple[Episode, ...], case: OpenCase) -> list[Episode]:
    """What the reader told of the moment besides, where it is theirs."""
    return [
        each for each in every if each.id != one.id and is_mine(one, case) and is_mine(each, case)
    ]


def adding(told: Episode, case: OpenCase) -> Text:
    """What it is called to add one's own telling to the other's: the client may to any; the
    counsellor to what he was there for."""
    if to_client(case):
        return _("Tell it my way")
    return _("Add my telling") if told.place in BOTH_THERE else ""


def of_counsellor(opened: OpenTelling) -> Episode | None:
    """The counsellor's telling on a page, which the client may answer where she can read it."""
    return next((each for each in opened.moment.every if is_to_be_answered(each, opened)), None)


def is_to_be_answered(told: Episode, opened: OpenTelling) -> bool:
    """Whether it is the counsellor's, and does not wait folded beside what was opened."""
    return is_counsellors(told) and (told.id == opened.found.row.id or not waits(told, opened))


def waits(told: Episode, opened: OpenTelling) -> bool:
    """Whether it waits folded beside what was opened."""
    return told.id in opened.case.folded and told.id != opened.found.row.id


def answered(telling: UUID, case: OpenCase) -> Answered:
    """What the client said to a telling, so far."""
    said = (each for each in case.all(Recognition) if answers(each, telling))
    answer = next(said, None)
    if answer is None:
        return Answered("", "", "")
    return Answered(answer.says, SAID[answer.says], answer.words)
