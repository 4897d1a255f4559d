"""The map: every place one can go to, in one table. A new place gets its row here.

The desk's rail, the phone's bar, *More* and the pages of a practice are read off it, in its order,
and so is under which of them any other page stands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from relating.people.policies import PracticeRole

Text = str | Promise
Office = PracticeRole | Literal["everybody", ""]
EVERYBODY: Final = "everybody"


@dataclass(frozen=True, slots=True)
class Place:
    """A place, or a page that stands under one; `key` is how a view says where it is.

    `under` is the line of the desk's rail that leads to it, `rest` says that it lies folded behind
    the others, `bar` that it is a tab of the phone's bar; other pages stand under the `line` and
    the `tab` of these keys, or under none. `own` is what the client calls it, `at_desk_called` what
    the rail does, where that is another word. `about` stands beside it in *More*, `in_more`
    is what it is called there, where that is another word. `office` says whose it is in a practice,
    without a case. `name` is its address, where not its key. `begins` says that something new is
    begun there: none leads there once the two have ended.
    `among` is the place that it is a tab of, `short` what it is called there, where that is another
    word; it stands first among its tabs, the others in the order of this table.
    """

    key: str
    label: Text = ""
    icon: str = ""
    name: str = ""
    own: Text = ""
    at_desk_called: Text = ""
    under: str = ""
    rest: bool = False
    bar: bool = False
    line: str = ""
    tab: str = ""
    about: Text = ""
    in_more: Text = ""
    office: Office = ""
    among: str = ""
    short: Text = ""
    begins: bool = False

    @property
    def address(self) -> str:
        """The name of its address."""
        return self.name or self.key

    @property
    def clients(self) -> Text:
        """What the client calls it."""
        return self.own or self.label

    @property
    def rail(self) -> bool:
        """Whether the rail leads to it."""
        return self.rest or self.under != ""

    @property
    def at_desk(self) -> str:
        """The key of the page of the rail that is lit here."""
        return self.key if self.rail else self.line

    @property
    def counsellors(self) -> Text:
        """What the rail calls it."""
        return self.at_desk_called or self.label

    @property
    def on_phone(self) -> str:
        """The key of the tab that is lit here."""
        return self.key if self.bar else self.tab

    def url(self, case_id: UUID | None = None) -> str:
        """Where it is, in a case where it belongs to one."""
        return reverse(self.address, args=[] if self.office else [case_id])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the desk's rail. It leads to the first of its pages; the others stand under it
    while one of them is open."""

    key: str
    label: Text
    icon: str


LINES = (
    Line("before", _("Before"), "prepare"),
    Line("in", pgettext_lazy("the hour: before, in, after", "In"), "room"),
    Line("after", _("After"), "pen"),
    Line("understand", _("Understand"), "ways"),
    Line("between", _("Between us"), "line"),
    Line("course", _("Course"), "timeline"),
)
"""The counsellor's day, and what outlasts it. Each has the key of its number on the keyboard."""

PLACES = (
    Place("today", _("Today"), "today", "case", bar=True),
    Place("prepare", _("Prepare"), "prepare", under="before", begins=True),
    Place("agenda", line="prepare", tab="today"),
    Place("room", _("Room"), "room", under="in", begins=True),
    Place(
        "after", _("After"), "pen", at_desk_called=_("After the hour"), under="after", begins=True
    ),
    Place("notes", _("Notes"), "note", under="after"),
    Place(
        key="hours",
        label=_("Hours"),
        in_more=_("With %(counsellor)s"),
        icon="room",
        tab="more",
        about=_("the hours, what to bring, what was said"),
    ),
    Place(
        key="sessions",
        label=_("Sessions"),
        icon="clock",
        under="course",
        tab="more",
    ),
    Place(
        key="course",
        label=_("Course"),
        icon="arrow",
        own=_("How long, and reviews"),
        at_desk_called=_("What you agreed"),
        under="course",
        tab="more",
        about=_("what you two agreed, when you look at it together"),
    ),
    Place("parts", _("What we use here"), "filter", line="course", tab="more"),
    Place(
        key="beginning",
        label=_("Before we start"),
        icon="door",
        line="course",
        tab="more",
        about=_("what you two agree to, line by line"),
    ),
    Place("episodes", _("Episodes"), "list", under="understand", tab="today"),
    Place(
        key="diary",
        label=_("Diary"),
        icon="book",
        line="episodes",
        tab="today",
        about=_("all you wrote, day by day"),
        in_more=_("Diary and search"),
    ),
    Place("people", _("People"), "people", own=_("My people"), under="understand", bar=True),
    Place("patterns", _("Patterns"), "ways", under="understand"),
    Place("plans", _("Plans and tries"), "seed", under="understand", tab="ways", among="ways"),
    Place("practise", name="practise-alone", line="plans", tab="ways"),
    # New ways go here, once they exist.
    Place(
        key="circle",
        label=_("Circle"),
        icon="circle",
        under="understand",
        tab="ways",
    ),
    Place(
        key="timeline",
        label=_("Timeline"),
        icon="timeline",
        under="understand",
        tab="ways",
    ),
    Place(
        key="happened",
        label=_("Something happened"),
        icon="plus",
        name="episode-new",
        line="episodes",
        bar=True,
        begins=True,
    ),
    Place(
        key="ways",
        label=_("My ways"),
        icon="ways",
        line="patterns",
        bar=True,
        among="ways",
        short=_("Ways"),
    ),
    Place("changed", _("What has changed"), "line", under="understand", tab="ways", among="ways"),
    Place("goals", _("Goals"), "goal", own=_("What I came for"), under="course", tab="ways"),
    Place("noticing", line="changed", tab="ways"),
    Place("river", line="changed", tab="ways"),
    Place(
        key="alliance",
        label=_("Alliance"),
        icon="line",
        own=_("You two"),
        under="between",
        tab="more",
    ),
    Place(
        key="feedback",
        label=_("Feedback"),
        icon="share",
        under="between",
        tab="more",
    ),
    Place("pulse", line="alliance", tab="more"),
    # Growth and Measures & goals go here.
    Place(
        key="ending",
        label=_("Ending"),
        icon="book",
        own=_("The ending"),
        under="course",
        tab="ways",
        among="ways",
    ),
    Place("book", line="ending", tab="ways"),
    Place(
        key="case-supervision",
        label=_("Supervision"),
        icon="book",
        rest=True,
        tab="more",
        about=_("what may go to a supervisor"),
    ),
    Place(
        key="words",
        label=_("Words"),
        icon="word",
        name="words-home",
        own=_("Your words"),
        rest=True,
        tab="more",
        about=_("rename, add, hide"),
    ),
    Place(
        key="search",
        label=_("Search"),
        icon="search",
        rest=True,
        tab="today",
    ),
    Place(
        key="safety",
        label=_("Safety plan"),
        icon="safe",
        tab="more",
    ),
    Place("pause", tab="today"),
    Place(
        key="seen",
        label=_("Who read what"),
        icon="eye",
        rest=True,
        tab="more",
        about=_("and who changed what"),
    ),
    Place(
        key="with-me",
        label=_("How to work with me"),
        icon="note",
        line="prepare",
        tab="more",
        about=_("one page that is yours"),
    ),
    Place(
        key="what-this-is",
        label=_("What this is"),
        icon="help",
        rest=True,
        tab="more",
        about=_("where it comes from, what it cannot do"),
    ),
    Place(
        key="deleted",
        label=_("Deleted"),
        icon="trash",
        rest=True,
        tab="more",
        about=_("put back, or erase for good"),
    ),
    Place(
        "to-read", _("To read"), "print", tab="more", about=_("chosen times on one page, to print")
    ),
    Place(
        key="export",
        label=_("Take it along"),
        icon="save",
        rest=True,
        tab="more",
        about=_("all of it, as a file"),
    ),
    Place(
        key="phone",
        label=_("This phone"),
        icon="phone",
        tab="more",
        about=_("writing without signing in; close a phone"),
    ),
    Place("more", _("More"), "more", bar=True),
    Place("caseload", _("Caseload"), "people", office="counsellor"),
    Place("week", _("Day and week"), "clock", office="counsellor"),
    Place("practice", _("Practice"), "door", office="administrator"),
    Place("practice-words-home", _("Words"), "word", office="administrator"),
    Place("supervision", _("Supervision"), "book", office="supervisor"),
    Place(
        key="passphrase",
        label=_("Passphrase"),
        icon="key",
        tab="more",
        about=_("change how you sign in"),
        office=EVERYBODY,
    ),
)
BY_KEY = {place.key: place for place in PLACES}
NOWHERE = Place("")
"""Where a page stands that belongs to no place: a question before something is done."""

MORE: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        _("Yours"),
        (
            *("hours", "course", "beginning", "diary", "to-read"),
            *("with-me", "words", "what-this-is"),
        ),
    ),
    (_("Privacy"), ("seen", "case-supervision", "export", "deleted")),
    (_("This phone"), ("phone", "passphrase")),
)
"""What *More* shows below the safety plan, group after group: all that is said to be `about`
something."""


def place(key: str) -> Place:
    """The place of a key; "" is nowhere."""
    return BY_KEY[key] if key else NOWHERE


def offices(held: Collection[str]) -> tuple[Place, ...]:
    """The pages that these roles in a practice come with."""
    return tuple(place for place in PLACES if place.office in held)


def back_link(key: str, case_id: UUID) -> tuple[Text, str]:
    """The way back to a place of the client's: what it is called and where it is."""
    return place(key).clients, place(key).url(case_id)
