"""Inviting a colleague, and saying where the practice is."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from relating.people.models import PRACTICE_ROLES
from relating.web.accounts.forms import zone_field
from relating.web.voice.help_lines import COUNTRIES


class ColleagueForm(forms.Form):
    """The form that asks as what somebody is to come in."""

    role = forms.ChoiceField(
        label=_("Invite somebody to work here as"),
        choices=PRACTICE_ROLES,
        widget=forms.RadioSelect,
        initial="counsellor",
    )


class CountryForm(forms.Form):
    """Where the practice is: whose help lines stand there, which numbers can be called, and whose
    clock it goes by."""

    country = forms.ChoiceField(
        label=_("In which country is the practice?"),
        choices=COUNTRIES.items,
        widget=forms.Select(attrs={"class": "field"}),
        help_text=_("Its help lines stand beside the safety plan and at sign-in."),
    )
    time_zone = zone_field()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if settings.OWN_CLOCK:
            del self.fields["time_zone"]
