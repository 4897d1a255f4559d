"""Which regularities a made-up case gets, and when one of them acts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp
from uuid import UUID

import msgspec
import numpy as np

from relating.case.entries.person import standing_of
from relating.case.fields import Standing
from relating.case.words.alike import only_says
from relating.case.words.vocabulary import DEFAULTS
from relating.simulate.cast import Cast
from relating.simulate.drawing import happens
from relating.simulate.telling import Happening
from relating.simulate.truth import Template

CUES = ("other_did", "other_did", "wish", "other_did+standing", "wish+standing", "other_did+wish")


@dataclass(slots=True)
class Plant:
    """A template while its case is being made: what was seen of it so far."""

    template: Template
    prevalence: float
    cued: list[UUID] = field(default_factory=list)
    fired: list[UUID] = field(default_factory=list)

    def told(self) -> Template:
        """The template with the episodes in which it was seen."""
        return msgspec.structs.replace(
            self.template, cued=tuple(self.cued), fired=tuple(self.fired)
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The codes a made-up client uses at all."""

    other_did: tuple[str, ...]
    wish: tuple[str, ...]
    feelings: tuple[str, ...]
    i_did: tuple[str, ...]
    new: tuple[str, ...]


def plants(
    random: np.random.Generator, cast: Cast, words: Words, count: int, strength: float
) -> list[Plant]:
    """So many templates, no two with a cue word or a behaviour in common.

    None of them is a wish with an act that only says it: that is nothing to find.
    """
    acts = random.permutation(len(words.other_did))
    wishes = random.permutation(len(words.wish))
    ways = [words.i_did[way] for way in random.permutation(len(words.i_did))]
    found = []
    for number in range(count):
        shape = str(random.choice(CUES))
        wish = words.wish[wishes[number]] if "wish" in shape else None
        template = Template(
            other_did=words.other_did[acts[number]] if "other_did" in shape else None,
            wish=wish,
            standing=_standing(random, cast) if "standing" in shape else None,
            behaviour=_taken(ways, wish),
            feeling=str(random.choice(words.feelings)),
            strength=strength,
        )
        found.append(Plant(template, float(random.uniform(0.05, 0.15))))
    return found


def _taken(ways: list[str], wish: str | None) -> str:
    """The next behaviour that does not only say the wish, taken from the list."""
    fitting = [way for way in ways if not only_says(wish, way, DEFAULTS)]
    ways.remove(fitting[0])
    return fitting[0]


def twist(
    random: np.random.Generator,
    plants: Sequence[Plant],
    cast: Cast,
    words: Words,
    twists: Sequence[str],
) -> None:
    """`silent`: each leaves out a person or a place; `fading`: the first gives way to a new one."""
    if "silent" in twists:
        for plant in plants:
            silenced(random, plant, cast)
    if "fading" in twists and plants:
        faded(random, plants[0], words)


def silenced(random: np.random.Generator, plant: Plant, cast: Cast) -> None:
    """Keep a template silent with one of the people, or in one place."""
    if happens(random, 0.7):
        able = [p for p in cast.people if plant.template.standing in {None, standing_of(p)}]
        silent = able[int(random.integers(len(able)))]
        plant.template = msgspec.structs.replace(plant.template, silent_with=(silent.id,))
    else:
        plant.template = msgspec.structs.replace(plant.template, silent_in=("room",))


def faded(random: np.random.Generator, plant: Plant, words: Words) -> None:
    """Let a template fade while a new response rises."""
    new = str(random.choice(words.new))
    plant.template = msgspec.structs.replace(plant.template, change="fading", new=new)


def is_cued(template: Template, cast: Cast, what: Happening) -> bool:
    """Does the cue hold in this happening?"""
    person = cast.people[what.person]
    return (
        template.other_did in {None, *what.other_did}
        and template.wish in {None, *what.wish}
        and template.standing in {None, standing_of(person)}
    )


def response(
    random: np.random.Generator, plant: Plant, cast: Cast, what: Happening, passed: float
) -> str | None:
    """What the template makes me do now, if it acts; `passed` is the share of the time gone by."""
    template = plant.template
    plant.cued.append(what.id)
    silent = cast.people[what.person].id in template.silent_with or what.place in template.silent_in
    if silent:
        return None
    gone = 1 / (1 + exp(-(passed - 0.5) * 14)) if template.change == "fading" else 0.0
    acts = template.strength * (1 - 0.9 * gone)
    draw = random.random()
    if draw < acts:
        plant.fired.append(what.id)
        return template.behaviour
    return template.new if template.new and draw < acts + 0.7 * gone else None


def _standing(random: np.random.Generator, cast: Cast) -> Standing:
    """Where at least two of the people stand."""
    standings = [standing_of(person) for person in cast.people]
    able = sorted({found for found in standings if standings.count(found) > 1})
    return able[int(random.integers(len(able)))] if able else "above"
