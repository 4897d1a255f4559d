"""What sentences of change speak of, added to a made-up case: with no change in it, or with one.

Whom, when and what they did stays as the case has it; what I did then (an old way or a new one),
when I noticed, how much like myself I was and the rest are drawn here. They hang on the person, on
how it ended, on what was done last with that person, and on a state that lasts; a retelling says
what was told before. In such a life nothing changes but by chance, unless a change is planted.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import exp

import numpy as np
from msgspec.structs import replace

from relating.case.entries.episode import Episode, Expected
from relating.case.file.case_file import CaseFile
from relating.case.words.vocabulary import DEFAULTS
from relating.simulate.drawing import happens

LASTS = 12.0
"""Days over which a state mostly goes."""
SOON = 1.0
"""Within a day what was done is likely done again with the same person."""
NEW = ("say_no", "say_need", "stay", "check")
TRAITS = ("new", "noticed", "like_myself", "worth", "kind", "feared", "selfish")
KIND = ("st_love", "st_selfish")


@dataclass(frozen=True, slots=True)
class Unrest:
    """How far such a life sways by itself: with people, with how it ended, with a state that lasts
    (each in the logit's units), and how likely what was done soon before is done again."""

    people: float = 0.5
    ended: float = 0.1
    lasting: float = 0.0
    again: float = 0.0


CALM, UNKIND = Unrest(), Unrest(people=1.0, ended=0.3, lasting=0.8, again=0.5)


@dataclass(slots=True)
class Life:
    """What goes on while the answers are drawn."""

    random: np.random.Generator
    unrest: Unrest
    usual: dict[str, float]
    people: dict[tuple[str, str], float] = field(default_factory=dict)
    state: dict[str, float] = field(default_factory=dict)
    last: dict[str, Episode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planted:
    """When somebody did this, something new is as likely as `usual`; from a day on by `more`."""

    cue: str
    since: date
    more: float
    usual: float = 0.15


def answered(
    case_file: CaseFile, seed: int, unrest: Unrest = CALM, planted: Planted | None = None
) -> CaseFile:
    """The same case, its answers drawn anew."""
    random = np.random.default_rng([seed, 29])
    usual = {each: float(random.normal(-0.6, 0.5)) for each in TRAITS}
    life = Life(random, unrest, usual)
    episodes = [each for each in case_file.entries if isinstance(each, Episode)]
    drawn: dict[Episode, Episode] = {}
    done: list[tuple[Episode, Episode]] = []
    before: Episode | None = None
    for each in sorted(episodes, key=lambda each: (moment(each), each.id)):
        found = next((new for old, new in done[-6:] if _is_again(old, each)), None)
        new = _as_before(each, found) if found else _drawn(life, each, before, planted)
        done.append((each, new))
        drawn[each] = new
        before = each
    entries = tuple(
        drawn[each] if isinstance(each, Episode) else each for each in case_file.entries
    )
    return replace(case_file, entries=entries)


def moment(told: Episode) -> datetime:
    """When it was."""
    return told.at or told.recorded_at


def _is_again(one: Episode, other: Episode) -> bool:
    """Whether one is a telling of the other once more: the same person, at about the same time of
    one day, in the same words."""
    near = abs(moment(one) - moment(other)) < timedelta(hours=12)
    acts = {*(one.i_did or ())} & {*(other.i_did or ())}
    return near and one.person == other.person and bool(acts) and one.other_did == other.other_did


def _as_before(told: Episode, found: Episode) -> Episode:
    names = ("i_did", "awareness", "authenticity", "worth_at_stake", "self_treatment")
    same = {name: getattr(found, name) for name in (*names, "expected", "other_then")}
    return replace(told, **same)


def _drawn(life: Life, told: Episode, before: Episode | None, planted: Planted | None) -> Episode:
    _pass_time(life, told, before)
    so = {trait: happens(life.random, _chance(life, told, trait)) for trait in TRAITS}
    so["new"] = _did_new(life, told, so["new"], planted)
    new = _told(life, told, so)
    life.last[told.person or ""] = new
    return new


def _pass_time(life: Life, told: Episode, before: Episode | None) -> None:
    days = 1e9 if before is None else abs((moment(told) - moment(before)).total_seconds()) / 86400
    kept = exp(-days / LASTS)
    for trait in TRAITS:
        fresh = float(life.random.normal(0, np.sqrt(1 - kept**2)))
        life.state[trait] = kept * life.state.get(trait, 0.0) + fresh


def _chance(life: Life, told: Episode, trait: str) -> float:
    person = (told.person or "", trait)
    if person not in life.people:
        life.people[person] = float(life.random.normal(0, life.unrest.people))
    ended = life.unrest.ended * (told.valence or 0)
    lasting = life.unrest.lasting * life.state[trait]
    return 1 / (1 + exp(-(life.usual[trait] + life.people[person] + ended + lasting)))


def _did_new(life: Life, told: Episode, new: bool, planted: Planted | None) -> bool:
    last = life.last.get(told.person or "")
    soon = last is not None and abs((moment(told) - moment(last)).days) < SOON
    if soon and happens(life.random, life.unrest.again):
        new = bool(last and last.i_did and last.i_did[0] in NEW)
    if planted is None or planted.cue not in (told.other_did or ()):
        return new
    later = moment(told).date() >= planted.since
    return happens(life.random, planted.usual + (planted.more if later else 0.0))


def _told(life: Life, told: Episode, so: dict[str, bool]) -> Episode:
    random = life.random
    feared = str((told.other_did or ("cold",))[0])
    return replace(
        told,
        i_did=(NEW[int(random.integers(len(NEW)))],) if so["new"] else _old(told),
        awareness=int(random.integers(3, 6) if so["noticed"] else random.integers(0, 3)),
        authenticity=int(random.integers(6, 11) if so["like_myself"] else random.integers(0, 6)),
        worth_at_stake=int(random.integers(6, 11) if so["worth"] else random.integers(0, 6)),
        self_treatment=(KIND[so["selfish"]] if so["kind"] else "st_blame",),
        expected=Expected(other_did=feared),
        other_then=(feared if so["feared"] else "listened",),
    )


def _old(told: Episode) -> tuple[str, ...]:
    """What I did as the case has it, without anything new."""
    old = tuple(each for each in told.i_did or () if DEFAULTS.term("behaviour", each))
    return old or ("pleasing",)
