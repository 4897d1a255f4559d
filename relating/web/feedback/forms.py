"""Feedback in its four steps, and what the client answers."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Answer, Episode, Feedback
from relating.engine.back_then import of_now
from relating.engine.judging import judgement, phrases
from relating.journal.queries import OpenCase
from relating.web.page import choices
from relating.web.page.choices import offer
from relating.web.page.fields import Text, free_text
from relating.web.voice.feedback import OWN, STEPS
from relating.web.voice.names import first_words, whose, without_words
from relating.web.voice.times import when

FOUR = ("fits", "partly", "not_really", "not_sure")
TURNED = ("not_really", "partly", "fits", "not_sure")
LATER = ("not_now", "not_like_this")
LATEST = 12


def pick(label: Text) -> forms.ChoiceField:
    """One of a list, or none."""
    return forms.ChoiceField(
        label=label, required=False, widget=forms.Select(attrs={"class": "field"})
    )


class FeedbackForm(forms.Form):
    """What I saw, what it did to me, a tentative link, an invitation; and what may be mine."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    saw = free_text(
        OWN["saw"],
        gettext_lazy("As a camera would have it: words, a look, a silence. No meaning yet."),
        rows=3,
    )
    response = free_text(
        OWN["response"],
        gettext_lazy("Your own feeling, as you would say it: I felt a little kept at the door."),
    )
    need = free_text(OWN["need"])
    outside = free_text(
        gettext_lazy("A tentative link to outside, if there is one"),
        gettext_lazy("I wonder whether … In doubt, leave it out."),
    )
    invitation = free_text(
        OWN["invitation"],
        gettext_lazy("A question that asks back: how is it for you to hear this?"),
    )
    session = pick(gettext_lazy("In which hour?"))
    about = pick(gettext_lazy("About which moment?"))
    alike = pick(gettext_lazy("What it is like, outside"))
    mine = free_text(
        gettext_lazy("What of this may be mine?"),
        gettext_lazy("Not shared: it is kept with your notes, under a key of its own."),
    )
    said = forms.BooleanField(label=gettext_lazy("I have said this, in the hour"), required=False)
    ahead = forms.BooleanField(required=False)

    def __init__(
        self, data: QueryDict | None, base: Feedback, case: OpenCase, mine: str, now: datetime
    ) -> None:
        self.base, self.ids = base, case.ids
        row = case.rows.get(base.id)
        first = {name: getattr(base, name) for name in ("id", "session", *STEPS)}
        first |= {"based_on": row.version if row else 0, "mine": mine, "ahead": base.agreed_ahead}
        first |= {"about": next(iter(base.about), ""), "alike": next(iter(base.alike), "")}
        super().__init__(data, initial=first)
        other = {"name": case.client_name}
        self.fields["said"].help_text = (
            _("From then on %(name)s can read the four steps, and answers.") % other
        )
        self.fields["ahead"].label = _("%(name)s may read it before I say it") % other
        offer(self, "session", choices.sessions(case, base.session))
        room = [each for each in case.episodes if each.place == "room"]
        outside = [each for each in case.episodes if each.place in {"life", "past"}]
        offer(self, "about", moments(room, base.about, case, now))
        offer(self, "alike", moments(of_now(outside, on=case.back_then), base.alike, case, now))

    @property
    def judgement(self) -> str:
        """The word in what was felt that says what the other did; empty where there is none."""
        return judged(str(self["response"].value() or ""))

    def clean(self) -> dict[str, object]:
        """What the other is to read needs something to read."""
        given = self.cleaned_data
        shown = given.get("said") or given.get("ahead")
        if shown and not any(given.get(name, "").strip() for name in STEPS):
            self.add_error("saw", _("Write at least what you saw, or how it was for you."))
        return given

    def told(self, now: datetime, *, agreed: bool) -> Feedback:
        """The feedback that a valid form tells; read before it is said only if both agreed."""
        given = self.cleaned_data
        ahead = self.base.agreed_ahead or (agreed and given["ahead"])
        fresh = {} if given["based_on"] else {"id": self.ids.of_token(given["id"])}
        base = self.base
        return replace(
            base,
            **fresh,
            **{name: given[name] for name in STEPS},
            session=UUID(given["session"]) if given["session"] else None,
            about=pointed(base.about, given["about"]),
            alike=pointed(base.alike, given["alike"]),
            said_at=now if given["said"] else None,
            agreed_ahead=ahead,
            visibility="shared" if given["said"] or ahead else "private",
        )


def judged(text: str) -> str:
    """A judgement that poses as a feeling, in the language of the page."""
    return judgement(text, phrases(get_language()))


def moments(
    episodes: Iterable[Episode], chosen: tuple[UUID, ...], case: OpenCase, now: datetime
) -> list[tuple[str, str]]:
    """Episodes to point to: none, the latest, and what was chosen before. Only shared ones."""
    shared = [each for each in episodes if each.visibility == "shared"]
    kept = [each for each in shared if each.id in chosen[:1]]
    kept += [each for each in shared[:LATEST] if each not in kept]
    named = ((str(each.id), said(each, case, now)) for each in kept)
    return [("", _("none in particular")), *named]


def said(episode: Episode, case: OpenCase, now: datetime) -> str:
    """An episode in a list that opens: when, its first words, and whose words these are."""
    at = when(episode.at, now) if episode.at else ""
    words = first_words(episode) or without_words(episode)
    return " · ".join(part for part in (at, words, whose(episode, case)) if part)


def pointed(before: tuple[UUID, ...], chosen: str) -> tuple[UUID, ...]:
    """What is pointed to: the one chosen, and whatever else was there before."""
    first = (UUID(chosen),) if chosen else ()
    return tuple(dict.fromkeys((*first, *before[1:])))


def fresh(case: OpenCase, now: datetime, **known: tuple[UUID, ...]) -> Feedback:
    """Feedback before its first word, about the last hour."""
    held = (each.id for each in case.sessions if each.state == "held" and each.at <= now)
    return Feedback(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        session=next(held, None),
        about=known.get("about", ()),
        alike=known.get("alike", ()),
    )


class AnswerForm(forms.Form):
    """Whether it fits, in a tap; words, how it was to hear it, and later how useful it was."""

    resonance = forms.ChoiceField(
        label=gettext_lazy("Does that fit?"), required=False, widget=forms.RadioSelect
    )
    words = free_text(gettext_lazy("In your words, if you like"))
    discomfort = forms.IntegerField(
        label=gettext_lazy("How hard was it to hear?"), required=False, min_value=0, max_value=10
    )
    useful = forms.IntegerField(
        label=gettext_lazy("Looking back: how useful was it?"),
        required=False,
        min_value=0,
        max_value=10,
    )

    def __init__(
        self, data: QueryDict | None, before: Answer | None, labels: dict[str, str]
    ) -> None:
        names = ("resonance", "words", "discomfort", "useful")
        super().__init__(data, initial={name: getattr(before, name, None) for name in names})
        self.before, self.labels = before, labels
        offer(self, "resonance", labels.items())

    def clean(self) -> dict[str, object]:
        """An answer says something."""
        given = self.cleaned_data
        if self.before is None and all(each in ("", None) for each in given.values()):
            raise forms.ValidationError(_("Choose an answer, or write a few words."))
        return given

    def steps(self, name: str) -> tuple[choices.Chip, ...]:
        """The eleven steps from zero to ten, each as a bead."""
        value = self[name].value()
        return choices.scale(range(11), "" if value is None else str(value))

    @property
    def discomfort_steps(self) -> tuple[choices.Chip, ...]:
        return self.steps("discomfort")

    @property
    def useful_steps(self) -> tuple[choices.Chip, ...]:
        return self.steps("useful")

    def told(self, base: Answer, now: datetime) -> Answer:
        """The answer of a valid form; what the form did not ask stays as it was."""
        names = ("resonance", "words", "discomfort", "useful")
        given = {name: self.cleaned_data[name] for name in names if name in self.data}
        if "resonance" in given:
            given["resonance"] = given["resonance"] or base.resonance
        return replace(base, recorded_at=now, **given)


def turned(feedback: UUID) -> tuple[str, ...]:
    """The four answers in an order of their own: "not really" stands first as often as "fits"."""
    return FOUR if feedback.int % 2 else TURNED
