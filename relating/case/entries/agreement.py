"""What each of the two says to the page that both agree on before they begin."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, TypeAlias, get_args

from relating.case.entries.frame import Beginning
from relating.case.entry import Entry, Value
from relating.case.fields import FEW, Words

Line: TypeAlias = Literal["reads", "danger", "strange", "stop", "adult"]
"""Who reads what, what happens in danger, what may feel strange, what the two may stop, and that
the client is an adult. A line that comes to mean something else gets another name."""
LINES: tuple[Line, ...] = get_args(Line)


class Yes(Value, frozen=True, kw_only=True):
    """A yes to one line, with the `words` of the two that stood beside it when it was said."""

    line: Line
    words: Words = ""


class Agreement(Entry, frozen=True, kw_only=True, tag="agreement"):
    """One side's word on the beginning; each side keeps an entry of its own, which both read.

    What stands under `yes` is agreed to, and taken back by leaving it out. `sent` says whether
    somebody sent the client here; `None` is not said.
    """

    stays: ClassVar = True

    visibility: Literal["shared"]
    yes: Annotated[tuple[Yes, ...], FEW] = ()
    sent: bool | None = None

    @property
    def settled(self) -> bool:
        """A yes is said anew, never put back."""
        return True


def agrees(said: Agreement | None, beginning: Beginning | None) -> frozenset[Line]:
    """The lines to which one side says yes as they stand now.

    A yes is to the words that stood there: where the two changed them, it is asked for again.
    """
    if said is None:
        return frozenset()
    return frozenset(each.line for each in said.yes if each.words == words_at(each.line, beginning))


def words_at(line: Line, beginning: Beginning | None) -> str:
    """What the two put beside a line in words of their own."""
    return str(getattr(beginning, line, "")) if beginning is not None else ""


def is_whole(said: Agreement | None, beginning: Beginning | None) -> bool:
    """Whether one side says yes to every line, and whether somebody sent the client."""
    if said is None or said.sent is None:
        return False
    return agrees(said, beginning) == set(LINES)


def newest(said: Iterable[Agreement], author: str) -> Agreement | None:
    """What one side said last: a counsellor who came later says it anew."""
    own = (each for each in said if each.author == author)
    return max(own, key=lambda each: (each.recorded_at, each.id), default=None)


def is_sent(said: Iterable[Agreement]) -> bool:
    """Whether somebody sent the client: as soon as one of the two says so.

    >>> from datetime import UTC, datetime
    >>> from uuid import UUID
    >>> at = datetime(2026, 3, 2, tzinfo=UTC)
    >>> ana, ben = (Agreement(id=UUID(int=n), author=who, visibility="shared", recorded_at=at,
    ...     sent=who == "client") for n, who in enumerate(("client", "counsellor")))
    >>> is_sent([ana, ben]), is_sent([ben])
    (True, False)
    """
    known = tuple(said)
    sides = (newest(known, "client"), newest(known, "counsellor"))
    return any(each is not None and each.sent is True for each in sides)
