"""What is done with less says what Django says."""

import gc
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django import forms
from django.template import Context, Template, VariableDoesNotExist
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext, gettext_lazy, override, pgettext

from relating.case import Person
from relating.web.page import quickly
from tests.sure import as_a

HOSTILE = """<script>alert("it's")</script> & Mara"""


class Pair(NamedTuple):
    first: str
    second: int


@dataclass(frozen=True)
class Held:
    words: str
    inside: object = None

    @property
    def quietly(self) -> str:
        return self.words + "!"

    def asked(self) -> str:
        return f"{self.words}?"

    def with_an_argument(self, more: str) -> str:
        return more

    @property
    def broken(self) -> str:
        raise AttributeError("not this one")


class Refusing:
    do_not_call_in_templates = True
    words = HOSTILE

    def __call__(self) -> str:
        return "called"


class OneByOne:
    def __iter__(self) -> Iterator[str]:
        return iter("ab")

    def __str__(self) -> str:
        return HOSTILE


class LookedUp:
    words = "a field"

    def __getitem__(self, name: object) -> str:
        if isinstance(name, int):
            raise IndexError(name)
        return f"under {name}"


class Filled(forms.Form):
    words = forms.CharField(label=HOSTILE, initial=HOSTILE)
    title = "of the form"


VALUES: dict[str, Any] = {
    "text": HOSTILE,
    "zero": 0,
    "many": 1234567,
    "form": Filled(),
    "one_by_one": OneByOne(),
    "looked": LookedUp(),
    "empty": "",
    "none": None,
    "number": 12345,
    "part": 1234.5,
    "exact": Decimal("1.50"),
    "yes": True,
    "when": datetime(2026, 3, 2, 23, 30, tzinfo=UTC),
    "day": date(2026, 3, 2),
    "markup": format_html("<b>{}</b>", HOSTILE),
    "lazy": gettext_lazy("Today"),
    "later": SimpleLazyObject(lambda: Held(HOSTILE)),
    "held": Held(HOSTILE, {"deep": Held("deeper", Pair("a", 2))}),
    "space": SimpleNamespace(words=HOSTILE, called=lambda: HOSTILE),
    "person": Person(id="p1", alias=HOSTILE),
    "pair": Pair(HOSTILE, 2),
    "map": {"items": HOSTILE, "words": [HOSTILE, "two"], 1: "one"},
    "list": [HOSTILE, Held("in a list")],
    "calls": lambda: HOSTILE,
    "refuses": Refusing(),
    "kind": Held,
}
NAMES = (
    *(*VALUES, "text.upper", "text.0", "when.year", "held.words", "held.quietly", "held.asked"),
    *("held.with_an_argument", "held.inside.deep.words", "held.inside.deep.inside.first"),
    *("held.inside.deep.inside.1", "space.words", "space.called", "person.alias", "person.role"),
    *("pair.first", "pair.0", "pair.count", "map.items", "map.keys", "map.words.1", "map.1"),
    *("list.0", "list.1.words", "later.words", "calls.upper", "refuses.words", "kind.words"),
    *("lazy.upper", "none.words", "missing", "missing.words", "held.missing", "map.missing"),
    *("held.broken", "list.7", "held._words", "form.words.label", "form.words.value"),
    *("form.title", "form.fields", "form.missing", "form.words.0", "form.words.missing"),
    *("pair.7", "text.missing", "list.missing", "list.count", "looked.words"),
)
SHAPES = (
    "{{{{ {} }}}}",
    "{{% autoescape off %}}{{{{ {} }}}}{{% endautoescape %}}",
    "{{% if {} %}}yes{{% else %}}no{{% endif %}}",
    "{{{{ {}|default:'nothing' }}}}",
    "{{% with it={} %}}{{{{ it }}}}{{% endwith %}}",
    "{{% for it in {} %}}{{{{ forloop.counter }}}}{{{{ it }}}}{{% empty %}}none{{% endfor %}}",
    "{{% for a, b in {} %}}{{{{ a }}}}{{% endfor %}}",
    (
        "{{% for a in list %}}{{% for b in {} %}}{{{{ forloop.parentloop.revcounter }}}}"
        "{{{{ forloop.first }}}}{{{{ forloop.last }}}}{{% endfor %}}{{% endfor %}}{{{{ a }}}}"
    ),
    "{{% for it in {} reversed %}}{{{{ forloop.revcounter0 }}}}{{{{ it }}}}{{% endfor %}}",
    "{{% translate {} %}}",
)


def said(template: str, language: str) -> str:
    """What comes of a template, or of which kind the error is."""
    try:
        with override(language):
            return Template(template).render(Context(dict(VALUES)))
    except Exception as error:  # noqa: BLE001  that it is the same one is what is asked
        return type(error).__name__


def as_django_does(monkeypatch: pytest.MonkeyPatch, work: Callable[[], Any]) -> Any:
    """What comes of something while Django does it in its own way."""
    with monkeypatch.context() as patch:
        for where, name, done in quickly.DJANGOS:
            patch.setattr(where, name, done)
        return work()


@pytest.mark.ignore_template_errors
def test_a_template_says_what_it_says_with_djangos_own_ways(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    templates = [shape.format(name) for shape in SHAPES for name in NAMES]

    def every() -> list[str]:
        return [said(each, language) for each in templates for language in ("en-gb", "de")]

    here, there = every(), as_django_does(monkeypatch, every)
    assert here == there
    assert len({*here}) > len(here) // 20, "values, and not errors alone"
    assert all(
        getattr(where, name) is getattr(done, "__func__", done)
        for where, name, done in quickly.DONE_HERE
    )


SENTENCES = (
    *(
        "{% translate 'Monday' %}",
        "{% translate '5 % of <b>, 5 %% of it' %}",
        "{% translate 'Monday' noop %}",
    ),
    *("{% translate 'Monday' as day %}{{ day }}", "{% translate 'Monday'|upper %}"),
    *("{% translate 'March' context 'abbrev. month' %}", '{% translate "nobody\'s" %}'),
)


@pytest.mark.parametrize("template", SENTENCES)
def test_a_sentence_in_a_template_is_djangos(
    template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def every() -> list[str]:
        return [said(template, language) for language in ("en-gb", "de")]

    assert every() == as_django_does(monkeypatch, every)


def test_sentences_are_those_of_djangos_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = [
        "Monday",
        "January",
        "Today",
        "",
        "two\r\nlines",
        "nobody says this",
        "This field is required.",
    ]

    def every() -> list[str]:
        found = []
        for language in ("en-gb", "en", "de", "fr-ca"):
            with override(language):
                found += [*map(gettext, messages), pgettext("abbrev. month", "March")]
        return found

    assert every() == as_django_does(monkeypatch, every)
    with override("de"):
        assert gettext("Monday") == "Montag"


def test_what_is_no_markup_of_ours_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [*VALUES.values(), VariableDoesNotExist]

    def every() -> list[str]:
        return [conditional_escape(each) for each in values if not callable(each)]

    assert every() == as_django_does(monkeypatch, every)
    assert "<script>" not in format_html("<p>{}</p>", HOSTILE)


def test_a_field_is_written_as_django_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    attributes = {
        "id": "one",
        "class": HOSTILE,
        HOSTILE: "x",
        "required": True,
        "disabled": False,
        "maxlength": 1200,
        "data-words": gettext_lazy("Today"),
        "data-markup": VALUES["markup"],
        "data-none": None,
    }
    kinds = (
        *(forms.TextInput, forms.HiddenInput, forms.NumberInput, forms.CheckboxInput),
        *(forms.DateInput, forms.TimeInput, forms.PasswordInput, forms.Textarea, forms.Select),
        *(forms.RadioSelect, forms.EmailInput, forms.SplitDateTimeWidget),
    )
    values = ("", None, HOSTILE, VALUES["markup"], 0, 7, True, date(2026, 3, 2))

    def every() -> list[str]:
        made = [kind(attrs=given) for kind in kinds for given in (attributes, {"id": "one"})]
        return [
            each.render(HOSTILE, value)
            for each in made
            for value in values
            if not isinstance(each, forms.SplitDateTimeWidget) or value is None
        ]

    assert every() == as_django_does(monkeypatch, every)


@pytest.mark.parametrize("widget", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_one_choice_of_many_is_written_as_django_writes_it(
    widget: type[forms.RadioSelect], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Asking(forms.Form):
        words = forms.ChoiceField(
            choices=[("", "none"), (HOSTILE, HOSTILE), ("b", gettext_lazy("Today"))],
            widget=widget(attrs={"data-words": HOSTILE}),
        )

    def every() -> list[str]:
        field = Asking({"words": HOSTILE})["words"]
        return [each.tag(wrap_label=around) for each in field for around in (True, False)]

    here = every()
    assert here == as_django_does(monkeypatch, every)
    assert any("checked" in each for each in here)


def test_each_form_has_fields_of_its_own_as_django_makes_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Asking(forms.Form):
        words = forms.CharField(max_length=7, widget=forms.Textarea(attrs={"class": "x"}))
        choice = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
        day = forms.SplitDateTimeField()

    def every() -> list[object]:
        one, other = Asking(), Asking()
        as_a(forms.ChoiceField, one.fields["choice"]).choices = [("b", "B")]
        one.fields["words"].widget.attrs["class"] = "y"
        one.fields["words"].validators.clear()
        one.fields["words"].error_messages["required"] = "z"
        held = [vars(each) | {"widget": vars(each.widget)} for each in other.fields.values()]
        names = [sorted(each) + sorted(each["widget"]) for each in held]
        return [names, str(one), str(other), len(other.fields["words"].validators)]

    assert every() == as_django_does(monkeypatch, every)
    assert Asking().fields["words"].widget.attrs["class"] == "x"


def test_what_a_page_was_made_of_is_let_go_of() -> None:
    held = Held(HOSTILE)
    gone = weakref.ref(held)
    gc.disable()
    try:
        page = render_to_string("500.html", {"held": held}, RequestFactory().get("/"))
        del held
        assert page
        assert gone() is None
    finally:
        gc.enable()


def test_a_page_is_where_django_says(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = UUID(int=7), UUID(int=1 << 90)
    asked: list[tuple[str, dict[str, Any]]] = [
        ("case", {"args": [one]}),
        ("case", {"args": [other]}),
        ("case", {"args": [str(other)]}),
        ("case", {"kwargs": {"case_id": other}}),
        ("case", {"args": []}),
        ("case", {"args": [one, other]}),
        ("words", {"args": [one, "behaviour"]}),
        ("words", {"args": [one, "a/b c"]}),
        ("caseload", {}),
        ("nowhere", {}),
    ]

    def every() -> list[str]:
        found = []
        for name, given in asked:
            try:
                found.append(reverse(name, **given))
            except NoReverseMatch:
                found.append("no such page")
        return [*found, static("web/page/phone.js")]

    here = every()
    assert here == every() == as_django_does(monkeypatch, every)
    assert here[0] != here[1]
    assert here.count("no such page") in range(2, 5)
