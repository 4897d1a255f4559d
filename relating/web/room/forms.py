"""A moment that was not marked in the hour: about when it was."""

from datetime import datetime
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relating.case import Vocabulary
from relating.web.room.marks import Sent
from relating.web.sessions.forms import day, when
from relating.web.voice.words import offered


class MomentForm(forms.Form):
    """When it was, about; what the client did, and what it drew the counsellor to."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    date = day(_("On which day?"), required=True)
    time = forms.TimeField(label=_("About when?"), widget=when(forms.TimeInput, "time"))
    client_move = forms.ChoiceField(
        label=_("What did they do?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    pull = forms.ChoiceField(
        label=_("What did it draw you to?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )

    def __init__(self, data: QueryDict | None, at: datetime, words: Vocabulary) -> None:
        local = timezone.localtime(at)
        super().__init__(data, initial={"id": uuid4(), "date": local.date(), "time": local.time()})
        for name in ("client_move", "pull"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("not said")), *offered(words, name)]

    def told(self) -> Sent:
        """The moment that a valid form tells of, as a device would send it."""
        given = self.cleaned_data
        at = timezone.make_aware(datetime.combine(given["date"], given["time"]))
        move, pull = given["client_move"] or None, given["pull"] or None
        return Sent(id=given["id"], at=at, client_move=move, pull=pull)
