"""What somebody would like to bring into an hour."""

from datetime import datetime
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relating.case import Agenda
from relating.case.fields import LONGEST_WORDS, Author

Text = str | Promise


class AgendaForm(forms.Form):
    """One line: what, and whether it is shared already."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": "2"}),
    )
    visibility = forms.ChoiceField(label=_("Who may read it"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, label: Text, send: Text) -> None:
        super().__init__(data, initial={"id": uuid4(), "visibility": "private"})
        self.fields["words"].label = str(label)
        field = self.fields["visibility"]
        if isinstance(field, forms.ChoiceField):
            field.choices = (("private", _("Keep private")), ("shared", send))

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
