"""The marks of an hour, each with a line to write and what becomes of it; and one that was missed.

All of it is one form with one button: nothing that is typed waits for another page.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Content, Episode, Mark, Vocabulary
from relating.case.fields import LONGEST_WORDS
from relating.journal.queries import OpenCase
from relating.web.episodes import form_to_entry
from relating.web.page import dates
from relating.web.page.asking_back import DAY_AND_TIME, AskingBack
from relating.web.page.choices import offer
from relating.web.page.fields import day, when
from relating.web.room import marks
from relating.web.voice.words import offered

MARK, EPISODE, THROW = "", "episode", "throw"
FATES = (
    (MARK, gettext_lazy("Keep")),
    (EPISODE, gettext_lazy("Make it an episode")),
    (THROW, gettext_lazy("Throw away")),
)
SEEN = gettext_lazy("What would a camera have seen?")


class OneMark(NamedTuple):
    """The fields of one mark: its line, what becomes of it, and the version that the writer saw."""

    mark: Mark
    line: forms.BoundField
    fate: forms.BoundField
    seen: forms.BoundField


def line_field() -> forms.CharField:
    """A line in place, which grows with what is written."""
    attrs = {"class": "line", "rows": 1, "placeholder": SEEN}
    return forms.CharField(
        label=SEEN, required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs=attrs)
    )


class MarksForm(forms.Form):
    """A line for each mark that stands, and what becomes of it; those thrown away can come back."""

    def __init__(
        self, data: QueryDict | None, standing: list[Mark], thrown: list[Mark], case: OpenCase
    ) -> None:
        self.standing, self.thrown, self.case = standing, thrown, case
        super().__init__(data)
        for mark in standing:
            self.fields[f"line-{mark.id}"] = line_field()
            self.fields[f"fate-{mark.id}"] = forms.ChoiceField(
                required=False, choices=FATES, widget=forms.RadioSelect
            )
            self.fields[f"seen-{mark.id}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput
            )
            self.initial[f"line-{mark.id}"] = mark.words
            self.initial[f"fate-{mark.id}"] = MARK
            self.initial[f"seen-{mark.id}"] = self.version(mark)
        for mark in thrown:
            self.fields[f"back-{mark.id}"] = forms.BooleanField(
                label=gettext_lazy("Put back"), required=False
            )

    def version(self, mark: Mark) -> int:
        """The version of a mark as the viewer knows it."""
        return self.case.rows[mark.id].version

    @property
    def rows(self) -> list[OneMark]:
        """The fields, mark by mark."""
        return [
            OneMark(each, *(self[f"{name}-{each.id}"] for name in ("line", "fate", "seen")))
            for each in self.standing
        ]

    @property
    def away(self) -> list[tuple[Mark, forms.BoundField]]:
        """Those that were thrown away, each with the way back."""
        return [(each, self[f"back-{each.id}"]) for each in self.thrown]

    def clean(self) -> None:
        """A line that another window wrote meanwhile is shown before this one takes its place; and
        one that is written on a mark which was thrown away there is not lost with it."""
        for mark in self.standing:
            name = f"line-{mark.id}"
            seen, line = (self.cleaned_data.get(each) for each in (f"seen-{mark.id}", name))
            newer = mark.stands and seen not in {None, self.version(mark)}
            if newer and mark.words not in {"", line}:
                text = _("Meanwhile this stands here: “%(words)s” Save once more to replace it.")
                self.add_error(name, text % {"words": mark.words})
                self.rest_on(mark)
            elif mark.thrown_away and seen != self.version(mark):
                text = _("Meanwhile this mark was thrown away. Save once more to put it back.")
                self.add_error(name, text)
                self.rest_on(mark)

    def rest_on(self, mark: Mark) -> None:
        """Let what is sent next rest on the version that stands there now."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data[f"seen-{mark.id}"] = str(self.version(mark))

    def told(self, now: datetime) -> Iterator[Content]:
        """What a valid form says of the marks, and the episodes that they become."""
        for mark in self.standing:
            yield from self.told_of(mark, now)
        for mark in self.thrown:
            if self.cleaned_data[f"back-{mark.id}"]:
                yield replace(mark, thrown_away=False)

    def told_of(self, mark: Mark, now: datetime) -> Iterator[Content]:
        """One mark with its line, and what it becomes; nothing where nothing was said of it. What
        became of it in another window meanwhile stays, and the line is kept beside it; with a line
        that is saved in spite of it, one that was thrown away is back."""
        said = replace(mark, words=self.cleaned_data[f"line-{mark.id}"])
        fate = self.cleaned_data[f"fate-{mark.id}"]
        if not mark.stands:
            yield replace(said, thrown_away=False)
        elif fate == EPISODE:
            episode = episode_of(said, self.case, now)
            yield episode
            yield replace(said, became=episode.id)
        elif fate == THROW or said != mark:
            yield replace(said, thrown_away=fate == THROW)


def episode_of(mark: Mark, case: OpenCase, now: datetime) -> Episode:
    """The episode that a mark becomes: its moment, its hour, its line, and what was tapped. A draft
    of the counsellor's, which he can go on telling."""
    id = case.ids.of_one("episode", mark.id)
    given = marks.begun(mark, case) | {"id": id, "moment": mark.at, "story": mark.words}
    return form_to_entry.told(given, None, mark.author, now, case.vocabulary)


class MomentForm(AskingBack):
    """A moment that was not marked: when it was, about, and a word or a line of it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    date = day(gettext_lazy("On which day?"), required=True)
    time = forms.TimeField(label=gettext_lazy("About when?"), widget=when(forms.TimeInput, "time"))
    client_move = forms.ChoiceField(
        label=gettext_lazy("What did they do?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    pull = forms.ChoiceField(
        label=gettext_lazy("What did it draw you to?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    words = line_field()

    def __init__(self, data: QueryDict | None, at: datetime, words: Vocabulary) -> None:
        local = timezone.localtime(at)
        first = {"id": uuid4(), "date": local.date(), "time": local.time()}
        super().__init__(data, initial=first, empty_permitted=True, use_required_attribute=False)
        for name in ("client_move", "pull"):
            offer(self, name, [("", _("not said")), *offered(words, name)])

    def has_changed(self) -> bool:
        """Whether anything was said of a moment: its time alone is none."""
        return any(self.data.get(name, "").strip() for name in ("client_move", "pull", "words"))

    def clean(self) -> None:
        given = self.cleaned_data
        if "date" in given and "time" in given:
            at = dates.on_clock(given["date"], given["time"])
            self.ask_back(dates.doubt_at(at, dates.HAPPENED, timezone.localtime()), DAY_AND_TIME)

    def told(self, case: OpenCase, now: datetime) -> Iterator[Mark]:
        """The moment that a valid form tells of, as a mark like those of the hour."""
        if not self.has_changed():
            return
        given = self.cleaned_data
        at = dates.on_clock(given["date"], given["time"])
        move, pull = given["client_move"] or None, given["pull"] or None
        sent = marks.Sent(id=given["id"], at=at, client_move=move, pull=pull)
        yield replace(marks.mark_of(sent, case, now), words=given["words"])
