"""Who stands how near: the groups of the list, which is the map for whoever does not see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Person, Support, Tie
from relating.case.entries.tie import Ring
from relating.engine.ties import ON_THE_MAP, State, states
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.people.page import about, in_order
from relating.web.voice import names
from relating.web.voice.sides import is_the_counsellor, to_client

Text = str | Promise
OFF: Ring = "off"
A_PAGE = 40
"""So many people are listed at a time."""
GROUPS: dict[str, Promise] = {
    "near": gettext_lazy("near"),
    "middle": gettext_lazy("middle"),
    "far": gettext_lazy("far"),
    OFF: gettext_lazy("not on the map"),
}


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody in a group: who they are, and who is there for whom."""

    row: UUID
    url: str
    key: str
    name: str
    ring: str
    about: tuple[Text, ...]
    for_me: str
    for_them: str


@dataclass(frozen=True, slots=True)
class Group:
    """Those who stand as near; a group is there only with somebody in it."""

    key: str
    title: Text
    rows: tuple[Near, ...]


class Stands(NamedTuple):
    """Somebody, and how it is with them."""

    person: Person
    state: State

    @property
    def ring(self) -> Ring:
        """Where they stand; off the map where nothing says."""
        return self.state.ring if self.state.ring in ON_THE_MAP else OFF


def states_at(case: OpenCase, on: date) -> dict[str, State]:
    """How it is with everybody at a day, in the order in which they came to be on the map; once
    the work is over the counsellor is off it, unless the client puts them there anew."""
    found = states(case.all(Tie), case.people, on)
    over = last_day(case)
    left = (id for id in found if over and over < on and is_the_counsellor(case.people[id]))
    return found | {id: off(found[id], over) for id in left}


def last_day(case: OpenCase) -> date | None:
    """The last day of the work, where the two agreed on one."""
    return case.frame.contract.ends if case.frame.contract else None


def off(state: State, over: date | None) -> State:
    """Off the map, if they came to stand where they do before the work was over."""
    stays = over is not None and state.since is not None and state.since > over
    return state if stays else replace(state, ring=OFF)


def ring_after_ring(case: OpenCase, on: date) -> list[Stands]:
    """Everybody, ring after ring; those who were lately written about first."""
    found, order = states_at(case, on), [*GROUPS]
    every = [Stands(each, found.get(each.id, State(each.id))) for each in in_order(case)]
    return sorted(every, key=lambda each: order.index(each.ring))


def groups(case: OpenCase, standing: Iterable[Stands]) -> tuple[Group, ...]:
    """These, each in the group of where they stand."""
    rows = [near(each, case) for each in standing]
    return tuple(
        Group(key, title, tuple(each for each in rows if each.ring == key))
        for key, title in GROUPS.items()
        if any(each.ring == key for each in rows)
    )


def near(stands: Stands, case: OpenCase) -> Near:
    """Somebody in a group."""
    person, state = stands
    row = case.person_row(person.id)
    return Near(
        row=row,
        url=reverse("person", args=[row]),
        key=person.id,
        name=names.called(person, case),
        ring=stands.ring,
        about=about(person, case)[:2],
        for_me=in_short(state.to_me, case),
        for_them=in_short(state.from_me, case),
    )


def in_short(support: Support | None, case: OpenCase) -> str:
    """For what somebody is there: in her words where there are any, else the kinds."""
    if support is None:
        return ""
    kinds = (case.vocabulary.label("support", code) for code in support.kinds)
    return support.words or " · ".join(kinds)


def is_placed(found: Iterable[Stands]) -> bool:
    """Whether anybody stands on the map."""
    return any(each.ring != OFF for each in found)


@dataclass(frozen=True, slots=True)
class WhoSees:
    """Who sees the map, in words, and whether there is something to share and to take back."""

    text: Text
    share: bool
    take_back: bool


def who_sees(case: OpenCase) -> WhoSees | None:
    """Who sees what the client wrote here; for the client alone, once there is something."""
    found = {each.visibility for each in case.all(Tie)}
    if not found or not policies.has_own_pages(case.role):
        return None
    name = {"name": case.counsellor_name}
    if found == {"private"}:
        text = _("Private to you. If you share it, %(name)s also sees who they are.") % name
    elif found == {"shared"}:
        text = _("%(name)s sees how near people are, who backs whom, and what you want.") % name
    else:
        text = _("%(name)s sees a part of it; each person’s page says which.") % name
    return WhoSees(text, share="private" in found, take_back="shared" in found)


def legend(case: OpenCase) -> tuple[Text, Text]:
    """What the two arrows say: there for the client, and the client for them."""
    if to_client(case):
        return _("there for me"), _("I am there for them")
    name = {"name": case.client_name}
    return _("there for %(name)s") % name, _("%(name)s is there for them") % name


AT = "at"


def place_at(case: OpenCase, row: UUID) -> str:
    """Where it is said how near everybody is, at one of them."""
    return f"{reverse('people-place', args=[case.case_id])}?{AT}={row}#{AT}"


AGAIN: dict[str, Promise] = {
    "near": gettext_lazy("%(name)s is near again."),
    "middle": gettext_lazy("%(name)s is in the middle again."),
    "far": gettext_lazy("%(name)s is far again."),
    OFF: gettext_lazy("%(name)s is not on the map."),
}


def stands(told: Tie, case: OpenCase) -> str:
    """How it is again with the person of a change that was undone."""
    person = case.people.get(told.person or "")
    if person is None:
        return ""
    name = {"name": names.called(person, case)}
    if told.ring is None:
        return _("With %(name)s it is again as it was before.") % name
    state = states_at(case, timezone.localdate()).get(person.id, State(person.id))
    return str(AGAIN[state.ring or OFF]) % name
