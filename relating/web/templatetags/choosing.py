"""What is chosen from, line after line: a form has hundreds of these, and a template for each was
a fifth of what the form cost.

{% load choosing %}
{% chip_run chips.first "radio" "place" %}   one chip after the other (`choices.Chip`)
{% lines_of field %}                         the lines of a list that opens
"""

from collections.abc import Collection, Iterable
from itertools import chain

from django import template
from django.forms import BoundField, Select
from django.utils.choices import flatten_choices as flat
from django.utils.html import format_html

from relating.web.page.choices import Chip

register = template.Library()


@register.simple_tag
def chip_run(run: Iterable[Chip], kind_of_input: str, name: str, kind: str = "plain") -> str:
    """One chip after the other. Old ways and new ones each have a look of their own."""
    head = format_html(
        '<label class="chip{}"><input type="{}" name="{}" value="',
        "" if kind == "plain" else f" chip-{kind}",
        kind_of_input,
        name,
    )
    return in_lines(
        '{}{}"{}>{}</label>',
        [(head, one.code, " checked" if one.chosen else "", one.label) for one in run],
    )


@register.simple_tag
def lines_of(field: BoundField) -> str:
    """The lines of a list that opens, of which the one that is chosen stands there."""
    widget = field.field.widget
    if not isinstance(widget, Select):
        raise TypeError(f"{field.name} is no list that opens")
    chosen = widget.format_value(field.value())
    every: Iterable[tuple[object, object]] = flat(widget.choices)
    lines = [("" if value is None else value, said) for value, said in every]
    return in_lines(
        '<option value="{}"{}>{}</option>',
        [(value, " selected" if str(value) in chosen else "", said) for value, said in lines],
    )


def in_lines(line: str, every: Collection[tuple[object, ...]]) -> str:
    """One line for each of these, all of them filled in at once."""
    return format_html("\n".join([line] * len(every)), *chain.from_iterable(every)) if every else ""
