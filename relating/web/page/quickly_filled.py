"""What Django does with the fields of a form, done with less, and with the same outcome.

Each form has fields of its own, copied from those of its class; and each field of one line is a
template of its own. `quickly` lets Django do it so; `tests/web/page/test_quickly.py` holds the two
beside each other.
"""

from collections.abc import Callable
from typing import Any

from django.forms import ChoiceField, Field, Widget
from django.forms import forms as of_forms
from django.forms.widgets import ChoiceWidget
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString  # noqa: TID251  what was escaped, here as there


def widget_rendered(widget: Any, name: str, context: Any, renderer: Any = None) -> Any:
    """A field of one line, a box to tick, or a field to write in, as Django's templates have it."""
    it = context["widget"]
    alone = name in OPTIONS and not it.get("wrap_label", True)
    if not alone and name not in ONE_LINE and name != LINES:
        return _widget_rendered(widget, name, context, renderer)
    attributes = [
        (f" {escaped(each)}", "" if value is True else f'="{escaped(str(value))}"')
        for each, value in it["attrs"].items()
        if value is not False
    ]
    given = "".join([part for both in attributes for part in both])
    called, value = escaped(str(it["name"])), it["value"]
    if name == LINES:
        return SafeString(f'<textarea name="{called}"{given}>\n{escaped(value or "")}</textarea>')
    said = "" if value is None else f' value="{escaped(str(value))}"'
    return SafeString(f'<input type="{escaped(it["type"])}" name="{called}"{said}{given}>')


def copied(held: Any) -> Any:
    """A value that holds the same: a form has a field of its own, and a field its widget."""
    made = object.__new__(type(held))
    made.__dict__ = held.__dict__.copy()
    return made


class Copying:
    """How a form has fields of its own."""

    @staticmethod
    def deepcopy(fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of a class, each for one form."""
        return {name: field.__deepcopy__({}) for name, field in fields.items()}


def choice_copied(field: Any, memo: dict[int, Any]) -> Any:
    """A field for one form that is filled in by choosing."""
    made = field_copied(field, memo)
    made._choices = of_its_own(field._choices)  # noqa: SLF001  as Django does
    return made


def of_its_own(choices: Any) -> Any:
    """Choices that lie in a list, in another one; what makes them anew each time is shared."""
    return choices[:] if type(choices) is list else choices


def field_copied(field: Any, memo: dict[int, Any]) -> Any:
    """A field for one form, from the one that stands in its class."""
    memo[id(field)] = made = copied(field)
    made.widget = field.widget.__deepcopy__(memo)
    made.error_messages = field.error_messages.copy()
    made.validators = field.validators[:]
    return made


def widget_copied(widget: Any, memo: dict[int, Any]) -> Any:
    """A widget for one field of one form."""
    memo[id(widget)] = made = copied(widget)
    made.attrs = widget.attrs.copy()
    return made


def choices_copied(widget: Any, memo: dict[int, Any]) -> Any:
    """A widget with choices for one field of one form."""
    made = widget_copied(widget, memo)
    made._choices = of_its_own(widget._choices)  # noqa: SLF001  as Django does
    return made


ONE_LINE = frozenset(
    f"django/forms/widgets/{each}.html"
    for each in ("text", "hidden", "number", "checkbox", "date", "time", "password")
)
OPTIONS = frozenset(f"django/forms/widgets/{each}_option.html" for each in ("radio", "checkbox"))
LINES = "django/forms/widgets/textarea.html"
DONE_HERE: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (Widget, "_render", widget_rendered),
    (of_forms, "copy", Copying),
    (Field, "__deepcopy__", field_copied),
    (ChoiceField, "__deepcopy__", choice_copied),
    (Widget, "__deepcopy__", widget_copied),
    (ChoiceWidget, "__deepcopy__", choices_copied),
)
"""Where Django does it and under which name, and who does it instead."""
_widget_rendered = vars(Widget)["_render"]
