"""What the page of *Something happened* shows of its form: chips, faces, and what stands folded."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from relating.case import Episode, Pattern
from relating.case.clock import clock
from relating.case.fields import Author
from relating.engine.tellings import NOT_SEEN
from relating.journal.queries import OpenCase
from relating.web.episodes.added_along import OWN
from relating.web.episodes.form_fields import (
    AS_HE_SAW,
    AT_FIRST,
    CHIPS,
    CLIENTS_PLACES,
    COUNSELLORS_PLACES,
    SHORT,
    THEMES,
    AskedForm,
    Pairs,
)
from relating.web.episodes.form_to_entry import plain
from relating.web.page import choices
from relating.web.page.choices import Chip, Chips, Faces
from relating.web.page.dates import on_clock
from relating.web.voice import words
from relating.web.voice.times import aged, by_clock, when, whose_clock


class ShownForm(AskedForm):
    """The form as a page meets it, empty or filled in."""

    case: OpenCase
    now: datetime
    before: Episode | None
    author: Author
    by_client: bool

    def _lists(self) -> list[tuple[str, str]]:
        """The fields of this form that are answered with words of a list."""
        return [(field, name) for field, name in CHIPS.items() if field in self.fields]

    def _places(self) -> Pairs:
        """Where it can belong; a counsellor adds nothing of the client's life, nor of back then
        while the two do not look at it."""
        mine = words.coded(self.case.vocabulary, "place")
        if self.by_client:
            return sorted(mine, key=lambda pair: CLIENTS_PLACES.index(pair[0]))
        places = {*COUNSELLORS_PLACES, self.before.place if self.before else ""}
        off = not self.case.back_then
        return [pair for pair in mine if pair[0] in places and not (off and pair[0] == "past")]

    @cached_property
    def chips(self) -> dict[str, Chips]:
        """The words to choose from, by field."""
        return {
            field: choices.chips(
                self.case,
                name,
                self._chosen(field),
                self._strengths() if field == "feelings" else {},
                AT_FIRST.get(field, choices.AT_FIRST),
                frozenset() if self.by_client else NOT_SEEN,
            )
            for field, name in self._lists()
        } | {field: self._few(field) for field in SHORT.keys() & self.fields.keys()}

    @property
    def tells_apart(self) -> bool:
        """Whether old ways and new ones are told apart yet: once a pattern stands here. Before the
        two have looked at one, it would be a verdict."""
        return bool(self.case.all(Pattern))

    def _few(self, field: str) -> Chips:
        """A few words to choose one of, that nobody renames."""
        chosen = self._chosen(field)
        known = ((code, str(label)) for code, label in SHORT[field].items())
        return Chips(tuple(Chip(code, label, code in chosen) for code, label in known), (), "")

    def _chosen(self, field: str) -> list[str]:
        value = self[field].value()
        if isinstance(value, list | tuple):
            return [str(each) for each in value]
        return [] if value in (None, "") else [str(value)]

    def _strengths(self) -> choices.Strengths:
        known = (code for code in self._chosen("feelings") if f"strength_{code}" in self.fields)
        return {
            code: (
                self._number(f"strength_{code}"),
                self._number(f"after_{code}"),
                self._number(f"layer_{code}"),
            )
            for code in known
        }

    def _number(self, field: str) -> str:
        value = self[field].value()
        return "" if value is None else str(value)

    @cached_property
    def own(self) -> dict[str, object]:
        """The field for a word of one's own, by the field it is chosen in, where one is asked."""
        return {
            field: self[name] if name in self.fields else "" for name, (_list, field) in OWN.items()
        }

    @cached_property
    def faces(self) -> Faces:
        """Whom it may have been with."""
        chosen = str(self["person"].value() or "")
        letters = str(self["look_for"].value() or "")
        return choices.faces(self.case, self.case.people.standing_for(chosen), letters)

    @cached_property
    def scales(self) -> dict[str, tuple[Chip, ...]]:
        """The numbers to choose from, by field."""
        steps = {
            "authenticity": range(11),
            "worth_at_stake": range(11),
        }
        return {
            field: choices.scale(numbers, "".join(self._chosen(field)))
            for field, numbers in steps.items()
            if field in self.fields
        }

    @property
    def place_chips(self) -> tuple[Chip, ...]:
        """Where it can belong."""
        chosen = str(self["place"].value())
        return tuple(Chip(code, label, code == chosen) for code, label in self._places())

    @property
    def somebody_new(self) -> bool:
        """Whether the person is somebody new."""
        return str(self["person"].value()) == choices.NEW

    @property
    def plain(self) -> dict[str, str]:
        """Day, time and age as a browser wants them."""
        return {name: plain(self[name].value()) for name in ("date", "time", "age")}

    @property
    def order_is_open(self) -> bool:
        """Whether it was told before anybody was asked what came first."""
        return self.before is not None and self.before.order is not None

    @property
    def when_open(self) -> bool:
        """Whether there is something to see beyond the line that says when."""
        fields = ("place", "date", "time", "age")
        wrong = any(field in self.errors for field in fields)
        return wrong or (self.before is None and not self.by_client)

    @property
    def when_words(self) -> str:
        """When and where, in a line."""
        if self.before is None and not self.is_bound and self._is_today():
            day = _("Today, about %(time)s") % {"time": self.plain["time"][:5]}
            return day if self.by_client else f"{day} · {self._place_words()}"
        return " · ".join(filter(None, (self._day_words(), self._place_words())))

    @property
    def read_off(self) -> str:
        """The name of the zone whose clock the form shows; empty for the practice's."""
        return str(self["zone"].value() or "")

    @property
    def whose_clock(self) -> str:
        """Whose clock that is, where it has to be said."""
        at = self.before.at if self.before and self.before.at else self.now
        return whose_clock(at, self.read_off)

    def _is_today(self) -> bool:
        return self.plain["date"] == by_clock(self.now, self.read_off).date().isoformat()

    def _place_words(self) -> str:
        return next((chip.label for chip in self.place_chips if chip.chosen), "")

    def _day_words(self) -> str:
        day, hour = self.plain["date"], self.plain["time"]
        if self["place"].value() == "past" and choices.is_small(self.plain["age"]):
            return aged(int(self.plain["age"]), self.author)
        try:
            at = on_clock(date.fromisoformat(day), time.fromisoformat(hour), clock(self.read_off))
        except ValueError:
            return day
        return capfirst(when(at, self.now, self.read_off))

    @cached_property
    def themes(self) -> dict[str, bool]:
        """What stands behind "More about this", by theme, and whether it stands open: something in
        it is answered or needs another look."""
        return {name: self._any(fields) for name, fields in THEMES.items()}

    @property
    def his_part_open(self) -> bool:
        """The same for what the counsellor finds behind "Between us, and my part"."""
        return self._any(AS_HE_SAW)

    def _any(self, fields: Iterable[str]) -> bool:
        asked = [field for field in fields if field in self.fields]
        return any(self._chosen(field) or field in self.errors for field in asked)

    @property
    def any_strength(self) -> bool:
        """Whether it was said how strong a feeling was."""
        return any(any(said) for said in self._strengths().values())

    @property
    def pattern(self) -> Chip:
        """What stands in for a word where a script fits out the words behind "more words"."""
        return Chip("-code-", "#")
