"""Looking for words."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """A word or a few. They are sent in the body and kept nowhere: no address ever holds them."""

    words = forms.CharField(
        label=_("A word, or a few"),
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "class": "field",
                "autocomplete": "off",
                "type": "search",
                "enterkeyhint": "search",
            }
        ),
        error_messages={"required": _("Write a word to look for.")},
    )
