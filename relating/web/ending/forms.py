"""What is asked of an ending: a last day, how to end; of a book: what stands in it."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Book, BookPart, Ending
from relating.case.entries.ending import Access
from relating.case.fields import LONGEST_LABEL, LONGEST_STORY, LONGEST_WORDS
from relating.journal.queries import OpenCase
from relating.web.ending.book import came_first, offered
from relating.web.ending.in_words import ACCESS
from relating.web.page.choices import offer
from relating.web.page.sharing import readers
from relating.web.voice.names import other_name
from relating.web.voice.words import opening

MOST_FIRST = 30
"""So many of the first things that she told are offered as what she came with."""


class DayForm(forms.Form):
    """A last day, and how one would like to end. The day may be left out."""

    day = forms.DateField(
        label=gettext_lazy("The last day"),
        required=False,
        widget=forms.DateInput(attrs={"class": "field", "type": "date"}, format="%Y-%m-%d"),
    )
    words = forms.CharField(
        label=gettext_lazy("How I would like to end"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": "3"}),
    )

    def __init__(self, data: QueryDict | None, said: Ending, today: date) -> None:
        super().__init__(data, initial={"day": said.day, "words": said.words})
        self.said, self.today = said, today

    def clean_day(self) -> date | None:
        """A day to come, or this one; one that stands already may stay."""
        found = cast("date | None", self.cleaned_data["day"])
        if found is not None and found != self.said.day and found < self.today:
            raise forms.ValidationError(_("This day is over. Choose one to come."))
        return found

    def told(self, now: datetime) -> Ending:
        """What a valid form says."""
        given = self.cleaned_data
        words = given["words"].strip()
        return replace(self.said, recorded_at=now, day=given["day"], words=words)


class AccessForm(forms.Form):
    """When the counsellor's access closes once the two have ended."""

    access = forms.ChoiceField(choices=[*ACCESS.items()], widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, said: Ending, case: OpenCase) -> None:
        super().__init__(data, initial={"access": said.access or "stays"})
        label = _("When does %(name)s’s access close?") % {"name": case.counsellor_name}
        self.fields["access"].label = label
        self.said = said

    def told(self, now: datetime) -> Ending:
        """What a valid form says."""
        chosen = cast("Access", self.cleaned_data["access"])
        return replace(self.said, recorded_at=now, access=chosen)


class BookForm(forms.Form):
    """What a book is called, what she came with, and what stands in it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        required=False,
        max_length=LONGEST_LABEL,
        widget=forms.TextInput(attrs={"class": "field"}),
    )
    first = forms.ChoiceField(
        label=gettext_lazy("What I came with"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    kept = forms.MultipleChoiceField(
        label=gettext_lazy("What stands in it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(
        self, data: QueryDict | None, book: Book, case: OpenCase, version: int = 0
    ) -> None:
        self.book = book
        self.things = offered(case, book)
        first = {
            "based_on": version,
            "title": book.title,
            "first": str(book.first or ""),
            "kept": [id for id, _words in self.things if UUID(id) not in book.left_out],
            "visibility": book.visibility,
        }
        super().__init__(data, initial=first)
        told = [(str(id), opening(words)) for id, words in came_first(case)]
        kept = [each for each in told if each[0] == str(book.first)]
        choices = [("", _("The first thing I wrote")), *dict([*told[:MOST_FIRST], *kept]).items()]
        offer(self, "first", choices)
        offer(self, "kept", self.things)
        offer(self, "visibility", readers(case, book))

    def told(self) -> Book:
        """The book that a valid form chooses; what could not be seen stays as it was."""
        given = self.cleaned_data
        seen = {id for id, _words in self.things}
        out = [UUID(id) for id in seen if id not in given["kept"]]
        before = [id for id in self.book.left_out if str(id) not in seen]
        return replace(
            self.book,
            title=given["title"].strip(),
            first=UUID(given["first"]) if given["first"] else None,
            left_out=tuple(sorted([*before, *out])),
            visibility=given["visibility"],
        )


class PartForm(forms.Form):
    """What one of the two writes for the book, and whether the other may read it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    words = forms.CharField(
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"class": "field", "rows": "10"}),
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(
        self, data: QueryDict | None, part: BookPart, case: OpenCase, version: int = 0
    ) -> None:
        first = {"based_on": version, "words": part.words, "visibility": part.visibility}
        super().__init__(data, initial=first)
        self.part = part
        self.fields["words"].label = asks(part, case)
        who = sent_or_kept(case) if part.part == "letter" else readers(case, part)
        offer(self, "visibility", who)

    def told(self) -> BookPart:
        """What a valid form says."""
        given = self.cleaned_data
        return replace(self.part, words=given["words"], visibility=given["visibility"])


def sent_or_kept(case: OpenCase) -> list[tuple[str, str]]:
    """A letter is kept, or sent."""
    send = _("Send to %(name)s") % {"name": other_name(case)}
    return [("private", _("Keep private")), ("shared", send)]


def asks(part: BookPart, case: OpenCase) -> str:
    """What a leaf asks whoever writes it."""
    match part.part:
        case "letter":
            return _("Dear %(name)s,") % {"name": other_name(case)}
        case "not_managed":
            return _("What did we not manage? What is mine in it?")
        case "along":
            return _("What do I take along?")
