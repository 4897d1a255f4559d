"""Inviting a colleague, and saying where the practice is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from relating.people.models import PRACTICE_ROLES
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
    """Where the practice is: whose help lines stand there, and which numbers can be called."""

    country = forms.ChoiceField(
        label=_("In which country is the practice?"),
        choices=COUNTRIES.items,
        widget=forms.Select(attrs={"class": "field"}),
        help_text=_("Its help lines stand beside the safety plan and at sign-in."),
    )
