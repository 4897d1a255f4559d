"""How it is with everybody at a day: a fold of the changes that the client wrote.

Each field is what was said of it last, by the day that it holds from, then by when it was written;
so the order in which the changes come does not matter. Nothing here writes.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from relating.case.entries.tie import Ring, Support, Tie, Wanted
from relating.case.people import People

RINGS: tuple[Ring, ...] = get_args(Ring)
ON_THE_MAP: tuple[Ring, ...] = ("near", "middle", "far")
EMPTY: dict[str, object] = {"to_me": Support(), "from_me": Support(), "wish": "", "chosen": ""}
"""What says the same as nothing said yet."""
FIELDS = ("ring", "turned", "to_me", "from_me", "wanted", "wish", "chosen")


class State(Struct, frozen=True):
    """How it is with one person at a day; `None` is what was never said. `since` is the day from
    which they stand as near as they do."""

    person: str
    ring: Ring | None = None
    since: date | None = None
    turned: int | None = None
    to_me: Support | None = None
    from_me: Support | None = None
    wanted: Wanted | None = None
    wish: str | None = None
    chosen: str | None = None

    @property
    def on_the_map(self) -> bool:
        """Whether they stand in one of the three rings."""
        return self.ring in ON_THE_MAP


def in_order(ties: Iterable[Tie]) -> list[Tie]:
    """The changes as they came: by the day they hold from, then by when they were written."""
    return sorted(ties, key=lambda each: (each.on, each.recorded_at, each.id))


def states(ties: Iterable[Tie], people: People, on: date) -> dict[str, State]:
    """How it is with each of these people at a day, by the id of whoever stands for them.

    >>> from datetime import UTC, datetime
    >>> from uuid import UUID
    >>> from relating.case import Person
    >>> at = datetime(2026, 3, 2, tzinfo=UTC)
    >>> def tie(n, on, **said):
    ...     return Tie(id=UUID(int=n), author="client", visibility="private", recorded_at=at,
    ...         person="p1", on=on, **said)
    >>> said = [tie(1, date(2026, 3, 1), ring="far"), tie(2, date(2026, 5, 1), ring="near"),
    ...     tie(3, date(2026, 4, 1), wanted="closer")]
    >>> april = states(said, People([Person(id="p1", alias="Sam")]), date(2026, 4, 2))["p1"]
    >>> april.ring, april.wanted, april.since
    ('far', 'closer', datetime.date(2026, 3, 1))
    """
    found: dict[str, list[Tie]] = {}
    for tie in in_order(each for each in ties if each.on <= on):
        if tie.person is not None and tie.person in people:
            found.setdefault(people.standing_for(tie.person), []).append(tie)
    return {who: folded(who, said) for who, said in found.items()}


def folded(who: str, ties: Iterable[Tie]) -> State:
    """How it is with one person after these changes, in their order."""
    said: dict[str, Any] = {}
    for tie in ties:
        said |= changed(tie, said.get("ring"))
    return State(who, **said)


def after(state: State, tie: Tie) -> State:
    """How it is once this changed as well."""
    return replace(state, **changed(tie, state.ring))


def changed(tie: Tie, ring: Ring | None) -> dict[str, Any]:
    """What a change says, and since when they stand there, if that was another ring before."""
    named = ((name, getattr(tie, name)) for name in FIELDS)
    said = {name: value for name, value in named if value is not None}
    return said | {"since": tie.on} if said.get("ring", ring) != ring else said


def only_new(tie: Tie, before: State) -> Tie | None:
    """The change without what was so before; None where nothing is left."""
    named = ((name, getattr(tie, name), getattr(before, name)) for name in FIELDS)
    same = {
        name for name, now, was in named if now in (None, EMPTY.get(name) if was is None else was)
    }
    return replace(tie, **dict.fromkeys(same)) if len(same) < len(FIELDS) else None


def days(ties: Iterable[Tie]) -> tuple[date, ...]:
    """The days on which somebody came to stand elsewhere, oldest first."""
    return tuple(sorted({each.on for each in ties if each.ring is not None}))


def supports(support: Support | None) -> Collection[str]:
    """The kinds of support; words without a kind stand for one."""
    if support is None:
        return ()
    return support.kinds or ((support.words,) if support.words else ())
