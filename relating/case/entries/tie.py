"""How it is between the client and somebody, from a day on: one change, in the client's word."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from relating.case.entry import Entry, Value
from relating.case.fields import FEW, ClientsOwn, PersonId, Words, code_of

Ring: TypeAlias = Literal["near", "middle", "far", "off"]
Wanted: TypeAlias = Literal["closer", "as_it_is", "further", "end_well", "not_sure"]
Turned: TypeAlias = Annotated[int, Meta(ge=0, lt=360)]


class Support(Value, frozen=True, kw_only=True):
    """Who is there for whom: for what, in her words, and which kinds of support that is."""

    kinds: Annotated[tuple[Annotated[str, code_of("support")], ...], FEW] = ()
    words: Words = ""


class Tie(Entry, frozen=True, kw_only=True, tag="tie"):
    """What changed with somebody `on` a day. `None` says nothing of it: then it is as before.

    `ring` is how near they are, "off" the map; `turned` where around the middle they stand, in
    degrees clockwise from the right. `to_me` is how they are there for me, `from_me` how I am there
    for them. `wanted` is what I want with them, `wish` the same in words, and `chosen` how I chose
    them. The state at a day is folded from all of them (`engine.ties`).
    """

    author: ClientsOwn
    person: PersonId | None
    on: date
    ring: Ring | None = None
    turned: Turned | None = None
    to_me: Support | None = None
    from_me: Support | None = None
    wanted: Wanted | None = None
    wish: Words | None = None
    chosen: Words | None = None
