"""Which episodes a list or a picture shows, as chosen by chips.

What people wrote never stands in an address: a person is the id of their row, a word a short token
that only this installation can make.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import get_args
from urllib.parse import urlencode

from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Episode
from relating.case.fields import Place
from relating.case.words.places import PLACES
from relating.engine import recent_use
from relating.engine.order import moment
from relating.engine.ways import Way
from relating.journal.queries import OpenCase
from relating.web.voice.names import called
from relating.web.voice.sides import to_client
from relating.web.voice.ways import way_shown
from relating.web.voice.words import place_words, way_words

QUICK = 4
"""People offered at once, those written about lately first."""
AT_ONCE, A_FEW = 10, 3
"""So many choices of a sort stand there at once; a few more are not worth hiding."""
TOKEN = 12
WAYS: tuple[Way, ...] = ("old", "new")
SINCE = {
    "4w": (gettext_lazy("last 4 weeks"), timedelta(weeks=4)),
    "3m": (gettext_lazy("last 3 months"), timedelta(weeks=13)),
    "1y": (gettext_lazy("last year"), timedelta(weeks=52)),
}
SALT = "relating.web.filters"
"""Never another: addresses that people kept are made with it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be shown: a person by id, what I did by code, the rest by the keys above."""

    who: str = ""
    did: str = ""
    way: str = ""
    place: str = ""
    since: str = ""

    def __bool__(self) -> bool:
        return self != Chosen()


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice, as a link that makes it, or takes it back when it is the present one."""

    label: str | Promise
    url: str
    current: bool = False
    way: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one sort; where there are many, the most used ones first and the rest behind."""

    name: str
    chips: tuple[Chip, ...]

    @property
    def first(self) -> tuple[Chip, ...]:
        return self.chips if len(self.chips) <= AT_ONCE + A_FEW else self.chips[:AT_ONCE]

    @property
    def rest(self) -> tuple[Chip, ...]:
        return self.chips[len(self.first) :]

    @property
    def opens(self) -> bool:
        """Whether one of the rest is chosen."""
        return any(chip.current for chip in self.rest)


@dataclass(frozen=True, slots=True)
class Filters:
    """The chips of a page: some people at once, what else is chosen, and the rest in groups."""

    quick: tuple[Chip, ...]
    groups: tuple[Group, ...]


def token(case: OpenCase, code: str) -> str:
    """A word as it may stand in an address: nobody can tell which word it is."""
    made = salted_hmac(SALT, f"{case.case_id}|{code}", algorithm="sha256")
    return made.hexdigest()[:TOKEN]


def chosen(asked: Mapping[str, str], case: OpenCase) -> Chosen:
    """What an address asks for; what it does not know is not chosen."""
    who, did = asked.get("who", ""), asked.get("did", "")
    everybody = case.people.everybody if who else ()
    people = {str(case.person_row(each)): case.people.standing_for(each) for each in everybody}
    used = recent_use.used(case.episodes, "i_did") if did else ()
    codes = {token(case, code): code for code in used}
    return Chosen(
        who=people.get(who, ""),
        did=codes.get(did, ""),
        way=known(asked.get("way", ""), WAYS),
        place=known(asked.get("place", ""), get_args(Place)),
        since=known(asked.get("since", ""), SINCE),
    )


def known(key: str, keys: Iterable[str]) -> str:
    """The key, if it is one of these."""
    return key if key in set(keys) else ""


def kept(case: OpenCase, wanted: Chosen, now: datetime) -> tuple[Episode, ...]:
    """The episodes that are to be shown, in the order of the case."""
    if not wanted:
        return case.episodes
    return tuple(each for each in case.episodes if fits(each, case, wanted, now))


def fits(episode: Episode, case: OpenCase, wanted: Chosen, now: datetime) -> bool:
    """Whether an episode is as wanted in every respect."""
    return (
        (not wanted.who or case.people.are_one(wanted.who, episode.person))
        and wanted.place in {"", episode.place}
        and (not wanted.did or wanted.did in (episode.i_did or ()))
        and (not wanted.way or way_shown(episode, case) in {wanted.way, "mixed"})
        and (not wanted.since or moment(episode) >= now - SINCE[wanted.since][1])
    )


def address(base: str, case: OpenCase, wanted: Chosen) -> str:
    """The address of a page with these choices."""
    asked = {
        "who": str(case.person_row(wanted.who)) if wanted.who else "",
        "did": token(case, wanted.did) if wanted.did else "",
        "way": wanted.way,
        "place": wanted.place,
        "since": wanted.since,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{base}?{query}" if query else base


def filters_of(case: OpenCase, wanted: Chosen, base: str) -> Filters:
    """The chips of a page at `base`; none where there is nothing to choose between."""
    if not case.episodes:
        return Filters(quick=(), groups=())
    people = people_of(case)
    near = people[:QUICK] if not wanted.who else list(dict.fromkeys([wanted.who, *people]))[:QUICK]
    page = Page(case, wanted, base)
    quick = (
        page.everyone(),
        *page.chips("who", named(case, near)),
    )
    rest = tuple(groups(page, people, near))
    taken = tuple(chip for group in rest for chip in group.chips if chip.current)
    return Filters(quick=(*(quick if people else ()), *taken), groups=rest)


def people_of(case: OpenCase) -> list[str]:
    """The people who occur in episodes, those written about lately first."""
    return [each for each in recent_use.recent_people(case.episodes) if each in case.people]


def named(case: OpenCase, people: Iterable[str]) -> dict[str, str]:
    """What each of these people is called."""
    return {each: called(case.people[each], case) for each in people}


def groups(page: "Page", people: list[str], near: list[str]) -> Iterator[Group]:
    """Everything else to choose from."""
    case = page.case
    others = named(case, (each for each in people if each not in near))
    codes = recent_use.used(case.episodes, "i_did")
    did = {code: case.vocabulary.label("behaviour", code) for code in codes}
    since = {key: label for key, (label, _ago) in SINCE.items()}
    sorts: tuple[tuple[str, str, Mapping[str, str | Promise]], ...] = (
        ("who", _("More people"), others),
        ("way", _("Old or new"), {str(each): way_words(each) for each in WAYS}),
        ("place", _("Where"), {str(each): place_words(each) for each in places_of(case)}),
        ("since", _("When"), since),
        ("did", what_was_done(case), did),
    )
    for name, title, choices in sorts:
        if choices:
            yield Group(title, page.chips(name, choices))


def places_of(case: OpenCase) -> tuple[Place, ...]:
    """The places to choose from: back then only where something of it is there to be shown."""
    memories = case.back_then or any(each.place == "past" for each in case.episodes)
    return tuple(each for each in PLACES if memories or each != "past")


def what_was_done(case: OpenCase) -> str:
    """The heading over what the client did, as the viewer would say it."""
    if to_client(case):
        return _("What I did")
    return _("What %(name)s did") % {"name": case.client_name}


@dataclass(frozen=True, slots=True)
class Page:
    """A page whose episodes can be chosen, and what is chosen on it now."""

    case: OpenCase
    wanted: Chosen
    base: str

    def everyone(self) -> Chip:
        """Take back the choice of a person."""
        url = address(self.base, self.case, replace(self.wanted, who=""))
        return Chip(_("Everyone"), url, current=not self.wanted.who)

    def chips(self, name: str, choices: Mapping[str, str | Promise]) -> tuple[Chip, ...]:
        """One chip a choice of this sort."""
        return tuple(self.chip(name, key, label) for key, label in choices.items())

    def chip(self, name: str, key: str, label: str | Promise) -> Chip:
        """Make a choice, or take it back."""
        current = getattr(self.wanted, name) == key
        after = replace(self.wanted, **{name: "" if current else key})
        url = address(self.base, self.case, after)
        return Chip(label, url, current, self.way_of(name, key))

    def way_of(self, name: str, key: str) -> str:
        """Old or new, where the choice is a way."""
        if name == "way":
            return key
        term = self.case.vocabulary.behaviour(key) if name == "did" else None
        return term.stance if term and term.stance != "neither" else ""
