"""What the frames around every page need: where one is, where one can go. Templates decide nothing.

A page says `{% extends frame.template %}` and so stands in the client's or the counsellor's frame.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Button = Literal["wide", "round", ""]


@dataclass(frozen=True, slots=True)
class Place:
    """A place one can go to: a tab of the phone, a line in a rail."""

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
class PhoneFrame:
    """The client's frame. `words` stand at the top where there is nowhere to go back to.

    `button` is *Something happened*: wide, round, or absent on a form.
    """

    words: Text
    places: tuple[Place, ...]
    happened_url: str
    safety_url: str
    button: Button
    back: Back | None = None
    template: str = "web/page/frames/phone.html"


@dataclass(frozen=True, slots=True)
class RailCase:
    """One case in the caseload rail. `soon` says when they meet next, `new` marks unread things."""

    name: str
    key: str
    url: str
    soon: str = ""
    new: bool = False
    current: bool = False


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
    """The counsellor's frame inside a case."""

    header: CaseHeader
    cases: tuple[RailCase, ...]
    places: tuple[Place, ...]
    caseload_url: str
    safety_url: str
    deleted_url: str
    template: str = "web/page/frames/desk.html"


@dataclass(frozen=True, slots=True)
class OfficeFrame:
    """A frame without a case: caseload, administration, supervision, one's own account."""

    places: tuple[Place, ...] = ()
    home_url: str = ""
    template: str = "web/page/frames/office.html"


def phone_frame(
    case_id: UUID,
    current: str,
    back: tuple[Text, str] | None = None,
    *,
    words: Text = "",
    button: Button | None = None,
) -> PhoneFrame:
    """The client's frame. `current` is today, people, ways, more or ""; `back` is (label, url).

    `words` are the date on Today; elsewhere the tab's own name stands there.
    """
    tabs = (
        ("today", _("Today"), "today", "case"),
        ("people", _("My people"), "people", "people"),
        ("ways", _("My ways"), "ways", "ways"),
        ("more", _("More"), "more", "more"),
    )
    places = _places(tabs, case_id, current)
    return PhoneFrame(
        words=words or next((place.label for place in places if place.current), ""),
        places=places,
        happened_url=reverse("episode-new", args=[case_id]),
        safety_url=reverse("safety", args=[case_id]),
        button=_button(current) if button is None else button,
        back=Back(*back) if back else None,
    )


def desk_frame(
    case_id: UUID, current: str, *, header: CaseHeader, cases: Iterable[RailCase] = ()
) -> DeskFrame:
    """The counsellor's frame. `current` is the key of a line in the case rail, or ""."""
    lines = (
        ("prepare", _("Prepare"), "prepare", "prepare"),
        ("room", _("Room"), "room", "room"),
        ("sessions", _("Sessions"), "clock", "sessions"),
        ("episodes", _("Episodes"), "list", "episodes"),
        ("patterns", _("Patterns"), "ways", "patterns"),
        # New ways go here, once they exist.
        ("circle", _("Circle"), "circle", "circle"),
        ("timeline", _("Timeline"), "timeline", "timeline"),
        ("people", _("People"), "people", "people"),
        ("feedback", _("Feedback"), "share", "feedback"),
        ("alliance", _("Alliance"), "line", "alliance"),
        # Growth and Measures & goals go here.
        ("notes", _("Notes"), "note", "notes"),
        ("case-supervision", _("Supervision"), "book", "case-supervision"),
        ("words", _("Words"), "word", "words-home"),
        ("search", _("Search"), "search", "search"),
        ("safety", _("Safety plan"), "safe", "safety"),
        ("seen", _("Who read what"), "eye", "seen"),
    )
    return DeskFrame(
        header=header,
        cases=tuple(cases),
        places=_places(lines, case_id, current),
        caseload_url=reverse("caseload"),
        safety_url=reverse("safety", args=[case_id]),
        deleted_url=reverse("deleted", args=[case_id]),
    )


def office_frame(places: Iterable[Place] = ()) -> OfficeFrame:
    """A frame without a case. `places` are the few pages this person has; none for a caseload."""
    return OfficeFrame(places=tuple(places), home_url=reverse("home"))


def rail_case(
    case_id: UUID, name: str, *, soon: str = "", new: bool = False, current: bool = False
) -> RailCase:
    """A case as the rail shows it."""
    return RailCase(
        name=name,
        key=str(case_id),
        url=reverse("case", args=[case_id]),
        soon=soon,
        new=new,
        current=current,
    )


def _places(
    lines: Iterable[tuple[str, Text, str, str]], case_id: UUID, current: str
) -> tuple[Place, ...]:
    return tuple(
        Place(key, label, icon, reverse(name, args=[case_id]), current=key == current)
        for key, label, icon, name in lines
    )


def _button(current: str) -> Button:
    return "wide" if current == "today" else "round"
