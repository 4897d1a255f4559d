"""What a page may say beyond words: marks, stones, icons, pictures and times.

    {% load look %}
    {% icon "lock" %}  {% icon "go" "s" %}      an icon beside words, named in web/page/icons.py
    {% place_mark "life" "old" %}               shape = place, hollow = old way, filled = new way
    {% tile "life" "new" %}                     the same on a tile, at the start of a row
    {% stone person.alias person.id %}          a person's pebble with initials; decoration only
    {% stone name id "l" %}                     sizes: "s" small, "" usual, "l" large
    {% seven_steps form.valence %}              how it ended: seven stones round a water line
    {% picture drawing %}                       anything with `.svg`, made by relating.pictures
    {% ago episode.at now %}                    <time>: today 14:20, yesterday, Tuesday, 12 March
    {{ episode.at|when:now }}                   the same as bare text
    {{ lent.expires|dated:now }}                12 March, and its year where that is another one
    {{ session.at|weekday:now }}                Tuesday; beyond six days Tuesday, 10 March
    {{ session.at|to_the_hour:now }}            Tuesday, 10 March, 14:00
    {{ 9|aged:"client" }}                       "I was nine"; with "counsellor": "at nine"
    {{ story|paragraphs }}                      people's plain text, escaped, as paragraphs
    {{ words|ready_to_call:country }}           the same, and each telephone number in it calls
    {{ line|called }}                           a line of the telephones, whose numbers call
    {{ found.parts|marked }}                    what was looked for is marked in its text
    {{ claim.sentence|voiced }}                 a claim, with people's words in their own voice
    {{ story|opening }}                         its first sentence or two, for a row
    {{ name|initials }}                         at most two letters
    {% more "More about this" %}…{% endmore %}  a part that opens
    {% note %}…{% endnote %}                    look here first (ochre)
    {% signs %}                                 what the marks of a list mean, folded
    {% learn "circle" %}                        help beside the thing, named in web/voice/learn.py

Places: room, life, past, practice. Ways: old, new, mixed, neither, plain.

A page begins `{% extends frame.template %}{% load look %}` with a frame of web/page/frames.py, at
the door `{% extends "web/page/frames/gate.html" %}`. It fills the blocks `title` (neutral), `page`
and perhaps `scripts`, `safety`, `foot` (phone), `case_actions`, `rail_foot` (desk). It is put
together from templates in web/page/; each says in its first line what it takes, and
web/page/pieces.py has the structures for those that take one.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Protocol, get_args

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from relating.case.fields import Place
from relating.engine.ways import Way
from relating.pictures import marks, stones
from relating.pictures.drawing import LegendItem
from relating.web.page.asking_back import AskingBack, Question
from relating.web.page.icons import ICONS, STEPS
from relating.web.page.learning import Shown, lesson
from relating.web.voice import telephones
from relating.web.voice.sentence import say
from relating.web.voice.times import aged, dated, to_the_hour, weekday, when
from relating.web.voice.words import is_long, mark_words, opening

register = template.Library()


class Drawn(Protocol):
    """A finished picture: a Drawing, a LegendItem."""

    @property
    def svg(self) -> str: ...


class Stretch(Protocol):
    """A stretch of text that was, or was not, what somebody looked for."""

    @property
    def text(self) -> str: ...
    @property
    def hit(self) -> bool: ...


class Spoken(Protocol):
    """A piece of a sentence, and whose it is: people's "words", a "count", or the software's."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...


# Marks ---------------------------------------------------------------------------------------


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """An icon beside words that say the same; hidden from those who listen."""
    return format_html(
        '<svg class="ico ico-{}{}" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>',
        name,
        f" ico-{size}" if size else "",
        ICONS[name],
    )


@register.simple_tag
def place_mark(place: Place, way: Way = "plain", size: str = "") -> SafeString:
    """Where it happened as a shape; hollow for an old way, filled for a new one."""
    radius = 5 if way == "plain" else 8
    return format_html(
        '<svg class="mark{}" viewBox="0 0 20 20" role="img" aria-label="{}">'
        '<path class="{}" d="{}"/>{}</svg>',
        f" mark-{size}" if size else "",
        mark_words(place, way),
        marks.STYLES[way]["class"],
        marks.outline(place, 10, 10, radius),
        _half(place) if way == "mixed" else "",
    )


def _half(place: Place) -> SafeString:
    return format_html('<path class="mix-f" d="{}"/>', marks.half(place, 10, 10, 8))


@register.simple_tag
def tile(place: Place, way: Way = "plain") -> SafeString:
    """A mark on a tile in the colour of its way."""
    return format_html('<span class="tile tile-{}">{}</span>', way, place_mark(place, way))


@register.simple_tag
def stone(name: str, key: object = "", size: str = "") -> SafeString:
    """A person as a pebble with initials. `key`, else the name, keeps its form the same."""
    return format_html(
        '<span class="stone st{}{}" aria-hidden="true">{}</span>',
        stones.variant(str(key or name)) + 1,
        f" stone-{size}" if size else "",
        initials(name),
    )


@register.filter
def initials(name: str) -> str:
    """At most two letters: of the first and the last word of a name."""
    return stones.initials(name)


@register.simple_tag
def picture(drawing: Drawn) -> SafeString:
    """The one place where markup is taken as it is: SVG made by relating.pictures."""
    return mark_safe(drawing.svg)


@register.filter
def asked_back(field: BoundField) -> Question | None:
    """What is asked back about a field."""
    return field.form.asked_back.get(field.name) if isinstance(field.form, AskingBack) else None


register.filter("when", when)
register.filter("dated", dated)
register.filter("weekday", weekday)
register.filter("to_the_hour", to_the_hour)
register.filter("aged", aged)
register.filter("opening", opening)
register.filter("is_long", is_long)


# Times ---------------------------------------------------------------------------------------


@register.simple_tag
def ago(moment: datetime, now: datetime) -> SafeString:
    """When it was, in words, with the exact time for machines."""
    return format_html(
        '<time datetime="{}">{}</time>', timezone.localtime(moment).isoformat(), when(moment, now)
    )


# What people wrote -----------------------------------------------------------------------------


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text as paragraphs: an empty line parts them, a single one breaks the line."""
    return _paragraphs(text, str)


@register.filter
def ready_to_call(text: str, country: str) -> SafeString:
    """Plain text as paragraphs, in which each number that is one in this country calls."""
    return _paragraphs(text, lambda line: called(telephones.in_own_words(line, country)))


def _paragraphs(text: str, line: Callable[[str], str]) -> SafeString:
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    told = ((_lines(block, line),) for block in blocks if block)
    return format_html_join("\n", "<p>{}</p>", told)


def _lines(block: str, line: Callable[[str], str]) -> SafeString:
    first, *rest = (line(each) for each in block.split("\n"))
    return format_html("{}{}", first, format_html_join("", "<br>{}", ((each,) for each in rest)))


@register.filter
def called(parts: Iterable[telephones.Part]) -> SafeString:
    """The parts of a line as one; each telephone number calls."""
    return _joined(
        format_html('<a href="tel:{}">{}</a>', part.call, part.text) if part.call else part.text
        for part in parts
    )


@register.filter
def marked(parts: Iterable[Stretch]) -> SafeString:
    """The parts of a text as one; what was looked for is marked."""
    return _joined(
        format_html("<mark>{}</mark>", part.text) if part.hit else part.text for part in parts
    )


VOICES = {
    "words": '<span class="words chosen">{}</span>',
    "count": "<b>{}</b>",
    "then": '<span class="then"><span class="sr">{}</span></span>',
}


@register.filter
def voiced(parts: Iterable[Spoken]) -> SafeString:
    """The parts of a sentence as one; chosen words are chips, counts are bold."""
    return _joined(format_html(VOICES.get(part.kind, "{}"), part.text) for part in parts)


def _joined(parts: Iterable[str]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


# Forms and parts -------------------------------------------------------------------------------


@register.inclusion_tag("web/page/seven-steps.html")
def seven_steps(field: BoundField) -> dict[str, object]:
    """Seven stones from awful, under water, to good; a choice without a value stands apart."""
    choices = list(field.subwidgets)
    steps = [choice for choice in choices if choice.data["value"] not in ("", None)]
    return {
        "field": field,
        "steps": list(zip(steps, STEPS, strict=True)),
        "unsaid": [choice for choice in choices if choice not in steps],
        "first": steps[0].choice_label,
        "last": steps[-1].choice_label,
    }


@register.simple_block_tag
def more(content: SafeString, title: str, opened: object = False) -> SafeString:
    """A part of the page that opens when it is wanted, or is open; it opens itself in print."""
    return format_html(
        '<details class="more"{}><summary>{}{}</summary><div class="more-body">{}</div></details>',
        SafeString(" open") if opened else "",
        title,
        icon("go", "s"),
        content,
    )


@register.simple_block_tag
def note(content: SafeString) -> SafeString:
    """A note on the page: something to look at first."""
    return format_html('<div class="note">{}<div>{}</div></div>', icon("lamp"), content)


@register.inclusion_tag("web/page/learn.html", takes_context=True)
def learn(context: template.Context, key: str) -> dict[str, Shown]:
    """Four sentences beside the thing they speak of, folded, for whoever the page is for."""
    return {"lesson": lesson(key, context.get("frame"))}


@register.inclusion_tag("web/page/signs.html")
def signs() -> dict[str, list[LegendItem]]:
    """What the marks of a list mean: the shape is the place, hollow an old way, filled a new."""
    places = marks.places_legend(get_args(Place), say)
    return {"legend": [*places, *marks.ways_legend(("old", "new", "mixed"), say)]}
