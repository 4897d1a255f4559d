"""One entry of every kind, with words that can be found again in each text that people write.

A new kind needs a line in `REST`; a new text in a kind that is here is filled by itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID, uuid4

from msgspec import inspect

from relating.case import (
    KINDS,
    Beginning,
    Contact,
    Content,
    Contract,
    Cue,
    Expected,
    Feeling,
    Impact,
    Loop,
    Misfit,
    Reached,
    Step,
    Support,
    ThenNow,
    Unfit,
    WorkLine,
    encode,
)
from relating.case.entries.agreement import Yes
from relating.case.fields import Author, Visibility
from tests.cast import THEN

Say: TypeAlias = Callable[[], str]
"""Gives a word that can be found again, another one each time."""
REVIEWED = date(2026, 2, 2)
"""The day of the reviews."""
NOT_WRITTEN = {("person", "id"), ("word", "list")}
"""Texts that nobody reads: an id, and the name of a list."""


class By(NamedTuple):
    """Who wrote an entry, and whether the other may read it."""

    author: Author
    visibility: Visibility


@dataclass(frozen=True, kw_only=True)
class Around:
    """What an entry can name: its case, a person, an hour, other entries, a telling `beside` which
    it stands, a way, a goal, a plan, the `moment` it tells of, a consent; and now."""

    case: UUID = field(default_factory=uuid4)
    person: str | None = None
    hour: UUID | None = None
    about: tuple[UUID, ...] = ()
    beside: UUID | None = None
    plan: UUID | None = None
    moment: UUID | None = None
    way: UUID | None = None
    goal: UUID | None = None
    consent: UUID | None = None
    supervisor: UUID = field(default_factory=uuid4)
    now: datetime = THEN


Rest: TypeAlias = Callable[[By, Around, Say], Mapping[str, Any]]


def made(kind: str, by: By, around: Around, say: Say) -> Content:
    """An entry of this kind with a word of `say` in every text of it."""
    begins: dict[str, Any] = {
        "id": around.case if kind == "frame" else str(uuid4()) if kind == "person" else uuid4(),
        "author": by.author,
        "visibility": by.visibility,
        "recorded_at": around.now,
    }
    struct: Callable[..., Content] = KINDS[kind]
    known = {name: each for name, each in begins.items() if name in names_of(kind)}
    return struct(
        **known, **{name: say() for name in texts_of(kind)}, **REST[kind](by, around, say)
    )


def fields_of(kind: str) -> tuple[inspect.Field, ...]:
    """The fields of a kind, with their types."""
    found = inspect.type_info(KINDS[kind])
    assert isinstance(found, inspect.StructType)
    return found.fields


def names_of(kind: str) -> list[str]:
    """What the fields of a kind are called."""
    return [each.name for each in fields_of(kind)]


def texts_of(kind: str) -> list[str]:
    """The fields of a kind that are texts which people write."""
    names = [each.name for each in fields_of(kind) if is_text(each.type)]
    return [name for name in names if (kind, name) not in NOT_WRITTEN]


def is_text(kind: inspect.Type) -> bool:
    """Whether a field is a text, and neither a code of a list nor a name of something else."""
    if isinstance(kind, inspect.UnionType):
        return any(is_text(each) for each in kind.types)
    return isinstance(kind, inspect.StrType)


def unwritten(kind: str, content: Content) -> Iterator[str]:
    """The texts of a content, also those deep within, that `made` left empty."""
    yield from empty(inspect.type_info(KINDS[kind]), content, kind)


def empty(kind: inspect.Type, value: object, path: str) -> Iterator[str]:
    """The paths of the texts in a value in which nothing is written."""
    if isinstance(kind, inspect.StrType) and not value:
        yield path
    for each, inner, where in within(kind, value):
        yield from empty(each, inner, path + where)


def within(kind: inspect.Type, value: object) -> list[tuple[inspect.Type, object, str]]:
    """What a value holds by its type, also where it holds nothing: types, values, and paths."""
    match kind:
        case inspect.UnionType():
            return [(each, value, "") for each in kind.types]
        case inspect.StructType():
            return [
                (each.type, getattr(value, each.name, None), f".{each.name}")
                for each in kind.fields
            ]
        case inspect.VarTupleType():
            held = value if isinstance(value, tuple) and value else (None,)
            return [(kind.item_type, inner, "[]") for inner in held]
    return []


def a_loop(did: str, say: Say) -> Loop:
    """A loop with a word in each of its places."""
    return Loop(
        first=Step(words=say(), code="criticised"),
        feel=Step(words=say(), code="sad"),
        i_do=Step(words=say(), code=did),
        they_do=Step(words=say()),
        leaves=Step(words=say()),
    )


REST: dict[str, Rest] = {
    "frame": lambda by, around, say: {
        "started": date(2026, 1, 12),
        "contract": Contract(horizon="open", phase=say()),
        "beginning": Beginning(reads=say(), danger=say(), strange=say(), stop=say()),
    },
    "person": lambda by, around, say: {"role": "boss"},
    "word": lambda by, around, say: {"list": "behaviour", "old": True},
    "episode": lambda by, around, say: {
        "at": around.now,
        "place": "life" if by.author == "client" else "room",
        "person": around.person,
        "telling_of": around.beside,
        "impact": Impact(text=say(), source="guessed"),
        "expected": Expected(words=say(), other_did="criticised", chance=60),
        "feelings": (Feeling(code="sad", intensity=6),),
        "i_did": ("pleasing",),
        "other_did": ("criticised",),
        "my_position": (0.4, -0.6),
        "other_position": (-0.5, 0.6),
    },
    "session": lambda by, around, say: {"at": around.now, "state": "held", "number": 1},
    "safety": lambda by, around, say: {
        "people_to_call": (Contact(name=say(), number=f"{say()}1"),),
        "professionals_to_call": (Contact(name=say(), number=f"{say()}1"),),
    },
    "mark": lambda by, around, say: {"at": around.now, "session": around.hour, "pull": "rescue"},
    "feedback": lambda by, around, say: {
        "session": around.hour,
        "about": around.about,
        "said_at": around.now if by.visibility == "shared" else None,
    },
    "answer": lambda by, around, say: {
        "to": next(iter(around.about), None),
        "resonance": "partly",
    },
    "pulse": lambda by, around, say: {
        "session": around.hour,
        "safe": 6,
        "pull": ("rescue",) if by == ("counsellor", "private") else None,
    },
    "dip": lambda by, around, say: {
        "session": around.hour,
        "rupture": "yes",
        "mended": "yes",
    },
    "pattern": lambda by, around, say: {
        "cue": Cue(other_did="criticised"),
        "behaviour": "pleasing" if by.visibility == "shared" else "joking",
        "since": around.now,
        "state": "look_together",
        "named_by": "counsellor",
    },
    "plan": lambda by, around, say: {
        "origin": next(iter(around.about), None),
        "person": around.person,
        "fear_did": "criticised",
        "fear_chance": 70,
        "on": around.now.date(),
        "asked_danger": around.now,
    },
    "attempt": lambda by, around, say: {
        "plan": around.plan,
        "at": around.now,
        "did": "differently",
    },
    "card": lambda by, around, say: {"plan": around.plan, "agreed": (by.author,)},
    "new_between": lambda by, around, say: {
        "session": around.hour,
        "moment": around.moment,
    },
    "way": lambda by, around, say: {
        "status": "fits",
        "origin": next(iter(around.about), None),
        "old": a_loop("pleasing", say),
        "new": a_loop("stay", say),
        "with_counsellor": Step(words=say()),
        "across": Impact(text=say(), source="guessed"),
        **{name: ThenNow(now=say(), then=say()) for name in ("spared", "gave")},
        **{name: ThenNow(now=say(), then=say()) for name in ("costs_me", "costs_others")},
    },
    "option": lambda by, around, say: {"way": around.way},
    "beside": lambda by, around, say: {"way": around.way},
    "agenda": lambda by, around, say: {"about": around.about},
    "aside": lambda by, around, say: {"worth": "dip", "about": around.about},
    "note": lambda by, around, say: {"session": around.hour, "about": around.about},
    "recognition": lambda by, around, say: {
        "telling": next(iter(around.about), None),
        "says": "partly",
    },
    "kept_change": lambda by, around, say: {"change": "new", "choice": "kept"},
    "work_with_me": lambda by, around, say: {
        "lines": (
            WorkLine(
                id=uuid4(), about="helps", words=say(), came_from=next(iter(around.about), None)
            ),
        ),
    },
    "goal": lambda by, around, say: {
        "ways": tuple(filter(None, [around.way])),
        "people": tuple(filter(None, [around.person])),
    },
    "review": lambda by, around, say: {
        "on": REVIEWED,
        "session": around.hour,
        "reached": (Reached(goal=around.goal, level="a_start"),) if by.author == "client" else (),
    },
    "preferences": lambda by, around, say: {"no_device": False},
    "agreement": lambda by, around, say: {
        "yes": (Yes(line="reads", words=say()),),
        "sent": False,
    },
    "tie": lambda by, around, say: {
        "person": around.person,
        "on": date(2026, 2, 2),
        "ring": "near",
        "to_me": Support(kinds=("company",), words=say()),
        "from_me": Support(kinds=("practical",), words=say()),
        "wanted": "closer",
    },
    "ending": lambda by, around, say: {},
    "book": lambda by, around, say: {"first": around.moment},
    "book_part": lambda by, around, say: {"part": "letter"},
    "consent": lambda by, around, say: {"to": "supervision"},
    "supervision": lambda by, around, say: {
        "entries": around.about,
        "left_out": (say(),),
        "supervisor": around.supervisor,
        "consent": around.consent,
        "expires": around.now + timedelta(days=14),
        "answered_at": around.now,
    },
}
"""What an entry of each kind needs beside its beginning and its texts."""


def possible(kind: str, by: By) -> bool:
    """Whether the type of a kind admits an entry of this author that is read by these people."""
    try:
        content = made(kind, by, Around(), lambda: "word")
        encode(content)
    except (Misfit, Unfit):
        return False
    return by == By(
        getattr(content, "author", "counsellor"), getattr(content, "visibility", "shared")
    )
