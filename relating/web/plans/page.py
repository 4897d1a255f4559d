"""A plan and a try, as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from relating.case import Attempt, Episode, Plan
from relating.engine.order import moment
from relating.engine.plans import (
    attempts_by_plan,
    is_unsafe,
    stands_aside,
    waiting,
)
from relating.journal.queries import OpenCase
from relating.web.plans.forms import likely
from relating.web.plans.in_words import HERS, MINE, person
from relating.web.voice.episode import Pick, answer
from relating.web.voice.names import when_of
from relating.web.voice.questions import MYSELF, nearest
from relating.web.voice.sides import to_client
from relating.web.voice.telephones import dialled
from relating.web.voice.times import when
from relating.web.voice.ways import way_shown

Text = str | Promise
TRIES, PLANS = 8, 60
"""So many of each a page has."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Who is called if it goes badly; `number` is empty where the safety plan has none of them."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan. `day` is when it is, `with_whom` whom it is with, `did` what became of it,
    `answer` as it is coded."""

    id: UUID
    day: str
    situation: str
    say: str
    with_whom: str
    bad: str
    ring: Ring | None
    in_the_way: str
    fear: str
    fear_word: str
    likely: str
    hope: str
    dropped: bool
    did: Text
    answer: str
    attempt: UUID | None

    @property
    def feared(self) -> bool:
        """Whether anything was feared or hoped, which stands beside what came."""
        return any((self.fear, self.fear_word, self.likely, self.hope))


def shown(plan: Plan, case: OpenCase, now: datetime) -> Shown:
    """A plan as its page and its card show it."""
    became = attempts_by_plan(case.all(Attempt)).get(plan.id)
    backs = None if is_unsafe(plan.backed_by, case.people) else ring(plan, case)
    stays = plan.backed_by is None or backs is not None
    did = plan.fear_did
    return Shown(
        id=plan.id,
        day=day_of(plan, now),
        situation=plan.situation,
        say=plan.say,
        with_whom=person(plan.person, case),
        bad=(plan.backing or (backs.name if backs else "")) if stays else "",
        ring=backs,
        in_the_way=plan.in_the_way,
        fear=plan.fear,
        fear_word=case.vocabulary.label("other_did", did) if did else "",
        likely="" if plan.fear_chance is None else likely(plan.fear_chance),
        hope=plan.hope,
        dropped=plan.dropped,
        did=said(became, case) if became else "",
        answer=became.did if became else "",
        attempt=became.id if became else None,
    )


def said(attempt: Attempt, case: OpenCase) -> str:
    """What became of a plan, said by her or of her."""
    if to_client(case):
        return str(MINE[attempt.did])
    return f"{case.client_name} {HERS[attempt.did]}"


def day_of(plan: Plan, now: datetime) -> str:
    """When it is: the day, and the time in her words."""
    parts = [near(plan.on, now) if plan.on else "", plan.when]
    return capfirst(", ".join(part for part in parts if part))


def near(on: date, now: datetime) -> str:
    """A day without a time, as people say it."""
    today = timezone.localdate(now)
    if on == today:
        return _("today")
    noon = timezone.localtime(now).replace(hour=12, minute=0, second=0, microsecond=0)
    try:
        return when(noon.replace(year=on.year, month=on.month, day=on.day), noon)
    except OverflowError:
        return on.isoformat()


def ring(plan: Plan, case: OpenCase) -> Ring | None:
    """Who backs her, with the number that her safety plan has of them."""
    backs = person(plan.backed_by, case)
    if not backs:
        return None
    to_call = case.safety.people_to_call if case.safety else ()
    fits = (each.number for each in to_call if each.name.casefold() == backs.casefold())
    return Ring(backs, dialled(next(fits, "")))


# What became of it -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Look:
    """A look back: what was feared and hoped beside what came."""

    id: UUID
    plan: Shown | None
    title: str
    when: str
    place: str
    way: str
    did: Text
    tried: bool
    feared: str
    fear_word: str
    likely: str
    hoped: str
    came: str
    then: tuple[Pick, ...]
    myself: str
    to_myself: tuple[Pick, ...]
    learned: str
    would_say: str
    telling: UUID | None
    aside: bool


def look(attempt: Attempt, case: OpenCase, now: datetime) -> Look:
    """A try, with the telling of it where there is one."""
    plan = next((each for each in case.all(Plan) if each.id == attempt.plan), None)
    told = case.telling(attempt.telling) if attempt.telling else None
    of_plan = shown(plan, case, now) if plan else None
    expected = told.expected if told else None
    return Look(
        id=attempt.id,
        plan=of_plan,
        title=of_plan.say or of_plan.situation if of_plan else "",
        when=when_of(told, case, now) if told else when(attempt.at, now),
        place=told.place if told else "life",
        way=way_shown(told, case) if told else "plain",
        did=said(attempt, case),
        tried=attempt.did != "did_not",
        feared=of_plan.fear if of_plan else expected.words if expected else "",
        fear_word=of_plan.fear_word if of_plan else "",
        likely=of_plan.likely if of_plan else "",
        hoped=of_plan.hope if of_plan else "",
        came=told.story if told else "",
        then=picks(told, "other_then", case),
        myself=like_myself(told),
        to_myself=picks(told, "self_treatment", case),
        learned=attempt.learned,
        would_say=attempt.would_say,
        telling=told.id if told else None,
        aside=plan is not None and stands_aside(plan, case.people),
    )


def like_myself(told: Episode | None) -> str:
    """How much like herself she was, in one of five words."""
    said = told.authenticity if told else None
    return "" if said is None else nearest(MYSELF, said)


def picks(told: Episode | None, name: str, case: OpenCase) -> tuple[Pick, ...]:
    """What was chosen in one field of the telling."""
    found = answer(told, name, case.vocabulary) if told else None
    return found.picks if found else ()


# All of them -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Every:
    """Plans and tries: those for the next time, the tries with what came of them, those that
    were not tried, and what stands aside."""

    next: tuple[Shown, ...]
    tried: tuple[Attempt, ...]
    let_be: tuple[Shown, ...]
    aside: tuple[Shown, ...]


def in_pages(case: OpenCase, now: datetime, number: str | None) -> tuple[Page[int], Every]:
    """Plans and tries of a case that the viewer may see; a page has so many of each."""
    plans, attempts, tried = case.all(Plan), case.all(Attempt), tries(case)
    away = {each.id for each in plans if stands_aside(each, case.people)}
    not_tried = {each.plan for each in attempts if each.did == "did_not"} - away
    newest = sorted(plans, key=lambda each: (each.recorded_at, each.id), reverse=True)
    planned = (
        [*waiting(plans, attempts, case.people)],
        [each for each in newest if each.id in not_tried],
        [each for each in newest if each.id in away],
    )
    pages = max(-(-len(tried) // TRIES), *(-(-len(each) // PLANS) for each in planned))
    page = Paginator(range(pages), 1).get_page(number)
    last = page.number * PLANS
    following, let_be, aside = (
        tuple(shown(each, case, now) for each in plans[last - PLANS : last]) for plans in planned
    )
    return page, Every(
        following, tuple(tried[(page.number - 1) * TRIES : page.number * TRIES]), let_be, aside
    )


def tries(case: OpenCase) -> list[Attempt]:
    """The tries that the viewer may see, the newest first."""
    away = {each.id for each in case.all(Plan) if stands_aside(each, case.people)}
    tried = (
        each
        for each in case.all(Attempt)
        if each.did != "did_not" and each.plan not in away and not with_unsafe(each, case)
    )
    return sorted(tried, key=lambda each: (happened(each, case), each.id), reverse=True)


def happened(attempt: Attempt, case: OpenCase) -> datetime:
    """When a try was, by its telling where there is one."""
    told = case.telling(attempt.telling) if attempt.telling else None
    return moment(told) if told else attempt.at


def with_unsafe(attempt: Attempt, case: OpenCase) -> bool:
    """Whether a try was told of somebody who is not safe."""
    told = case.telling(attempt.telling) if attempt.telling else None
    return told is not None and is_unsafe(told.person, case.people)
