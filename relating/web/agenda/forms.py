"""What somebody would like to bring into an hour."""

from datetime import datetime
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Agenda
from relating.case.fields import LONGEST_WORDS, Author
from relating.journal.queries import OpenCase
from relating.web.voice.names import other_name

Text = str | Promise


class AgendaForm(forms.Form):
    """One line: what, and whether it is shared already."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": "2"}),
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, label: Text, send: Text) -> None:
        super().__init__(data, initial={"id": uuid4(), "visibility": "private"})
        self.fields["words"].label = str(label)
        field = self.fields["visibility"]
        if isinstance(field, forms.ChoiceField):
            field.choices = (("private", gettext_lazy("Keep private")), ("shared", send))

    def told(self, author: Author, now: datetime) -> Agenda:
        """The line of a valid form."""
        given = self.cleaned_data
        return Agenda(
            id=given["id"],
            author=author,
            visibility=given["visibility"],
            recorded_at=now,
            words=given["words"],
        )


def form_for(case: OpenCase, data: QueryDict | None = None) -> AgendaForm:
    """The box for one more line."""
    mine = case.role == "client"
    label = _("What would you like to bring?") if mine else _("What do you want to come back to?")
    send = _("Share with %(name)s") % {"name": other_name(case)}
    return AgendaForm(data, label, send)
