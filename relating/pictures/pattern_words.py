"""Every sentence the pictures of a pattern say. Always counts, never a p, never "always"."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from relating.case.fields import Place
from relating.case.sentence import Said, Sentence, in_sense, listed, of_number, sentence
from relating.case.words.places import PLACES
from relating.engine.claims import Time
from relating.engine.patterns import Change
from relating.engine.patterns.results import Seen
from relating.engine.ways import Way
from relating.pictures import words
from relating.pictures.words import WAYS, month, outside, times, when

FEWER = 0.75
DID, OTHERWISE = sentence("did this"), sentence("did otherwise")
SAYS: dict[Seen, Sentence] = {
    "seen": in_sense("a pattern", "seen"),
    "not_seen": in_sense("a pattern", "hardly seen"),
    "too_few": sentence("too little to say yet"),
}
EMPTY = sentence("no such time so far")
CELLS: dict[Place, Sentence] = {
    "room": sentence("In the room"),
    "life": sentence("In life, now"),
    "past": sentence("Back then"),
}
SAME, APART, NOT_YET = sentence("the same in both"), sentence("not in both"), sentence("not yet")
READ = sentence("Each mark is one time; select it to read it.")
NEWEST = sentence("Where there were many, the newest are drawn.")
STRIP_TABLE = (
    sentence("The times, one by one"),
    (sentence("When"), sentence("With"), sentence("Where"), sentence("What was done")),
)
TRIANGLE_TABLE = (
    sentence("The pattern by place and person"),
    (sentence("Where"), sentence("With"), sentence("Times"), sentence("Did this")),
)
DOTS_TABLE = (
    sentence("The times through the months"),
    (sentence("Month"), sentence("Did this"), sentence("Did otherwise")),
)


def expected(n: float) -> Sentence:
    """What it would be if it were as at other times with the same people, on two lines.

    >>> str(expected(3.1)), str(expected(0.3))
    ('about 3,\\nas at other times', 'fewer than 1,\\nas at other times')
    """
    if n < FEWER:
        return in_sense("on two lines", "fewer than 1,\nas at other times")
    return in_sense("on two lines", "about %(n)s,\nas at other times", n=round(n))


def seen(k: int, low: float, high: float) -> Sentence:
    """What was seen, and between which numbers it is likely to lie, on two lines.

    >>> str(seen(9, 5.6, 10.9))
    '9 seen; likely\\nbetween 6 and 11'
    """
    return in_sense(
        "on two lines",
        "%(n)s seen; likely\nbetween %(low)s and %(high)s",
        n=k,
        low=round(low),
        high=round(high),
    )


def mark(time: Time, name: str) -> Sentence:
    """What a mark is called.

    >>> from uuid import UUID
    >>> str(mark(Time(UUID(int=1), "life", date(2026, 3, 12), None, None, True, "old"), "Mara"))
    '12 March 2026, Mara, in life, did this'
    """
    followed = DID if time.did else OTHERWISE
    return words.mark(when(time.day, time.place, time.age), name, time.place, followed)


def legend(way: Way, *, did: bool) -> Sentence:
    """What a mark of this way means.

    >>> str(legend("new", did=False))
    'did otherwise: new way'
    """
    if did or way == "neither":
        return DID if did else OTHERWISE
    return sentence("did otherwise: %(way)s", way=WAYS[way])


def k_of_n(k: int, n: int) -> Sentence:
    """How often, of how many times."""
    return sentence("%(k)s of %(n)s", k=k, n=n)


def triangle_title(people: Sequence[str], places: Iterable[tuple[Place, Seen]]) -> Sentence:
    """With whom and where it was seen, and where it is too early to say."""
    said = dict(places)
    early = [PLACES[place] for place, says in said.items() if says == "too_few"]
    where = [PLACES[place] for place, says in said.items() if says == "seen"]
    return _seen(people, where) if not early else _seen_and_early(people, where, listed(early))


def _seen(people: Sequence[str], where: Sequence[Said]) -> Sentence:
    if people:
        return sentence("Seen with %(people)s.", people=listed(people))
    if where:
        return sentence("Seen %(where)s, with nobody in particular so far.", where=listed(where))
    return sentence("Not yet clearly seen with one person or in one place.")


def _seen_and_early(people: Sequence[str], where: Sequence[Said], early: Said) -> Sentence:
    if people:
        return sentence(
            "Seen with %(people)s; %(early)s it is too early to say.",
            people=listed(people),
            early=early,
        )
    if where:
        return sentence(
            "Seen %(where)s, with nobody in particular so far; %(early)s it is too early to say.",
            where=listed(where),
            early=early,
        )
    return sentence(
        "Not yet clearly seen with one person or in one place; %(early)s it is too early to say.",
        early=early,
    )


def around(place: Place, side: Said) -> Sentence:
    """The side of a stack between its first cell and its last."""
    return sentence("%(place)s and back then: %(side)s", place=CELLS[place], side=side)


def foot(place: Place, says: Seen | None, n: int) -> Sentence:
    """What stands below a cell.

    >>> str(foot("past", "seen", 3)), str(foot("room", None, 0))
    ('seen, in 3 memories', 'no such time so far')
    """
    if says is None:
        return EMPTY
    if place == "past" and says == "seen":
        return of_number("seen, in %(n)s memory", "seen, in %(n)s memories", n)
    return SAYS[says]


def course(change: Change) -> Sentence:
    """Whether it changes; the chances in a hundred where it does."""
    sure = 0 if change.probability is None else int(100 * change.probability)
    return {
        "fading": sentence("It has been fading, probably (%(sure)s in 100)", sure=sure),
        "rising": sentence(
            "It has been growing more frequent, probably (%(sure)s in 100)", sure=sure
        ),
        "steady": sentence("There is no sign that it changes"),
        "too_few": sentence("There are too few times to say whether it changes"),
    }[change.says]


def dots_title(change: Change, n: int, first: date, last: date) -> Sentence:
    """From when to when the times were, and whether it changes."""
    year = first.year != last.year
    begin, end = month(first, year=year), month(last, year=year)
    given: dict[str, Said] = {"course": course(change), "times": times(n)}
    if (first.year, first.month) == (last.year, last.month):
        return sentence("%(course)s: %(times)s, in %(month)s.", month=begin, **given)
    return sentence(
        "%(course)s: %(times)s, from %(first)s to %(last)s.", first=begin, last=end, **given
    )


DOTS_READ = (
    sentence(
        "Below the line are the times it went this way, above it the times it went otherwise."
    ),
    sentence("What was back then is left out: it says nothing about change."),
)


def dots_reading(*, back_then: int, beyond: int) -> Iterator[Sentence]:
    """How to read the dots, and what is missing from them."""
    yield from DOTS_READ if back_then else DOTS_READ[:1]
    if beyond:
        yield outside(beyond)


NO_DOTS = sentence(
    "Not yet: every time so far was back then, and memories say nothing about change."
)
