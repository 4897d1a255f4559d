"""An episode as pages say it: with whom, when, where, who may read it. No page decides it again.

The client is spoken to as "you". For the counsellor "you" is the counsellor.
"""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Entry, Episode, Person, Plan
from relating.engine.danger import is_of_danger
from relating.engine.order import moment
from relating.journal.queries import OpenCase
from relating.web.voice.sides import (
    is_counsellors,
    is_mine,
    is_the_counsellor,
    to_client,
    to_counsellor,
)
from relating.web.voice.times import aged, time_of_day, when
from relating.web.voice.words import opening

Text = str | Promise
MOST_CHOSEN = 3
"""So many chosen words stand where an episode has none of its own."""


def first_words(episode: Episode) -> str:
    """How an episode begins, for a list; the words of one of danger lie folded in it."""
    return "" if is_of_danger(episode) else opening(episode.story)


def without_words(episode: Episode, case: OpenCase | None = None) -> str:
    """What stands in a list where an episode shows no words: what was chosen, where that is known
    how it is called."""
    if is_of_danger(episode):
        return _("A hard moment")
    chosen = chosen_words(episode, case) if case else ""
    return chosen or (take_words(episode, case) if episode.plan else "") or _("No words yet")


def take_words(episode: Episode, case: OpenCase | None) -> str:
    """What stands in a list for a take that has no words of what happened: what landed, or what
    was practised; else nothing."""
    if episode.place != "practice":
        return ""
    if episode.landed:
        return opening(episode.landed)
    plans = case.all(Plan) if case else ()
    say = next((opening(each.say) for each in plans if each.id == episode.plan), "")
    if not say:
        return _("Alone, aloud") if episode.alone else _("A take")
    return (_("Alone, aloud: %(words)s") if episode.alone else _("A take: %(words)s")) % {
        "words": say
    }


def chosen_words(episode: Episode, case: OpenCase) -> str:
    """What was chosen of an episode that has no words of its own, the first few."""
    lists = (
        ("other_did", episode.other_did),
        ("feeling", [each.code for each in episode.feelings or ()]),
    )
    chosen = [case.vocabulary.label(name, code) for name, codes in lists for code in codes or ()]
    did = (case.vocabulary.behaviour(code) for code in episode.i_did or ())
    return " · ".join([*chosen, *(term.label for term in did if term)][:MOST_CHOSEN])


def whom(episode: Episode, case: OpenCase) -> str:
    """With whom it was; "with you" to the counsellor; empty where nobody is named, and somebody
    where who it was was deleted or taken back."""
    person = case.people.get(episode.person or "")
    if is_with_reader(episode, case):
        return _("with you")
    if person is not None:
        return person.alias
    if episode.place == "room":
        return case.counsellor_name
    return "" if episode.person is None else _("somebody")


def is_reader(person: Person, case: OpenCase) -> bool:
    """Whether a person of the case is the counsellor who looks."""
    return to_counsellor(case) and is_the_counsellor(person)


def called(person: Person, case: OpenCase) -> str:
    """What somebody is called; the counsellor who looks is "You"."""
    return _("You") if is_reader(person, case) else person.alias


def is_with_reader(episode: Episode, case: OpenCase) -> bool:
    """Whether an episode was with the counsellor who looks."""
    person = case.people.get(episode.person or "")
    return to_counsellor(case) and is_counsellor(episode, person)


def is_counsellor(episode: Episode, person: Person | None) -> bool:
    """Whether the other of an episode is the counsellor of the case."""
    if person is None:
        return episode.place == "room" and episode.person is None
    return is_the_counsellor(person)


def when_of(episode: Episode, case: OpenCase, now: datetime) -> str:
    """When it was; for a memory how old the client was, as far as it is known."""
    if episode.place != "past":
        return when(moment(episode), now, episode.zone)
    if episode.age is None:
        return _("back then")
    return aged(episode.age, case.role or "")


def hour_of(episode: Episode, case: OpenCase, now: datetime) -> str:
    """At what hour it was, where the day goes without saying."""
    if episode.place == "past":
        return when_of(episode, case, now)
    return time_of_day(moment(episode), episode.zone)


def readers(entry: Entry | Person, case: OpenCase) -> Text:
    """Who may read an entry, as the viewer would say it; empty where it goes without saying."""
    if to_counsellor(case):
        return for_counsellor(entry)
    if is_counsellors(entry):
        return by_counsellor(entry, case)
    if entry.visibility == "private":
        return _("private to you")
    return _("shared with %(name)s") % {"name": case.counsellor_name}


def by_counsellor(entry: Entry | Person, case: OpenCase) -> Text:
    """To the client what the counsellor told is marked as such; people and plans need no mark."""
    if not isinstance(entry, Episode):
        return ""
    return _("%(name)s wrote this") % {"name": case.counsellor_name}


def by(episode: Episode, case: OpenCase) -> str:
    """The counsellor's name where the client reads what the counsellor told; else empty."""
    return case.counsellor_name if is_counsellors(episode) and to_client(case) else ""


def whose(episode: Episode, case: OpenCase) -> str:
    """That the counsellor wrote it, as the reader would say it, where its words stand alone; what
    the client told goes without saying."""
    return str(readers(episode, case)) if is_counsellors(episode) else ""


def first_line(episode: Episode, case: OpenCase) -> str:
    """How an episode begins, or what stands instead, and whose words these are."""
    words = first_words(episode) or without_words(episode, case)
    return " · ".join(part for part in (words, whose(episode, case)) if part)


def told_twice(episode: Episode, case: OpenCase) -> str:
    """That there is another telling of the same moment, for its row."""
    return _("told by both") if episode.id in case.by_both else ""


def teller(episode: Episode, case: OpenCase) -> str:
    """The name of whoever told it."""
    return case.counsellor_name if is_counsellors(episode) else case.client_name


def whose_telling(episode: Episode, case: OpenCase) -> str:
    """Whose telling it is, for the line above it."""
    if is_mine(episode, case):
        return _("Your telling")
    return _("%(name)s’s telling") % {"name": other_name(case)}


def says_it_differently(episode: Episode, case: OpenCase) -> str:
    """That whoever told it says that the two saw it differently."""
    if is_mine(episode, case):
        return _("You say: we saw it differently.")
    return _("%(name)s says: we saw it differently.") % {"name": other_name(case)}


def for_counsellor(entry: Entry | Person) -> Text:
    """To the counsellor what the client shared goes without saying; one's own is marked."""
    if not is_counsellors(entry) or (isinstance(entry, Person) and is_the_counsellor(entry)):
        return ""
    return _("you wrote this") if entry.visibility == "shared" else _("your own note")


def other_name(case: OpenCase) -> str:
    """What the other person of the case is called."""
    return case.counsellor_name if to_client(case) else case.client_name
