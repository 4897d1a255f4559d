"""Every sentence the pictures of a pattern say. Always counts, never a p, never "always"."""

from collections.abc import Iterable, Sequence
from datetime import date

from relating.case.fields import Place
from relating.engine.claims import Time
from relating.engine.patterns import Change
from relating.engine.patterns.results import Seen
from relating.pictures.words import PLACES, month, times, when

FEWER = 0.75
DID, OTHERWISE = "did this", "did otherwise"
SAYS: dict[Seen, str] = {
    "seen": "seen",
    "not_seen": "hardly seen",
    "too_few": "too little to say yet",
}
EMPTY = "no such time so far"
CELLS: dict[Place, str] = {"room": "In the room", "life": "In life, now", "past": "Back then"}
SAME, APART, NOT_YET = "the same in both", "not in both", "not yet"
OTHERS = "others"
READ = "Each mark is one time; select it to read it."
NEWEST = "Where there were many, the newest are drawn."
STRIP_TABLE = ("The times, one by one", ("When", "With", "Where", "What followed"))
TRIANGLE_TABLE = ("The pattern by place and person", ("Where", "With", "Times", "Did this"))
DOTS_TABLE = ("The times through the months", ("Month", "Did this", "Did otherwise"))


def count(n: float) -> str:
    """
    >>> count(3.1), count(0.3)
    ('about 3', 'fewer than 1')
    """
    return "fewer than 1" if n < FEWER else f"about {round(n)}"


def expected(n: float) -> tuple[str, str]:
    """What chance would give, on two lines."""
    return f"{count(n)} expected,", "were it chance"


def seen(k: int, low: float, high: float) -> tuple[str, str]:
    """What was seen, and between which numbers it is likely to lie.

    >>> seen(9, 5.6, 10.9)
    ('9 seen; likely', 'between 6 and 11')
    """
    return f"{k} seen; likely", f"between {round(low)} and {round(high)}"


def mark(time: Time, name: str) -> str:
    """What a mark is called.

    >>> from uuid import UUID
    >>> mark(Time(UUID(int=1), "life", date(2026, 3, 12), None, None, True, "old"), "Mara")
    '12 March 2026, Mara, in life, did this'
    """
    where = () if time.place == "past" else (PLACES[time.place],)
    what = DID if time.did else OTHERWISE
    return ", ".join((when(time.day, time.place, time.age), name, *where, what))


def listed(words: Sequence[str]) -> str:
    """
    >>> listed(["Dad", "Mara", "Sam"])
    'Dad, Mara and Sam'
    """
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def triangle_title(people: Sequence[str], places: Iterable[tuple[Place, Seen]]) -> str:
    """With whom and where it was seen, and where it is too early to say."""
    said = dict(places)
    early = [PLACES[place] for place, says in said.items() if says == "too_few"]
    where = [PLACES[place] for place, says in said.items() if says == "seen"]
    first = _seen_words(people, where)
    if not early:
        return f"{first}."
    return f"{first}; {listed(early)} it is too early to say."


def _seen_words(people: Sequence[str], where: Sequence[str]) -> str:
    if people:
        return f"Seen with {listed(people)}"
    if where:
        return f"Seen {listed(where)}, with nobody in particular so far"
    return "Not yet clearly seen with one person or in one place"


def foot(place: Place, says: Seen | None, n: int) -> str:
    """What stands below a cell.

    >>> foot("past", "seen", 3), foot("room", None, 0)
    ('seen, in 3 memories', 'no such time so far')
    """
    if says is None:
        return EMPTY
    if place == "past" and says == "seen":
        return f"{SAYS[says]}, in {n} memories"
    return SAYS[says]


def course(change: Change) -> str:
    """Whether it changes, in a sentence; the chances in a hundred where it does."""
    sure = "" if change.probability is None else f" ({int(100 * change.probability)} in 100)"
    return {
        "fading": f"It has been fading, probably{sure}",
        "rising": f"It has been growing more frequent, probably{sure}",
        "steady": "There is no sign that it changes",
        "too_few": "There are too few times to say whether it changes",
    }[change.says]


def dots_title(change: Change, n: int, first: date, last: date) -> str:
    """From when to when the times were, and whether it changes."""
    year = first.year != last.year
    months = [month(first, year=year), month(last, year=year)]
    span = f"in {months[0]}" if months[0] == months[1] else f"from {months[0]} to {months[1]}"
    return f"{course(change)}: {times(n)}, {span}."


DOTS_READ = (
    "Below the line are the times it went this way, above it the times it went otherwise.",
    "What was back then is left out: it says nothing about change.",
)
NO_DOTS = "Not yet: every time so far was back then, and memories say nothing about change."
