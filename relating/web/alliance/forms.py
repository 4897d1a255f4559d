"""What one of the two says about an hour where something may not have been right."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Dip
from relating.case.fields import LONGEST_WORDS
from relating.journal.queries import OpenCase
from relating.web.page import choices, visit
from relating.web.page.choices import offer
from relating.web.page.own_entry import mine
from relating.web.page.sharing import readers
from relating.web.voice.sides import to_client, writes_as
from relating.web.voice.words import offered

RUPTURES: dict[str, Promise] = {
    "yes": gettext_lazy("Yes"),
    "not_sure": gettext_lazy("Not sure"),
    "no": gettext_lazy("No"),
}
MENDED: dict[str, Promise] = {
    "yes": gettext_lazy("Yes"),
    "partly": gettext_lazy("Partly"),
    "no": gettext_lazy("Not yet"),
}
OPEN = ("", gettext_lazy("clear"))
LISTS = {
    "rupture_marks": ("rupture_mark", gettext_lazy("What could be noticed?")),
    "counsellor_part": ("counsellor_part", gettext_lazy("What was my part?")),
    "repair_moves": ("repair_move", gettext_lazy("What helped, or may help?")),
}
NAMES = ("rupture", "said", "mended", "mended_session", "visibility", *LISTS)


class DipForm(forms.Form):
    """Whether it was a rupture, what was said, whose part, and whether it is well again."""

    rupture = forms.ChoiceField(
        required=False, choices=(*RUPTURES.items(), OPEN), widget=forms.RadioSelect
    )
    said = forms.CharField(
        label=gettext_lazy("What happened between us, and what was said about it?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": 3}),
    )
    mended = forms.ChoiceField(
        label=gettext_lazy("Is it all right again between us?"),
        required=False,
        choices=(*MENDED.items(), OPEN),
        widget=forms.RadioSelect,
    )
    mended_session = forms.ChoiceField(
        label=gettext_lazy("If so, since which hour?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, base: Dip, case: OpenCase) -> None:
        self.base, self.case = base, case
        super().__init__(data, initial={name: getattr(base, name) for name in NAMES})
        client = to_client(case)
        self.fields["rupture"].label = (
            _("Was something wrong between us?") if client else _("Was it a rupture?")
        )
        offer(
            self,
            "mended_session",
            choices.sessions(case, base.mended_session, visit.to_the_second()),
        )
        offer(self, "visibility", readers(case, base))
        for name in () if client else LISTS:
            self.ask_codes(name)

    def ask_codes(self, name: str) -> None:
        """Words of a list, which the counsellor alone is asked for."""
        words, label = LISTS[name]
        used = getattr(self.base, name) or ()
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            required=False,
            choices=offered(self.case.vocabulary, words, used),
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def lists(self) -> list[forms.BoundField]:
        """The questions that are answered with words of a list."""
        return [self[name] for name in LISTS if name in self.fields]

    def told(self, now: datetime) -> Dip:
        """What a valid form says."""
        given = self.cleaned_data
        mended = given["mended"] or None
        since = given["mended_session"] if mended == "yes" else ""
        lists = {name: tuple(given[name]) or None for name in LISTS if name in self.fields}
        return replace(
            self.base,
            recorded_at=now,
            rupture=given["rupture"] or None,
            said=given["said"],
            mended=mended,
            mended_session=UUID(since) if since else None,
            visibility=given["visibility"],
            **lists,
        )


def dip_of(case: OpenCase, session: UUID, now: datetime) -> Dip:
    """What the viewer said about an hour so far, or nothing yet."""
    before = mine(case, Dip, lambda each: each.session == session)
    return before or Dip(
        id=case.ids.of_one("dip", session),
        author=writes_as(case),
        visibility="private",
        recorded_at=now,
        session=session,
    )
