"""The plan for one situation, and what became of it: what the client wants to try with somebody."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec.structs import force_setattr

from relating.case.entry import Entry
from relating.case.fields import (
    Chance,
    ClientsOwn,
    EntryId,
    Moment,
    PersonId,
    Words,
    code_of,
    in_utc,
)

Did: TypeAlias = Literal["did", "differently", "did_not"]


class Plan(Entry, frozen=True, kw_only=True, tag="plan"):
    """If this happens (`situation`), I say that (`say`), with `person`, `on` a day, at a time in
    words (`when`).

    It was made of an `option` of a `way`, or of something told or tried before, its `origin`. If it
    goes badly there is `backed_by` somebody, and `backing` says what then. `fear`, `fear_did` and
    `fear_chance`, the chance in per cent, say what the client fears the other will do; `hope` what
    she hopes. `asked_danger` is when she said that it puts her in no danger with this person. What
    is `dropped` is left out, and can be read.
    """

    author: ClientsOwn
    way: EntryId | None = None
    option: EntryId | None = None
    origin: EntryId | None = None
    person: PersonId | None = None
    situation: Words = ""
    say: Words = ""
    in_the_way: Words = ""
    backed_by: PersonId | None = None
    backing: Words = ""
    fear: Words = ""
    fear_did: Annotated[str, code_of("other_did")] | None = None
    fear_chance: Chance | None = None
    hope: Words = ""
    on: date | None = None
    when: Words = ""
    asked_danger: Moment | None = None
    dropped: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.asked_danger is not None:
            force_setattr(self, "asked_danger", in_utc("asked_danger", self.asked_danger))


class Attempt(Entry, frozen=True, kw_only=True, tag="attempt"):
    """What became of a plan: the client did it, did it differently, or did not.

    `telling` is the episode in which she told of it, `None` while she has not. `learned` is what
    she learned, `would_say` what her counsellor would say to her now.
    """

    author: ClientsOwn
    plan: EntryId | None = None
    at: Moment
    did: Did
    telling: EntryId | None = None
    learned: Words = ""
    would_say: Words = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "at", in_utc("at", self.at))
