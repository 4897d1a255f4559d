"""What somebody would like to bring into an hour."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Agenda, Content
from relating.case.fields import LONGEST_WORDS
from relating.journal.queries import OpenCase
from relating.web.page.choices import offer
from relating.web.voice.names import other_name
from relating.web.voice.sides import to_client, writes_as

Text = str | Promise


class AgendaForm(forms.Form):
    """One line: what, and whether it is shared already."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    words = forms.CharField(
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": "2"}),
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, label: Text, send: Text) -> None:
        super().__init__(data, initial={"id": uuid4(), "visibility": "private"})
        self.fields["words"].label = str(label)
        offer(self, "visibility", [("private", gettext_lazy("Keep private")), ("shared", send)])

    def told(self, case: OpenCase, now: datetime) -> Agenda:
        """The line of a valid form, or what it makes of a line that is there."""
        given = self.cleaned_data
        own = case.ids.of_token(given["id"])
        before = next((each for each in case.all(Agenda) if each.id == own), None)
        base = before or Agenda(
            id=own, author=writes_as(case), visibility="private", recorded_at=now
        )
        return replace(base, words=given["words"], visibility=given["visibility"])

    def show(self, line: Content) -> Self:
        """Show what a line says that is there already."""
        self.initial.update({name: getattr(line, name, "") for name in ("words", "visibility")})
        return self


def form_for(case: OpenCase, data: QueryDict | None = None) -> AgendaForm:
    """The box for one more line."""
    theirs, mine = _("What would you like to bring?"), _("What do you want to come back to?")
    label = theirs if to_client(case) else mine
    send = _("Share with %(name)s") % {"name": other_name(case)}
    return AgendaForm(data, label, send)
