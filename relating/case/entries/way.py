"""A way: what I do again and again, what it spared me, and how it is becoming; both loops of it."""

from typing import Annotated, Literal, TypeAlias

from msgspec.structs import force_setattr

from relating.case.entries.episode import Impact
from relating.case.entry import Entry, Value
from relating.case.fields import (
    FEW,
    ClientsOwn,
    CounsellorsOwn,
    EntryId,
    Moment,
    Words,
    code_of,
    in_utc,
)

WayStatus: TypeAlias = Literal["wondering", "fits", "working_on", "loosening", "resting", "as_made"]
Size: TypeAlias = Literal["small", "middle", "brave", "on_purpose"]


class Step(Value, frozen=True, kw_only=True):
    """One place of a loop: in her words, by a word of the lists, and the times she put there."""

    words: Words = ""
    code: Annotated[str, code_of("other_did", "feeling", "behaviour", "new", "ended")] | None = None
    times: Annotated[tuple[EntryId, ...], FEW] = ()


class Loop(Value, frozen=True, kw_only=True):
    """What happens first, what I feel, what I do, what they do then, what it leaves.

    A place that is `None` is not yet said. A new loop without a `first` begins as the old one.
    """

    first: Step | None = None
    feel: Step | None = None
    i_do: Step | None = None
    they_do: Step | None = None
    leaves: Step | None = None


class ThenNow(Value, frozen=True, kw_only=True):
    """What something is `now`, and what it was back `then`, where the two look at that."""

    now: Words = ""
    then: Words = ""


class Way(Entry, frozen=True, kw_only=True, tag="way"):
    """A way of the client's, under her own sentence; what a pattern finds, she makes a way of hers.

    `origin` is the pattern or the moment that it began from. What it spared her comes before what
    it gave, and that before what it costs her and others. `with_counsellor` is where the counsellor
    comes into the loop. `worth` is what her worth hangs on, `care` what kind thing she does for
    herself, and `after_care` how it is for her afterwards; `across` how she may come across.
    `began` are the past episodes in which it began, `times` those that she put to it, `pinned` the
    option that she wants at hand. What she says is how she is made is looked at no more.
    """

    author: ClientsOwn
    words: Words = ""
    origin: EntryId | None = None
    status: WayStatus = "wondering"
    working_since: Moment | None = None
    spared: ThenNow | None = None
    spared_codes: Annotated[tuple[Annotated[str, code_of("protects_from")], ...], FEW] = ()
    gave: ThenNow | None = None
    costs_me: ThenNow | None = None
    costs_others: ThenNow | None = None
    cost_codes: Annotated[tuple[Annotated[str, code_of("cost")], ...], FEW] = ()
    old: Loop | None = None
    new: Loop | None = None
    with_counsellor: Step | None = None
    worth: Words = ""
    care: Words = ""
    after_care: Words = ""
    my_part: Words = ""
    their_part: Words = ""
    situation: Words = ""
    across: Impact | None = None
    began: Annotated[tuple[EntryId, ...], FEW] = ()
    began_words: Words = ""
    times: Annotated[tuple[EntryId, ...], FEW] = ()
    pinned: EntryId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.working_since is not None:
            force_setattr(self, "working_since", in_utc("working_since", self.working_since))


class Option(Entry, frozen=True, kw_only=True, tag="option"):
    """What I could do instead, by either of the two: small, middle, brave, or nothing on purpose.

    `origin` is the episode in which she would rather have done it, or left it unsaid. The four
    steps of saying something are those of feedback: what I `saw`, `felt`, `need`, and `ask`.
    """

    way: EntryId | None = None
    words: Words = ""
    size: Size = "small"
    origin: EntryId | None = None
    saw: Words = ""
    felt: Words = ""
    need: Words = ""
    ask: Words = ""


class Beside(Entry, frozen=True, kw_only=True, tag="beside"):
    """What the counsellor says beside a way of the client's: his own part in it. He retires it so;
    she does by its status."""

    author: CounsellorsOwn
    way: EntryId | None = None
    my_part: Words = ""
    retired: bool = False
