"""The second way to make a case: people as agents on the circle.

Nobody has rates. Each person moves about a point of their own (warmth, dominance); what they do is
a word near to where they then stand. The client answers by complementarity, by habit with that
person, and by a mood that lasts, and what they did last time lingers. In the condition `mixed`
there is also weather between the two that lasts and moves both. Episodes come in bursts, and what
went far is more often told. A template, once its cue came, sets aside all of this. The
complementarity is real and nobody planted it: to name it is an error.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from relating.case.fields import Position
from relating.case.file.case_file import CaseFile
from relating.case.words.vocabulary import Term
from relating.simulate import planting, spoken
from relating.simulate.cast import Cast, cast
from relating.simulate.drawing import draw, happens
from relating.simulate.planting import Plant, Words
from relating.simulate.telling import Gaps, Happening, new_id, told
from relating.simulate.truth import Template

GAPS = Gaps(slot=0.08, word=0.06, late=0.3)


@dataclass(frozen=True, slots=True)
class Tongue:
    """Some codes and where each stands on the circle (codes x 2)."""

    codes: tuple[str, ...]
    points: np.ndarray

    def point(self, code: str) -> np.ndarray:
        """Where a code stands."""
        found: np.ndarray = self.points[self.codes.index(code)]
        return found

    def near(self, random: np.random.Generator, point: np.ndarray, usual: np.ndarray) -> str:
        """A code near this point; `usual` holds how much each is a habit, as an exponent."""
        far = ((self.points - point) ** 2).sum(axis=1)
        weights = np.exp(usual - far / 0.22)
        return self.codes[draw(random, weights)]


@dataclass(frozen=True, slots=True)
class Agent:
    """The client: how strongly each thing moves them, and their habits with each person."""

    self_point: np.ndarray
    complementarity: float
    moodiness: float
    lingering: float
    weather: float
    """How far the weather between the client and a person, which lasts, moves the two of them."""
    others: np.ndarray
    """Where each person stands (people x 2)."""
    habits: np.ndarray
    """How usual each old way is with each person, as exponents (people x ways)."""
    wishes: np.ndarray
    """How usual each wish is with each person, as exponents (people x wishes)."""


@dataclass(slots=True)
class World:
    """Everything that goes on while a case is made."""

    random: np.random.Generator
    people: Cast
    me: Agent
    acts: Tongue
    wishes: Tongue
    feelings: Tongue
    ways: Tongue
    new: Tongue
    plants: list[Plant]
    climate: np.ndarray
    mood: float = 0.0
    last: np.ndarray | None = None


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
    words = Words(
        other_did=world.acts.codes,
        wish=world.wishes.codes,
        feelings=world.feelings.codes,
        i_did=world.ways.codes,
        new=world.new.codes,
    )
    world.plants = planting.plants(random, world.people, words, templates, strength)
    planting.twist(random, world.plants, world.people, words, twists)
    case_file = told(random, "Made up", world.people, _happenings(world, episodes), GAPS)
    return case_file, tuple(plant.told() for plant in world.plants)


def _world(random: np.random.Generator, nuisance: str) -> World:
    people = cast(random)
    ways, wishes = _tongue("behaviour"), _tongue("wish")
    count, far = len(people.people), 0.9 if nuisance == "person" else 0.45
    strong = {"plain": 0.5, "person": 1.3, "mixed": 1.0}[nuisance]
    me = Agent(
        self_point=random.normal(0, 0.25, 2),
        complementarity=float(random.uniform(0.1, 0.5)),
        moodiness=0.5 if nuisance == "mixed" else 0.15,
        lingering=0.3 if nuisance == "mixed" else 0.1,
        weather=0.25 if nuisance == "mixed" else 0.0,
        others=random.normal(0, far * 0.6, (count, 2)),
        habits=random.normal(0, strong, (count, len(ways.codes))),
        wishes=random.normal(0, 1.0, (count, len(wishes.codes))),
    )
    return World(
        random=random,
        people=people,
        me=me,
        acts=_tongue("other_did"),
        wishes=wishes,
        feelings=_tongue("feeling"),
        ways=ways,
        new=_tongue("new"),
        plants=[],
        climate=np.zeros((count, 2)),
    )


def _tongue(name: str) -> Tongue:
    terms = [term for term in spoken.terms(name) if term.warmth is not None]
    return Tongue(codes=tuple(term.code for term in terms), points=np.array(_points(terms)))


def _points(terms: list[Term]) -> list[tuple[float, float]]:
    return [(term.warmth or 0.0, term.dominance or 0.0) for term in terms]


def _happenings(world: World, episodes: int) -> list[Happening]:
    """Live on until so many episodes were told."""
    random, day = world.random, 0.0
    told_so_far: list[Happening] = []
    while len(told_so_far) < episodes:
        day += float(random.exponential(0.3 if happens(random, 0.5) else 4.0))
        passed = len(told_so_far) / episodes
        what = _happening(world, day, passed)
        if happens(random, 0.35 + 0.2 * abs(what.valence)):
            told_so_far.append(what)
    return told_so_far


def _happening(world: World, day: float, passed: float) -> Happening:
    random, me = world.random, world.me
    world.mood = 0.8 * world.mood + float(random.normal(0, 0.6))
    person = draw(random, world.people.met)
    what = Happening(
        id=new_id(random), day=day, person=person, place="room" if person == 0 else "life"
    )
    other = me.others[person] + random.normal(0, 0.4, 2)
    other[0] += 0.5 * me.moodiness * world.mood
    world.climate[person] = 0.8 * world.climate[person] + random.normal(0, 0.6, 2)
    other += me.weather * world.climate[person]
    what.other_did = [world.acts.near(random, other, np.zeros(len(world.acts.codes)))]
    what.wish = [world.wishes.near(random, np.zeros(2), 0.7 * me.wishes[person])]
    _bring_cue(world, what)
    place = world.acts.point(what.other_did[0])
    _answer(world, what, place, passed)
    return what


def _bring_cue(world: World, what: Happening) -> None:
    """Let a planted cue come now and then, from those it can come from."""
    for plant in world.plants:
        template = plant.template
        able = template.standing in {None, str(world.people.standings[what.person])}
        if able and happens(world.random, plant.prevalence):
            what.other_did = [template.other_did or what.other_did[0]]
            what.wish = [template.wish or what.wish[0]]
            return


def _answer(world: World, what: Happening, place: np.ndarray, passed: float) -> None:
    """Stand somewhere, do something, feel something; a template sets aside the rest."""
    random, me = world.random, world.me
    answer = me.complementarity * place * np.array([1.0, -1.0])
    mine = me.self_point + answer + random.normal(0, 0.35, 2)
    mine[0] += me.moodiness * world.mood
    mine += me.weather * world.climate[what.person]
    if world.last is not None:
        mine = (1 - me.lingering) * mine + me.lingering * world.last
    what.i_did = [world.ways.near(random, mine, me.habits[what.person])]
    if happens(random, 0.12):
        what.i_did.append(world.new.near(random, mine, np.zeros(len(world.new.codes))))
    felt = 0.6 * place + np.array([0.4 * world.mood, 0.0]) + random.normal(0, 0.4, 2)
    what.feelings = [_felt(world, felt) for _ in range(int(random.integers(1, 3)))]
    what.valence = int(np.clip(round(2.2 * felt[0] + random.normal(0, 0.8)), -3, 3))
    for plant in world.plants:
        if planting.is_cued(plant.template, world.people, what):
            mine = _obey(world, plant, what, mine, passed)
    world.last = mine
    _tap(world, what, place, mine)


def _felt(world: World, point: np.ndarray) -> str:
    return world.feelings.near(world.random, point, np.zeros(len(world.feelings.codes)))


def _obey(
    world: World, plant: Plant, what: Happening, mine: np.ndarray, passed: float
) -> np.ndarray:
    """Let the template act; where I stand follows from what it makes me do."""
    done = planting.response(world.random, plant, world.people, what, passed)
    if done is None:
        return mine
    what.i_did = [done, *what.i_did[1:]]
    if done != plant.template.behaviour:
        return world.new.point(done)
    if happens(world.random, 0.6):
        what.feelings = [plant.template.feeling, *what.feelings[1:]]
    what.valence = max(-3, what.valence - int(world.random.integers(0, 3)))
    return world.ways.point(done)


def _tap(world: World, what: Happening, place: np.ndarray, mine: np.ndarray) -> None:
    """Half of the time the two points are tapped, not very exactly."""
    if happens(world.random, 0.5):
        what.other_position = _tapped(world.random, place)
        what.my_position = _tapped(world.random, mine)


def _tapped(random: np.random.Generator, point: np.ndarray) -> Position:
    x, y = np.clip(point + random.normal(0, 0.2, 2), -1, 1).round(2)
    return (float(x), float(y))
