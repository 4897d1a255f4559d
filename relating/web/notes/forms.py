"""A process note: the counsellor's own words and reactions."""

from datetime import datetime
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Note
from relating.case.fields import LONGEST_STORY
from relating.journal.queries import OpenCase
from relating.web.page import choices
from relating.web.voice.words import offered

LISTS = {
    "pull": ("pull", gettext_lazy("What was I pulled to?")),
    "feelings": ("feeling", gettext_lazy("What did I feel?")),
    "counsellor_part": ("counsellor_part", gettext_lazy("What was my part?")),
}


class NoteForm(forms.Form):
    """Words for oneself, and one's own reactions; nothing must be filled."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    text = forms.CharField(
        label=gettext_lazy("What stays with me"),
        required=False,
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"class": "field", "rows": 6}),
    )
    session = forms.ChoiceField(
        label=gettext_lazy("About which hour?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )

    def __init__(self, data: QueryDict | None, base: Note, version: int, case: OpenCase) -> None:
        self.base, self.ids = base, case.ids
        first = {name: getattr(base, name) for name in ("id", "text", "session", *LISTS)}
        super().__init__(data, initial=first | {"based_on": version})
        choices.offer(self, "session", choices.sessions(case, base.session))
        for name, (words, label) in LISTS.items():
            used = getattr(base, name) or ()
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=offered(case.vocabulary, words, used),
                widget=forms.CheckboxSelectMultiple,
            )

    def told(self) -> Note:
        """The note that a valid form tells."""
        given = self.cleaned_data
        base = (
            self.base
            if given["based_on"]
            else replace(self.base, id=self.ids.of_token(given["id"]))
        )
        return replace(
            base,
            text=given["text"],
            session=UUID(given["session"]) if given["session"] else None,
            **{name: tuple(given[name]) or None for name in LISTS},
        )


def fresh(case: OpenCase, now: datetime) -> Note:
    """A note before its first word, about the last hour."""
    held = (each.id for each in case.sessions if each.state == "held" and each.at <= now)
    return Note(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        session=next(held, None),
    )
