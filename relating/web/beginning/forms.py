"""The beginning: a yes to each line, whether somebody sent the client, and words of the two."""

from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from relating.case import Agreement, Beginning, Frame
from relating.case.entries.agreement import LINES, Yes, agrees, words_at
from relating.case.fields import LONGEST_WORDS
from relating.journal.queries import OpenCase
from relating.web.beginning.lines import IN_OWN_WORDS, WORDINGS
from relating.web.beginning.page import mine
from relating.web.voice.sides import writes_as

SENT = (("no", _("No, nobody did")), ("yes", _("Yes, somebody did")))
WAS_SENT = {"yes": True, "no": False}


class AgreementForm(forms.Form):
    """What the viewer's side says to each line; what is left out is not agreed to."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    sent = forms.ChoiceField(choices=SENT, required=False, widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, case: OpenCase) -> None:
        self.case, self.base = case, mine(case)
        self.version = case.version(case.row_id(case.frame))
        agreed = agrees(self.base, case.frame.beginning)
        said = self.base.sent if self.base else None
        initial: dict[str, object] = {line: line in agreed for line in LINES}
        initial |= {"sent": {None: "", True: "yes", False: "no"}[said], "based_on": self.version}
        super().__init__(data, initial=initial)
        for line in LINES:
            self.fields[line] = forms.BooleanField(label=WORDINGS[line].title, required=False)

    @property
    def read_another(self) -> bool:
        """Whether the words of the two are others than those that stood on the page."""
        return bool(self.cleaned_data["based_on"] != self.version)

    def read_now(self) -> None:
        """Let what is sent next be about what stands there now."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["based_on"] = str(self.version)

    def told(self, now: datetime) -> Agreement:
        """What a valid form says: the same once more is said when it was said."""
        given, beginning = self.cleaned_data, self.case.frame.beginning
        yes = tuple(
            Yes(line=line, words=words_at(line, beginning)) for line in LINES if given[line]
        )
        sent = WAS_SENT.get(given["sent"])
        if self.base is not None and (self.base.yes, self.base.sent) == (yes, sent):
            return self.base
        base = self.base or Agreement(
            id=self.case.ids.of_one("agreement"),
            author=writes_as(self.case),
            visibility="shared",
            recorded_at=now,
        )
        return replace(base, yes=yes, sent=sent, recorded_at=now)

    @property
    def takes_back(self) -> bool:
        """Whether a valid form leaves out a line that was agreed to."""
        before = agrees(self.base, self.case.frame.beginning)
        return any(not self.cleaned_data[line] for line in before)


class OwnWordsForm(forms.Form):
    """What the two put beside the lines in words of their own."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: QueryDict | None, frame: Frame, version: int) -> None:
        said = frame.beginning or Beginning()
        initial = {line: getattr(said, line) for line in IN_OWN_WORDS}
        super().__init__(data, initial=initial | {"based_on": version})
        for line in IN_OWN_WORDS:
            self.fields[line] = forms.CharField(
                label=WORDINGS[line].title,
                required=False,
                max_length=LONGEST_WORDS,
                widget=forms.Textarea(attrs={"class": "field field-short", "rows": 2}),
            )

    def told(self, frame: Frame) -> Frame:
        """The frame with what a valid form says."""
        said = Beginning(**{line: self.cleaned_data[line] for line in IN_OWN_WORDS})
        return replace(frame, beginning=None if said == Beginning() else said)
