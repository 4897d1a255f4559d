"""What is asked of a way: one part at a time; what could be done instead; a word beside it."""

from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Beside, Episode, Impact, Option, Step, ThenNow, Way
from relating.case.entries.episode import ImpactSource
from relating.case.fields import LONGEST_LIST, LONGEST_WORDS
from relating.journal.queries import OpenCase
from relating.web.page import visit
from relating.web.voice.names import first_line, other_name, when_of, whom
from relating.web.voice.sides import to_client
from relating.web.voice.words import offered
from relating.web.ways.in_words import SIZES, SOURCES, STEPS
from relating.web.ways.origin import Origin
from relating.web.ways.parts import Part, filled, held

NEWEST = 30
"""So many of the newest times are offered to be put somewhere."""
SHORT = "short"
"""The hidden field of a form that asks for no more than words."""


def box(label: object, rows: int = 3) -> forms.CharField:
    """A box for a few sentences."""
    widget = forms.Textarea(attrs={"class": "field field-short", "rows": str(rows)})
    return forms.CharField(
        label=cast("str", label), required=False, max_length=LONGEST_WORDS, widget=widget
    )


def ticks(label: object, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    """Several of a few."""
    return forms.MultipleChoiceField(
        label=cast("str", label),
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
    )


def one_of(label: object, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(
        label=cast("str", label), required=False, choices=choices, widget=forms.RadioSelect
    )


def sharing(case: OpenCase) -> forms.ChoiceField:
    """Whether it is kept private, or shared at once."""
    send = _("Share with %(name)s") % {"name": other_name(case)}
    choices = [("private", _("Keep private")), ("shared", send)]
    label = _("Who may read it")
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


# One part of a way -------------------------------------------------------------------------------


class PartForm(forms.Form):
    """One part of a way: words, and what lies beside them. Nothing must be filled in."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, data: QueryDict | None, way: Way, part: Part, case: OpenCase, version: int
    ) -> None:
        super().__init__(data, initial={"based_on": version})
        self.way, self.part, self.case = way, part, case
        for name, (field, value) in self.asked().items():
            self.fields[name] = field
            self.initial[name] = value
            if self.is_short and name != self.first:
                del self.fields[name]

    @property
    def is_short(self) -> bool:
        """Whether no more than words were asked for."""
        return self.is_bound and SHORT in self.data

    @property
    def first(self) -> str:
        """The name of the box for words."""
        return "now" if self.part.of == "then_now" else "words"

    @property
    def box(self) -> forms.BoundField:
        """The box for words."""
        return self[self.first]

    @property
    def boxes(self) -> list[forms.BoundField]:
        """What is written, or taken from a list that opens."""
        return [self[name] for name in ("words", "now", "then", "code") if name in self.fields]

    @property
    def chips(self) -> list[forms.BoundField]:
        """What is chosen."""
        return [self[name] for name in ("source", "codes") if name in self.fields]

    @property
    def put_here(self) -> forms.BoundField | None:
        """The times that can be put here."""
        return self["times"] if "times" in self.fields else None

    def asked(self) -> dict[str, tuple[forms.Field, object]]:
        """Each field, with what it shows first."""
        value = held(self.way, self.part)
        label = self.part.asks
        match self.part.of:
            case "step":
                return self.of_step(value if isinstance(value, Step) else Step())
            case "then_now":
                return self.of_then_now(value if isinstance(value, ThenNow) else ThenNow())
            case "across":
                across = value if isinstance(value, Impact) else Impact(source="guessed")
                source = one_of(_("Where I know it from"), [*SOURCES.items()])
                return {"words": (box(label), across.text), "source": (source, across.source)}
            case "began":
                words = {"words": (box(label), self.way.began_words)}
                return words | self.of_times(self.way.began, past=True)
            case "times":
                return self.of_times(self.way.times)
            case "text":
                return {"words": (box(label, 2), value)}

    def of_step(self, step: Step) -> dict[str, tuple[forms.Field, object]]:
        """A place of a loop: in her words, by a word of the lists, and its times."""
        lists = (offered(self.case.vocabulary, name) for name in self.part.lists)
        words = [pair for each in lists for pair in each if pair[0] != "none"]
        kept = [(step.code, self.label(step.code))] if step.code else []
        choices = [("", _("none of these")), *dict([*kept, *words]).items()]
        code = forms.ChoiceField(
            label=_("Or one of your words"),
            required=False,
            choices=choices,
            widget=forms.Select(attrs={"class": "field"}),
        )
        said = {"words": (box(self.part.asks, 2), step.words), "code": (code, step.code or "")}
        return said | self.of_times(step.times)

    def label(self, code: str) -> str:
        """How a word for this part is called."""
        return self.case.vocabulary.label(self.part.lists[0], code)

    def of_then_now(self, said: ThenNow) -> dict[str, tuple[forms.Field, object]]:
        """What it is now; what it was back then where the two look at that; and words for it."""
        asked: dict[str, tuple[forms.Field, object]] = {"now": (box(self.part.asks, 2), said.now)}
        if self.case.back_then:
            asked["then"] = (box(_("And back then?"), 2), said.then)
        if self.part.codes:
            codes = getattr(self.way, self.part.codes)
            words = offered(self.case.vocabulary, self.part.lists[0], codes)
            asked["codes"] = (ticks(_("In your words"), words), codes)
        return asked

    def of_times(
        self, there: tuple[UUID, ...], *, past: bool = False
    ) -> dict[str, tuple[forms.Field, object]]:
        """The times that can be put here, the newest of them."""
        times = [*times_to_put(self.case, there, past=past)]
        if not times:
            return {}
        choices = [(str(each.id), in_a_line(each, self.case)) for each in times]
        label = _("Memories") if past else _("Times that belong here")
        return {"times": (ticks(label, choices), [str(each) for each in there])}

    def clean(self) -> dict[str, Any]:
        """No more times than an entry holds."""
        given = super().clean() or self.cleaned_data
        if len(given.get("times") or ()) > LONGEST_LIST:
            self.add_error("times", _("No more than %(n)s.") % {"n": LONGEST_LIST})
        return given

    def told(self) -> Way:
        """The way that a valid form tells."""
        given, value = self.cleaned_data, held(self.way, self.part)
        words = str(given.get(self.first) or "").strip()
        match self.part.of:
            case "step":
                return self.put(self.step(words, value if isinstance(value, Step) else Step()))
            case "then_now":
                return self.then_now(words, value if isinstance(value, ThenNow) else ThenNow())
            case "across":
                source = cast("ImpactSource", given.get("source") or "guessed")
                return self.put(Impact(text=words, source=source) if words else None)
            case "began":
                return replace(self.put(self.times(self.way.began)), began_words=words)
            case "times":
                return self.put(self.times(self.way.times))
            case "text":
                return self.put(words)

    def put(self, value: object) -> Way:
        """The way with this in its part."""
        return filled(self.way, self.part, value)

    def step(self, words: str, before: Step) -> Step | None:
        """A place of a loop; None where nothing stands there any more."""
        if self.is_short:
            told = replace(before, words=words)
        else:
            code = self.cleaned_data["code"] or None
            told = Step(words=words, code=code, times=self.times(before.times))
        return told if told != Step() else None

    def then_now(self, words: str, before: ThenNow) -> Way:
        """What it is and was, with the words of the lists; what was not asked stays."""
        then = str(self.cleaned_data.get("then", before.then)).strip()
        way = self.put(ThenNow(now=words, then=then) if words or then else None)
        if "codes" not in self.cleaned_data:
            return way
        return replace(way, **{self.part.codes: tuple(self.cleaned_data["codes"])})

    def times(self, before: tuple[UUID, ...]) -> tuple[UUID, ...]:
        """The times that were chosen, and those that could not be seen."""
        if "times" not in self.fields:
            return before
        field = cast("forms.MultipleChoiceField", self.fields["times"])
        seen = {UUID(str(value)) for value, _label in cast("list[tuple[str, str]]", field.choices)}
        chosen = [UUID(each) for each in self.cleaned_data["times"]]
        return tuple(dict.fromkeys([*(each for each in before if each not in seen), *chosen]))


def times_to_put(case: OpenCase, there: tuple[UUID, ...], *, past: bool) -> list[Episode]:
    """Times that can be put somewhere: those that are there, then the newest that are counted."""
    counted = [each for each in case.counted if (each.place == "past") is past]
    newest = {each.id: each for each in counted[:NEWEST]}
    kept = {each.id: each for each in case.episodes if each.id in there}
    return [*(kept | newest).values()]


def in_a_line(episode: Episode, case: OpenCase) -> str:
    """A time in a line: its first words and whose these are, with whom, when."""
    when = when_of(episode, case, timezone.now())
    line = (first_line(episode, case), whom(episode, case), when)
    return " · ".join(each for each in line if each)


# A way that begins --------------------------------------------------------------------------------


class BeginForm(forms.Form):
    """Her sentence, and who may read it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("How would I say it, in one sentence?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": "3"}),
    )

    def __init__(self, data: QueryDict | None, case: OpenCase, words: str) -> None:
        super().__init__(data, initial={"id": uuid4(), "words": words, "visibility": "private"})
        self.fields["visibility"] = sharing(case)

    def told(self, case: OpenCase, origin: Origin) -> Way:
        """The way that a valid form begins."""
        given = self.cleaned_data
        return origin.way(
            id=case.ids.of_token(given["id"]),
            visibility=given["visibility"],
            recorded_at=visit.to_the_second(),
            words=given["words"].strip(),
        )


# What could be done instead -----------------------------------------------------------------------


class OptionForm(forms.Form):
    """What could be done instead, how large a step it is; beside it four steps of saying it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    words = forms.CharField(
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": "2"}),
    )
    size = forms.ChoiceField(
        label=gettext_lazy("How large a step?"),
        choices=[*SIZES.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None, base: Option, version: int, case: OpenCase) -> None:
        names = ("id", "words", "size", "visibility", *STEPS)
        first = {name: getattr(base, name) for name in names}
        super().__init__(data, initial=first | {"based_on": version})
        self.base, self.case, self.version = base, case, version
        hers, his = _("What would I like to do instead?"), _("What could be done instead?")
        self.fields["words"].label = hers if to_client(case) else his
        for name, label in STEPS.items():
            self.fields[name] = box(label, 2)
        if not version:
            self.fields["visibility"] = sharing(case)

    @property
    def steps(self) -> list[forms.BoundField]:
        """The four steps."""
        return [self[name] for name in STEPS]

    @property
    def who_reads(self) -> forms.BoundField | None:
        """Who may read it, while it is new."""
        return self["visibility"] if "visibility" in self.fields else None

    def told(self) -> Option:
        """The option that a valid form tells."""
        given = self.cleaned_data
        base = self.base
        if not self.version:
            own = self.case.ids.of_token(given["id"])
            base = replace(base, id=own, visibility=given["visibility"])
        said = {name: str(given[name]).strip() for name in ("words", *STEPS)}
        return replace(base, size=given["size"], **said)


class BesideForm(forms.Form):
    """The counsellor's own part in a way."""

    my_part = box(gettext_lazy("My part in it"), 2)

    def told(self, base: Beside) -> Beside:
        """What a valid form says beside a way."""
        return replace(base, my_part=self.cleaned_data["my_part"].strip())
