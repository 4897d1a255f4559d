"""What is written after an hour beside its marks: what the two keep, a note, a pulse, feedback.

Each is a small form of its own, told apart by its prefix; one button sends all of them.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from relating.case import Feedback, Note, Session
from relating.case.fields import LONGEST_STORY
from relating.journal.queries import OpenCase
from relating.web.feedback.forms import FeedbackForm
from relating.web.page.fields import free_text
from relating.web.page.own_entry import mine
from relating.web.pulse.forms import PulseForm
from relating.web.voice.feedback import STEPS


class KeptForm(forms.Form):
    """What the two keep of the hour, and what they come back to; both read it."""

    prefix = "kept"
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    summary = free_text(_("What do you two keep from this hour?"), rows=3)
    next_time = free_text(_("What do you come back to next time?"), rows=2)

    def __init__(self, data: QueryDict | None, hour: Session, version: int) -> None:
        self.hour = hour
        first = {"summary": hour.summary, "next_time": hour.next_time, "based_on": version}
        super().__init__(data, initial=first)

    def told(self, *, closes: bool) -> Session:
        """The hour as a valid form leaves it: one that is closed was held."""
        given = self.cleaned_data
        state = "held" if closes and self.hour.state == "planned" else self.hour.state
        return replace(
            self.hour, summary=given["summary"], next_time=given["next_time"], state=state
        )


class OwnNoteForm(forms.Form):
    """A note to oneself about the hour; what else such a note says stays as it is."""

    prefix = "note"
    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    text = forms.CharField(
        label=_("Own note"),
        required=False,
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": 3}),
    )

    def __init__(self, data: QueryDict | None, note: Note, version: int) -> None:
        self.note = note
        super().__init__(data, initial={"id": note.id, "text": note.text, "based_on": version})

    def told(self, case: OpenCase) -> Note | None:
        """The note that a valid form tells; none where nothing was written."""
        given = self.cleaned_data
        if given["based_on"]:
            return replace(self.note, text=given["text"])
        fresh = replace(self.note, id=case.ids.of_token(given["id"]), text=given["text"])
        return fresh if given["text"] else None


def note_of(case: OpenCase, hour: UUID, now: datetime) -> tuple[Note, int]:
    """The counsellor's newest note about an hour and its version, or one before its first word."""
    before = mine(case, Note, lambda each: each.session == hour and not each.mine)
    if before is not None:
        return before, case.rows[before.id].version
    fresh = Note(
        id=uuid4(), author="counsellor", visibility="private", recorded_at=now, session=hour
    )
    return fresh, 0


class SaidForm(FeedbackForm):
    """What was said to the client in the hour, in its three first steps; the others have their own
    page."""

    prefix = "feedback"

    def given(self, now: datetime) -> Feedback | None:
        """The feedback that a valid form tells; none where nothing was written."""
        if not any(self.cleaned_data[name] for name in STEPS):
            return None
        return self.told(now, agreed=False)


class OwnPulseForm(PulseForm):
    """The counsellor's side of the pulse."""

    prefix = "pulse"
