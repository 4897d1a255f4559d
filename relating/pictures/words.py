"""Every sentence a picture says, as template and values.

The client is spoken to as "you"; to the counsellor the client is named by the alias.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from relating.case.entries.person import Person
from relating.case.fields import Place
from relating.case.sentence import (
    Day,
    Said,
    Sentence,
    in_a_row,
    in_sense,
    listed,
    of_number,
    sentence,
    together,
)
from relating.case.words.places import PLACES
from relating.engine.circle import Facts, Positions, Side, Standing
from relating.engine.moved import Moved
from relating.engine.octants import Half, Point, sides
from relating.engine.shares import Share
from relating.engine.timeline import Row, Timeline
from relating.engine.ways import Way
from relating.pictures.drawing import Headings

PLACE_NAMES: dict[Place, Sentence] = {
    "room": in_sense("place", "room"),
    "life": in_sense("place", "life"),
    "past": PLACES["past"],
    "practice": PLACES["practice"],
}
WAYS: dict[Way, Sentence] = {
    "old": sentence("old way"),
    "new": sentence("new way"),
    "mixed": sentence("old and new"),
    "neither": sentence("neither"),
    "plain": sentence("not said"),
}
SIDES: dict[Half, Sentence] = {
    "yielding": sentence("letting the other lead"),
    "leading": sentence("leading"),
    "warm": in_sense("side", "near"),
    "cold": in_sense("side", "away"),
}
NOBODY = sentence("no one named")
OTHERS = in_sense("people", "others")
BACK_THEN = PLACES["past"]
BACK_THEN_LINES = in_sense("on two lines", "back\nthen")
SESSIONS = sentence("sessions")
THE_OTHER = sentence("the other")
YEAR = 12
REACH = 3
"""So many people are named in a title."""


class Voice(Struct, frozen=True):
    """Who is spoken to: the client (`name` is `None`), or someone who reads about `name`."""

    name: str | None = None


YOU = Voice()


def when(found: date, place: Place, age: int | None) -> Said:
    """A date; for a memory the age instead, because it has no date.

    >>> str(when(date(2026, 3, 12), "past", 9))
    'back then, at 9'
    """
    if place != "past":
        return Day(found)
    return BACK_THEN if age is None else sentence("back then, at %(age)s", age=age)


def month(found: date, *, year: bool) -> Day:
    """
    >>> str(month(date(2026, 3, 12), year=False))
    'March'
    """
    return Day(found, "month and year" if year else "month")


def times(n: int) -> Sentence:
    return of_number("%(n)s time", "%(n)s times", n)


def person(people: Mapping[str, Person], found: str | None) -> Said:
    known = people.get(found) if found is not None else None
    return NOBODY if known is None else known.alias


def mark(when_words: Said, who: Said, place: Place, what: Said) -> Sentence:
    """What a mark is called: when, with whom, where, and which way.

    >>> str(mark("12 March 2026", "Mara", "life", "old way"))
    '12 March 2026, Mara, in life, old way'
    """
    given = {"when": when_words, "who": who, "what": what}
    if place == "past":
        return sentence("%(when)s, %(who)s, %(what)s", **given)
    return sentence("%(when)s, %(who)s, %(where)s, %(what)s", where=PLACES[place], **given)


def where(point: Point) -> Said:
    """
    >>> str(where((0.5, -0.5))), str(where((0.0, 0.05)))
    ('near, letting the other lead', 'in the middle')
    """
    found = [SIDES[side] for side in sides(point)]
    return in_a_row(found) if found else sentence("in the middle")


# --- the circle ---


def circle_title(facts: Facts, people: Mapping[str, Person], voice: Voice) -> Said:
    """The sentence the circle shows, with its denominator: what has moved, or else how it was."""
    if facts.moved is not None:
        return _moved(facts.moved, people, voice)
    lean = facts.answering or facts.overall
    if lean is None:
        return _no_side(facts.n, voice)
    given: dict[str, Said] = {"k": lean.share.k, "did": _did(lean.half, voice)}
    return _title(lean.share.n, given, overall=lean is facts.overall)


def _moved(moved: Moved[Half], people: Mapping[str, Person], voice: Voice) -> Said:
    """A count beside a count: where somebody stood, earlier and lately."""
    told = sentence(
        "Earlier %(did)s in %(earlier_k)s of %(earlier)s times; lately in %(lately_k)s of "
        "%(lately)s.",
        did=_did(moved.what, voice),
        **_two_counts(moved.earlier, moved.lately),
    )
    return _with_its_reach(told, moved.people, people)


def _two_counts(earlier: Share, lately: Share) -> dict[str, Said]:
    """A count beside a count, as a sentence fills it in."""
    return {
        "earlier_k": earlier.k,
        "earlier": earlier.n,
        "lately_k": lately.k,
        "lately": lately.n,
    }


def _with_its_reach(told: Sentence, found: Sequence[str], people: Mapping[str, Person]) -> Said:
    """What has moved, and with whom it went so: the first three of them."""
    known = [people[each].alias for each in found if each in people]
    if not known:
        return told
    return together([told, sentence("It went so with %(people)s.", people=listed(known[:REACH]))])


def _no_side(n: int, voice: Voice) -> Sentence:
    """That nothing can be claimed: no side has more than half."""
    if voice.name is None:
        return sentence("You stood now here, now there: no side in most of %(n)s times.", n=n)
    return sentence(
        "%(name)s stood now here, now there: no side in most of %(n)s times.", name=voice.name, n=n
    )


def _title(n: int, given: Mapping[str, Said], *, overall: bool) -> Sentence:
    if overall:
        return of_number(
            "In %(k)s of %(n)s time %(did)s.", "In %(k)s of %(n)s times %(did)s.", n, **given
        )
    return of_number(
        "When the other led, %(did)s in %(k)s of %(n)s time.",
        "When the other led, %(did)s in %(k)s of %(n)s times.",
        n,
        **given,
    )


def _did(half: Side, voice: Voice) -> Sentence:
    """What was done, with who did it."""
    if voice.name is None:
        return YOU_DID[half]
    return {
        "yielding": sentence("%(name)s let the other lead", name=voice.name),
        "leading": sentence("%(name)s led", name=voice.name),
        "warm": sentence("%(name)s came near", name=voice.name),
        "cold": sentence("%(name)s kept away", name=voice.name),
        "middle": sentence("%(name)s stood in the middle", name=voice.name),
    }[half]


YOU_DID: dict[Side, Sentence] = {
    "yielding": sentence("you let the other lead"),
    "leading": sentence("you led"),
    "warm": sentence("you came near"),
    "cold": sentence("you kept away"),
    "middle": sentence("you stood in the middle"),
}


def circle_reading(
    positions: Positions, drawn: Sequence[Standing], facts: Facts, voice: Voice, linked: int
) -> Iterator[Sentence]:
    """How to read the circle: what a mark is, what is missing from it, and how many lead on."""
    yield (
        sentence("One mark is one time: where you stood. Those alike stand side by side.")
        if voice.name is None
        else sentence(
            "One mark is one time: where %(name)s stood. Those alike stand side by side.",
            name=voice.name,
        )
    )
    if any(found.other is not None for found in drawn):
        yield sentence("Touch a mark to see where the other stood; once more to read it.")
    if any(found.me.source == "from_words" for found in drawn):
        yield sentence("Where nobody tapped, the place follows from the words chosen.")
    if positions.placed < positions.n:
        yield of_number(
            "%(placed)s of %(n)s time can be placed.",
            "%(placed)s of %(n)s times can be placed.",
            positions.n,
            placed=positions.placed,
        )
    if len(drawn) < positions.placed:
        yield sentence("Drawn and counted are the newest %(n)s.", n=len(drawn))
    if linked < len(drawn):
        yield leads_on(linked)
    if facts.moved and any(found.place == "past" for found in drawn):
        yield sentence("“Earlier” and “lately” leave out what was back then.")


def circle_not_yet(positions: Positions, fewest: int, voice: Voice) -> Iterator[Sentence]:
    """Why there is no circle yet, and what would bring it."""
    if positions.placed:
        yield of_number(
            "Not yet: %(n)s time has a place so far, and the circle is drawn from %(fewest)s on.",
            "Not yet: %(n)s times have a place so far, and the circle is drawn from %(fewest)s on.",
            positions.placed,
            fewest=fewest,
        )
    else:
        yield sentence(
            "Not yet: no times have a place so far, and the circle is drawn from %(fewest)s on.",
            fewest=fewest,
        )
    yield (
        sentence(
            "A place comes from a tap on the circle, or from the words chosen for what you did."
        )
        if voice.name is None
        else sentence(
            "A place comes from a tap on the circle, or from the words chosen for what "
            "%(name)s did.",
            name=voice.name,
        )
    )


def circle_table(voice: Voice) -> Headings:
    """The caption and the headings of the circle's table."""
    did, me = (
        (sentence("What I did"), sentence("Me"))
        if voice.name is None
        else (sentence("What %(name)s did", name=voice.name), voice.name)
    )
    caption = sentence("The circle, time by time")
    return caption, (
        *(sentence("When"), sentence("With"), sentence("What they did")),
        *(did, me, sentence("The other")),
    )


def would_rather_be(voice: Voice) -> Sentence:
    """Two lines beside the ring that says where the client would rather be."""
    if voice.name is None:
        return in_sense("on two lines", "where you\nwould rather be")
    return in_sense("on two lines", "where %(name)s\nwould rather be", name=voice.name)


# --- the timeline ---


def timeline_title(timeline: Timeline, people: Mapping[str, Person]) -> Said:
    """How often a new way was found, earlier and lately, if that has moved; or since when it is."""
    if timeline.moved is not None:
        told = sentence(
            "Earlier a new way in %(earlier_k)s of %(earlier)s times; lately in %(lately_k)s of "
            "%(lately)s.",
            **_two_counts(timeline.moved.earlier, timeline.moved.lately),
        )
        return _with_its_reach(told, timeline.moved.people, people)
    since, most = _since(timeline), _most(timeline)
    if since is None:
        return sentence("All of it was back then.")
    if most is None:
        return sentence("What happened since %(month)s.", month=since)
    name = person(people, most.person)
    return sentence("What happened since %(month)s; most with %(name)s.", month=since, name=name)


def _since(timeline: Timeline) -> Day | None:
    """The first month, with its year where that is long ago; `None` where all was back then."""
    first, last = timeline.first, timeline.last
    if first is None or last is None:
        return None
    months = (last.year - first.year) * YEAR + last.month - first.month
    return month(first, year=months >= YEAR)


def _most(timeline: Timeline) -> Row | None:
    """The one it was with in most of the times, if there are others too."""
    named = [row for row in timeline.rows if row.person is not None]
    return named[0] if len(named) > 1 and named[0].n * 2 > timeline.n else None


COLUMNS = {
    None: sentence("The newest month is on top."),
    4: sentence("A column is about a week."),
    2: sentence("A column is half a month."),
    1: sentence("A column is a month."),
}


def outside(n: int) -> Sentence:
    """That some dates are too far from all others to be drawn beside them."""
    return of_number(
        "%(n)s time lies outside the picture: its date is still to come, or too long ago.",
        "%(n)s times lie outside the picture: their dates are still to come, or too long ago.",
        n,
    )


def leads_on(n: int) -> Sentence:
    """That of what is drawn only the newest can be opened from here."""
    return sentence(
        "The newest %(n)s lead to what happened and stand in the table; "
        "the fainter ones do so where you narrow down.",
        n=n,
    )


def timeline_reading(
    timeline: Timeline, *, parts: int | None, sessions: bool, drawn: int, linked: int, firsts: int
) -> Iterator[Sentence]:
    """How to read the timeline. Months lie in so many `parts`, or stand (`None`)."""
    yield sentence("Each mark is one time.")
    if parts in COLUMNS:
        yield COLUMNS[parts]
    if sessions:
        yield sentence("Ticks are sessions.")
    if parts is not None and firsts >= FEWEST_FIRSTS:
        yield sentence("A thin line joins the first new way with each.")
    if drawn < timeline.n - timeline.outside:
        yield sentence(
            "%(drawn)s of %(n)s are drawn, the newest and those from back then.",
            drawn=drawn,
            n=timeline.n,
        )
    if linked < drawn:
        yield leads_on(linked)
    if timeline.outside:
        yield outside(timeline.outside)


FEWEST_FIRSTS = 2
NOTHING_YET = (
    sentence("Not yet: nothing has been written down so far."),
    sentence("What happened will stand here, by person and month."),
)
TIMELINE_TABLE = (
    sentence("Every time, the newest first"),
    (sentence("When"), sentence("With"), sentence("Where"), sentence("Way")),
)


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
