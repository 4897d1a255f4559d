"""Which sentence she keeps, hides or drops, and her own words for it."""

from typing import get_args

from django import forms
from django.utils.translation import gettext_lazy

from relating.case.entries.kept_change import ChangeOf, Choice
from relating.case.fields import LONGEST_WORDS


class KeptChangeForm(forms.Form):
    """One sentence: the one she has `kept` before, or of which way; what it counts, what becomes of
    it."""

    kept = forms.UUIDField(widget=forms.HiddenInput, required=False)
    way = forms.UUIDField(widget=forms.HiddenInput, required=False)
    change = forms.ChoiceField(
        widget=forms.HiddenInput, choices=[(each, each) for each in get_args(ChangeOf)]
    )
    choice = forms.ChoiceField(
        widget=forms.HiddenInput, choices=[(each, each) for each in get_args(Choice)]
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words, if you like"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": "2"}),
    )
