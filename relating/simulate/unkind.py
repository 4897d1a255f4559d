"""The third way to make a case: a life that is unkind to whoever counts.

What everybody does is drawn by weights that add up: of the person, of a state that lasts (Markov),
of the day of the week, of what came last. Each condition is one way in which moments are not what
they seem, and `everything` is all of them at once. None of them is a pattern of this person.

`mood`: a calm, a strained and a raw state last, and move what others do and what I do. `weekly`:
weekends differ in whom, in what they do, in what I do. `runs`: with one person the next moment is
soon, and what they did and what I did often come again. `selective`: what is told depends on what
they did and on what I did. `drift`: words for one thing give way to others as time goes by.
`retold`: every sixth moment or so is told twice. `dominant`: one person is there in 70 of 100
moments. `gaps`: weeks of silence, and slots left out by spells. `synonyms`: a wish often only says
what was done, and two words are ticked for one act. `after`: now and then what they did then is
told as what they did first, and nobody asked which it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from relating.case.file.case_file import CaseFile
from relating.case.words.alike import acts_alike, only_says
from relating.case.words.vocabulary import DEFAULTS
from relating.simulate import planting
from relating.simulate.cast import Cast, cast
from relating.simulate.drawing import draw, happens
from relating.simulate.planting import Plant, Words
from relating.simulate.telling import Gaps, Happening, new_id, told
from relating.simulate.truth import Template

SIZES = {"other_did": 12, "wish": 9, "feeling": 12, "behaviour": 11, "new": 4}
CONDITIONS = (
    *("mood", "weekly", "runs", "selective", "drift", "retold", "dominant", "gaps"),
    *("synonyms", "after"),
)
SATURDAY = 5
"""A made-up case begins on a Monday."""
STATES = 3
STAYS = 0.85
"""How likely a state is still there at the next moment."""
AGAIN = 0.5
"""In runs: how likely what they did, and apart from it what I did, comes again."""
TWICE = 0.18
"""How many moments of those retold are told twice."""
MOST = 0.7
"""The share of the one person who is nearly always there."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What is likely, as exponents that add up: a row for each person, state, or kind of day."""

    by_person: np.ndarray
    by_state: np.ndarray
    by_day: np.ndarray
    telling: np.ndarray

    def chances(self, person: int, state: int, day: int) -> np.ndarray:
        """How likely each code is."""
        found: np.ndarray = np.exp(self.by_person[person] + self.by_state[state] + self.by_day[day])
        return found


@dataclass(slots=True)
class World:
    """Everything that goes on while a case is made."""

    random: np.random.Generator
    conditions: frozenset[str]
    people: Cast
    words: Words
    acts: Weights
    wishes: Weights
    ways: Weights
    feelings: np.ndarray
    """How much each act of theirs brings each feeling (acts x feelings)."""
    plants: list[Plant]
    later: dict[str, str]
    """In drift: the word that takes the place of another."""
    state: int = 0
    day: float = 0.0
    person: int = 0
    last: dict[int, Happening] = field(default_factory=dict)


def make(
    random: np.random.Generator,
    episodes: int,
    templates: int,
    *,
    strength: float,
    nuisance: str,
    twists: Sequence[str],
) -> tuple[CaseFile, tuple[Template, ...]]:
    """A case of this kind and what was planted in it."""
    world = _world(random, nuisance)
    world.plants = planting.plants(random, world.people, world.words, templates, strength)
    planting.twist(random, world.plants, world.people, world.words, twists)
    happenings = _happenings(world, episodes)
    gaps = Gaps(slot=0.08, word=0.08, late=0.25)
    case_file = told(random, "Made up", world.people, happenings, gaps)
    return case_file, tuple(plant.told() for plant in world.plants)


def _world(random: np.random.Generator, nuisance: str) -> World:
    conditions = frozenset(CONDITIONS if nuisance == "everything" else {nuisance})
    people = _people(random, conditions)
    words = Words(
        other_did=_codes(random, "other_did"),
        wish=_codes(random, "wish"),
        feelings=_codes(random, "feeling"),
        i_did=_codes(random, "behaviour"),
        new=_codes(random, "new"),
    )
    return World(
        random=random,
        conditions=conditions,
        people=people,
        words=words,
        acts=_weights(random, people, len(words.other_did), conditions, 0.9),
        wishes=_weights(random, people, len(words.wish), conditions, 0.7),
        ways=_weights(random, people, len(words.i_did), conditions, 0.7),
        feelings=random.normal(0, 0.8, (len(words.other_did), len(words.feelings))),
        plants=[],
        later=_drifting(random, words) if "drift" in conditions else {},
    )


def _people(random: np.random.Generator, conditions: frozenset[str]) -> Cast:
    people = cast(random)
    if "dominant" not in conditions:
        return people
    met = people.met * (1 - MOST) / people.met[:-1].sum()
    met[-1] = MOST
    return replace(people, met=met)


def _codes(random: np.random.Generator, name: str) -> tuple[str, ...]:
    codes = [term.code for term in DEFAULTS.terms(name) if term.code != "none"]
    chosen = random.choice(len(codes), size=SIZES[name], replace=False)
    return tuple(codes[index] for index in sorted(chosen))


def _weights(
    random: np.random.Generator, people: Cast, codes: int, conditions: frozenset[str], own: float
) -> Weights:
    mood = 0.8 if "mood" in conditions else 0.0
    weekend = 0.8 if "weekly" in conditions else 0.0
    chosen = 0.9 if "selective" in conditions else 0.0
    shared = random.normal(0, 0.7, codes)
    return Weights(
        by_person=shared + random.normal(0, own, (len(people.people), codes)),
        by_state=random.normal(0, mood, (STATES, codes)),
        by_day=np.stack([np.zeros(codes), random.normal(0, weekend, codes)]),
        telling=random.normal(0, chosen, codes),
    )


def _drifting(random: np.random.Generator, words: Words) -> dict[str, str]:
    """A few words that give way to another one of their list."""
    found: dict[str, str] = {}
    for codes in (words.other_did, words.i_did):
        mixed = [codes[index] for index in random.permutation(len(codes))]
        found |= dict(zip(mixed[:3], mixed[3:6], strict=True))
    return found


def _happenings(world: World, episodes: int) -> list[Happening]:
    """Live on until so many episodes were told, some of them twice."""
    told_so_far: list[Happening] = []
    while len(told_so_far) < episodes:
        passed = len(told_so_far) / episodes
        what = _happening(world, passed)
        if happens(world.random, _told(world, what)):
            told_so_far.append(_in_words(world, what, passed))
            if "retold" in world.conditions and happens(world.random, TWICE):
                told_so_far.append(_once_more(world, told_so_far[-1]))
    return told_so_far[:episodes]


def _happening(world: World, passed: float) -> Happening:
    _pass_time(world)
    random, person = world.random, world.person
    weekend = int(_weekend(world))
    what = Happening(
        id=new_id(random), day=world.day, person=person, place="room" if person == 0 else "life"
    )
    before = world.last.get(person)
    what.other_did = [_drawn(world, world.words.other_did, world.acts, weekend)]
    what.wish = [_drawn(world, world.words.wish, world.wishes, weekend)]
    what.i_did = [_drawn(world, world.words.i_did, world.ways, weekend)]
    if before is not None and "runs" in world.conditions:
        what.other_did = before.other_did[:1] if happens(random, AGAIN) else what.other_did
        what.i_did = before.i_did[:1] if happens(random, AGAIN) else what.i_did
    if happens(random, 0.2):
        what.i_did.append(_drawn(world, world.words.i_did, world.ways, weekend))
    _bring_cue(world, what)
    _feel(world, what)
    for plant in world.plants:
        if planting.is_cued(plant.template, world.people, what):
            _obey(world, plant, what, passed)
    world.last[person] = replace(what, i_did=[*what.i_did], other_did=[*what.other_did])
    return what


def _weekend(world: World) -> bool:
    return world.day % 7 >= SATURDAY


def _pass_time(world: World) -> None:
    """Go on to the next moment: when it is, in which state, with whom."""
    random, run = world.random, "runs" in world.conditions
    soon = run and happens(random, 0.5)
    world.day += float(random.exponential(0.4 if soon else 1.8))
    if "gaps" in world.conditions and happens(random, 0.04):
        world.day += float(random.uniform(10, 45))
    if not happens(random, STAYS):
        world.state = int(random.integers(STATES))
    if not soon:
        met = world.people.met.copy()
        if "weekly" in world.conditions and _weekend(world):
            met = met[::-1]
        world.person = draw(random, met)


def _drawn(world: World, codes: tuple[str, ...], weights: Weights, day: int) -> str:
    return codes[draw(world.random, weights.chances(world.person, world.state, day))]


def _bring_cue(world: World, what: Happening) -> None:
    """Let a planted cue come now and then, from those it can come from."""
    for plant in world.plants:
        template = plant.template
        able = template.standing in {None, str(world.people.standings[what.person])}
        if able and happens(world.random, plant.prevalence):
            what.other_did = [template.other_did or what.other_did[0]]
            what.wish = [template.wish or what.wish[0]]
            return


def _feel(world: World, what: Happening) -> None:
    row = world.feelings[world.words.other_did.index(what.other_did[0])]
    count = int(world.random.integers(1, 3))
    what.feelings = [world.words.feelings[draw(world.random, np.exp(row))] for _ in range(count)]
    low = world.state if "mood" in world.conditions else 1
    what.valence = int(np.clip(round(float(row[0] + world.random.normal(1 - low, 1.3))), -3, 3))


def _obey(world: World, plant: Plant, what: Happening, passed: float) -> None:
    done = planting.response(world.random, plant, world.people, what, passed)
    if done is None:
        return
    what.i_did = [done, *[code for code in what.i_did[1:] if code != done]]
    if done == plant.template.behaviour:
        if happens(world.random, 0.6):
            what.feelings = [plant.template.feeling, *what.feelings[:1]]
        what.valence = max(-3, what.valence - 1)


def _told(world: World, what: Happening) -> float:
    """How likely this is told at all."""
    if "selective" not in world.conditions:
        return 0.6
    act = world.acts.telling[world.words.other_did.index(what.other_did[0])]
    known = what.i_did[0] in world.words.i_did
    way = world.ways.telling[world.words.i_did.index(what.i_did[0])] if known else 0.0
    return float(1 / (1 + np.exp(-(act + way + 0.3 * abs(what.valence) - 0.5))))


def _in_words(world: World, what: Happening, passed: float) -> Happening:
    """How it is put: in the words of that time, with a wish that follows what was done."""
    random = world.random
    if "drift" in world.conditions:
        what.other_did = [_word(world, code, passed) for code in what.other_did]
        what.i_did = [_word(world, code, passed) for code in what.i_did]
    if "synonyms" in world.conditions:
        _say_twice(world, what)
    if "after" in world.conditions and happens(random, 0.25):
        then = _drawn(world, world.words.other_did, world.acts, 0)
        what.other_did, what.order = list(dict.fromkeys([*what.other_did, then])), "unknown"
    if "gaps" in world.conditions and world.state == STATES - 1 and happens(random, 0.4):
        what.silent = ("wish", "feelings") if happens(random, 0.5) else ("other_did",)
    return what


def _word(world: World, code: str, passed: float) -> str:
    """A word, or the one that takes its place; planted words stay what they are."""
    planted = {plant.template.other_did for plant in world.plants}
    planted |= {plant.template.behaviour for plant in world.plants}
    new = world.later.get(code)
    gone = 1 / (1 + np.exp(-(passed - 0.5) * 12))
    drifts = new is not None and not {code, new} & planted and happens(world.random, float(gone))
    return new if drifts and new is not None else code


def _say_twice(world: World, what: Happening) -> None:
    """Wish what was done, and tick it in two words."""
    random, done = world.random, what.i_did[0]
    wishes = _wishes_that_say(done)
    if wishes and happens(random, 0.7):
        planted = {plant.template.wish for plant in world.plants}
        kept = [wish for wish in what.wish if wish in planted]
        what.wish = [*kept, wishes[int(random.integers(len(wishes)))]]
    acts = [code for code in world.words.i_did if code in _alike(done) and code != done]
    if acts and happens(random, 0.5):
        what.i_did = list(dict.fromkeys([*what.i_did, acts[int(random.integers(len(acts)))]]))


@cache
def _wishes_that_say(done: str) -> tuple[str, ...]:
    every = (term.code for term in DEFAULTS.terms("wish"))
    return tuple(code for code in every if only_says(code, done, DEFAULTS))


@cache
def _alike(done: str) -> frozenset[str]:
    every = (term.code for term in DEFAULTS.terms("behaviour"))
    return frozenset(code for code in every if acts_alike(code, done, DEFAULTS))


def _once_more(world: World, what: Happening) -> Happening:
    """The same moment, told again some days later, at about the same time of that day."""
    random = world.random
    days = float(random.uniform(0.5, 6))
    return replace(
        what,
        id=new_id(random),
        day=what.day + float(random.normal(0, 0.1)),
        told_after=days,
        feelings=[*what.feelings],
    )
