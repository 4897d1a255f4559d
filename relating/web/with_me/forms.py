"""A line of her page: what it is about, in her words, and where it came from."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from relating.case.entries.work_with_me import About, WorkLine
from relating.case.fields import LONGEST_WORDS

ABOUT: Mapping[About, Promise] = {
    "helps": gettext_lazy("What helps"),
    "does_not": gettext_lazy("What does not"),
    "tell": gettext_lazy("How you can tell"),
    "pace": gettext_lazy("Pace"),
}
SAVE, TAKE_OFF = "save", "take_off"


class LineForm(forms.Form):
    """One line. `before` are the words that stood there when the form was opened: where others
    stand by now, both are shown."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    came_from = forms.UUIDField(widget=forms.HiddenInput, required=False)
    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    about = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=tuple(ABOUT.items()),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": 3}),
    )

    def __init__(self, data: QueryDict | None, line: WorkLine, before: str = "") -> None:
        first = {"id": line.id, "came_from": line.came_from, "before": before}
        super().__init__(data, initial=first | {"about": line.about, "words": line.words})

    def told(self) -> WorkLine:
        """The line of a valid form."""
        given = self.cleaned_data
        return WorkLine(
            id=given["id"],
            about=given["about"],
            words=given["words"].strip(),
            came_from=given["came_from"],
        )
