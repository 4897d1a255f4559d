"""The first way to make a case: everybody has their own rates of everything.

Each person has rates of what they do; the client has rates of wishes, feelings and behaviours with
each. What the other did moves feelings and the end in everybody alike, planted or not. Conditions:
`plain`; `person`, where people differ strongly; `mixed`, where mood moves cue and behaviour
together, behaviour drifts with time, and feelings pull behaviours along.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from relating.case.fields import Place
from relating.case.file.case_file import CaseFile
from relating.simulate import planting, spoken
from relating.simulate.cast import Cast, cast
from relating.simulate.drawing import draw, draws, happens
from relating.simulate.planting import Plant, Words
from relating.simulate.telling import Gaps, Happening, new_id, told
from relating.simulate.truth import Template

SIZES = {"other_did": 12, "wish": 9, "feeling": 12, "behaviour": 11, "new": 4}


@dataclass(frozen=True, slots=True)
class Habits:
    """The rates of one case: a row per person, a column per code."""

    words: Words
    other_did: np.ndarray
    wish: np.ndarray
    feelings: np.ndarray
    i_did: np.ndarray
    touch: np.ndarray
    """How each act of the other raises each feeling (other_did x feelings)."""
    hurt: np.ndarray
    """How each act of the other moves the end (other_did)."""
    pull: np.ndarray
    """How each feeling raises each behaviour, as a factor (feelings x i_did)."""
    mood: np.ndarray
    """How a low mood raises each act of the other and then each behaviour."""
    drift: np.ndarray
    """How each behaviour changes over the case, as an exponent (i_did)."""


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
    people = cast(random)
    habits = _habits(random, people, nuisance)
    plants = planting.plants(random, people, habits.words, templates, strength)
    planting.twist(random, plants, people, habits.words, twists)
    happenings = _happenings(random, people, habits, plants, episodes)
    case_file = told(random, "Made up", people, happenings, Gaps())
    return case_file, tuple(plant.told() for plant in plants)


def _codes(random: np.random.Generator, name: str) -> tuple[str, ...]:
    codes = [term.code for term in spoken.terms(name) if term.code != "none"]
    chosen = random.choice(len(codes), size=SIZES[name], replace=False)
    return tuple(codes[index] for index in sorted(chosen))


def _habits(random: np.random.Generator, people: Cast, nuisance: str) -> Habits:
    words = Words(
        other_did=_codes(random, "other_did"),
        wish=_codes(random, "wish"),
        feelings=_codes(random, "feeling"),
        i_did=_codes(random, "behaviour"),
        new=_codes(random, "new"),
    )
    own = 2.0 if nuisance == "plain" else 0.5
    mixed = nuisance == "mixed"
    acts, feelings, ways = len(words.other_did), len(words.feelings), len(words.i_did)
    return Habits(
        words=words,
        other_did=_rates(random, people, acts, own),
        wish=_rates(random, people, len(words.wish), own),
        feelings=_rates(random, people, feelings, 2.0),
        i_did=_rates(random, people, ways, own),
        touch=_touch(random, acts, feelings),
        hurt=random.normal(0, 1.1, acts),
        pull=_pull(random, feelings, ways) if mixed else np.ones((feelings, ways)),
        mood=random.normal(0, 0.7 if mixed else 0.0, acts + ways),
        drift=random.normal(0, 0.8 if mixed else 0.0, ways),
    )


def _rates(random: np.random.Generator, people: Cast, codes: int, own: float) -> np.ndarray:
    """Shares of each code for each person around shares that all have; a small `own` parts them."""
    shared = random.dirichlet(np.full(codes, 1.5)) + 0.01
    return np.stack([random.dirichlet(shared * own * codes) + 1e-4 for _ in people.people])


def _pull(random: np.random.Generator, feelings: int, ways: int) -> np.ndarray:
    return np.where(random.binomial(1, 0.15, (feelings, ways)), 2.5, 1.0)


def _touch(random: np.random.Generator, acts: int, feelings: int) -> np.ndarray:
    return random.binomial(1, 0.25, (acts, feelings)) * float(random.uniform(0.1, 0.5))


def _moods(random: np.random.Generator, episodes: int) -> np.ndarray:
    """A mood that lasts: each is .85 of the one before and something new; variance one."""
    moods = np.empty(episodes)
    mood = random.normal()
    for index in range(episodes):
        mood = 0.85 * mood + random.normal(0, np.sqrt(1 - 0.85**2))
        moods[index] = mood
    return moods


def _happenings(
    random: np.random.Generator, people: Cast, habits: Habits, plants: list[Plant], episodes: int
) -> list[Happening]:
    days = np.sort(random.uniform(0, 7 * max(12.0, episodes / 4), episodes))
    moods = _moods(random, episodes)
    forced = _forced(random, people, habits, plants, episodes)
    return [
        _happening(random, people, habits, plants, (days[i], i / episodes, moods[i], forced[i]))
        for i in range(episodes)
    ]


def _forced(
    random: np.random.Generator, people: Cast, habits: Habits, plants: list[Plant], episodes: int
) -> list[Plant | None]:
    """In which episodes a planted cue is made to come, so that its prevalence is as wished."""
    shares = [plant.prevalence for plant in plants]
    chosen = random.choice(len(plants) + 1, size=episodes, p=[max(0.0, 1 - sum(shares)), *shares])
    return [plants[index - 1] if index else None for index in chosen]


When = tuple[float, float, float, Plant | None]


def _happening(
    random: np.random.Generator, people: Cast, habits: Habits, plants: list[Plant], when: When
) -> Happening:
    day, passed, mood, forced = when
    person = _meets(random, people, habits, forced)
    place: Place = "room" if person == 0 else "life"
    what = Happening(id=new_id(random), day=float(day), person=person, place=place)
    acts = len(habits.words.other_did)
    _act(random, habits, what, mood * habits.mood[:acts])
    if forced is not None:
        _force(what, forced.template)
    _feel(random, habits, what)
    tilt = mood * habits.mood[acts:] + (passed - 0.5) * habits.drift
    _respond(random, habits, what, tilt)
    for plant in plants:
        if planting.is_cued(plant.template, people, what):
            _obey(random, people, plant, what, passed)
    return what


def _meets(random: np.random.Generator, people: Cast, habits: Habits, forced: Plant | None) -> int:
    """Who it is with: for a planted cue, more often those who do that anyway."""
    chances = people.met.copy()
    if forced is not None:
        template = forced.template
        if template.standing is not None:
            able = people.standings == template.standing
            chances = chances * able if able.any() else chances
        if template.other_did is not None:
            rates = habits.other_did[:, habits.words.other_did.index(template.other_did)]
            chances = chances * (0.05 + rates)
    return draw(random, chances)


def _act(random: np.random.Generator, habits: Habits, what: Happening, tilt: np.ndarray) -> None:
    words, person = habits.words, what.person
    what.other_did = _some(random, words.other_did, habits.other_did[person] * np.exp(tilt), 0.2)
    what.wish = _some(random, words.wish, habits.wish[person], 0.25)


def _force(what: Happening, template: Template) -> None:
    """Make the cue come."""
    if template.other_did is not None and template.other_did not in what.other_did:
        what.other_did = [template.other_did, *what.other_did[1:]]
    if template.wish is not None and template.wish not in what.wish:
        what.wish = [template.wish, *what.wish[1:]]


def _feel(random: np.random.Generator, habits: Habits, what: Happening) -> None:
    """What everybody would feel: their usual feelings, moved by what the other did."""
    rows = [habits.words.other_did.index(code) for code in what.other_did]
    rates = habits.feelings[what.person] + habits.touch[rows].sum(axis=0)
    what.feelings = _some(random, habits.words.feelings, rates, 0.4)
    end = random.normal(float(habits.hurt[rows].sum()), 1.2)
    what.valence = int(np.clip(round(end), -3, 3))


def _respond(
    random: np.random.Generator, habits: Habits, what: Happening, tilt: np.ndarray
) -> None:
    words = habits.words
    rates = habits.i_did[what.person] * np.exp(tilt)
    for feeling in what.feelings:
        rates = rates * habits.pull[words.feelings.index(feeling)]
    what.i_did = _some(random, words.i_did, rates, 0.25)
    if happens(random, 0.12):
        what.i_did.append(str(random.choice(words.new)))


def _obey(
    random: np.random.Generator, people: Cast, plant: Plant, what: Happening, passed: float
) -> None:
    """Let the template act, with its feeling and its end."""
    done = planting.response(random, plant, people, what, passed)
    if done is None:
        return
    what.i_did = [done, *[code for code in what.i_did[1:] if code != done]]
    if done == plant.template.behaviour:
        if happens(random, 0.75):
            what.feelings = list(dict.fromkeys([plant.template.feeling, *what.feelings[:1]]))
        what.valence = max(-3, what.valence - 1)


def _some(
    random: np.random.Generator, codes: tuple[str, ...], rates: np.ndarray, second: float
) -> list[str]:
    """One of the codes, and now and then a second one."""
    count = 2 if happens(random, second) else 1
    return [codes[index] for index in draws(random, rates, count)]
