"""Made-up episodes for the engine and the pictures: one by hand, or any at all."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, get_args
from uuid import UUID

from hypothesis import strategies as st

from relating.case.entries.dip import Dip
from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.case.entries.pulse import Pulse
from relating.case.entries.session import Session, State
from relating.case.fields import Author, Place
from relating.case.words.vocabulary import DEFAULTS

MONDAY = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
NUMBERS = count(1)
MARA = Person(id="mara", alias="Mara", role="boss")
SAM = Person(id="sam", alias="Sam", role="partner")
PEOPLE = {person.id: person for person in (MARA, SAM)}


def episode(days: float = 0, **changes: Any) -> Episode:
    """An episode so many days after a Monday; a memory (place past) is told at that time."""
    at = MONDAY + timedelta(days=days)
    fields: dict[str, Any] = {
        "id": UUID(int=next(NUMBERS)),
        "author": "client",
        "visibility": "private",
        "recorded_at": at,
        "place": "life",
        "at": None if changes.get("place") == "past" else at,
        **changes,
    }
    return Episode(**fields)


def session(days: float, state: State = "held") -> Session:
    """A session so many days after that Monday."""
    at = MONDAY + timedelta(days=days)
    return Session(
        id=UUID(int=next(NUMBERS)),
        author="counsellor",
        visibility="shared",
        recorded_at=at,
        at=at,
        state=state,
    )


def pulse(hour: Session, given: float | None, author: Author = "client", **changes: Any) -> Pulse:
    """A pulse whose score is `given` to the nearest .2: its five answers lie side by side."""
    fifths = None if given is None else round(given * 5)
    answers = [None if fifths is None else (fifths + place) // 5 for place in range(5)]
    fields: dict[str, Any] = {
        **dict(zip(("safe", "understood", "matters", "way", "could_say"), answers, strict=True)),
        **changes,
    }
    return Pulse(
        id=UUID(int=next(NUMBERS)),
        author=author,
        visibility="private",
        recorded_at=hour.at,
        session=hour.id,
        **fields,
    )


def hours(n: int) -> list[Session]:
    """Sessions that were held, a week apart."""
    return [session(7 * week) for week in range(n)]


def dip(hour: Session, author: Author = "counsellor", **changes: Any) -> Dip:
    """What one side says of a dip in that hour."""
    return Dip(
        id=UUID(int=next(NUMBERS)),
        author=author,
        visibility="shared",
        recorded_at=hour.at + timedelta(days=1),
        session=hour.id,
        **changes,
    )


def some(list_name: str) -> st.SearchStrategy[tuple[str, ...] | None]:
    """Not asked, none, or up to three codes of a list, and now and then one that is unknown."""
    codes = st.sampled_from([term.code for term in DEFAULTS.terms(list_name)])
    return st.none() | st.lists(codes | st.just("unheard_of"), max_size=3).map(tuple)


PLACES: tuple[Place, ...] = get_args(Place)
COORDINATES = st.floats(-1, 1, allow_nan=False)
POINTS = st.tuples(COORDINATES, COORDINATES)
MOMENTS = st.integers(0, 5_000_000).map(lambda minutes: MONDAY - timedelta(minutes=minutes))


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    """Any episode: in any place, with anybody or nobody, with anything left open."""
    place = draw(st.sampled_from(PLACES))
    past = place == "past"
    return Episode(
        id=draw(st.uuids()),
        author="client",
        visibility="private",
        recorded_at=draw(MOMENTS),
        place=place,
        at=draw(st.none() | MOMENTS) if past else draw(MOMENTS),
        age=draw(st.none() | st.integers(0, 30)) if past else None,
        person=draw(st.sampled_from([None, "mara", "sam", "somebody_unknown"])),
        i_did=draw(some("behaviour") | some("new")),
        other_did=draw(some("other_did")),
        wish=draw(some("wish")),
        my_position=draw(st.none() | POINTS),
        other_position=draw(st.none() | POINTS),
    )


CASES = st.lists(episodes(), max_size=40, unique_by=lambda found: found.id)
