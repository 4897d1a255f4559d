"""The form for what happened: words in, a `case.Episode` out. *When* and any one thing is asked."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import cached_property, partial
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Episode, Misfit, Preferences
from relating.case.clock import clock
from relating.case.entries.preferences import read_ahead
from relating.case.fields import Author
from relating.engine.tellings import NOT_SEEN, as_seen
from relating.engine.to_tell import is_empty
from relating.journal.queries import OpenCase
from relating.web.episodes.added_along import OWN, Additions, Around, additions, new_name
from relating.web.episodes.form_fields import (
    CARRIED,
    HERS,
    QUESTIONS,
    SEEN,
    SHORT,
    AskedForm,
    Pairs,
    labels,
    number,
)
from relating.web.episodes.form_shown import ShownForm
from relating.web.episodes.form_to_entry import (
    WHEN,
    initial,
    minute,
    moment,
    told,
    visibility,
)
from relating.web.page import choices
from relating.web.page.asking_back import DAY_AND_TIME
from relating.web.page.dates import HAPPENED, doubt_at
from relating.web.voice import words
from relating.web.voice.questions import (
    DOMINANCES,
    LAYERS,
    LIKELY,
    SOURCES,
    VALENCES,
    WARMTHS,
    questions,
)
from relating.web.voice.sides import to_client, writes_as
from relating.web.voice.times import by_clock


class EpisodeForm(ShownForm):
    """What happened, asked from the top down and savable at any point."""

    beside: Episode | None = None
    """The other's telling of the same moment, where this one is to stand beside it."""

    def __init__(
        self,
        given: QueryDict | None,
        case: OpenCase,
        now: datetime,
        before: Episode | None = None,
        version: int | None = None,
        zone: str = "",
        only: Collection[str] = (),
    ) -> None:
        self.case, self.now, self.before, self.seen = case, now, before, version
        self.here = zone
        self.author: Author = writes_as(case)
        self.by_client = to_client(case)
        super().__init__(given, initial=self._initially())
        for name in self._not_asked():
            del self.fields[name]
        for name in (each for each in [*self.fields] if only and each not in {*only, *CARRIED}):
            del self.fields[name]
        self._ask()
        self._offer()

    def _not_asked(self) -> tuple[str, ...]:
        """What is the other's to say; and how childhood was, while the two do not look at it."""
        if not self.by_client:
            return HERS
        known = self.before is not None and self.before.how_met is not None
        return SEEN if known or self.case.back_then else (*SEEN, "how_met")

    def _initially(self) -> dict[str, object]:
        """What stands in the form at first: the episode as it is, or now and nothing else."""
        fresh: dict[str, object] = {"fresh": uuid4()}
        if self.before:
            shown = initial(as_seen(self.before, self.author), self.case.vocabulary)
            return fresh | shown | {"version": self.seen}
        local = by_clock(self.now, self.here).replace(second=0, microsecond=0)
        return fresh | {
            "id": uuid4(),
            "moment": local.isoformat(),
            "zone": self.here,
            "date": local.date(),
            "time": minute(local),
            "place": "life" if self.by_client else "room",
            "person": "" if self.by_client else self._counsellor(),
            "visibility": "private",
        }

    def _counsellor(self) -> str:
        found = choices.counsellor(self.case.people.values())
        return found.id if found else choices.THE_COUNSELLOR

    @cached_property
    def questions(self) -> dict[str, str]:
        """What is asked, in the voice of the writer."""
        return questions(self.case.role, self.case.client_name, telling=self.author)

    def _ask(self) -> None:
        for name, field in self.fields.items():
            question = QUESTIONS.get(name, name)
            field.label = self.questions.get(question, field.label)
        for name, (_list, field_name) in OWN.items():
            if name not in self.fields:
                continue
            asked = {"question": self.fields[field_name].label}
            self.fields[name].label = _("In your own words: %(question)s") % asked

    def _offer(self) -> None:
        """Put the words of this case into the fields; each list is made when it is needed."""
        for field, name in self._lists():
            self._choices(field, partial(self._coded, field, name))
        self._choices("place", self._places())
        self._choices("valence", [("", _("clear")), *labels(VALENCES)])
        private = ("private", _("Keep private"))
        self._choices("visibility", [private, ("shared", self._share())])
        self._offer_lines()
        self._offer_sides()
        self._offer_strengths()
        self._offer_sessions()

    def _offer_lines(self) -> None:
        """What is chosen from a list that opens."""
        none = ("", _("not said"))
        self._choices("new_role", lambda: [none, *self._offered("new_role", "role")])
        for field in SHORT.keys() & self.fields.keys():
            self._choices(field, [("", _("clear")), *labels(SHORT[field])])
        self._choices("impact_source", [none, *labels(SOURCES)])
        self._choices("expected_did", lambda: [none, *self._offered("expected_did", "other_did")])
        self._offer_chances([none, *labels(LIKELY)])

    def _offer_chances(self, known: Pairs) -> None:
        """How sure: in words; a number that was given elsewhere stands among them."""
        if "expected_chance" not in self.fields:
            return
        given = str(self["expected_chance"].value() or "")
        if choices.is_small(given) and given not in dict(known):
            known = [*known, (given, _("%(n)s in 100") % {"n": given})]
        widget = self.fields["expected_chance"].widget
        if isinstance(widget, forms.Select):
            widget.choices = known

    def _coded(self, field: str, name: str) -> Pairs:
        every = words.coded(self.case.vocabulary, name, self._used(field))
        return every if self.by_client else [pair for pair in every if pair[0] not in NOT_SEEN]

    def _offered(self, field: str, name: str) -> Pairs:
        return words.offered(self.case.vocabulary, name, self._used(field))

    def _used(self, field: str) -> list[str]:
        found = self.initial.get(field) or []
        return list(found) if isinstance(found, list) else [str(found)]

    def _choices(self, field: str, pairs: Pairs | Callable[[], Pairs]) -> None:
        if isinstance(self.fields.get(field), forms.ChoiceField):  # elsewhere it is carried along
            choices.offer(self, field, pairs)

    def _share(self) -> str:
        return _("Share with %(name)s") % {"name": self.case.counsellor_name or _("counsellor")}

    def _offer_sides(self) -> None:
        for who in ("my", "other"):
            self._offer_side(f"{who}_warmth", WARMTHS, _("away or near?"))
            self._offer_side(f"{who}_dominance", DOMINANCES, _("leading, or letting them?"))

    def _offer_side(self, field: str, words: Mapping[float, Promise], question: str) -> None:
        widget = self.fields[field].widget if field in self.fields else None
        if isinstance(widget, forms.Select):
            widget.choices = choices.places(words, self[field].value(), question)

    def _offer_strengths(self) -> None:
        """How strong: asked of all on the page, taken in for those that are chosen."""
        if "feelings" not in self.fields:
            return
        known = dict(words.coded(self.case.vocabulary, "feeling", self._used("feelings")))
        for code in {*self._chosen("feelings")} & known.keys():
            label = known[code]
            strength = number(0, 10)
            strength.label = _("How strong: %(feeling)s") % {"feeling": label}
            self.fields[f"strength_{code}"] = strength
            after = number(0, 10)
            after.label = _("How strong at the end: %(feeling)s") % {"feeling": label}
            self.fields[f"after_{code}"] = after
            layers = [("", ""), *labels(LAYERS)]
            self.fields[f"layer_{code}"] = forms.ChoiceField(required=False, choices=layers)

    def _offer_sessions(self) -> None:
        """In which session it was. Of what she tells of the room it is the nearest to that time,
        unless she says another."""
        if "session" not in self.fields:
            return
        before = self.before.session if self.before else None
        none, *found = choices.sessions(self.case, before, self.now if self.by_client else None)
        if before and str(before) not in dict(found):
            found.append((str(before), _("one that is no longer here")))
        self._choices("session", [("", _("the nearest")) if self.by_client else none, *found])
        self.has_sessions = bool(found)

    # What the page makes of it -------------------------------------------------------------------

    def clean_person(self) -> str:
        """Somebody who is no longer there cannot be chosen."""
        chosen: str = self.cleaned_data["person"]
        people, before = self.case.people, self.before.person if self.before else None
        if before is not None and people.are_one(before, chosen):
            return before
        if chosen not in {choices.NEW, choices.THE_COUNSELLOR, "", *people.everybody}:
            raise ValidationError(_("This person is no longer here. Please choose again."))
        return chosen

    def clean_zone(self) -> str:
        """A clock that nobody knows is the practice's, but for one that was kept before."""
        sent = str(self.cleaned_data["zone"] or "")
        kept = self.before is not None and sent == self.before.zone
        return sent if kept or clock(sent) else ""

    def clean(self) -> dict[str, object]:
        """Ask for the day where it is needed, and put the whole together."""
        given = super().clean() or {}
        if given.get("place") not in (None, "past") and not given.get("date") and "date" in given:
            self.add_error("date", _("Say on which day it was; today is enough."))
        at = None if self.errors or "moment" not in given else moment(given)
        if at is not None:
            self.ask_back(doubt_at(at, HAPPENED, self._now_there(at)), DAY_AND_TIME)
        if self.by_client and given.get("place") != "room":
            given["session"] = self._session_before(given.get("place"))
        if not self.by_client and any(name in self.data for name in HERS):
            asked = _("Only %(name)s says what %(name)s feels, wants and fears, and how it ended.")
            self.add_error(None, asked % {"name": self.case.client_name})
        given = self._unasked() | given
        if not self.errors:
            mine, name = self._own(given["fresh"]), new_name(given, self.case.vocabulary)
            given["same"] = self.ask_who(name, self.case, but=[str(mine)]) if name else ""
        if not self.errors:
            self._put_together(given)
        return given

    def _session_before(self, place: object) -> str:
        """What was said of the session where it is not asked: it stays, while it was there."""
        before = self.before
        return str(before.session or "") if before is not None and before.place == place else ""

    def _unasked(self) -> dict[str, object]:
        """What a page that asks less leaves as it was; when and where it was is not among it."""
        if self.before is None:
            return {}
        shown = initial(self.before, self.case.vocabulary)
        empty = dict.fromkeys(AskedForm.base_fields, "")
        return {name: value for name, value in (empty | shown).items() if name not in WHEN}

    def _now_there(self, at: datetime) -> datetime:
        """What the clock shows now that a time was read off."""
        return self.now.astimezone(at.tzinfo)

    def _own(self, token: object) -> UUID | None:
        """The id that a token of this form stands for."""
        return self.case.ids.of_token(token) if isinstance(token, UUID) else None

    def _put_together(self, sent: dict[str, object]) -> None:
        given = sent | {name: self._own(sent[name]) for name in ("id", "fresh")}
        given |= {"agreed_ahead": read_ahead(self.case.all(Preferences))}
        known, author = self.case.vocabulary, self.author
        readers = visibility(given, self.before, author)
        people, other = self.case.people, self.case.counsellor_name
        around = Around(people, known, other, author, readers, self.now)
        try:
            self.additions: Additions = additions(given, around)
            self.episode: Episode = told(self.additions.given, self.before, author, self.now, known)
        except (Misfit, OverflowError):
            self.add_error("date", _("This day is outside the calendar."))
            return
        if self.by_client and self.before is None and is_empty(self.episode):
            self.add_error(None, _("Tap one thing, or write a word."))
