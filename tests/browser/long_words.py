"""The cast's cases, with the longest words that people write, and many of everything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle, islice

from relating.case import Content
from relating.journal import actions
from relating.people.models import Clinic
from tests.access.kinds import Around, By, made
from tests.access.world import FIRST, World, around, made_world
from tests.cast import THEN, episode, person, session

UNBROKEN = "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"
COMPOUND = "Arbeitsunfähigkeitsbescheinigung"
NAMES = (
    COMPOUND,
    "Kraftfahrzeughaftpflichtversicherungen",
    "A very much misunderstood conversation",
)
SENTENCE = f"The {COMPOUND} again, and I straightforwardly misunderstood everything. " * 2
PRACTICE = "Praxisgemeinschaft für Psychotherapie und Familienzusammenführungsberatung"
ALIASES = ("Maximilian Ferdinand von der Hohenstaufen", COMPOUND, "Mum", UNBROKEN, "Li")
AT_LENGTH = ("session", "feedback", "dip", "agenda", "note")
MANY = 15


@dataclass(repr=False)
class LongWords(World):
    """A world in which whatever people write is one long word or a few."""

    texts: Iterator[str] = field(default_factory=lambda: cycle(NAMES))

    def canary(self, *who: str) -> str:
        return next(self.texts)


def made_long() -> World:
    """Both practices, in long words; in Ana's case many people and times, and an hour to come."""
    world = made_world(LongWords())
    Clinic.objects.update(name=PRACTICE)
    held = world.held[FIRST]
    for content in (*many(), *(at_length(kind, around(held, "bens")) for kind in AT_LENGTH)):
        ben = getattr(content, "author", "") == "counsellor"
        actions.record(world.people["ben" if ben else "ana"], held.case, content)
    return world


def at_length(kind: str, around: Around) -> Content:
    """An entry of Ben's for the two of them, or of his own, in which every text is long."""
    texts = cycle((SENTENCE, UNBROKEN))
    by = By("counsellor", "private" if kind == "note" else "shared")
    return made(kind, by, around, lambda: next(texts))


def many() -> Iterator[Content]:
    """An hour to come; and people, each with a time that has its place on the circle."""
    yield session(THEN + timedelta(days=9999), state="planned")
    for number, alias in enumerate(islice(cycle(ALIASES), MANY)):
        somebody = person(alias, visibility="shared")
        at = (number / MANY - 0.5, 0.5 - number / MANY)
        yield somebody
        yield episode(
            SENTENCE,
            person=somebody.id,
            visibility="shared",
            at=THEN + timedelta(days=number),
            i_did=("pleasing",),
            other_did=("criticised",),
            my_position=at,
        )
