"""What Django does a thousand times a page, done with less, and with the same outcome.

A page looks up a thousand names, writes half as many texts, and translates some hundred sentences.
Django's way of each is made for whatever can stand in a template; nearly all that stands in ours
are values with fields, and texts. Those are done here; all else is done as Django does it, from
the beginning. `tests/web/page/test_quickly.py` holds the two beside each other.

Nothing of what stands on a page is kept here: only the catalogue of a language, and of a type
whether it is looked into by its fields alone.
"""

import re
import threading
from collections.abc import Callable
from copy import copy, deepcopy
from functools import lru_cache
from html import escape
from typing import Any, cast
from uuid import UUID
from weakref import WeakKeyDictionary

from django.conf import settings
from django.forms import Field, Widget
from django.forms.widgets import ChoiceWidget
from django.template import TemplateDoesNotExist, base
from django.template.backends.django import Template as Page
from django.template.backends.django import reraise
from django.template.context import make_context
from django.template.loader_tags import IncludeNode
from django.templatetags.static import StaticNode
from django.urls import URLResolver
from django.urls import base as urls
from django.utils import html, timezone, translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString  # noqa: TID251  what was escaped, here as there
from django.utils.translation import trans_real

has_signs = re.compile("[&<>\"']").search
"""Whether a text holds a sign that is escaped."""
_catalogues: "WeakKeyDictionary[Any, dict[Any, str]]" = WeakKeyDictionary()


def looked_up(variable: Any, context: Any) -> Any:
    """What a name of a template stands for: a value, or a field of one."""
    first, *fields = variable.lookups
    for each in reversed(context.dicts):
        if first in each:
            found = each[first]
            break
    else:
        return _looked_up(variable, context)
    for field in fields:
        kind: Any = type(found)
        if callable(found) or not (kind is dict or has_fields_alone(kind)):
            return _looked_up(variable, context)
        try:
            found = found[field] if kind is dict else getattr(found, field)
        except (KeyError, AttributeError):
            return _looked_up(variable, context)
    return _looked_up(variable, context) if callable(found) else found


@lru_cache(maxsize=1024)
def has_fields_alone(kind: type) -> bool:
    """Whether nothing lies in a value of this type but under the names of its fields."""
    return not hasattr(kind, "__getitem__")


def resolved(expression: base.FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
    """What an expression of a template stands for; mostly a name, without a filter."""
    name: Any = expression.var
    if expression.filters or not expression.is_var or name.lookups is None or name.translate:
        return _resolved(expression, context, ignore_failures)
    try:
        return looked_up(name, context)
    except base.VariableDoesNotExist:
        return _resolved(expression, context, ignore_failures)


def written(value: Any, context: Any) -> Any:
    """A value as it stands in a page."""
    kind = type(value)
    if issubclass(kind, Promise):
        value = str(value)
        kind = type(value)
    if kind is SafeString:
        return value
    if kind is str and context.autoescape:
        return SafeString(escape(value) if has_signs(value) else value)
    return _written(value, context)


def escaped(text: Any) -> Any:
    """A text for a page: as it is where it is markup of ours."""
    kind = type(text)
    if issubclass(kind, Promise):
        text = str(text)
        kind = type(text)
    if kind is SafeString:
        return text
    if kind is not str:
        return _escaped(text)
    return SafeString(escape(text) if has_signs(text) else text)


def rendered(nodes: Any, context: Any) -> Any:
    """The pieces of a template, one after the other."""
    if context.template.engine.debug:
        return _rendered(nodes, context)
    return SafeString("".join([each.render(context) for each in nodes]))


def included(node: Any, context: Any) -> Any:
    """A piece that a template takes in under a name that stands there."""
    if node.isolated_context or not names_a_piece(node.template):
        return _included(node, context)
    piece = vars(node).get(PIECE)
    if piece is None:
        piece = vars(node)[PIECE] = context.template.engine.get_template(node.template.var)
    context.dicts.append(
        {name: resolved(each, context) for name, each in node.extra_context.items()}
    )
    around = context.render_context
    before = around.template
    around.template = piece
    around.push()
    try:
        return piece._render(context)  # noqa: SLF001  as Django calls it, and as tests look in
    finally:
        around.pop()
        around.template = before
        context.dicts.pop()


def names_a_piece(expression: Any) -> bool:
    """Whether the whole name of a template stands there, and nothing has to be found out."""
    name = expression.var
    return type(name) is SafeString and not expression.filters and name[:1] != "."


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
    vars(made).update(vars(held))
    return made


def field_copied(field: Any, memo: dict[int, Any]) -> Any:
    """A field for one form, from the one that stands in its class."""
    memo[id(field)] = made = copied(field)
    made.widget = deepcopy(field.widget, memo)
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
    made.choices = copy(widget.choices)
    return made


def page_rendered(template: Any, given: Any = None, request: Any = None) -> Any:
    """A page. What it was made of is let go of: Django's context holds itself, and would keep the
    opened case in memory until the collector comes by."""
    context = make_context(given, request, autoescape=template.backend.engine.autoescape)
    try:
        return template.template.render(context)
    except TemplateDoesNotExist as missing:
        reraise(missing, template.backend)
    finally:
        context.dicts.clear()


def variable_rendered(node: Any, context: Any) -> Any:
    """A value that stands in a template, as it stands in the page."""
    return written(resolved(node.filter_expression, context), context)


def translated(message: str) -> Any:
    """A sentence in the language of the page."""
    kind = type(message)
    if kind not in {str, SafeString} or not message or "\r" in message:
        return _translated(message)
    said = catalogue_of(trans_real.catalog()).get(message, message)
    return SafeString(said) if kind is SafeString else said


def catalogue_of(language: Any) -> dict[Any, str]:
    """All that a language says, and those to which it leads where it says nothing."""
    known = _catalogues.get(language)
    if known is None:
        own = dict(getattr(language, "_catalog", {}).items())
        further = getattr(language, "_fallback", None)
        known = _catalogues[language] = (catalogue_of(further) if further else {}) | own
    return known


def addressed(resolver: URLResolver, view: Any, prefix: str, *args: Any, **named: Any) -> str:
    """Where a page is: its address is worked out once, and ids are put into it."""
    if named or not all(type(each) is UUID for each in args):
        return cast("str", _addressed(resolver, view, prefix, *args, **named))
    return address_of(resolver, view, prefix, len(args)).format(*args)


@lru_cache(maxsize=1024)
def address_of(resolver: URLResolver, view: Any, prefix: str, ids: int) -> str:
    """An address with so many places for ids."""
    marks = [UUID(int=each) for each in range(ids)]
    found = cast("str", _addressed(resolver, view, prefix, *marks))
    for place, each in enumerate(marks):
        found = found.replace(str(each), f"{{{place}}}")
    return found


def file_at(path: str) -> str:
    """Where a file of ours is: a style sheet, a script."""
    return _file_at(settings.STATIC_URL, path)


@lru_cache(maxsize=512)
def _file_at(beginning: str, path: str) -> str:
    del beginning
    return cast("str", _at(path))


ONE_LINE = frozenset(
    f"django/forms/widgets/{each}.html"
    for each in ("text", "hidden", "number", "checkbox", "date", "time", "password")
)
PIECE = "piece_of_relating"
"""Under which name a node keeps the template that it takes in: they go together."""
OPTIONS = frozenset(f"django/forms/widgets/{each}_option.html" for each in ("radio", "checkbox"))
LINES = "django/forms/widgets/textarea.html"
_trans = vars(translation)["_trans"]
DONE_HERE: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (base.Variable, "_resolve_lookup", looked_up),
    (base.FilterExpression, "resolve", resolved),
    (base, "render_value_in_context", written),
    (html, "conditional_escape", escaped),
    (base, "conditional_escape", escaped),
    (base.NodeList, "render", rendered),
    (base.VariableNode, "render", variable_rendered),
    (trans_real, "gettext", translated),
    (_trans, "gettext", translated),
    (URLResolver, "_reverse_with_prefix", addressed),
    (StaticNode, "handle_simple", staticmethod(file_at)),
    (IncludeNode, "render", included),
    (Widget, "_render", widget_rendered),
    (Page, "render", page_rendered),
    (Field, "__deepcopy__", field_copied),
    (Widget, "__deepcopy__", widget_copied),
    (ChoiceWidget, "__deepcopy__", choices_copied),
)
"""Where Django does it and under which name, and who does it instead."""
DJANGOS = tuple((where, name, getattr(where, name)) for where, name, _ in DONE_HERE)
_looked_up, _resolved, _written, _escaped, _, _rendered, _, _translated, _, *_last = (
    done for _, _, done in DJANGOS
)
_addressed, _at, _included, _widget_rendered, *_ = _last
SAID = ((trans_real, "_active"), (timezone, "_active"), (urls, "_prefixes"), (urls, "_urlconfs"))
"""Where Django keeps what was said for this request, such as its language."""


def installed() -> None:
    """Let Django do it so."""
    for where, name, done in DONE_HERE:
        setattr(where, name, done)
    for where, name in SAID:  # one thread answers one request, so this needs to know of no more
        setattr(where, name, threading.local())
