"""What is told, made up for Hypothesis: values, people, words, hours and episodes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from msgspec import structs

from relating.case import (
    DEFAULTS,
    Beginning,
    Contact,
    Contract,
    Cue,
    Episode,
    Evidence,
    Expected,
    Feeling,
    Frame,
    Impact,
    Person,
    Safety,
    Session,
    Word,
)

OPEN_LISTS = sorted(set(DEFAULTS.listings) - DEFAULTS.closed)

coordinates = st.floats(-1, 1, allow_nan=False)
positions = st.tuples(coordinates, coordinates)
ratings = st.integers(0, 10)
texts = st.text(max_size=80)
labels = st.text(min_size=1, max_size=40)
authors = st.sampled_from(["client", "counsellor"])
visibilities = st.sampled_from(["private", "shared"])
moments = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Asked or not asked."""
    return st.none() | strategy


def code(*lists: str) -> st.SearchStrategy[str]:
    """A code of the defaults."""
    return st.sampled_from([term.code for name in lists for term in DEFAULTS.terms(name)])


def codes(*lists: str) -> st.SearchStrategy[tuple[str, ...] | None]:
    """Not asked, asked and none, or some codes."""
    return maybe(st.lists(code(*lists), max_size=4).map(tuple))


feelings = st.builds(
    Feeling,
    code=code("feeling"),
    intensity=maybe(ratings),
    after=maybe(ratings),
    layer=maybe(st.sampled_from(["primary", "covering"])),
)
impacts = st.builds(
    Impact, text=texts, source=st.sampled_from(["guessed", "asked", "told", "counsellor"])
)
expectations = st.builds(
    Expected,
    other_did=maybe(code("other_did")),
    chance=maybe(st.integers(0, 100)),
    words=texts,
)
frames = st.builds(
    Frame,
    id=st.uuids(),
    label=labels,
    started=st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    contract=maybe(
        st.builds(
            Contract,
            horizon=st.sampled_from(["short", "medium", "long", "open"]),
            sessions=maybe(st.integers(1, 200)),
            reviews=st.lists(st.dates(date(1950, 1, 1)), max_size=3).map(tuple),
            ends=maybe(st.dates(date(1950, 1, 1))),
            focus=st.lists(
                st.sampled_from(["grief", "dispute", "transition", "sensitivities"]), max_size=2
            ).map(tuple),
            phase=texts,
        )
    ),
    beginning=maybe(
        st.builds(Beginning, reads=texts, danger=texts, strange=texts, stop=texts),
    ),
)
people = st.builds(
    Person,
    id=labels,
    alias=labels,
    role=code("role"),
    standing=maybe(st.sampled_from(["above", "equal", "below"])),
    attachment_figure=st.booleans(),
    unsafe=st.booleans(),
    lives_with_me=st.booleans(),
    depends_on_me=st.booleans(),
    gone=maybe(st.sampled_from(["died", "estranged"])),
    author=authors,
    visibility=visibilities,
    recorded_at=maybe(moments),
)
words = st.builds(
    Word,
    list=st.sampled_from(OPEN_LISTS),
    code=st.text(min_size=1, max_size=20),
    label=maybe(labels),
    old=maybe(st.booleans()),
    position=maybe(positions),
    hidden=st.booleans(),
    author=authors,
    visibility=visibilities,
)
sessions = st.builds(
    Session,
    id=st.uuids(),
    author=authors,
    visibility=visibilities,
    recorded_at=moments,
    at=moments,
    state=st.sampled_from(["planned", "held", "moved", "missed", "cancelled"]),
    cancelled_by=maybe(st.sampled_from(["client", "counsellor", "neither"])),
    days_before=maybe(st.integers(0, 366)),
    moved_to=maybe(moments),
    late=maybe(st.sampled_from(["client", "counsellor", "both"])),
    minutes_late=maybe(st.integers(1, 90)),
    number=maybe(st.integers(1, 200)),
    minutes=maybe(st.integers(1, 180)),
    medium=maybe(st.sampled_from(["in_person", "video", "phone", "text"])),
    summary=texts,
    next_time=texts,
    reason=texts,
)
contacts = st.lists(
    st.builds(Contact, name=texts, number=st.from_regex(r"[\d +()/-]{0,20}\d", fullmatch=True)),
    max_size=2,
).map(tuple)
safety_plans = st.builds(
    Safety,
    id=st.uuids(),
    author=authors,
    visibility=visibilities,
    recorded_at=moments,
    warning_signs=texts,
    on_my_own=texts,
    people_and_places=texts,
    people_to_ask=texts,
    people_to_call=contacts,
    professionals=texts,
    professionals_to_call=contacts,
    making_safe=texts,
)


@st.composite
def same_people(draw: st.DrawFn, persons: list[Person]) -> list[Person]:
    """These people, some of whom are the same as another, never in a circle."""
    order = draw(st.permutations(persons))
    found = []
    for place, each in enumerate(order):
        later = [None, *(other.id for other in order[place + 1 :])]
        found.append(structs.replace(each, same_as=draw(st.sampled_from(later))))
    return found


@st.composite
def episodes(draw: st.DrawFn, persons: Sequence[str] = (), hours: Sequence[UUID] = ()) -> Episode:
    """An episode, with one of these persons and in one of these sessions, or without."""
    place = draw(st.sampled_from(["room", "life", "past", "practice"]))
    when = {
        "at": draw(maybe(moments) if place == "past" else moments),
        "age": draw(maybe(st.integers(0, 120))) if place == "past" else None,
        "zone": draw(maybe(st.sampled_from(["Europe/Lisbon", "Asia/Tokyo", "UTC"]))),
    }
    return draw(
        st.builds(
            Episode,
            **{name: st.just(value) for name, value in when.items()},
            id=st.uuids(),
            author=authors,
            visibility=visibilities,
            recorded_at=moments,
            place=st.just(place),
            person=maybe(st.sampled_from(persons)) if persons else st.none(),
            session=maybe(st.sampled_from(hours)) if hours else st.none(),
            **WHAT_HAPPENED,
        )
    )


WHAT_HAPPENED: dict[str, st.SearchStrategy[Any]] = {
    "place_context": maybe(code("place_context")),
    "story": texts,
    "wish": codes("wish"),
    "other_did": codes("other_did"),
    "order": maybe(st.just("unknown")),
    "feelings": maybe(st.lists(feelings, max_size=3).map(tuple)),
    "i_did": codes("behaviour", "new"),
    "other_then": codes("other_did"),
    "self_treatment": codes("self_treatment"),
    "ended": maybe(code("ended")),
    "valence": maybe(st.integers(-3, 3)),
    "other_position": maybe(positions),
    "my_position": maybe(positions),
    "awareness": maybe(st.integers(0, 5)),
    "authenticity": maybe(ratings),
    "worth_at_stake": maybe(ratings),
    "seen_as": maybe(texts),
    "impact": maybe(impacts),
    "expected": maybe(expectations),
    "need": codes("need"),
    "protects_from": codes("protects_from"),
    "cost": codes("cost"),
    "joke": maybe(st.sampled_from(["connecting", "covering", "needed"])),
    "rather": maybe(texts),
    "unsaid": maybe(texts),
    "something_new": maybe(st.booleans()),
    "how_met": codes("how_met"),
    "rupture_marks": codes("rupture_mark"),
    "counsellor_part": codes("counsellor_part"),
    "repair_moves": codes("repair_move"),
    "pull": codes("pull"),
    "confidence_before": maybe(ratings),
    "confidence_after": maybe(ratings),
    "landed": maybe(texts),
    "swapped": maybe(st.booleans()),
    "alone": maybe(st.booleans()),
    "saw_differently": maybe(st.booleans()),
}

cues = st.builds(
    Cue,
    other_did=code("other_did"),
    wish=maybe(code("wish")),
    standing=maybe(st.sampled_from(["above", "equal", "below"])),
    feeling=maybe(code("feeling")),
    ended_badly=st.booleans(),
)
counts = st.builds(
    Evidence,
    n=st.integers(10, 99),
    k=st.integers(0, 10),
    expected=maybe(st.floats(0, 99, allow_nan=False) | st.integers(0, 99)),
)


def some(ids: Sequence[UUID]) -> st.SearchStrategy[tuple[UUID, ...]]:
    """Some of these ids, or none."""
    return st.lists(st.sampled_from(ids), max_size=3).map(tuple) if ids else st.just(())


def one(ids: Sequence[UUID]) -> st.SearchStrategy[UUID | None]:
    """One of these ids, or none."""
    return maybe(st.sampled_from(ids)) if ids else st.none()
