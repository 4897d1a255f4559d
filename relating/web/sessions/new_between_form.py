"""Whether something was different between the two in an hour, as one of them says it."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import NewBetween, Session
from relating.journal.queries import OpenCase
from relating.web.page.choices import offer
from relating.web.page.fields import free_text
from relating.web.page.own_entry import mine
from relating.web.page.sharing import readers
from relating.web.sessions.moments import told_in
from relating.web.voice.names import first_line, hour_of
from relating.web.voice.sides import writes_as

NAMES = ("braced", "came", "moment", "visibility")


class NewBetweenForm(forms.Form):
    """What one had braced for, what it was, and in which moment; one of them is enough."""

    braced = free_text(gettext_lazy("I braced for …"), rows=2)
    came = free_text(gettext_lazy("It was …"), rows=2)
    moment = forms.ChoiceField(
        label=gettext_lazy("In which moment?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(
        self, data: QueryDict | None, base: NewBetween, hour: Session, case: OpenCase
    ) -> None:
        self.base = base
        super().__init__(data, initial={name: getattr(base, name) for name in NAMES})
        offer(self, "moment", moments_in(hour, case, base))
        offer(self, "visibility", readers(case, base))

    def clean(self) -> dict[str, object]:
        """One of the three is said."""
        given = self.cleaned_data
        if not any(given.get(name, "").strip() for name in ("braced", "came", "moment")):
            self.add_error("braced", gettext_lazy("A few words are enough."))
        return given

    def told(self, now: datetime) -> NewBetween:
        """What a valid form says."""
        given = self.cleaned_data
        return replace(
            self.base,
            recorded_at=now,
            braced=given["braced"],
            came=given["came"],
            moment=UUID(given["moment"]) if given["moment"] else None,
            visibility=given["visibility"],
        )


def moments_in(hour: Session, case: OpenCase, base: NewBetween) -> list[tuple[str, str]]:
    """The moments of the hour that can be chosen, and the one that was."""
    there = {each.id for each in told_in(hour, case)} | {base.moment}
    told = [each for each in case.episodes if each.id in there]
    named = [(str(each.id), first_line(each, case)) for each in told]
    at = {str(each.id): hour_of(each, case, hour.at) for each in told}
    return [("", _("none in particular")), *((id, f"{at[id]}: {words}") for id, words in named)]


def new_between_of(case: OpenCase, hour: UUID, now: datetime) -> NewBetween:
    """What the viewer said of an hour so far, or nothing yet."""
    before = mine(case, NewBetween, lambda each: each.session == hour)
    return before or NewBetween(
        id=case.ids.of_one("new_between", hour),
        author=writes_as(case),
        visibility="private",
        recorded_at=now,
        session=hour,
    )
