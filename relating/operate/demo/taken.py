"""Whether a form takes what a story sends it."""

from typing import TypeVar

from django import forms

AForm = TypeVar("AForm", bound=forms.Form)


class Refused(Exception):
    """A form does not take, or does not say, what an entry of a story says."""


def valid(form: AForm) -> AForm:
    """The form, once it takes what was sent.

    Raises:
        Refused: it does not.
    """
    if not form.is_valid():
        raise Refused(form.errors.as_json())
    return form
