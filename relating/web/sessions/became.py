"""What became of an hour: who came late, who cancelled it, when it is instead."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from relating.case import Session
from relating.journal.queries import OpenCase
from relating.web.page import dates
from relating.web.page.asking_back import AskingBack
from relating.web.page.choices import offer
from relating.web.page.fields import day, when, whole_number

A_DAY_OF_MINUTES, A_YEAR_OF_DAYS = 1_440, 366
CANCELLED_BY: dict[str, Promise] = {
    "client": _("The client"),
    "counsellor": _("The counsellor"),
    "neither": _("Neither of the two"),
}
LATE: dict[str, Promise] = {
    "client": _("The client"),
    "counsellor": _("The counsellor"),
    "both": _("Both"),
}
NOT_SAID = ("", _("not said"))
NOBODY = ("", _("Nobody"))
MOVED = ("moved_date", "moved_time")


class BecameForm(AskingBack):
    """Whose word it was, how long before, and when it is instead. None of it has to be said."""

    cancelled_by = forms.ChoiceField(
        label=_("Who cancelled it?"),
        required=False,
        choices=(NOT_SAID, *CANCELLED_BY.items()),
        widget=forms.RadioSelect,
    )
    days_before = whole_number(
        _("How many days before?"), A_YEAR_OF_DAYS, _("0 is the same day."), least=0
    )
    moved_date = day(_("Moved to which day?"), required=False)
    moved_time = forms.TimeField(
        label=_("At what time then?"), required=False, widget=when(forms.TimeInput, "time")
    )
    late = forms.ChoiceField(
        label=_("Did anybody come late?"),
        required=False,
        choices=(NOBODY, *LATE.items()),
        widget=forms.RadioSelect,
    )
    minutes_late = whole_number(_("How many minutes late?"), A_DAY_OF_MINUTES)

    base: Session
    ASKED: ClassVar = ("cancelled_by", "days_before", "late", "minutes_late")

    def names(self, case: OpenCase) -> None:
        """Call the two as the counsellor does, who alone fills this in."""
        her = ("client", case.client_name)
        offer(self, "cancelled_by", [NOT_SAID, her, ("counsellor", _("Me")), NEITHER_OF_US])
        offer(self, "late", [NOBODY, her, ("counsellor", _("Me")), ("both", _("Both of us"))])

    def clean_moved(self) -> None:
        """When it is instead: asked back where it can hardly be meant."""
        at = self.moved_to
        if at is not None:
            found = dates.doubt_at(at, dates.MEETING, timezone.localtime())
            self.ask_back(found, MOVED)

    @property
    def moved_to(self) -> datetime | None:
        """When it is instead; the time of day stays unless another is said."""
        given = self.cleaned_data
        if given.get("state") != "moved" or not given.get("moved_date"):
            return None
        hour = given.get("moved_time") or timezone.localtime(self.base.at).time()
        return dates.on_clock(given["moved_date"], hour)

    def became(self, hour: Session) -> Session:
        """The hour with what became of it; what belongs to another ending of it is left out."""
        given, state = self.cleaned_data, hour.state
        off, held = state == "cancelled", state == "held"
        return replace(
            hour,
            cancelled_by=(given["cancelled_by"] or None) if off else None,
            days_before=given["days_before"] if off else None,
            moved_to=self.moved_to,
            late=(given["late"] or None) if held else None,
            minutes_late=given["minutes_late"] if held and given["late"] else None,
        )


NEITHER_OF_US = ("neither", _("Neither of us"))


def shown(session: Session) -> dict[str, object]:
    """What the form shows of what became of it."""
    instead = timezone.localtime(session.moved_to) if session.moved_to else None
    return {name: getattr(session, name) for name in BecameForm.ASKED} | {
        "moved_date": instead and instead.date(),
        "moved_time": instead and instead.time(),
    }


def instead_of(moved: Session, own: UUID, case: OpenCase, now: datetime) -> Session | None:
    """The hour that there is instead of one that was moved; None where it is not said, or where it
    went its own way since."""
    if moved.moved_to is None:
        return None
    before = next((each for each in case.sessions if each.id == own), None)
    if before is not None and (before.state != "planned" or before.at == moved.moved_to):
        return None
    following = Session(
        id=own,
        author="counsellor",
        visibility="shared",
        recorded_at=now,
        at=moved.moved_to,
        state="planned",
        minutes=moved.minutes,
        medium=moved.medium,
    )
    return following if before is None else replace(before, at=moved.moved_to)


def planned_anew(told: Session, instead: Session | None, case: OpenCase) -> list[Session]:
    """Of an hour that was changed, and of the one instead of it, those that stand at another time
    than before."""
    before = {each.id: each for each in case.sessions}
    return [
        each
        for each in (told, instead)
        if each is not None and each.state == "planned" and at_another_time(each, before)
    ]


def at_another_time(hour: Session, before: Mapping[UUID, Session]) -> bool:
    """Whether it stands elsewhere than it did, or did not stand before."""
    was = before.get(hour.id)
    return was is None or (was.at, was.minutes, was.state) != (hour.at, hour.minutes, hour.state)
