"""What was saved meanwhile in another window, beside what is being written: both texts stand, and
where there may be several of a kind, both can be kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Content, Person
from relating.journal.queries import OpenCase

Text = str | Promise
Told = TypeVar("Told", bound=Content)


@dataclass(frozen=True, slots=True)
class Saved:
    """One field as it was saved meanwhile."""

    label: Text
    text: str


def saved_meanwhile(written: forms.Form, saved: forms.Form) -> tuple[Saved, ...]:
    """The fields of a saved form that say something else than what is being written."""
    return tuple(
        Saved(field.label, in_words(field) or _("nothing said"))
        for field in saved.visible_fields()
        if as_sent(field) != as_sent(written[field.name])
    )


APART = "apart"
"""The field of the button *Keep both*: a token, of which the second entry gets its id."""


def own_token(text: str) -> UUID | None:
    """The token of a second entry; None where nobody asked to keep both."""
    try:
        return UUID(text)
    except ValueError:
        return None


def in_two(request: HttpRequest, case: OpenCase, told: Told, based_on: int) -> tuple[Told, int]:
    """What was told, and on which version it rests; to keep both it becomes an entry of its own,
    which rests on nothing."""
    token = own_token(request.POST.get(APART, ""))
    if token is None:
        return told, based_on
    own = case.ids.of_token(token)
    return replace(told, id=str(own) if isinstance(told, Person) else own), 0


def and_both(request: HttpRequest, text: Text) -> str:
    """That something was saved, and the other one stays."""
    return f"{text} {_('The other one stays too.')}" if APART in request.POST else str(text)


def rest_on(form: forms.Form, version: int) -> None:
    """Let what is sent next rest on a newer version than the one that was first shown."""
    if isinstance(form.data, QueryDict):
        newer = form.data.copy()
        newer[form.add_prefix("based_on")] = str(version)
        form.data = newer


def as_sent(field: forms.BoundField) -> list[str]:
    """What a field holds, as a browser would send it."""
    held = field.value()
    if isinstance(held, list | tuple) and held:
        return sorted(str(each) for each in held)
    return [str(field.field.widget.format_value(held) or "")]


def in_words(field: forms.BoundField) -> str:
    """What a field holds, as people read it."""
    held = field.value()
    if isinstance(field.field, forms.BooleanField):
        return _("yes") if held else _("no")
    if isinstance(field.field, forms.ChoiceField):
        known = dict(labels(field))
        several = held if isinstance(held, list | tuple) else [held or ""]
        return ", ".join(str(known.get(str(each), each)) for each in several)
    if isinstance(field.field, forms.DateField) and held:
        return date_format(held, "j F Y")
    return str(field.field.widget.format_value(held) or "")


def labels(field: forms.BoundField) -> Iterator[tuple[str, str]]:
    """What each choice of a field is called, whatever heading it stands under."""
    for widget in field.subwidgets:
        yield str(widget.data["value"] or ""), str(widget.data["label"])
