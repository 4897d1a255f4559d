"""What changed from one version of an entry to the next, field by field, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import structs

from relating.case import Content, Episode, Frame, Person, Safety, Session, Word
from relating.case.words.vocabulary import humanised
from relating.journal.queries import Earlier, OpenCase
from relating.web.caseload.forms import HORIZONS
from relating.web.safety.forms import STEPS as PLAN
from relating.web.sessions.forms import MEDIUMS, STATES
from relating.web.voice.episode import MAIN, MORE, facts, label
from relating.web.voice.names import readers, whom
from relating.web.voice.questions import questions

Text = str | Promise
PERSONS: dict[str, Text] = {
    "attachment_figure": gettext_lazy("Somebody to lean on in childhood"),
    "lives_with_me": gettext_lazy("In the same home"),
    "depends_on_me": gettext_lazy("Depends on the other"),
    "unsafe": gettext_lazy("Not safe"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was and what it became; either may be empty."""

    label: Text
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Step:
    """One version: when it came to be, and what it changed. The first has no changes."""

    number: int
    at: datetime
    current: bool
    first: bool
    changes: tuple[Change, ...]


def steps(versions: Sequence[Earlier], opened: OpenCase) -> tuple[Step, ...]:
    """Versions, newest first, each compared with the one before it that the viewer may see."""
    newer = [
        Step(new.version, new.changed_at, new.current, False, changes(old, new, opened))
        for new, old in pairwise(versions)
    ]
    oldest = versions[-1]
    return (*newer, Step(oldest.version, oldest.changed_at, oldest.current, True, ()))


def changes(old: Earlier, new: Earlier, opened: OpenCase) -> tuple[Change, ...]:
    """The fields that two versions differ in."""
    was, now = fields(old.content, opened), fields(new.content, opened)
    return tuple(
        Change(each, was.get(each, ""), now.get(each, ""))
        for each in dict.fromkeys([*was, *now])
        if was.get(each, "") != now.get(each, "")
    )


def fields(content: Content, opened: OpenCase) -> dict[Text, str]:
    """Everything that an entry says, as label and text."""
    said: dict[Text, str]
    match content:
        case Episode():
            said = of_episode(content, opened)
        case Person():
            said = of_person(content, opened)
        case Safety():
            said = {text: getattr(content, name) for name, (text, _help) in PLAN.items()}
            said[_("Who may read it")] = str(readers(content, opened))
        case Frame():
            said = of_frame(content)
        case Session():
            said = of_session(content)
        case Word():
            said = {_("The word"): content.label or humanised(content.code)}
        case _:
            said = own_words(content)
    return said


def of_episode(episode: Episode, opened: OpenCase) -> dict[Text, str]:
    """What an episode says."""
    asked = questions(opened.role, opened.frame.label)
    age = "" if episode.age is None else str(episode.age)
    said: dict[Text, str] = {
        asked["person"]: whom(episode, opened),
        asked["when"]: moment(episode.at) if episode.at else "",
        asked["age"]: age,
        asked["place"]: label(opened.vocabulary, "place", episode.place),
        asked["story"]: episode.story,
    }
    said |= {fact.label: fact.text for fact in facts(episode, opened, (*MAIN, *MORE))}
    return said | {asked["visibility"]: str(readers(episode, opened))}


def of_person(person: Person, opened: OpenCase) -> dict[Text, str]:
    """What is said of a person."""
    vocabulary = opened.vocabulary
    said: dict[Text, str] = {
        _("Called"): person.alias,
        _("Role"): label(vocabulary, "role", person.role) if person.role else "",
        _("Say"): label(vocabulary, "standing", person.standing) if person.standing else "",
        _("No longer there"): label(vocabulary, "gone", person.gone) if person.gone else "",
    }
    said |= {text: _("yes") if getattr(person, name) else "" for name, text in PERSONS.items()}
    return said | {_("Who may read it"): str(readers(person, opened))}


def of_frame(frame: Frame) -> dict[Text, str]:
    """What the case is called, and what the two agreed on."""
    said: dict[Text, str] = {_("Called"): frame.label}
    agreed = frame.contract
    if agreed is None:
        return said
    many = "" if agreed.sessions is None else str(agreed.sessions)
    return said | {
        _("How long"): str(dict(HORIZONS)[agreed.horizon]),
        _("How many"): many,
        _("When you look at the work together"): ", ".join(map(day, agreed.reviews)),
        _("The last day"): "" if agreed.ends is None else day(agreed.ends),
    }


def of_session(session: Session) -> dict[Text, str]:
    """When it was, how it stands, and what the two keep of it."""
    counted = ((_("Minutes"), session.minutes), (_("Number"), session.number))
    said: dict[Text, str] = {text: "" if n is None else str(n) for text, n in counted}
    return said | {
        _("When"): moment(session.at),
        _("How it stands"): str(STATES[session.state]),
        _("Where you meet"): str(MEDIUMS[session.medium]) if session.medium else "",
        _("What you two keep from this hour"): session.summary,
        _("For next time"): session.next_time,
        _("Why it was moved or missed"): session.reason,
    }


def day(found: date) -> str:
    """A day."""
    return written(found, "j F Y")


def own_words(content: Content) -> dict[Text, str]:
    """Whatever else an entry says in words, each under the name of its field."""
    named = ((each.name, getattr(content, each.name)) for each in structs.fields(content))
    return {
        humanised(name): value
        for name, value in named
        if isinstance(value, str) and name not in {"author", "visibility", "id"}
    }


def moment(at: datetime) -> str:
    """A time to the minute."""
    return written(timezone.localtime(at), "j F Y, H:i")
