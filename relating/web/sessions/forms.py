"""A session, what the two agreed on, and what the client adds to a summary."""

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from relating.case import Answer, Content, Contract, Frame, Mark, Session
from relating.case.clock import later
from relating.case.entries.session import USUAL_MINUTES
from relating.case.fields import LONGEST_WORDS
from relating.engine.numbers import number_of
from relating.journal.queries import OpenCase
from relating.web.page import dates
from relating.web.page.asking_back import DAY_AND_TIME, AskingBack
from relating.web.page.choices import offer
from relating.web.page.fields import day, free_text, when, whole_number
from relating.web.sessions import became
from relating.web.sessions.became import BecameForm
from relating.web.sessions.planning import RepeatForm

STATES: dict[str, Promise] = {
    "planned": _("Planned"),
    "held": _("Held"),
    "cancelled": _("Cancelled"),
    "missed": _("Missed"),
    "moved": _("Moved"),
}
MEDIUMS: dict[str, Promise] = {
    "in_person": _("In the same room"),
    "video": _("By video"),
    "phone": _("By telephone"),
    "text": _("In writing"),
}
HORIZONS = (
    ("open", _("Open")),
    ("short", _("Short: weeks to a few months")),
    ("medium", _("Medium: up to a year")),
    ("long", _("Long: more than a year")),
)
FOCUS: dict[str, Promise] = {
    "grief": _("Grief: somebody who died"),
    "dispute": _("A dispute with somebody"),
    "transition": _("A change in one’s part in life"),
    "sensitivities": _("Finding and keeping people"),
}
MOST_SESSIONS = 10_000
VISIBILITIES = (("private", _("Keep private")), ("shared", _("Share")))
LONGEST_SESSION = 1_440
SPARE_REVIEWS, MOST_REVIEWS = 2, 12
A_WEEK = timedelta(days=7)
FIVE = 5
PLANNED_AHEAD = timedelta(days=366)


class SessionForm(RepeatForm, BecameForm):
    """When it is, or was; what became of it; what the two keep of it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    date = day(_("On which day?"), required=True)
    time = forms.TimeField(label=_("At what time?"), widget=when(forms.TimeInput, "time"))
    minutes = whole_number(_("How many minutes?"), LONGEST_SESSION)
    number = whole_number(
        _("Which session is it?"), MOST_SESSIONS, _("Only if you two count otherwise.")
    )
    state = forms.ChoiceField(
        label=_("How does it stand?"), choices=tuple(STATES.items()), widget=forms.RadioSelect
    )
    medium = forms.ChoiceField(
        label=_("Where do you meet?"),
        required=False,
        choices=(("", _("not said")), *MEDIUMS.items()),
        widget=forms.Select(attrs={"class": "field"}),
    )
    reason = free_text(_("Why did it not take place then?"), rows=2)
    summary = free_text(
        _("What do you two keep from this hour?"),
        _("A few sentences. It can be added to afterwards."),
        rows=4,
    )
    next_time = free_text(_("What do you come back to next time?"), rows=2)

    def __init__(self, data: QueryDict | None, base: Session, version: int, case: OpenCase) -> None:
        self.base, self.case = base, case
        super().__init__(data, initial=shown(base) | {"based_on": version})
        self.names(case)
        if base.number is None:
            counted = number_of(base, case.sessions)
            self.fields["number"].widget.attrs["placeholder"] = counted or ""

    def told(self) -> Session:
        """The session that a valid form tells."""
        given = self.cleaned_data
        at = dates.on_clock(given["date"], given["time"])
        told = replace(
            self.base,
            at=self.base.at if same_minute(at, self.base.at) else at,
            minutes=given["minutes"],
            number=given["number"],
            state=given["state"],
            medium=given["medium"] or None,
            summary=given["summary"],
            next_time=given["next_time"],
            reason=given["reason"],
        )
        return self.became(told)

    def clean(self) -> None:
        given = self.cleaned_data
        if "date" in given and "time" in given:
            at, now = dates.on_clock(given["date"], given["time"]), timezone.localtime()
            self.ask_back(self.doubt(at, now), DAY_AND_TIME, or_of=("state",))
        self.clean_moved()

    def doubt(self, at: datetime, now: datetime) -> dates.Doubt | None:
        """What is asked back about the time: what was planned is not held before it comes."""
        if self.cleaned_data.get("state") != "held":
            return dates.doubt_at(at, dates.MEETING, now)
        if at > later(now, dates.A_WHILE) and "date" not in self.changed_data:
            return dates.late(at, now)
        return dates.doubt_at(at, dates.MET, now)

    def clean_id(self) -> UUID:
        """A session that is there keeps its id; a new one has that of its form's token."""
        given: UUID = self.cleaned_data["id"]
        if not self.initial["based_on"]:
            self.base = replace(self.base, id=self.case.ids.of_token(given))
        return given


def shown(session: Session) -> dict[str, object]:
    """What the form shows of a session."""
    local = timezone.localtime(session.at)
    names = ("id", "minutes", "number", "state", "medium", "summary", "next_time", "reason")
    said = {name: getattr(session, name) for name in names}
    return said | {"date": local.date(), "time": local.time()} | became.shown(session)


def same_minute(one: datetime, other: datetime) -> bool:
    """Whether two moments are the same to the minute, which is all a form shows."""
    return one == other.replace(second=0, microsecond=0)


def following(sessions: tuple[Session, ...], now: datetime) -> Session:
    """A new session as it is first offered: a week after the last.

    One that stands beyond what two people plan is not the last one.
    """
    near = [each for each in sessions if each.at - now <= PLANNED_AHEAD]
    latest = max(near, key=lambda each: each.at, default=None)
    hour = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    at = hour + A_WEEK if latest is None else timezone.localtime(latest.at) + A_WEEK
    return Session(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=now.replace(microsecond=0),
        at=at.replace(second=0, microsecond=0),
        state="planned",
        minutes=USUAL_MINUTES if latest is None else latest.minutes,
        medium=None if latest is None else latest.medium,
    )


def of_marks(session: Session, found: list[Mark]) -> Session:
    """A session as it is offered for an hour that was not planned and has marks; any other one as
    it is."""
    if not found:
        return session
    begins = timezone.localtime(to_five(found[0].at))
    return replace(session, at=begins, state="held")


def to_five(moment: datetime) -> datetime:
    """A time, rounded down to five minutes."""
    return moment.replace(minute=moment.minute - moment.minute % FIVE, second=0, microsecond=0)


class ContractForm(AskingBack):
    """What the two agreed on."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    horizon = forms.ChoiceField(
        label=_("How long do you mean to work together?"),
        choices=HORIZONS,
        widget=forms.RadioSelect,
    )
    sessions = whole_number(_("How many sessions, if that is agreed"), MOST_SESSIONS)
    ends = day(_("The last day, if that is agreed"), required=False)
    focus = forms.MultipleChoiceField(
        label=_("A focus, if you work with one"),
        required=False,
        choices=[*FOCUS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    phase = forms.CharField(
        label=_("Where you are, in a word of your own, if you have one"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"class": "field"}),
    )

    def __init__(self, data: QueryDict | None, frame: Frame, version: int) -> None:
        agreed = frame.contract or Contract(horizon="open")
        names = ("horizon", "sessions", "ends", "focus", "phase")
        told = {name: getattr(agreed, name) for name in names}
        reviews = {f"review_{place}": day for place, day in enumerate(agreed.reviews)}
        super().__init__(data, initial=told | reviews | {"based_on": version})
        self.places = min(len(reviews) + SPARE_REVIEWS, max(MOST_REVIEWS, len(reviews)))
        for place in range(self.places):
            label = _("Review %(number)s") % {"number": place + 1}
            self.fields[f"review_{place}"] = day(label, required=False)

    def clean(self) -> None:
        for name in ("ends", *(f"review_{place}" for place in range(self.places))):
            found = self.cleaned_data.get(name)
            if found is not None:
                self.ask_back(dates.doubt(found, dates.AGREED, timezone.localdate()), (name,))

    @property
    def reviews(self) -> list[forms.BoundField]:
        """The days on which the two look at the work together."""
        return [self[f"review_{place}"] for place in range(self.places)]

    def told(self, frame: Frame) -> Frame:
        """The frame with what a valid form says."""
        given = self.cleaned_data
        days = {given[f"review_{place}"] for place in range(self.places)} - {None}
        contract = Contract(
            horizon=given["horizon"],
            sessions=given["sessions"],
            reviews=tuple(sorted(days)),
            ends=given["ends"],
            focus=tuple(given["focus"]),
            phase=given["phase"],
        )
        return replace(frame, contract=contract)


class AdditionForm(forms.Form):
    """What the client adds to the summary of an hour."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    words = free_text(_("What would you add?"), rows=3)
    visibility = forms.ChoiceField(
        label=_("Who may read it"), choices=VISIBILITIES, widget=forms.RadioSelect
    )

    def __init__(self, data: QueryDict | None, other: str) -> None:
        super().__init__(data, initial={"id": uuid4(), "visibility": "private"})
        self.fields["words"].required = True
        share = _("Share with %(name)s") % {"name": other}
        offer(self, "visibility", [VISIBILITIES[0], ("shared", share)])

    def told(self, session: UUID, now: datetime, case: OpenCase) -> Answer:
        """What a valid form adds to a session, or what it makes of what it added before."""
        given = self.cleaned_data
        own = case.ids.of_token(given["id"])
        before = next((each for each in case.all(Answer) if each.id == own), None)
        base = before or Answer(
            id=own, author="client", visibility="private", recorded_at=now, to=session
        )
        return replace(base, words=given["words"], visibility=given["visibility"])

    def show(self, answer: Content) -> Self:
        """Show what was added already."""
        self.initial.update({name: getattr(answer, name, "") for name in ("words", "visibility")})
        return self
