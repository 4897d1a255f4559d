"""Planning hours: several at once, each shown before it is saved, with what stands at that time.

A clash is said and never refused: two hours can be meant, and only whoever has them knows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Session
from relating.engine.glance import ends
from relating.engine.numbers import takes_place
from relating.journal.hours import CaseHour
from relating.journal.hours import hours as every_hour
from relating.journal.queries import OpenCase
from relating.people.gate import Viewer
from relating.web.page import dates
from relating.web.page.asking_back import AskingBack
from relating.web.page.fields import whole_number
from relating.web.voice.times import time_of_day

MOST_AT_ONCE = 52
EVERY = (
    ("", gettext_lazy("Only this one")),
    ("7", gettext_lazy("Every week")),
    ("14", gettext_lazy("Every fortnight")),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """An hour as it is looked over: when, what else stands there, and whether its clock differs."""

    at: datetime
    meets: tuple[str, ...]
    otherwise: bool


class RepeatForm(AskingBack):
    """Whether the same hour comes again, and how many there are in all."""

    repeat = forms.ChoiceField(
        label=gettext_lazy("Does it come again?"),
        required=False,
        choices=EVERY,
        widget=forms.RadioSelect,
    )
    times = whole_number(gettext_lazy("How many hours in all?"), MOST_AT_ONCE)
    looked_over = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_times(self) -> int | None:
        """How many there are has to be said once it comes again."""
        times: int | None = self.cleaned_data["times"]
        if self.cleaned_data.get("repeat") and times is None:
            raise forms.ValidationError(_("Say how many."))
        return times

    def to_look_over(self, hours: Sequence[Session], viewer: Viewer) -> list[Planned]:
        """What is shown before these hours are saved: several at once, or what stands at their
        time. Nothing, where it is one alone and free, or was looked over."""
        if not hours or self.cleaned_data["looked_over"] == sign(hours):
            return []
        found = looked_over(hours, every_hour(viewer))
        if len(found) == 1 and not found[0].meets:
            return []
        self.carry("looked_over", sign(hours))
        return found

    def hours(self, first: Session, case: OpenCase) -> list[Session]:
        """The hour, and those that come after it when it is new and repeats; none has a number."""
        given = self.cleaned_data
        if given["based_on"] or not given["repeat"] or first.state != "planned":
            return [first]
        days, many = int(given["repeat"]), given["times"] or 1
        rest = (each_after(given["date"], given["time"], days * n) for n in range(1, many))
        return [
            first,
            *(
                replace(first, id=case.ids.of_one("again", first.id, n), at=at, number=None)
                for n, at in enumerate(rest, 1)
            ),
        ]


def each_after(first: date, hour: time, days: int) -> datetime:
    """The same time of day so many days later, as the clock shows it; where the clocks leave that
    time out, what they show instead."""
    at = dates.on_clock(first + timedelta(days=days), hour)
    return dates.skipped(at) or at


def looked_over(hours: Iterable[Session], others: Iterable[CaseHour]) -> list[Planned]:
    """Each hour that is planned, with those that it meets."""
    new, known = [*hours], [*others]
    own = {each.id for each in new}
    there = [each for each in known if each.session.id not in own and takes_place(each.session)]
    usual = timezone.localtime(new[0].at).time() if new else None
    return [
        Planned(
            at=each.at,
            meets=tuple(said(one) for one in there if meets(each, one.session)),
            otherwise=timezone.localtime(each.at).time() != usual,
        )
        for each in new
    ]


def meets(one: Session, other: Session) -> bool:
    """Whether two hours stand at the same time, in part at least."""
    return one.at < ends(other) and other.at < ends(one)


def said(hour: CaseHour) -> str:
    """Another hour, as it is said that it stands there."""
    given = {"name": hour.label, "from": time_of_day(hour.session.at)}
    until = time_of_day(ends(hour.session))
    return _("%(name)s, %(from)s to %(until)s") % {**given, "until": until}


def sign(hours: Iterable[Session]) -> str:
    """What the form carries of what was looked over: the same hours are not shown again."""
    return " ".join(f"{each.at:%Y%m%dT%H%M}/{each.minutes}" for each in hours)
