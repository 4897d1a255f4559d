"""How one of the two would like to work: the pace of feedback, devices, what may be read ahead."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, TypeAlias

from msgspec import Meta

from relating.case.entries.pattern import NotThis
from relating.case.entry import Entry, Value
from relating.case.fields import FEW, Misfit

Pace: TypeAlias = Literal["gentler", "as_now", "more_direct"]
Part: TypeAlias = Literal["circle", "timeline", "map", "changed", "pulse"]
"""What can be left out of a case: places that the two can do without."""
Turn: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000)]


class BackThen(Value, frozen=True, kw_only=True):
    """What one side says of looking at back then: `off` is how often they turned it off, `yes` how
    often the two had, when this side said yes. Whatever was turned off needs both anew."""

    yes: Turn | None = None
    off: Turn = 0


class Preferences(Entry, frozen=True, kw_only=True, tag="preferences"):
    """One side's wishes for the work; each side keeps an entry of its own. `None` is not said.

    `pace` is how the client would like feedback. `no_device` leaves every device out of the hour,
    as soon as one of the two says so. `read_ahead` lets feedback be read before it was said, once
    both say so. `goes_together` shows the client what often goes together in all they wrote, but
    for `not_this`. `back_then` is about childhood: whether it is asked, told by the counsellor and
    shown. `left_out` are the parts that this side does without; then the other does, too.
    """

    after_ending: ClassVar = True

    pace: Pace | None = None
    no_device: bool | None = None
    read_ahead: bool | None = None
    goes_together: bool | None = None
    not_this: Annotated[tuple[NotThis, ...], FEW] = ()
    back_then: BackThen | None = None
    left_out: Annotated[tuple[Part, ...], FEW] = ()

    @property
    def settled(self) -> bool:
        """What was said of back then is said anew, never put back."""
        return self.back_then is not None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.author != "client":
            for name in ("pace", "goes_together", "not_this"):
                if getattr(self, name) not in {None, ()}:
                    raise Misfit(name, "only the client says this")


def no_device(said: Iterable[Preferences]) -> bool:
    """Whether the hour is without devices: one of the two is enough."""
    return any(each.no_device is True for each in said)


def read_ahead(said: Iterable[Preferences]) -> bool:
    """Whether feedback may be read before it was said: it takes both."""
    return {each.author for each in said if each.read_ahead is True} == {"client", "counsellor"}


def turns(said: Iterable[Preferences]) -> int:
    """How often the two together have turned back then off."""
    return sum(each.back_then.off for each in said if each.back_then is not None)


def back_then(said: Iterable[Preferences]) -> bool:
    """Whether the two look at back then: it takes both, after it was last turned off.

    >>> from datetime import UTC, datetime
    >>> from uuid import UUID
    >>> at = datetime(2026, 3, 2, tzinfo=UTC)
    >>> ana, ben = (Preferences(id=UUID(int=n), author=who, visibility="shared", recorded_at=at,
    ...     back_then=BackThen(yes=0)) for n, who in enumerate(("client", "counsellor")))
    >>> back_then([ana, ben]), back_then([ana])
    (True, False)
    """
    words = [each for each in said if each.back_then is not None and each.visibility == "shared"]
    turn = turns(words)
    yes = {each.author for each in words if each.back_then and each.back_then.yes == turn}
    return yes == {"client", "counsellor"}


def left_out(said: Iterable[Preferences]) -> frozenset[Part]:
    """What a case does without: what one of the two leaves out. Of each side what it said last
    counts, so that a counsellor who came later is not bound by one who is gone."""
    last: dict[str, Preferences] = {}
    for each in sorted(said, key=lambda each: (each.recorded_at, each.id)):
        if is_of_the_hour(each):
            last[each.author] = each
    return frozenset(part for each in last.values() for part in each.left_out)


def is_of_the_hour(said: Preferences) -> bool:
    """Whether it is the entry of a side's wishes for the work; what is the client's alone stands in
    one of its own, and so does back then."""
    return said.visibility == "shared" and said.goes_together is None and said.back_then is None
