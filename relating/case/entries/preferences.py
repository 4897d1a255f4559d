"""How one of the two would like to work: the pace of feedback, devices, what may be read ahead."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from relating.case.entry import Entry
from relating.case.fields import Misfit

Pace: TypeAlias = Literal["gentler", "as_now", "more_direct"]


class Preferences(Entry, frozen=True, kw_only=True, tag="preferences"):
    """One side's wishes for the work; each side keeps an entry of its own. `None` is not said.

    `pace` is how the client would like feedback. `no_device` leaves every device out of the hour,
    as soon as one of the two says so. `read_ahead` lets feedback be read before it was said, once
    both say so. `goes_together` shows the client what often goes together in all they wrote.
    """

    pace: Pace | None = None
    no_device: bool | None = None
    read_ahead: bool | None = None
    goes_together: bool | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.author != "client":
            for name in ("pace", "goes_together"):
                if getattr(self, name) is not None:
                    raise Misfit(name, "only the client says this")


def no_device(said: Iterable[Preferences]) -> bool:
    """Whether the hour is without devices: one of the two is enough."""
    return any(each.no_device is True for each in said)


def read_ahead(said: Iterable[Preferences]) -> bool:
    """Whether feedback may be read before it was said: it takes both."""
    return {each.author for each in said if each.read_ahead is True} == {"client", "counsellor"}
