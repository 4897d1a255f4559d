"""Takes and cards of a plan, as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from relating.case import Card, Episode, Plan
from relating.engine.plans import held_back
from relating.engine.practice import MOST_CARDS, alone, cards_of, is_agreed, takes
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.page.open_dip import open_dip, open_dip_of_both
from relating.web.voice.sides import writes_as
from relating.web.voice.times import dated


@dataclass(frozen=True, slots=True)
class Shown:
    """A card. `waits` says that the other stands behind it and the viewer does not yet; `stands`
    that the viewer does, and `agreed` that both do and it can be used."""

    id: UUID
    who: str
    reply: str
    mine: str
    waits: bool
    stands: bool
    agreed: bool


@dataclass(frozen=True, slots=True)
class OnPlan:
    """What the page of a plan says of practising it. Of a plan that stands aside: nothing."""

    plan: UUID
    cards: tuple[Shown, ...]
    alone: bool
    with_both: bool
    adds: bool
    enough: bool


def on_plan(case: OpenCase, plan: Plan) -> OnPlan:
    """The cards of a plan, and how it can be practised now."""
    now = plan.dropped is False and may_now(case, plan)
    found = cards_of(case.all(Card), plan.id)
    hers = policies.may_try(case.role)
    shown = tuple(card(each, plan, case) for each in found)
    return OnPlan(
        plan=plan.id,
        cards=shown if now else (),
        alone=now and hers and bool(alone(case.all(Card), case.episodes, plan.id)),
        with_both=now and not hers,
        adds=now and len(found) < MOST_CARDS,
        enough=now and len(found) >= MOST_CARDS,
    )


def may_now(case: OpenCase, plan: Plan) -> bool:
    """Whether a plan may be practised now: no dip is open, and nobody in it is not safe."""
    dip = open_dip(case) is not None
    return held_back(plan, case.people, new=True, open_dip=dip) is None


def may_with_both(case: OpenCase, plan: Plan) -> bool:
    """Whether a plan may be practised now on a screen that both see."""
    dip = open_dip_of_both(case) is not None
    return held_back(plan, case.people, new=True, open_dip=dip) is None


def is_full(case: OpenCase, plan: UUID, card: UUID) -> bool:
    """Whether there is no room for this card beside those of a plan."""
    return card not in case.rows and len(cards_of(case.all(Card), plan)) >= MOST_CARDS


def card(found: Card, plan: Plan, case: OpenCase) -> Shown:
    """One card."""
    mine = writes_as(case) in found.agreed
    return Shown(
        id=found.id,
        who=other_of(plan, case),
        reply=found.reply,
        mine=found.mine,
        waits=bool(found.agreed) and not mine,
        stands=mine,
        agreed=is_agreed(found),
    )


def other_of(plan: Plan, case: OpenCase) -> str:
    """What whoever the plan is for is called; empty where nobody is named."""
    person = case.people.get(plan.person or "")
    return person.alias if person is not None else ""


@dataclass(frozen=True, slots=True)
class Own:
    """A sentence of her own, and where it is from."""

    words: str
    whence: str


def own_sentence(case: OpenCase, plan: Plan, now: datetime) -> Own:
    """What she wrote last of what landed; else what she plans to say."""
    landed = [each for each in takes(case.episodes, plan.id) if (each.landed or "").strip()]
    if not landed:
        return Own(plan.say or plan.situation, _("Your own sentence"))
    return Own(
        landed[-1].landed or "", _("Your own words, %(when)s") % {"when": day(landed[-1], now)}
    )


def day(take: Episode, now: datetime) -> str:
    """The day of a take."""
    return dated(take.at or take.recorded_at, now, take.zone)
