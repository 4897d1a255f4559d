"""The plain fields of a form: a day, a time, a number, a box for free text."""

from typing import TYPE_CHECKING, TypeAlias

from django import forms

from relating.case.fields import LONGEST_WORDS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text: TypeAlias = "str | _StrPromise"


def when(widget: type[forms.DateInput] | type[forms.TimeInput], kind: str) -> forms.Widget:
    """The browser's own field for a day or a time."""
    written = "%Y-%m-%d" if kind == "date" else "%H:%M"
    return widget(attrs={"class": "field", "type": kind}, format=written)


def day(label: Text, *, required: bool) -> forms.DateField:
    """A day, or none."""
    return forms.DateField(label=label, required=required, widget=when(forms.DateInput, "date"))


def whole_number(
    label: Text, most: int, help_text: Text = "", *, least: int = 1
) -> forms.IntegerField:
    """A whole number, or none."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "field", "inputmode": "numeric"}),
    )


def free_text(label: Text, help_text: Text = "", rows: int = 3) -> forms.CharField:
    """A box for free text."""
    widget = forms.Textarea(attrs={"class": "field field-short", "rows": rows})
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_WORDS,
        help_text=help_text,
        widget=widget,
    )
