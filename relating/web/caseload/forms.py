"""Opening a case, and finding one."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relating.case import Contract
from relating.web.page import dates
from relating.web.page.asking_back import AskingBack
from relating.web.sessions.forms import HORIZONS, MOST_SESSIONS


class FindForm(forms.Form):
    """A name that is looked for, or how it begins."""

    words = forms.CharField(
        label=_("Find a client"),
        max_length=80,
        widget=forms.TextInput(
            attrs={
                "class": "field",
                "type": "search",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": _("Find a client"),
                "aria-keyshortcuts": "/",
            }
        ),
    )


class CaseForm(AskingBack):
    """Whom the case is about, when the two begin, and how long they mean to work together.

    `id` is minted when the form is first shown, so that a form sent twice opens one case.
    """

    id = forms.UUIDField(widget=forms.HiddenInput)
    label = forms.CharField(
        label=_("What do you call them here?"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
        help_text=_("Initials or an alias. They choose what they are called when they come in."),
    )
    started = forms.DateField(
        label=_("When do you begin, or when did you?"),
        widget=forms.DateInput(attrs={"class": "field", "type": "date"}, format="%Y-%m-%d"),
    )
    horizon = forms.ChoiceField(
        label=_("How long do you mean to work together?"),
        choices=HORIZONS,
        widget=forms.RadioSelect,
    )
    sessions = forms.IntegerField(
        label=_("How many sessions, if that is agreed"),
        required=False,
        min_value=1,
        max_value=MOST_SESSIONS,
        widget=forms.NumberInput(attrs={"class": "field", "inputmode": "numeric"}),
    )

    def clean(self) -> None:
        if "started" in self.cleaned_data:
            found = dates.doubt(self.cleaned_data["started"], dates.BEGAN, timezone.localdate())
            self.ask_back(found, ("started",))

    @classmethod
    def empty(cls, today: date) -> "CaseForm":
        """The form as it is first shown."""
        return cls(initial={"id": uuid4(), "started": today, "horizon": "open"})

    def told(self) -> dict[str, Any]:
        """What `open_new_case` takes."""
        given = self.cleaned_data
        contract = Contract(horizon=given["horizon"], sessions=given["sessions"])
        return {
            "label": given["label"],
            "started": given["started"],
            "contract": contract,
            "token": given["id"],
        }
