"""What the frames around every page need: where one is, where one can go. Templates decide nothing.

A page says `{% extends frame.template %}` and so stands in the client's or the counsellor's frame.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

from relating.case.entries.preferences import Part
from relating.engine.danger import OF_DANGER
from relating.web.page.map import LINES, PLACES, Line, place
from relating.web.page.parts import is_there
from relating.web.voice.help_lines import Call

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Link:
    """A place one can go to from here: a tab of the phone, a line in a rail."""

    key: str
    label: Text
    icon: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    label: Text
    url: str


@dataclass(frozen=True, slots=True)
class Ended:
    """That a case has ended: the sentence that says who ended it, whether the viewer can take that
    back, and where."""

    says: Text
    takes_back: bool
    url: str


def called_here(links: Iterable[Link]) -> Text:
    """What the current one of these places is called."""
    return next((each.label for each in links if each.current), "")


def of_danger() -> str:
    """The choices that open whom to call, each as field and value."""
    pairs = ((name, code) for name, codes in OF_DANGER.items() for code in sorted(codes))
    return " ".join(f"{name}={code}" for name, code in pairs)


@dataclass(frozen=True, slots=True)
class PhoneFrame:
    """The client's frame. In the middle of its places stands *Something happened*. The plan has no
    way to itself, and nothing lies over it. `calls` tells whom to call, where a page asks for it.
    """

    places: tuple[Link, ...]
    today_url: str
    happened_url: str
    safety_url: str
    pause_url: str
    door_url: str
    plan_in_bar: bool
    counsellor: str = ""
    without: frozenset[Part] = frozenset()
    calls: Callable[[], tuple[Call, ...]] = tuple
    back: Back | None = None
    ended: Ended | None = None
    template: str = "web/page/frames/phone.html"

    @property
    def here(self) -> Text:
        """What the place is called where one is."""
        return called_here(self.places)

    @property
    def of_danger(self) -> str:
        """The choices that open whom to call, each as field and value."""
        return of_danger()


@dataclass(frozen=True, slots=True)
class RailLine:
    """One of the six lines of the rail: where it leads to, the `number` that is its key, and while
    one of its pages is open (`here`) those pages, unless it has one alone."""

    key: str
    label: Text
    icon: str
    url: str
    number: int
    here: bool
    current: bool
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """Who this case is about. `line` is one sentence: which session, of how many, and the next.

    `dip_url` is where an open dip is told of; empty where none is open.
    """

    name: str
    key: str
    line: str = ""
    dip_url: str = ""


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """The counsellor's frame inside a case, and no other case. The `rest` of its places lies folded
    under the six; `has_keys` says that the frame
    has a list of keys, which is that of its page too."""

    header: CaseHeader
    lines: tuple[RailLine, ...]
    rest: tuple[Link, ...]
    caseload_url: str
    safety_url: str
    ended: Ended | None = None
    without: frozenset[Part] = frozenset()
    hat: str = ""
    has_keys: bool = True
    template: str = "web/page/frames/desk.html"

    @property
    def here(self) -> Text:
        """What the place is called where one is."""
        return called_here((*(page for line in self.lines for page in line.pages), *self.rest))


@dataclass(frozen=True, slots=True)
class OfficeFrame:
    """A frame without a case: caseload, administration, supervision, one's own account."""

    places: tuple[Link, ...] = ()
    home_url: str = ""
    hat: str = ""
    template: str = "web/page/frames/office.html"


def phone_frame(
    case_id: UUID,
    current: str,
    back: tuple[Text, str] | None = None,
    *,
    counsellor: str = "",
    without: frozenset[Part] = frozenset(),
    calls: Callable[[], tuple[Call, ...]] = tuple,
    ended: Ended | None = None,
) -> PhoneFrame:
    """The client's frame. `current` is the key of a place, or ""; `back` is (label, url). The parts
    that the case is `without` have no place."""
    tab = place(current).on_phone
    hidden = {"happened"} if current == "safety" else set()
    tabs = (
        each
        for each in PLACES
        if each.bar and each.key not in hidden and not (ended and each.begins)
    )
    return PhoneFrame(
        places=tuple(
            Link(each.key, each.clients, each.icon, each.url(case_id), each.key == tab)
            for each in tabs
        ),
        today_url=place("today").url(case_id),
        happened_url=place("happened").url(case_id),
        safety_url=place("safety").url(case_id),
        pause_url=place("pause").url(case_id),
        door_url=reverse("phone-device", args=[case_id]),
        plan_in_bar=current != "safety",
        counsellor=counsellor,
        without=without,
        calls=calls,
        back=Back(*back) if back else None,
        ended=ended,
    )


def tabs(case_id: UUID, current: str, without: frozenset[Part] = frozenset()) -> tuple[Link, ...]:
    """The places that lie side by side with the current one, as tabs; of one alone there are none.

    Whether somebody may go to each of them their own pages say.
    """
    among = place(current).among
    found = sorted(
        (each for each in PLACES if among and each.among == among and is_there(each.key, without)),
        key=lambda each: each.key != among,
    )
    return tuple(
        Link(each.key, each.short or each.label, each.icon, each.url(case_id), each.key == current)
        for each in found
        if len(found) > 1
    )


def desk_frame(
    case_id: UUID,
    current: str,
    *,
    header: CaseHeader,
    ended: Ended | None = None,
    without: frozenset[Part] = frozenset(),
    hat: str = "",
) -> DeskFrame:
    """The counsellor's frame. `current` is the key of a place, or ""; the parts that the case is
    `without` have no line."""
    lit = place(current).at_desk
    there = [
        (each, Link(each.key, each.counsellors, each.icon, each.url(case_id), each.key == lit))
        for each in PLACES
        if each.rail and not (ended and each.begins) and is_there(each.key, without)
    ]
    return DeskFrame(
        header=header,
        lines=tuple(
            rail_line(line, number, pages)
            for number, line in enumerate(LINES, start=1)
            if (pages := tuple(link for each, link in there if each.under == line.key))
        ),
        rest=tuple(link for each, link in there if each.rest),
        caseload_url=place("caseload").url(),
        safety_url=place("safety").url(case_id),
        ended=ended,
        without=without,
        hat=hat,
    )


def rail_line(line: Line, number: int, pages: tuple[Link, ...]) -> RailLine:
    """A line of the rail, which leads to the first of its pages."""
    here, alone = any(each.current for each in pages), len(pages) == 1
    return RailLine(
        key=line.key,
        label=line.label,
        icon=line.icon,
        url=pages[0].url,
        number=number,
        here=here,
        current=here and alone,
        pages=() if alone or not here else pages,
    )


def office_frame(places: Iterable[Link] = (), hat: str = "") -> OfficeFrame:
    """A frame without a case. `places` are the few pages this person has; none for a caseload."""
    return OfficeFrame(places=tuple(places), home_url=reverse("home"), hat=hat)
