"""Each kind of entry of a story, said with the form and the action of its page.

An act takes who writes, the case and what the story wants said, which has the story's own id; it
gives back what was said. What a form does not ask is not said, and then the two differ.
"""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid5

from django.utils import timezone
from msgspec.structs import replace

from relating.case import (
    Agenda,
    Agreement,
    Answer,
    Attempt,
    Card,
    Content,
    Dip,
    Entry,
    Episode,
    Feedback,
    Frame,
    Goal,
    NewBetween,
    Note,
    Pattern,
    Person,
    Plan,
    Preferences,
    Pulse,
    Safety,
    Session,
    Tie,
    Way,
    Word,
    WorkWithMe,
)
from relating.case.entries.preferences import read_ahead
from relating.case.entries.pulse import kept_apart
from relating.case.words.vocabulary import octant_of
from relating.journal import actions, lexicons, queries
from relating.journal.queries import OpenCase
from relating.operate.demo import (
    of_agenda,
    of_beginning,
    of_ending,
    of_goals,
    of_page,
    of_ways,
    practised,
    sent,
    tries,
)
from relating.operate.demo.taken import Refused, valid
from relating.people import clinic
from relating.people.gate import Viewer
from relating.web.alliance import forms as alliance
from relating.web.episodes.forms import EpisodeForm
from relating.web.feedback import forms as feedback_forms
from relating.web.feedback.page import labels
from relating.web.notes import forms as note_forms
from relating.web.page import visit
from relating.web.patterns import discovery
from relating.web.patterns import entry as claims
from relating.web.patterns import forms as pattern_forms
from relating.web.patterns.claims import key_of
from relating.web.people.forms import PersonForm
from relating.web.people.tie_form import TieForm
from relating.web.pulse.forms import PulseForm, pulse_of
from relating.web.safety.forms import SafetyForm
from relating.web.sessions import preferences
from relating.web.sessions.forms import AdditionForm, ContractForm, SessionForm, following
from relating.web.sessions.new_between_form import NewBetweenForm, new_between_of
from relating.web.voice.names import other_name
from relating.web.words.forms import WordForm


def shared(viewer: Viewer, content: Entry) -> None:
    """Share what a form keeps private at first, as the button beside it does."""
    actions.share(viewer, content.id)


# What happened -----------------------------------------------------------------------------------


def episode(viewer: Viewer, case_id: UUID, wanted: Episode) -> Episode:
    """*Something happened*; what the counsellor tells is shared once the two talked about it."""
    if wanted.plan is not None and wanted.place != "practice":
        return tries.told_of(viewer, case_id, wanted)
    if wanted.plan is not None:
        return practised.take(viewer, case_id, wanted)
    case = queries.open_named(viewer, case_id)
    given = sent.episode(wanted, case.vocabulary)
    form = valid(EpisodeForm(given, case, timezone.now()))
    new, told = form.additions, form.episode
    actions.tell(viewer, case_id, told, actions.NEW, words=new.words, person=new.person)
    if told.visibility == wanted.visibility:
        return told
    shared(viewer, told)
    return replace(told, visibility="shared")


def of_one_moment(viewer: Viewer, case_id: UUID, wanted: Episode) -> Episode:
    """It is of the moment of a telling of the other's; perhaps the two saw it differently."""
    if wanted.telling_of is None:
        raise Refused("the other telling is not there")
    actions.same_moment(viewer, wanted.id, wanted.telling_of)
    if wanted.saw_differently:
        actions.saw_differently(viewer, wanted.id, wanted.telling_of, so=True)
    told = queries.open_entry(viewer, wanted.id).content
    if not isinstance(told, Episode):
        raise Refused("it is not there")
    return told


def person(viewer: Viewer, case_id: UUID, wanted: Person) -> Person:
    """Somebody new."""
    case = queries.open_around(viewer, case_id)
    form = valid(PersonForm(sent.person(wanted), case=case, person=None, version=0))
    told = form.told(None)
    actions.write(viewer, case_id, told)
    return told


def more_of(viewer: Viewer, case_id: UUID, wanted: Person) -> Person:
    """What is said of somebody later, as who was there when one was little."""
    case = queries.open_around(viewer, case_id)
    before = case.people[wanted.id]
    version = case.version(case.person_row(before.id))
    given = sent.person(wanted)
    given["id"], given["based_on"] = str(case.case_id), str(version)
    form = valid(PersonForm(given, case=case, person=before, version=version))
    told = form.told(before)
    actions.write(viewer, case_id, told, version)
    return told


def tie(viewer: Viewer, case_id: UUID, wanted: Tie) -> Tie:
    """How it is with somebody from a day on: what the form shows already is left as it is."""
    case = queries.open_around(viewer, case_id)
    who = case.people[wanted.person or ""]
    form = valid(TieForm(sent.tie(wanted, TieForm(None, case, who).initial), case, who))
    told = form.told()
    if told is None:
        raise Refused("it says nothing new")
    actions.write(viewer, case_id, told)
    return told


def word(viewer: Viewer, case_id: UUID, wanted: Word) -> Word:
    """A word that is renamed, hidden or added; one of one's own has the code that its form gave."""
    lexicon = lexicons.of_case(queries.open_case(viewer, case_id))
    known = any(lexicon.vocabulary.term(each, wanted.code) for each in (wanted.list, "new"))
    act = "hide" if wanted.hidden else "rename" if known else "add"
    name = "new" if act == "add" and wanted.old is False else wanted.list
    given = sent.query(
        {
            "act": act,
            "code": wanted.code,
            "label": wanted.label,
            "fresh": uuid5(case_id, wanted.code),
            "way": {True: "old", False: "new", None: ""}[wanted.old],
            "octant": octant_of(*wanted.position) if wanted.position else "",
        }
    )
    form = valid(WordForm(given, lexicon=lexicon, name=name))
    made = actions.change_word(viewer, case_id, form.into, form.entry, form.change).after
    if made is None:
        raise Refused("no word came of it")
    return made


# Hours -------------------------------------------------------------------------------------------


def agreed(viewer: Viewer, case_id: UUID, wanted: Frame) -> None:
    """What the two agreed on. Each time the form has room for two more days of review."""
    case = queries.open_around(viewer, case_id)
    version = case.version(case.row_id(case.frame))
    form = valid(ContractForm(sent.contract(wanted, version), case.frame, version))
    told = form.told(case.frame)
    actions.write(viewer, case_id, told, version)
    if told != case.frame and told.contract != wanted.contract:
        agreed(viewer, case_id, wanted)


def session(viewer: Viewer, case_id: UUID, wanted: Session) -> Session:
    """An hour that is planned, or that has been."""
    case = queries.open_around(viewer, case_id)
    base = following(case.sessions, timezone.now())
    form = valid(SessionForm(sent.session(wanted), base, 0, case))
    told = form.told()
    actions.write(viewer, case_id, told)
    return told


def hour_in(case: OpenCase, hour: UUID | None) -> UUID:
    """The hour of which something is said.

    Raises:
        Refused: there is no such hour yet.
    """
    if hour is None or hour not in {each.id for each in case.sessions}:
        raise Refused("there is no such hour yet")
    return hour


def pulse(viewer: Viewer, case_id: UUID, wanted: Pulse) -> Pulse:
    """The five questions after an hour."""
    case, now = queries.open_around(viewer, case_id), visit.to_the_second()
    base = pulse_of(case, hour_in(case, wanted.session), now)
    form = valid(PulseForm(sent.pulse(wanted), base, case))
    told = form.told(now)
    if form.sends:
        apart, _note = kept_apart(told, told.id)
        told = replace(apart, visibility="shared")
    actions.write(viewer, case_id, told, actions.LATEST)
    return told


def dip(viewer: Viewer, case_id: UUID, wanted: Dip) -> Dip:
    """What one of the two says about an hour where something was not right."""
    case, now = queries.open_around(viewer, case_id), visit.to_the_second()
    hour = hour_in(case, wanted.session)
    form = valid(alliance.DipForm(sent.dip(wanted), alliance.dip_of(case, hour, now), case))
    told = form.told(now)
    actions.write(viewer, case_id, told, actions.LATEST)
    return told


def new_between(viewer: Viewer, case_id: UUID, wanted: NewBetween) -> NewBetween:
    """What one of the two says was new in an hour."""
    case, now = queries.open_case(viewer, case_id), visit.to_the_second()
    hour = next(each for each in case.sessions if each.id == hour_in(case, wanted.session))
    base = new_between_of(case, hour.id, now)
    told = valid(NewBetweenForm(sent.new_between(wanted), base, hour, case)).told(now)
    actions.write(viewer, case_id, told, actions.LATEST)
    return told


def note(viewer: Viewer, case_id: UUID, wanted: Note) -> Note:
    """The counsellor's own note."""
    case = queries.open_around(viewer, case_id)
    base = note_forms.fresh(case, visit.to_the_second())
    told = valid(note_forms.NoteForm(sent.note(wanted), base, 0, case)).told()
    actions.write(viewer, case_id, told)
    return told


def wishes(viewer: Viewer, case_id: UUID, wanted: Preferences) -> Preferences:
    """How one of the two would like to work; whether they look at back then stands apart."""
    case, now = queries.open_around(viewer, case_id), visit.to_the_second()
    if wanted.back_then is not None:
        told = preferences.of_back_then_now(case, now, yes=wanted.back_then.yes is not None)
    else:
        said = {"read_ahead": wanted.read_ahead, "pace": wanted.pace}
        told = preferences.preferred(case, now, **said)
    actions.write(viewer, case_id, told, actions.LATEST)
    return told


def safety(viewer: Viewer, case_id: UUID, wanted: Safety) -> Safety:
    """The client's plan for bad hours."""
    case, now = queries.open_around(viewer, case_id), visit.to_the_second()
    empty = Safety(
        id=case.ids.of_one("safety"), author="client", visibility="private", recorded_at=now
    )
    country = clinic.country(case.at.clinic_id)
    told = valid(SafetyForm(sent.safety(wanted), None, 0, country)).told(empty)
    actions.write(viewer, case_id, told)
    if wanted.visibility == "private":
        return told
    shared(viewer, told)
    return replace(told, visibility="shared")


# Feedback, patterns, and what the client says to them --------------------------------------------


def feedback(viewer: Viewer, case_id: UUID, wanted: Feedback) -> Feedback:
    """Feedback that was said in the hour."""
    case, now = queries.open_case(viewer, case_id), visit.to_the_second()
    base = feedback_forms.fresh(case, now)
    form = valid(feedback_forms.FeedbackForm(sent.feedback(wanted), base, case, "", now))
    told = form.told(now, agreed=read_ahead(case.all(Preferences)))
    actions.write(viewer, case_id, told)
    return told


def pattern(viewer: Viewer, case_id: UUID, wanted: Pattern) -> Pattern:
    """A pattern that the counsellor names by hand, and shares in words of his own."""
    case = queries.open_case(viewer, case_id)
    named = valid(pattern_forms.NameForm(sent.pattern(wanted), case.vocabulary))
    cue, behaviour = named.cue, named.cleaned_data["behaviour"]
    found, _borne = discovery.counted(case, discovery.shared(case), cue, behaviour, timezone.now())
    kept = claims.entry(case, key_of(case, cue, behaviour), found, "counsellor")
    actions.write(viewer, case_id, kept, actions.LATEST)
    form = valid(pattern_forms.OfferForm(sent.query({"statement": wanted.statement})))
    words = form.cleaned_data["statement"]
    kept = claims.changed(claims.promoted(case, kept), "look")
    told = replace(kept, visibility="shared", statement=words)
    actions.write(viewer, case_id, told, actions.LATEST)
    return told


def answer(viewer: Viewer, case_id: UUID, wanted: Answer) -> Answer:
    """What the client says to feedback or to a pattern, or adds to the summary of an hour."""
    case = queries.open_case(viewer, case_id)
    about = next((each for each in case.contents if getattr(each, "id", 0) == wanted.to), None)
    if about is None:
        raise Refused("there is nothing yet that this answers")
    told = ANSWERS[type(about)](case, about, wanted)
    actions.write(viewer, case_id, told, actions.LATEST if told.resonance else actions.NEW)
    return told


def begun(case: OpenCase, to: UUID) -> Answer:
    """An answer before its first word."""
    return Answer(
        id=case.ids.of_one("answer", to),
        author="client",
        visibility="shared",
        recorded_at=visit.to_the_second(),
        to=to,
    )


def to_feedback(case: OpenCase, about: Feedback, wanted: Answer) -> Answer:
    """Whether it fits, and in which words."""
    offered = labels(case, (*feedback_forms.turned(about.id), *feedback_forms.LATER))
    form = valid(feedback_forms.AnswerForm(sent.answer(wanted), None, offered))
    return form.told(begun(case, about.id), visit.to_the_second())


def to_session(case: OpenCase, about: Session, wanted: Answer) -> Answer:
    """What is added to the summary."""
    form = valid(AdditionForm(sent.answer(wanted), other_name(case)))
    return form.told(about.id, visit.to_the_second(), case)


def to_pattern(case: OpenCase, about: Pattern, wanted: Answer) -> Answer:
    """Whether it fits, and her own words for it."""
    form = valid(pattern_forms.AnswerForm(sent.answer(wanted)))
    given = form.cleaned_data
    words = given["in_my_words"].strip()
    return replace(begun(case, about.id), resonance=given["resonance"] or None, in_my_words=words)


ANSWERS: Mapping[type[Content], Callable[..., Answer]] = {
    Feedback: to_feedback,
    Session: to_session,
    Pattern: to_pattern,
}
ACTS: Mapping[type[Entry | Person], Callable[..., Entry | Person]] = {
    Agenda: of_agenda.line,
    Agreement: of_beginning.agreement,
    Answer: answer,
    Card: practised.card,
    Attempt: tries.tapped,
    Dip: dip,
    Episode: episode,
    Feedback: feedback,
    NewBetween: new_between,
    Note: note,
    Pattern: pattern,
    Person: person,
    Plan: tries.plan,
    Preferences: wishes,
    Pulse: pulse,
    Safety: safety,
    Session: session,
    **of_ways.ACTS,
    **of_ending.ACTS,
    **of_goals.ACTS,
    Tie: tie,
    WorkWithMe: of_page.page,
}
"""How each kind is said."""
LATER: Mapping[type[Entry | Person], Callable[..., Entry | Person]] = {
    Agenda: of_agenda.done,
    Card: practised.agreed,
    Attempt: tries.learned,
    Episode: of_one_moment,
    Goal: of_goals.dropped,
    Person: more_of,
    Way: of_ways.more_of,
}
"""How more is said of what is there."""
