"""What a form says of an answer that does not fit, in our words: what to do, and no blame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CHOOSE = _("This is not among the choices any more. Please choose again.")
SAYINGS: dict[type[forms.Field], dict[str, str | _StrPromise]] = {
    forms.Field: {"required": _("This is still missing.")},
    forms.ChoiceField: {"invalid_choice": CHOOSE},
    forms.MultipleChoiceField: {"invalid_choice": CHOOSE, "invalid_list": CHOOSE},
    forms.IntegerField: {"invalid": _("Write a whole number, as 3.")},
    forms.DateField: {"invalid": _("Choose a day, or write it as 2026-03-12.")},
    forms.TimeField: {"invalid": _("Choose a time, or write it as 17:50.")},
}
MESSAGES: dict[type[validators.BaseValidator], _StrPromise] = {
    validators.MaxLengthValidator: ngettext_lazy(
        "This is too long: at most %(limit_value)d letter, and it has %(show_value)d.",
        "This is too long: at most %(limit_value)d letters, and it has %(show_value)d.",
        "limit_value",
    ),
    validators.MaxValueValidator: _("At most %(limit_value)s."),
    validators.MinValueValidator: _("At least %(limit_value)s."),
}


def in_our_words() -> None:
    """Put our words in the place of Django's, for every form of the house."""
    for field, said in SAYINGS.items():
        field.default_error_messages = {**field.default_error_messages, **said}
    for validator, message in MESSAGES.items():
        validator.message = message
