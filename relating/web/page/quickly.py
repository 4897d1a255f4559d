"""What Django does a thousand times a page, done with less, and with the same outcome.

A page looks up a thousand names, writes half as many texts, and translates some hundred sentences.
Django's way of each is made for whatever can stand in a template; nearly all that stands in ours
are values with fields, and texts. Those are done here; all else is done as Django does it, from
the beginning. `tests/web/page/test_quickly.py` holds the two beside each other.

Nothing of what stands on a page is kept here: only what stands in templates, the catalogue of a
language, and of a type how it is looked into. What is done with forms stands in `quickly_filled`.
"""

import re
import threading
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template import TemplateDoesNotExist, base, defaulttags, library
from django.template.backends.django import Template as Page
from django.template.backends.django import reraise
from django.template.context import make_context
from django.template.loader_tags import IncludeNode
from django.templatetags import i18n
from django.templatetags.static import StaticNode
from django.urls import URLResolver
from django.urls import base as urls
from django.utils import html, timezone, translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString  # noqa: TID251  what was escaped, here as there
from django.utils.translation import trans_real

from relating.web.page import quickly_filled

has_signs = re.compile("[&<>\"']").search
"""Whether a text holds a sign that is escaped."""
FIELDS, KEYS, A_FORM = "fields", "keys", "a form"
"""Under what the name of a template looks into a value."""
REFUSE_NAMES = {getattr(each, "__getitem__") for each in (str, tuple, list, BoundField)}  # noqa: B009
"""What has places, and under a name nothing but its fields."""


def looked_up(variable: Any, context: Any) -> Any:
    """What a name of a template stands for: a value, or a field of one."""
    first, *fields = variable.lookups
    for each in reversed(context.dicts):
        if first in each:
            found = each[first]
            break
    else:
        raise base.VariableDoesNotExist("Failed lookup for key [%s] in %r", (first, context))
    for field in fields:
        kind: Any = type(found)
        into = looked_into(kind)
        if into is None:
            return _looked_up(variable, context)
        try:
            if into is KEYS or (into is A_FORM and field in found.fields):
                found = found[field]
            else:
                found = getattr(found, field)
        except (KeyError, AttributeError):
            return _looked_up(variable, context)
    kind = type(found)
    return _looked_up(variable, context) if is_called(kind) else found


@lru_cache(maxsize=1024)
def looked_into(kind: type) -> str | None:
    """Under what something is found in a value of this type; None where Django has to find out."""
    if is_called(kind):
        return None
    if kind is dict or issubclass(kind, BaseForm):
        return KEYS if kind is dict else A_FORM
    places = getattr(kind, "__getitem__", None)
    return FIELDS if places is None or places in REFUSE_NAMES else None


@lru_cache(maxsize=1024)
def is_called(kind: type) -> bool:
    """Whether a template calls a value of this type before it goes on."""
    return any("__call__" in vars(each) for each in kind.__mro__)


def resolved(expression: base.FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
    """What an expression of a template stands for; mostly a name, without a filter."""
    name: Any = expression.var
    if expression.filters or not expression.is_var or name.lookups is None or name.translate:
        return _resolved(expression, context, ignore_failures)
    try:
        return looked_up(name, context)
    except base.VariableDoesNotExist:
        return None if ignore_failures else _resolved(expression, context)


def written(value: Any, context: Any) -> Any:
    """A value as it stands in a page."""
    kind = type(value)
    if kind is SafeString:
        return value
    if kind is str and context.autoescape:
        return SafeString(escape(value) if has_signs(value) else value)
    if kind is int and not settings.USE_THOUSAND_SEPARATOR:
        return SafeString(value)
    if issubclass(kind, Promise):
        return written(str(value), context)
    return _written(value, context)


def escaped(text: Any) -> Any:
    """A text for a page: as it is where it is markup of ours."""
    kind = type(text)
    if kind is SafeString:
        return text
    if kind is str:
        return SafeString(escape(text) if has_signs(text) else text)
    return escaped(str(text)) if issubclass(kind, Promise) else _escaped(text)


def marked(text: Any) -> Any:
    """A text that is markup of ours."""
    kind = type(text)
    return text if kind is SafeString else SafeString(text) if kind is str else _marked(text)


def rendered(nodes: Any, context: Any) -> Any:
    """The pieces of a template, one after the other."""
    if context.template.engine.debug:
        return _rendered(nodes, context)
    return SafeString("".join(pieces(nodes, context)))


def pieces(nodes: Any, context: Any) -> list[str]:
    """What comes of each piece; most are texts as they are."""
    text = base.TextNode
    return [each.s if type(each) is text else each.render(context) for each in nodes]


def repeated(node: Any, context: Any) -> Any:
    """A piece of a template, once for each of some values."""
    if len(node.loopvars) > 1 or node.is_reversed or context.template.engine.debug:
        return _repeated(node, context)
    values = resolved(node.sequence, context, ignore_failures=True)
    values = () if values is None else values if hasattr(values, "__len__") else list(values)
    if len(values) < 1:
        return node.nodelist_empty.render(context)
    outer: Any = next((each for each in reversed(context.dicts) if "forloop" in each), {})
    loop: dict[str, Any] = {"parentloop": outer.get("forloop", {})}
    here: dict[str, Any] = {"forloop": loop}
    made: list[str] = []
    context.dicts.append(here)
    try:
        for place, value in enumerate(values):
            loop["counter0"], loop["counter"] = place, place + 1
            loop["revcounter"], loop["revcounter0"] = len(values) - place, len(values) - place - 1
            loop["first"], loop["last"] = place == 0, place == len(values) - 1
            here[node.loopvars[0]] = value
            made += pieces(node.nodelist_loop, context)
    finally:
        context.dicts.pop()
    return SafeString("".join(made))


def nodes_of(nodes: Any, kind: type) -> Any:
    """The pieces of one kind: a template that was read stays as it is, and so do they."""
    known = vars(nodes).setdefault(PIECE, {})
    if kind not in known:
        known[kind] = _nodes_of(nodes, kind)
    return known[kind]


def sentence_rendered(node: Any, context: Any) -> Any:
    """A sentence that stands in a template, in the language of the page."""
    said = node.filter_expression.var.literal
    plain = not (node.asvar or node.noop or node.message_context or node.filter_expression.filters)
    if not plain or type(said) is not SafeString:
        return _sentence_rendered(node, context)
    return SafeString(translated(said.replace("%", "%%")).replace("%%", "%"))


def included(node: Any, context: Any) -> Any:
    """A piece that a template takes in under a name that stands there."""
    piece = vars(node).get(PIECE)
    if piece is None:
        if node.isolated_context or not names_a_piece(node.template):
            return _included(node, context)
        piece = vars(node)[PIECE] = context.template.engine.get_template(node.template.var)
    context.dicts.append(
        {name: resolved(each, context) for name, each in node.extra_context.items()}
    )
    around = context.render_context
    before = around.template
    around.template = piece
    around.dicts.append({})
    try:
        return piece._render(context)  # noqa: SLF001  as Django calls it, and as tests look in
    finally:
        around.dicts.pop()
        around.template = before
        context.dicts.pop()


def names_a_piece(expression: Any) -> bool:
    """Whether the whole name of a template stands there, and nothing has to be found out."""
    name = expression.var
    return type(name) is SafeString and not expression.filters and name[:1] != "."


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
    language = getattr(trans_real._active, "value", None) or trans_real.catalog()  # type: ignore[attr-defined]  # noqa: SLF001
    said = (vars(language).get(SAID_IN) or catalogue_of(language)).get(message, message)
    return SafeString(said) if kind is SafeString else said


def catalogue_of(language: Any) -> dict[Any, str]:
    """All that a language says, and those to which it leads where it says nothing."""
    if SAID_IN not in vars(language):
        further = getattr(language, "_fallback", None)
        own = dict(getattr(language, "_catalog", {}).items())
        vars(language)[SAID_IN] = (catalogue_of(further) if further else {}) | own
    return cast("dict[Any, str]", vars(language)[SAID_IN])


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


PIECE = "piece_of_relating"
"""Under which name a node keeps the template that it takes in: they go together."""
SAID_IN = "said_in_relating"
"""Under which name a language keeps all that it says."""
_trans = vars(translation)["_trans"]
OWN: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (base.Variable, "_resolve_lookup", looked_up),
    (base.FilterExpression, "resolve", resolved),
    (base, "render_value_in_context", written),
    (html, "conditional_escape", escaped),
    (base.NodeList, "render", rendered),
    (base.NodeList, "get_nodes_by_type", nodes_of),
    (html, "mark_safe", marked),
    (trans_real, "gettext", translated),
    (URLResolver, "_reverse_with_prefix", addressed),
    (StaticNode, "handle_simple", staticmethod(file_at)),
    (IncludeNode, "render", included),
    (defaulttags.ForNode, "render", repeated),
    (i18n.TranslateNode, "render", sentence_rendered),
    (Page, "render", page_rendered),
    (base.VariableNode, "render", variable_rendered),
    (_trans, "gettext", translated),
    (base, "conditional_escape", escaped),
    (library, "conditional_escape", escaped),
    (base, "mark_safe", marked),
    (defaulttags, "mark_safe", marked),
    (i18n, "render_value_in_context", written),
)
DONE_HERE = OWN + quickly_filled.DONE_HERE
"""Where Django does it and under which name, and who does it instead."""
DJANGOS = tuple((where, name, getattr(where, name)) for where, name, _ in DONE_HERE)
_looked_up, _resolved, _written, _escaped, _rendered, _nodes_of, _marked, *_last = (
    done for _, _, done in DJANGOS
)
_translated, _addressed, _at, _included, _repeated, _sentence_rendered, *_ = _last
SAID = ((trans_real, "_active"), (timezone, "_active"), (urls, "_prefixes"), (urls, "_urlconfs"))
"""Where Django keeps what was said for this request, such as its language."""


def installed() -> None:
    """Let Django do it so."""
    for where, name, done in DONE_HERE:
        setattr(where, name, done)
    for where, name in SAID:  # one thread answers one request, so this needs to know of no more
        setattr(where, name, threading.local())
