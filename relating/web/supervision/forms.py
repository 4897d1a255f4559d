"""Bringing moments to a supervisor, answering there, and the client's yes to it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relating.case import Consent, Supervision
from relating.case.entries.supervision import MOST_LENT
from relating.case.fields import LONGEST_LABEL, LONGEST_LIST, LONGEST_WORDS
from relating.journal.queries import OpenCase
from relating.web.page.choices import offer
from relating.web.page.fields import free_text
from relating.web.supervision.lendable import LATEST, fits, lendable, offered

WEEKS = (1, 2, 4)
USUAL_WEEKS = 2
MONTHS = (3, 6)
DAYS_A_MONTH = 30


class LoanForm(forms.Form):
    """Up to five moments and a question, for whom, until when, and which names to leave out."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    entries = forms.MultipleChoiceField(
        label=gettext_lazy("Which moments?"),
        help_text=gettext_lazy("Up to five. A question may also stand alone."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    find = forms.CharField(
        label=gettext_lazy("Find an older one"),
        help_text=gettext_lazy("By its words, or by its session."),
        required=False,
        max_length=LONGEST_LABEL,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
    )
    question = free_text(
        gettext_lazy("What would you like to ask?"),
        gettext_lazy("What happens between us when …? What may be mine in this?"),
        rows=4,
    )
    supervisor = forms.ChoiceField(label=gettext_lazy("Whom?"), widget=forms.RadioSelect)
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("For how long?"),
        help_text=gettext_lazy("It ends by itself. You can end it before."),
        coerce=int,
        widget=forms.RadioSelect,
    )
    names = forms.CharField(
        label=gettext_lazy("Other names to leave out"),
        help_text=gettext_lazy(
            "The people of this case go by what they are. Write here what else could tell who it "
            "is, with commas between: a town, an employer."
        ),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"class": "field"}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        case: OpenCase,
        supervisors: Mapping[UUID, str],
        chosen: Iterable[str] = (),
    ) -> None:
        self.ids = case.ids
        first = {"id": uuid4(), "weeks": str(USUAL_WEEKS), "entries": list(chosen)}
        if len(supervisors) == 1:
            first["supervisor"] = str(next(iter(supervisors)))
        super().__init__(data, initial=first)
        weeks = [(str(n), ngettext("%(n)s week", "%(n)s weeks", n) % {"n": n}) for n in WEEKS]
        offer(self, "weeks", weeks)
        offer(self, "supervisor", [(str(each), name) for each, name in supervisors.items()])
        every = lendable(case)
        offer(self, "entries", [(str(each.id), "") for group in every.values() for each in group])
        self.has_older = any(len(group) > LATEST for group in every.values())
        wanted = str(self["find"].value() or "")
        self.groups = dict(offered(every, case, wanted, self.chosen))
        self.found_nothing = bool(wanted.strip()) and not any(
            fits(each, wanted, case) for group in every.values() for each in group[LATEST:]
        )

    @property
    def only_finds(self) -> bool:
        """Whether older ones are looked for, and nothing is brought yet."""
        return self.is_bound and self.data.get("do") == "find"

    def judge_nothing(self) -> Self:
        """Show what was typed as it is."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    @property
    def chosen(self) -> frozenset[str]:
        """The moments that are ticked."""
        return frozenset(str(each) for each in self["entries"].value() or ())

    def clean_entries(self) -> tuple[UUID, ...]:
        """A few moments, not the file."""
        given = self.cleaned_data["entries"]
        if len(given) > MOST_LENT:
            raise forms.ValidationError(_("Choose up to five: a few moments, not the file."))
        return tuple(UUID(each) for each in given)

    def clean_names(self) -> tuple[str, ...]:
        """Names, parted by commas; what was tapped among the words that stand out goes along."""
        typed = self.cleaned_data["names"].replace("\n", ",").split(",")
        tapped = self.data.getlist("left_out") if isinstance(self.data, QueryDict) else []
        kept = dict.fromkeys(each.strip()[:LONGEST_LABEL] for each in (*typed, *tapped))
        found = tuple(each for each in kept if each)
        if len(found) > LONGEST_LIST:
            raise forms.ValidationError(
                _("These are too many names to leave out. Bring less text.")
            )
        return found

    def keep_names(self) -> None:
        """Let the box of names show what was typed and what was tapped, for the next look."""
        shown = QueryDict(mutable=True)
        shown.update(self.data)
        shown["names"] = ", ".join(self.cleaned_data["names"])
        self.data = shown

    def clean(self) -> dict[str, object]:
        """Something must be asked or shown."""
        given = self.cleaned_data
        if not given.get("entries") and not given.get("question", "").strip():
            self.add_error("question", _("Write what you would like to ask, or choose a moment."))
        return given

    def told(self, consent: Consent | None, now: datetime) -> Supervision:
        """The loan of a valid form."""
        given = self.cleaned_data
        return Supervision(
            id=self.ids.of_token(given["id"]),
            author="counsellor",
            visibility="private",
            recorded_at=now,
            question=given["question"],
            entries=given["entries"],
            left_out=given["names"],
            supervisor=UUID(given["supervisor"]),
            consent=consent.id if consent else None,
            expires=now + timedelta(weeks=given["weeks"]),
        )


class AnswerLentForm(forms.Form):
    """What the supervisor answers."""

    answer = free_text(gettext_lazy("What you answer"), rows=6)

    def clean_answer(self) -> str:
        """An answer says something."""
        words: str = self.cleaned_data["answer"]
        if not words.strip():
            raise forms.ValidationError(_("Write an answer first."))
        return words


class ConsentForm(forms.Form):
    """The client's yes: until when, and what may not be brought."""

    months = forms.ChoiceField(
        label=gettext_lazy("Until when?"),
        widget=forms.RadioSelect,
        initial="6",
    )
    words = free_text(
        gettext_lazy("Anything that should stay between you two?"),
        gettext_lazy("In your words, if you like."),
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        some = [(str(n), _("%(n)s months") % {"n": n}) for n in MONTHS]
        offer(self, "months", [*some, ("", _("until I take it back"))])
        self.fields["months"].required = False

    def told(self, now: datetime) -> Consent:
        """The consent of a valid form."""
        months = self.cleaned_data["months"]
        until = now + timedelta(days=DAYS_A_MONTH * int(months)) if months else None
        return Consent(
            id=uuid4(),
            author="client",
            visibility="shared",
            recorded_at=now,
            to="supervision",
            words=self.cleaned_data["words"],
            until=until,
        )
