"""What changed from one version of an entry to the next, field by field, in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import (
    Agenda,
    Agreement,
    Answer,
    Aside,
    Attempt,
    Beside,
    Book,
    BookPart,
    Card,
    Consent,
    Content,
    Dip,
    Ending,
    Episode,
    Feedback,
    Frame,
    Goal,
    KeptChange,
    Mark,
    NewBetween,
    Note,
    Option,
    Pattern,
    Person,
    Plan,
    Preferences,
    Pulse,
    Recognition,
    Review,
    Safety,
    Session,
    Supervision,
    Tie,
    Way,
    Word,
    WorkWithMe,
)
from relating.journal.queries import Earlier, OpenCase
from relating.journal.readings import as_written, still_unsafe
from relating.web.alliance import in_words as alliance
from relating.web.beginning import in_words as beginnings
from relating.web.changed import in_words as changes_kept
from relating.web.ending import in_words as ending
from relating.web.episodes import in_words as episodes
from relating.web.feedback import in_words as feedback
from relating.web.goals import in_words as goals
from relating.web.patterns import in_words as patterns
from relating.web.people import in_words as people
from relating.web.plans import in_words as plans
from relating.web.practise import in_words as practise
from relating.web.pulse import in_words as pulses
from relating.web.safety import in_words as safety
from relating.web.sessions import in_words as sessions
from relating.web.ways import in_words as ways
from relating.web.with_me import in_words as with_me
from relating.web.words import in_words as words

Text = str | Promise


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
    said: Text
    """What happened then, where no field tells of it."""
    changes: tuple[Change, ...]
    whole: tuple[Change, ...] = ()
    """All that it said, where the viewer may put it back."""


def steps(
    versions: Sequence[Earlier], case: OpenCase, may: Collection[str] = ()
) -> tuple[Step, ...]:
    """Versions, newest first, each compared with the one before it that the viewer may see; `may`
    is what the viewer may do with the entry. Who may not change it has no row for a version that
    differs in nothing they may read: it would tell that something is kept from them."""
    told = versions if "revise" in may else without_hidden(versions, case)
    return tuple(
        step(new, old, case, returns=may_return(new, versions[0], may))
        for new, old in zip(told, (*told[1:], None), strict=True)
    )


def without_hidden(versions: Sequence[Earlier], case: OpenCase) -> Sequence[Earlier]:
    """The versions that tell their reader something; the newest of them is the present one."""
    pairs = zip(versions, (*versions[1:], None), strict=True)
    first, *others = [new for new, old in pairs if not is_hidden(new, old, case)]
    return (first._replace(current=True), *others)


def is_hidden(new: Earlier, old: Earlier | None, case: OpenCase) -> bool:
    """Whether a version says something else than the one before it, and no page tells what."""
    if old is None or as_written(new.content) == as_written(old.content):
        return False
    return new.visibility == old.visibility and not changes(old, new, case)


def step(new: Earlier, old: Earlier | None, case: OpenCase, *, returns: bool) -> Step:
    """One version, beside the one before it."""
    made = changes(old, new, case) if old else ()
    said = "" if made else without_changes(new, old)
    whole = changes(None, new, case) if returns else ()
    return Step(new.version, new.changed_at, new.current, said, made, whole)


def without_changes(new: Earlier, old: Earlier | None) -> Text:
    """What happened where nothing was written anew."""
    if old is None:
        return _("First written.")
    if new.visibility == old.visibility:
        same = as_written(new.content) == as_written(old.content)
        told = _("Nothing in it changed: it was deleted or put back.")
        return told if same else _("Saved once more.")
    return _("It was shared.") if new.visibility == "shared" else _("It was taken back.")


def may_return(older: Earlier, present: Earlier, may: Collection[str]) -> bool:
    """Whether an earlier version may be put back: it says something else, and what was private then
    is so again."""
    if older.current or present.content.settled or "revise" not in may:
        return False
    widened = (older.visibility, present.visibility) == ("private", "shared")
    if widened and "unshare" not in may:
        return False
    again = still_unsafe(older.content, present.content)
    return as_written(again) != as_written(present.content)


def changes(old: Earlier | None, new: Earlier, case: OpenCase) -> tuple[Change, ...]:
    """The fields that two versions differ in."""
    was = fields(old.content, case) if old else {}
    now = fields(new.content, case)
    return tuple(
        Change(each, was.get(each, ""), now.get(each, ""))
        for each in dict.fromkeys([*was, *now])
        if was.get(each, "") != now.get(each, "")
    )


# An arm for each kind, so that the type checker says which was forgotten.
def fields(content: Content, case: OpenCase) -> dict[Text, str]:  # noqa: C901, PLR0911, PLR0912
    """Everything that an entry says, as label and text."""
    match content:
        case Episode():
            return episodes.in_words(content, case)
        case Person():
            return people.in_words(content, case)
        case Safety():
            return safety.in_words(content, case)
        case Frame():
            return sessions.frame_in_words(content)
        case Session():
            return sessions.in_words(content)
        case Agreement():
            return beginnings.in_words(content)
        case Card():
            return practise.in_words(content)
        case NewBetween():
            return sessions.new_between_in_words(content)
        case Word():
            return words.in_words(content)
        case Tie():
            return people.tie_in_words(content, case)
        case Pattern():
            return patterns.in_words(content)
        case Plan():
            return plans.in_words(content, case)
        case Attempt():
            return plans.attempt_in_words(content)
        case Way():
            return ways.in_words(content, case)
        case Option():
            return ways.option_in_words(content)
        case Beside():
            return ways.beside_in_words(content)
        case KeptChange():
            return changes_kept.in_words(content)
        case WorkWithMe():
            return with_me.in_words(content)
        case Ending() | Book() | BookPart():
            return ending.in_words(content, case)
        case Goal():
            return goals.in_words(content, case)
        case Review():
            return goals.review_in_words(content, case)
        case Feedback() | Answer() | Preferences() | Pulse() | Dip() | Recognition():
            return between_the_two(content, case)
        case Mark() | Supervision() | Agenda() | Consent() | Note() | Aside():
            return in_few_words(content, case)
        case _:
            assert_never(content)


def between_the_two(
    content: Feedback | Answer | Preferences | Pulse | Dip | Recognition, case: OpenCase
) -> dict[Text, str]:
    """What an entry says that is about the two, or an answer to one of them."""
    match content:
        case Feedback():
            return feedback.in_words(content, case)
        case Answer():
            return feedback.answer_in_words(content, case)
        case Preferences():
            return feedback.preferences_in_words(content)
        case Pulse():
            return pulses.in_words(content)
        case Dip():
            return alliance.in_words(content)
        case Recognition():
            return episodes.recognition_in_words(content)


def in_few_words(
    content: Mark | Supervision | Agenda | Consent | Note | Aside, case: OpenCase
) -> dict[Text, str]:
    """What an entry says that says little."""
    match content:
        case Mark():
            return mark_in_words(content, case)
        case Supervision():
            return {_("The question"): content.question, _("What was answered"): content.answer}
        case Agenda() | Consent():
            return {_("The words"): content.words}
        case Note():
            return {_("What stays with me"): content.text}
        case Aside():
            return {}


def mark_in_words(mark: Mark, case: OpenCase) -> dict[Text, str]:
    """What was tapped in the hour, and the line that stands by it."""
    label = case.vocabulary.label
    return {
        _("What the other did"): label("client_move", mark.client_move) if mark.client_move else "",
        _("What was I drawn to?"): label("pull", mark.pull) if mark.pull else "",
        _("The words"): mark.words,
    }
