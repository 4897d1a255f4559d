"""Inviting a colleague."""

from django import forms
from django.utils.translation import gettext_lazy as _

from relating.people.models import PRACTICE_ROLES


class ColleagueForm(forms.Form):
    """The form that asks as what somebody is to come in."""

    role = forms.ChoiceField(
        label=_("Invite somebody to work here as"),
        choices=PRACTICE_ROLES,
        widget=forms.RadioSelect,
        initial="counsellor",
    )
