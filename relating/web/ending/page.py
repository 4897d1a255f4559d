"""The page of the ending: how it stands, what each says, and what is written for it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import BookPart, Ending
from relating.case.entries.book import Leaf
from relating.case.entries.ending import day_agreed
from relating.journal import endings
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.ending.book import book_of
from relating.web.ending.own import own_ending, their_ending
from relating.web.page import over
from relating.web.page.open_dip import open_dip
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_mine
from relating.web.voice.times import full_day

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the page: what it is, how it stands, and where one does something about it."""

    icon: str
    title: Text
    text: Text
    url: str = ""
    verb: Text = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """How the ending stands, for whoever looks.

    `says` is the one sentence on top. `asks` is a day that the other says yes to and the viewer
    may, `mine` one that only the viewer says so far. `ours` is what the viewer said can be taken
    back by; `goes_on` that they end it no more.
    """

    hers: bool
    name: str
    ended: bool
    says: Text
    agreed: str
    asks: str
    asks_day: str
    mine: str
    holds: bool
    words: str
    their_words: str
    steps: tuple[Step, ...]
    dip_url: str
    closes: str


def shown(case: OpenCase, now: datetime) -> Shown:
    """The page, as it is for the viewer."""
    own, theirs = own_ending(case, now), their_ending(case)
    said = [each for each in (own, theirs) if each is not None]
    day = day_agreed(said)
    asked = theirs.day if theirs and theirs.day != own.day else None
    return Shown(
        hers=policies.has_book(case.role),
        name=other_name(case),
        ended=case.at.ended,
        says=sentence(case, said),
        agreed=full_day(day) if day else "",
        asks=full_day(asked) if asked and not case.at.ended else "",
        asks_day=asked.isoformat() if asked else "",
        mine=full_day(own.day) if own.day and not day else "",
        holds=own.ends_by(now),
        words=own.words,
        their_words=theirs.words if theirs else "",
        steps=tuple(steps(case)),
        dip_url=reverse("alliance", args=[case.case_id]) if open_dip(case) else "",
        closes=closes(case, now),
    )


def sentence(case: OpenCase, said: list[Ending]) -> Text:
    """How it stands, in one sentence."""
    day = day_agreed(said)
    if case.at.ended:
        return " ".join(filter(None, (over.ended(case), over.booked(case, timezone.now()))))
    if day:
        return _("You both said yes to %(day)s as the last day.") % {"day": full_day(day)}
    return _("No last day is agreed. Nothing has to be decided here today.")


def closes(case: OpenCase, now: datetime) -> str:
    """When the counsellor's access closes, or that it has; empty while it stays."""
    at = endings.access_closes(case.at)
    if at is None:
        return ""
    given = {"name": case.counsellor_name, "day": full_day(timezone.localdate(at))}
    if at <= now:
        return _("%(name)s’s access closed on %(day)s.") % given
    return _("%(name)s’s access closes on %(day)s.") % given


def steps(case: OpenCase) -> list[Step]:
    """The book and what is written for it, a line each."""
    if policies.has_book(case.role):
        return [her_book(case), *(line(case, part) for part in HERS)]
    return [his_view(case), *(line(case, part) for part in HIS)]


HERS: tuple[Leaf, ...] = ("along", "letter", "not_managed")
HIS: tuple[Leaf, ...] = ("letter", "not_managed")
ICONS = {"along": "seed", "letter": "pen", "not_managed": "note"}


def her_book(case: OpenCase) -> Step:
    """Her book, or that she may have one."""
    if book_of(case) is None:
        text = _(
            "What you came with, how it went, how it goes now. You choose whether you want one."
        )
        return Step("book", _("The book"), text, address("book-choose", case), _("Begin one"))
    return Step("book", _("The book"), _("It is there."), address("book", case), _("Open it"))


def his_view(case: OpenCase) -> Step:
    """Her book, where she lets him read it."""
    name = {"name": case.client_name}
    if book_of(case) is None:
        text = _("Whether there is one, and who reads it, %(name)s decides.") % name
        return Step("book", _("The book"), text)
    text = _("%(name)s lets you read it.") % name
    return Step("book", _("The book"), text, address("book", case), _("Read it"))


def line(case: OpenCase, part: Leaf) -> Step:
    """What the viewer writes for a leaf, and what the other sent."""
    own = [each for each in case.all(BookPart) if each.part == part and is_mine(each, case)]
    url = reverse("book-part", args=[case.case_id, part.replace("_", "-")])
    verb = _("Open") if own else _("Begin")
    return Step(ICONS[part], title_of(case, part), stands(case, part, own), url, verb)


def title_of(case: OpenCase, part: Leaf) -> str:
    """What a leaf is called for whoever writes it."""
    if part == "letter":
        return _("Your letter to %(name)s") % {"name": other_name(case)}
    return _("What I take along") if part == "along" else _("What we did not manage")


def stands(case: OpenCase, part: Leaf, own: list[BookPart]) -> str:
    """How far it is, and whether the other's is there. One that is not sent is not told of."""
    name = {"name": other_name(case)}
    came = any(each.part == part and not is_mine(each, case) for each in case.all(BookPart))
    if not own:
        mine = _("Not begun.")
    elif part == "letter":
        shared = own[0].visibility == "shared"
        mine = _("Sent.") if shared else _("Yours. Not sent.")
    else:
        shared = own[0].visibility == "shared"
        mine = _("%(name)s can read it.") % name if shared else _("Private to you.")
    if not came:
        return mine
    theirs = _("%(name)s sent you one.") if part == "letter" else _("%(name)s wrote something.")
    return f"{mine} {theirs % name}"


def address(name: str, case: OpenCase) -> str:
    """A page of the case."""
    return reverse(name, args=[case.case_id])
