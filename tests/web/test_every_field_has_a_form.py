"""Nothing of a case can only be read: a form or an act makes each field of each kind of entry."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.forms import Form
from django.http import QueryDict
from msgspec import Struct
from msgspec.structs import fields

from relating.case import (
    Cue,
    Episode,
    Evidence,
    Expected,
    Feeling,
    Impact,
    Loop,
    Preferences,
    Step,
    ThenNow,
    WorkLine,
)
from relating.case.entries.agreement import Yes
from relating.case.entries.frame import Beginning, Contract
from relating.case.entries.preferences import BackThen
from relating.case.entries.safety import Contact
from relating.case.entry import Entry
from relating.case.fields import Author
from relating.case.kinds import KINDS
from relating.engine.loops import PLACES
from relating.journal import actions, queries
from relating.web.agenda.forms import AgendaForm
from relating.web.alliance import forms as alliance
from relating.web.beginning.forms import AgreementForm, OwnWordsForm
from relating.web.beginning.lines import IN_OWN_WORDS
from relating.web.caseload.forms import CaseForm
from relating.web.changed.forms import KeptChangeForm
from relating.web.ending import forms as ending
from relating.web.episodes.form_fields import ONE_MORE
from relating.web.episodes.forms import EpisodeForm
from relating.web.episodes.recognition import RecognitionForm
from relating.web.feedback import forms as feedback
from relating.web.goals import forms as goals
from relating.web.notes import forms as notes
from relating.web.patterns import forms as patterns
from relating.web.people import forms as people
from relating.web.people.tie_form import TieForm
from relating.web.plans import forms as plans
from relating.web.plans import look_form
from relating.web.practise.forms import CardForm
from relating.web.pulse import forms as pulse
from relating.web.room import marks
from relating.web.room.practise_form import TakeForm
from relating.web.safety import forms as safety
from relating.web.sessions import forms as sessions
from relating.web.sessions.new_between_form import NewBetweenForm
from relating.web.supervision import forms as supervision
from relating.web.ways import forms as ways
from relating.web.ways.in_words import STEPS
from relating.web.ways.parts import EVERY as PARTS
from relating.web.with_me.forms import LineForm
from relating.web.words.forms import WordForm
from tests.cast import Cast, session
from tests.sure import there
from tests.web.episodes.telling import filled_in

OF_EVERY_ENTRY = {*Entry.__struct_fields__}
FORMS: dict[str, tuple[type[Form], ...]] = {
    "frame": (CaseForm, sessions.ContractForm),
    "contract": (sessions.ContractForm,),
    "beginning": (OwnWordsForm,),
    "agreement": (AgreementForm,),
    "person": (people.PersonForm,),
    "word": (WordForm,),
    "session": (sessions.SessionForm,),
    "feedback": (feedback.FeedbackForm,),
    "answer": (feedback.AnswerForm, patterns.AnswerForm, sessions.AdditionForm),
    "pulse": (pulse.PulseForm,),
    "dip": (alliance.DipForm,),
    "pattern": (patterns.NameForm, patterns.OfferForm),
    "cue": (patterns.NameForm,),
    "plan": (plans.PlanForm,),
    "attempt": (look_form.LookForm,),
    "card": (CardForm, TakeForm),
    "new_between": (NewBetweenForm,),
    "way": (ways.BeginForm,),
    "option": (ways.OptionForm,),
    "beside": (ways.BesideForm,),
    "agenda": (AgendaForm,),
    "note": (notes.NoteForm,),
    "recognition": (RecognitionForm,),
    "tie": (TieForm,),
    "kept_change": (KeptChangeForm,),
    "workline": (LineForm,),
    "ending": (ending.DayForm, ending.AccessForm),
    "book": (ending.BookForm,),
    "book_part": (ending.PartForm,),
    "goal": (goals.GoalForm,),
    "review": (goals.ReviewForm,),
    "consent": (supervision.ConsentForm,),
    "supervision": (supervision.LoanForm, supervision.AnswerLentForm),
}
MADE_LATE: dict[str, Iterable[str]] = {
    "beginning": IN_OWN_WORDS,
    "dip": alliance.LISTS,
    "pulse": (*pulse.OWN, "not_right_for", "pull"),
    "note": notes.LISTS,
    "safety": (*safety.STEPS, *safety.TO_CALL.values()),
    "contact": ("name", "number"),
    "mark": marks.Sent.__struct_fields__,
    "way": [name for part in PARTS.values() for name in (part.field, part.codes)],
    "option": STEPS,
    "loop": PLACES,
    "step": ("words", "code", "times"),
    "thennow": ("now", "then"),
}
"""Fields that a form makes for whoever fills it in, or that a device sends."""
OTHERWISE: dict[str, str] = {
    "frame.contract": "the whole of the contract's form",
    "frame.beginning": "the whole of the form of one's own words",
    "agreement.yes": "a tick beside each line",
    "yes.line": "a tick beside each line",
    "yes.words": "the words that stood beside it",
    "contract.reviews": "the days review_0, review_1, …",
    "session.at": "date and time",
    "session.moved_to": "date and time of the hour instead",
    "word.list": "the page it stands on",
    "word.old": "way",
    "word.position": "octant",
    "word.hidden": "the act hide",
    "person.same_as": "the page *This is the same person as …*",
    "mark.session": "the hour in which it was",
    "mark.words": "its line on the page after the hour",
    "mark.became": "the form that it becomes",
    "feedback.said_at": "said",
    "feedback.agreed_ahead": "ahead",
    "answer.to": "the page on which it is answered",
    "pulse.session": "the hour on whose page it is given",
    "dip.session": "the hour on whose page it is told",
    "card.plan": "the plan on whose page it is written",
    "card.agreed": "a button",
    "new_between.session": "the hour on whose page it is said",
    "pattern.cue": "its four words",
    "pattern.feelings": "what was counted",
    "pattern.state": "the acts of a claim",
    "pattern.named_by": "who began it",
    "pattern.since": "when it was begun",
    "pattern.until": "the act *not this*",
    "pattern.evidence": "what was counted",
    "pattern.promoted_at": "what came later",
    "cue.ended_badly": "what was counted",
    "evidence.n": "what was counted",
    "evidence.k": "what was counted",
    "evidence.expected": "what was counted",
    "work_with_me.lines": "the form of a line, one by one",
    "plan.asked_danger": "danger",
    "plan.dropped": "the acts *leave it out* and *take it up again*",
    "attempt.plan": "the plan on whose page it is tapped",
    "attempt.at": "when it was tapped",
    "attempt.did": "a button",
    "attempt.telling": "looking back tells of it",
    "way.origin": "the page it is begun from",
    "way.status": "a button",
    "way.working_since": "the button that says so",
    "way.began_words": "the words of where it began",
    "way.pinned": "a button",
    "option.way": "the page of the way",
    "option.origin": "the button that takes it over",
    "beside.way": "the page of the way",
    "beside.retired": "the act that retires it",
    "agenda.about": "the page it is begun on",
    "agenda.session": "the hour it is begun for",
    "agenda.done_at": "the act *done*",
    "aside.worth": "the act *not today*",
    "aside.about": "the act *not today*",
    "note.about": "what it is about",
    "note.mine": "the last box of feedback",
    "tie.person": "the page of the person",
    "preferences.pace": "a button",
    "preferences.no_device": "a button",
    "preferences.read_ahead": "a button",
    "preferences.goes_together": "a button",
    "preferences.back_then": "a switch",
    "preferences.left_out": "a tick beside each part",
    "pattern.retired": "the act that retires it",
    "answer.retired": "the act that retires it",
    "preferences.not_this": "a button",
    "goal.dropped": "the acts *drop it* and *put it back*",
    "review.on": "the day whose page it is",
    "review.session": "the hour of that day",
    "review.reached": "a choice for each goal that both see",
    "recognition.telling": "the page of the telling",
    "recognition.says": "a button",
    "ending.stopped_at": "the act *it ends here*",
    "book.left_out": "what is not kept",
    "book_part.part": "the leaf on whose page it is written",
    "consent.to": "the only purpose there is",
    "consent.until": "months",
    "consent.withdrawn_at": "the act that takes it back",
    "supervision.left_out": "names",
    "supervision.consent": "what she agreed to",
    "supervision.expires": "weeks",
    "supervision.answered_at": "when it was answered",
    "supervision.ended_at": "the act that takes it back",
}
"""What no field of this name makes, and what does."""
VALUES: dict[str, type[Struct]] = {
    "contract": Contract,
    "beginning": Beginning,
    "yes": Yes,
    "cue": Cue,
    "evidence": Evidence,
    "contact": Contact,
    "workline": WorkLine,
    "loop": Loop,
    "step": Step,
    "thennow": ThenNow,
}
EVERY = {
    f"{name}.{each.name}": kind
    for name, kind in (KINDS | VALUES).items()
    if name != "episode"
    for each in fields(kind)
    if each.name not in OF_EVERY_ENTRY
}


@pytest.mark.parametrize("name", EVERY)
def test_every_field_of_a_kind_of_entry_is_made_by_a_form_or_an_act(name: str) -> None:
    kind, field = name.split(".")
    asked = {each for form in FORMS.get(kind, ()) for each in form.base_fields}
    assert field in {*asked, *MADE_LATE.get(kind, ())} or name in OTHERWISE


def test_the_list_of_what_is_made_otherwise_names_nothing_that_is_not_there() -> None:
    assert EVERY.keys() >= OTHERWISE.keys()


# The episode, by sending its forms ---------------------------------------------------------------

OF_FILES: dict[str, str] = {
    "order": "version 1 did not ask what came first; somebody says it, and it is gone",
    "need": "*What did I want from them?* asks it; files that hold it are read and shown",
    "plan": "looking back on a try, and practising it",
    "pull": "a mark of the Room brings it",
    "telling_of": "*Tell it my way*, or *The same moment* on the page of a telling",
    "apart_from": "*Another one*, or *These are two moments*, on the page of a telling",
    "saw_differently": "*We saw it differently* on the page of a telling",
}
"""Fields of an episode that no form asks for, and why."""
HERS: dict[str, Any] = {
    "place": "past",
    "age": "9",
    "person": "counsellor",
    "story": "At the table.",
    "wish": ["duty"],
    "other_did": ["criticised"],
    "other_then": ["warm"],
    "feelings": ["sad"],
    "strength_sad": "7",
    "after_sad": "4",
    "layer_sad": "primary",
    "old_ways": ["joking"],
    "joke": "needed",
    "self_treatment": ["st_blame"],
    "ended": "i_gave_in",
    "valence": "-2",
    "awareness": "1",
    "authenticity": "3",
    "my_warmth": "0.4",
    "other_warmth": "-0.4",
    "worth_at_stake": "8",
    "seen_as": "weak",
    "impact_text": "It tired her.",
    "impact_source": "told",
    "how_met": ["not_seen"],
    "expected_did": "criticised",
    "expected_words": "That she sighs.",
    "expected_chance": "70",
    "rather": "Gone home.",
    "unsaid": "I am tired.",
    "something_new": "no",
    "confidence_before": "2",
    "confidence_after": "6",
    "landed": "That she waited.",
    "swapped": "yes",
    "alone": "no",
    "zone": "Europe/Lisbon",
}
ONE_BY_ONE: dict[str, Any] = {
    "spared": {"protects_from": ["conflict"], "cost": ["tired"]},
    "where": {"place_context": "home"},
}
HIS: dict[str, Any] = {
    "rupture_marks": ["went_silent"],
    "counsellor_part": ["pushed"],
    "repair_moves": ["said_sorry"],
    "something_new": "yes",
    "zone": "Europe/Lisbon",
}


def said(form: EpisodeForm, **answers: Any) -> Episode:
    assert form.is_valid(), form.errors
    return form.episode


def sent(form: EpisodeForm, answers: dict[str, Any]) -> QueryDict:
    return filled_in(form, **answers)


def yes(author: Author, now: datetime) -> Preferences:
    """A yes to *back then*."""
    said = BackThen(yes=0)
    return Preferences(
        id=uuid4(), author=author, visibility="shared", recorded_at=now, back_then=said
    )


def of_hers(case: queries.OpenCase, now: datetime) -> Episode:
    """What the forms of the client make of a moment."""
    told = said(EpisodeForm(sent(EpisodeForm(None, case, now), HERS), case, now))
    for about, answers in ONE_BY_ONE.items():
        only = ONE_MORE[about]
        asked = EpisodeForm(None, case, now, told, 1, only=only)
        told = said(EpisodeForm(sent(asked, answers), case, now, told, 1, only=only))
    return told


def of_his(case: queries.OpenCase, now: datetime) -> Episode:
    """What the form of the counsellor makes of one."""
    answers = HIS | {"session": str(case.sessions[0].id)}
    return said(EpisodeForm(sent(EpisodeForm(None, case, now), answers), case, now))


def test_every_field_of_an_episode_is_made_by_a_form(cast: Cast, now: datetime) -> None:
    actions.record(cast.ben, cast.case, session(now))
    actions.record(cast.ana, cast.case, yes("client", now))
    actions.record(cast.ben, cast.case, yes("counsellor", now))
    hers = of_hers(queries.open_case(cast.ana, cast.case), now)
    his = of_his(queries.open_case(cast.ben, cast.case), now)
    made = {name for told in (hers, his) for name in not_empty(told)}
    assert {*Episode.__struct_fields__} - made == OF_FILES.keys()
    assert not_empty(there(hers.feelings)[0]) == {*Feeling.__struct_fields__}
    assert not_empty(there(hers.impact)) == {*Impact.__struct_fields__}
    assert not_empty(there(hers.expected)) == {*Expected.__struct_fields__}
    assert (hers.joke, hers.something_new, his.something_new) == ("needed", False, True)


def not_empty(told: Struct) -> set[str]:
    return {name for name in told.__struct_fields__ if getattr(told, name) not in (None, "", ())}


def test_one_thing_more_leaves_all_the_rest_as_it_was(cast: Cast, now: datetime) -> None:
    case = queries.open_case(cast.ana, cast.case)
    told = said(EpisodeForm(sent(EpisodeForm(None, case, now), HERS), case, now))
    for about, only in ONE_MORE.items():
        asked = EpisodeForm(None, case, now, told, 1, only=only)
        again = said(
            EpisodeForm(sent(asked, {"fresh": str(uuid4())}), case, now, told, 1, only=only)
        )
        assert again == told, about
