"""What a calendar says beside when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from relating.people.models import CalendarFeed

NO_ALARM = ("", _("none"))
BEFORE = (
    NO_ALARM,
    ("5", _("5 minutes before")),
    ("15", _("15 minutes before")),
    ("60", _("an hour before")),
    ("1440", _("a day before")),
)


class CalendarForm(forms.Form):
    """An alarm, and where the two meet, where either is wanted."""

    minutes_before = forms.ChoiceField(
        label=_("An alarm"), required=False, choices=BEFORE, widget=forms.RadioSelect
    )
    says_where = forms.BooleanField(
        label=_("Say where you meet: in the same room, by video, by telephone"), required=False
    )

    @classmethod
    def of(cls, feed: CalendarFeed) -> "CalendarForm":
        """The form as it was chosen."""
        before = "" if feed.minutes_before is None else str(feed.minutes_before)
        return cls(initial={"minutes_before": before, "says_where": feed.says_where})

    @property
    def minutes(self) -> int | None:
        """How long before the alarm is; None for none."""
        before = self.cleaned_data["minutes_before"]
        return int(before) if before else None
