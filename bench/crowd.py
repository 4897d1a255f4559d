"""A case with much of every kind, such as no practice has: what a page lists must end somewhere."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from relating.case import Entry, Goal, Mark, Note, Person, Plan, Pulse, Session, Support, Tie
from relating.case.entries.tie import Ring
from relating.case.fields import Author
from relating.case.file.case_file import CaseFile
from relating.case.words.word import own_word

RINGS: tuple[Ring, ...] = ("near", "middle", "far")
AUTHORS: tuple[Author, ...] = ("counsellor", "client")
TEXT = "What I kept from it, in a line of its own that is about as long as people write one."


class Crowd(msgspec.Struct, frozen=True):
    """How many of each there are beside what a case holds; `marks` are of one hour, `lines` what
    the counsellor's readings left in the trail."""

    people: int = 300
    hours: int = 2000
    marks: int = 1000
    notes: int = 1000
    words: int = 1000
    plans: int = 1000
    goals: int = 1000
    lines: int = 30_000


def among(case_file: CaseFile, crowd: Crowd) -> CaseFile:
    """The same case with so many more of each."""
    hours = [each for each in case_file.entries if isinstance(each, Session)]
    last = max((each for each in hours if each.state == "held"), key=lambda each: each.at)
    said = (each for each in case_file.entries if isinstance(each, Pulse))
    pulses = [each for each in said if each.session == last.id]
    people = tuple(
        Person(id=f"somebody-{number}", alias=f"Somebody {number}", role="friend")
        for number in range(crowd.people)
    )
    words = tuple(
        own_word("behaviour", f"own-{number}", f"a way of my own, number {number}")
        for number in range(crowd.words)
    )
    more = [
        *ties(last, people),
        *hours_before(last, pulses, crowd.hours),
        *marks(last, crowd.marks),
    ]
    written = [*notes(last, crowd.notes), *plans(last, crowd.plans), *goals(last, crowd.goals)]
    return replace(
        case_file,
        people=(*case_file.people, *people),
        vocabulary=(*case_file.vocabulary, *words),
        entries=(*case_file.entries, *more, *written),
    )


def ties(last: Session, people: tuple[Person, ...]) -> Iterator[Entry]:
    """Where everybody stands on the map since a month before the hour."""
    on = (last.at - timedelta(days=30)).date()
    for number, (each, ring) in enumerate(zip(people, cycle(RINGS), strict=False)):
        yield Tie(
            id=an_id(last, "tie", number),
            author="client",
            visibility="shared",
            recorded_at=last.at - timedelta(days=30),
            person=each.id,
            on=on,
            ring=ring,
            to_me=Support(kinds=("company",), words="At any hour."),
            from_me=Support(kinds=("practical",)),
        )


def hours_before(last: Session, pulses: list[Pulse], wanted: int) -> Iterator[Entry]:
    """Hours that were held before, two a week, each with what the two made of it."""
    for number in range(wanted):
        at = last.at - timedelta(days=3 * (number + 1), hours=5)
        id = an_id(last, "hour", number)
        yield replace(last, id=id, number=None, at=at, recorded_at=at, summary=TEXT)
        for each in pulses:
            of_it = an_id(last, f"pulse {each.id}", number)
            yield replace(each, id=of_it, recorded_at=at, session=id)


def marks(last: Session, wanted: int) -> Iterator[Entry]:
    """Marks of one hour; half of them still wait for a word."""
    for number in range(wanted):
        yield Mark(
            id=an_id(last, "mark", number),
            author="counsellor",
            visibility="private",
            recorded_at=last.at,
            at=last.at + timedelta(seconds=3 * number),
            session=last.id,
            words=TEXT if number % 2 else "",
        )


def notes(last: Session, wanted: int) -> Iterator[Entry]:
    """Notes of the counsellor and of the client by turns."""
    for number, author in zip(range(wanted), cycle(AUTHORS), strict=False):
        yield Note(
            id=an_id(last, "note", number),
            author=author,
            visibility="private",
            recorded_at=last.at - timedelta(hours=7 * number),
            session=last.id if number % 2 else None,
            text=TEXT,
        )


def plans(last: Session, wanted: int) -> Iterator[Entry]:
    """Plans that nothing has become of yet."""
    for number in range(wanted):
        at = last.at - timedelta(hours=5 * number)
        yield Plan(
            id=an_id(last, "plan", number),
            author="client",
            visibility="shared",
            recorded_at=at,
            situation=TEXT,
            say="I would like to think about it.",
        )


def goals(last: Session, wanted: int) -> Iterator[Entry]:
    """What she came for."""
    for number in range(wanted):
        yield Goal(
            id=an_id(last, "goal", number),
            author="client",
            visibility="shared",
            recorded_at=last.at - timedelta(hours=9 * number),
            words=TEXT,
            a_start=TEXT,
        )


def an_id(last: Session, kind: str, number: int) -> UUID:
    """The same id each time."""
    return uuid5(last.id, f"{kind} {number}")


def lines(case: UUID, reader: UUID, wanted: int) -> None:
    """Readings of the counsellor's in the trail, ten of them an hour, each of one thing."""
    from django.utils import timezone

    from relating.journal import trail
    from relating.journal.models import Entry as Row
    from relating.journal.models import Trail

    read = list(Row.objects.filter(case_id=case).values_list("id", flat=True)[:50])
    now = timezone.now()
    trail.lines(
        [
            Trail(
                at=now - timedelta(minutes=6 * (wanted - number)),
                actor=reader,
                case=case,
                act="read",
                entries=each.bytes,
            )
            for number, each in zip(range(wanted), cycle(read), strict=False)
        ]
    )
