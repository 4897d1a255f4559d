"""Every sentence a picture says. English, in one place: the pure rooms do not know gettext.

The client is spoken to as "you"; to the counsellor the client is named by the alias.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from relating.case.entries.person import Person
from relating.case.fields import Place
from relating.engine.circle import Facts, Lean, Positions
from relating.engine.octants import Half, Point, sides
from relating.engine.timeline import Timeline
from relating.engine.ways import Way

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
PLACES: dict[Place, str] = {
    "room": "in the room",
    "life": "in life",
    "past": "back then",
    "practice": "practised",
}
PLACE_NAMES: dict[Place, str] = {
    "room": "room",
    "life": "life",
    "past": "back then",
    "practice": "practised",
}
WAYS: dict[Way, str] = {
    "old": "old way",
    "new": "new way",
    "mixed": "old and new",
    "neither": "neither",
    "plain": "not said",
}
SIDES: dict[Half, str] = {
    "yielding": "yielding",
    "leading": "taking charge",
    "warm": "warm",
    "cold": "cold",
}
DID: dict[Half, str] = {
    "yielding": "yielded",
    "leading": "took charge",
    "warm": "stood on the warm side",
    "cold": "stood on the cold side",
}
NOBODY = "no one named"
OTHERS = "others"
BACK_THEN = "back then"
SESSIONS = "sessions"
THE_OTHER = "the other"
FROM_WORDS = "paler: follows from words"
YEAR = 12


class Voice(Struct, frozen=True):
    """Who is spoken to: the client (`name` is `None`), or someone who reads about `name`."""

    name: str | None = None

    @property
    def you(self) -> str:
        return "you" if self.name is None else self.name

    @property
    def me(self) -> str:
        return "Me" if self.name is None else self.name


YOU = Voice()


def day(found: date) -> str:
    """
    >>> day(date(2026, 3, 12))
    '12 March 2026'
    """
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def when(found: date, place: Place, age: int | None) -> str:
    """A date; for a memory the age instead, because it has no date.

    >>> when(date(2026, 3, 12), "past", 9)
    'back then, at 9'
    """
    if place != "past":
        return day(found)
    return BACK_THEN if age is None else f"{BACK_THEN}, at {age}"


def month(found: date, *, year: bool) -> str:
    """
    >>> month(date(2026, 3, 12), year=False)
    'March'
    """
    return f"{MONTHS[found.month - 1]} {found.year}" if year else MONTHS[found.month - 1]


def month_short(found: date) -> str:
    """
    >>> month_short(date(2026, 1, 1))
    'Jan'
    """
    return MONTHS[found.month - 1][:3]


def times(n: int) -> str:
    return "1 time" if n == 1 else f"{n} times"


def person(people: Mapping[str, Person], found: str | None) -> str:
    known = people.get(found) if found is not None else None
    return NOBODY if known is None else known.alias


def mark(when_words: str, who: str, place: Place, way: Way) -> str:
    """What a mark is called: when, with whom, where, and which way.

    >>> mark("12 March 2026", "Mara", "life", "old")
    '12 March 2026, Mara, in life, old way'
    """
    where = () if place == "past" else (PLACES[place],)
    return ", ".join((when_words, who, *where, WAYS[way]))


def where(point: Point) -> str:
    """
    >>> where((0.5, -0.5)), where((0.0, 0.05))
    ('warm, yielding', 'in the middle')
    """
    return ", ".join(SIDES[side] for side in sides(point)) or "in the middle"


# --- the circle ---


def circle_title(facts: Facts, voice: Voice) -> str:
    """The sentence the circle shows, with its denominator."""
    lean = _told(facts)
    share, did = lean.share, DID[lean.half]
    if lean is facts.overall:
        return f"In {share.k} of {times(share.n)} {voice.you} {did}{_then_and_now(lean)}."
    says = f"{voice.you} {did} in {share.k} of {times(share.n)}{_then_and_now(lean)}"
    return f"When the other took charge, {says}."


def _told(facts: Facts) -> Lean:
    """How I answered an other who took charge, if mostly in one way; else the side I stood on."""
    answering = facts.answering
    if answering is not None and answering.share.k * 2 >= answering.share.n:
        return answering
    return facts.overall


def _then_and_now(lean: Lean) -> str:
    if lean.newest is None or lean.before is None:
        return ""
    newest, before = lean.newest, lean.before
    return f": {newest.k} of the newest {newest.n}, {before.k} of the {before.n} before"


def circle_reading(positions: Positions, drawn: int, voice: Voice) -> tuple[str, ...]:
    """How to read the circle: what a mark is, and what is missing from it."""
    sentences = [f"Each mark is one time: where {voice.you} stood, with a line to the other."]
    if any(found.me.source == "from_words" for found in positions.standings):
        sentences.append(
            "Paler marks follow from the words chosen; those alike stand side by side."
        )
    if positions.placed < positions.n:
        sentences.append(f"{positions.placed} of {times(positions.n)} can be placed.")
    if drawn < positions.placed:
        sentences.append(f"Drawn are the newest {drawn}.")
    if _leaves_memories_out(positions):
        sentences.append("“Newest” and “before” leave out what was back then.")
    return tuple(sentences)


def _leaves_memories_out(positions: Positions) -> bool:
    facts = positions.facts
    if facts is None or _told(facts).newest is None:
        return False
    return any(found.place == "past" for found in positions.standings)


def circle_not_yet(positions: Positions, fewest: int, voice: Voice) -> str:
    """Why there is no circle yet, and what would bring it."""
    placed = positions.placed
    has = "1 time has" if placed == 1 else f"{placed or 'no'} times have"
    return (
        f"Not yet: {has} a place so far, and the circle is drawn from {fewest} on. "
        "A place comes from a tap on the circle, "
        f"or from the words chosen for what {voice.you} did."
    )


def circle_table(voice: Voice) -> tuple[str, tuple[str, ...]]:
    """The caption and the headings of the circle's table."""
    did = "What I did" if voice.name is None else f"What {voice.name} did"
    head = ("When", "With", "What they did", did, voice.me, "The other")
    return "The circle, time by time", head


def would_rather_be(voice: Voice) -> tuple[str, str]:
    """Two lines beside the ring that says where the client would rather be."""
    return f"where {voice.you}", "would rather be"


# --- the timeline ---


def timeline_title(timeline: Timeline, people: Mapping[str, Person]) -> str:
    """How many times with how many people since when, and with whom most."""
    who = ""
    if timeline.people:
        who = " with 1 person" if timeline.people == 1 else f" with {timeline.people} people"
    most = _most(timeline, people)
    return f"{times(timeline.n)}{who}{_since(timeline)}{most}."


def _since(timeline: Timeline) -> str:
    first, last = timeline.first, timeline.last
    if first is None or last is None:
        return ", all back then"
    months = (last.year - first.year) * YEAR + last.month - first.month
    return f" since {month(first, year=months >= YEAR)}"


def _most(timeline: Timeline, people: Mapping[str, Person]) -> str:
    named = [row for row in timeline.rows if row.person is not None]
    if len(named) > 1 and named[0].n > named[1].n:
        return f"; most with {person(people, named[0].person)} ({named[0].n})"
    return ""


COLUMNS = {
    None: "The newest month is on top.",
    4: "A column is about a week.",
    2: "A column is half a month.",
    1: "A column is a month.",
}


def timeline_reading(*, parts: int | None, sessions: bool, drawn: int, n: int) -> tuple[str, ...]:
    """How to read the timeline. Months lie in so many `parts`, or stand (`None`)."""
    sentences = ["Each mark is one time."]
    sentences.append(COLUMNS.get(parts, ""))
    if sessions:
        sentences.append("Ticks are sessions.")
    if drawn < n:
        sentences.append(f"{drawn} of {n} are drawn, the newest and those from back then.")
    return tuple(sentence for sentence in sentences if sentence)


NOTHING_YET = (
    "Not yet: nothing has been written down so far. "
    "What happened will stand here, by person and month."
)
TIMELINE_TABLE = ("Every time, the newest first", ("When", "With", "Where", "Way"))


def cell(who: str, when_words: str, n: int) -> str:
    """What a group of marks is called.

    >>> cell("Mara", "March 2026", 3)
    'Mara, March 2026: 3 times'
    """
    return f"{who}, {when_words}: {times(n)}"


def fitted(name: str, most: int) -> str:
    """A name in at most `most` characters: whole, or its first words, or cut, with an ellipsis.

    >>> fitted("The man at the bakery", 12), fitted("Maximilian", 6)
    ('The man at…', 'Maxim…')
    """
    if len(name) <= most:
        return name
    cut = name[:most]
    whole_words = cut.rpartition(" ")[0].rstrip()
    return (whole_words or cut[:-1]) + "…"
