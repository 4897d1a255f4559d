"""What is worth bringing into the room, as the page before an hour says it.

Tentative, in the people's own words where there are any, and each with what it stands on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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
    CaseEntry,
    Consent,
    Dip,
    Ending,
    Episode,
    Feedback,
    Goal,
    KeptChange,
    Mark,
    NewBetween,
    Note,
    Option,
    Pattern,
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
    WorkWithMe,
)
from relating.engine.alliance import AllianceDip
from relating.engine.prepare import (
    Bring,
    BringDip,
    BringPromise,
    BringRhyme,
    Prepared,
    Promised,
)
from relating.engine.rhymes import Alike, Rhyme
from relating.journal.queries import OpenCase
from relating.web.pulse.forms import NOT_RIGHT
from relating.web.voice.names import first_words, when_of, whom
from relating.web.voice.sides import has_counsellor
from relating.web.voice.times import when
from relating.web.voice.ways import way_shown

Text = str | Promise
Known = Mapping[UUID, CaseEntry]
SLOTS: dict[str, tuple[Promise, str]] = {
    "other_did": (gettext_lazy("what the other did"), "other_did"),
    "i_did": (gettext_lazy("what %(name)s did"), "behaviour"),
    "feelings": (gettext_lazy("what %(name)s felt"), "feeling"),
}
POSITIONS: dict[str, Promise] = {
    "other_position": gettext_lazy("where the other stood on the circle"),
    "my_position": gettext_lazy("where %(name)s stood on the circle"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """Something that it stands on: where it is, and its words; episodes have a mark."""

    url: str
    words: Text
    place: str = ""
    way: str = "plain"


@dataclass(frozen=True, slots=True)
class Worth:
    """Something worth bringing: a sentence, people's own words, what is known, where it stands.

    `worth` and `about` say what is left for another day, when it is; `line` is what was not right,
    which the two can have come back to.
    """

    title: Text
    said: str
    lines: tuple[Text, ...]
    links: tuple[Link, ...]
    worth: str
    about: tuple[UUID, ...]
    line: UUID | None = None


def worths(found: Prepared, case: OpenCase, known: Known, now: datetime) -> list[Worth]:
    """What is worth bringing, in its order."""
    return [told(each, case, known, now) for each in found.bring]


def told(bring: Bring, case: OpenCase, known: Known, now: datetime) -> Worth:
    """One thing worth bringing."""
    match bring:
        case BringDip(dip=dip):
            title, said, lines, links = a_dip(dip, case, known)
        case BringRhyme(rhyme=rhyme):
            title, said, lines, links = a_rhyme(rhyme, case, known, now)
        case BringPromise():
            title, said, lines, links = a_promise(bring, case, known)
        case _:
            assert_never(bring)
    kept = tuple(each for each in links if each.url)
    asked = isinstance(bring, BringPromise) and bring.why == "asked_to_talk"
    line = bring.evidence[0] if asked else None
    return Worth(title, said, lines, kept, bring.worth, bring.evidence, line)


Parts = tuple[Text, str, tuple[Text, ...], tuple[Link, ...]]

FELL = gettext_lazy("%(name)s’s pulse fell in session %(number)s")


def a_dip(dip: AllianceDip, case: OpenCase, known: Known) -> Parts:
    """A dip that is open: the client's own words come before anything else."""
    name = case.client_name
    pulses = [each for id in dip.pulses if isinstance(each := known.get(id), Pulse)]
    said = next((each.not_right for each in pulses if each.session == dip.session), "")
    lines: list[Text] = []
    if len(pulses) > 1:
        lines.append(_("“I felt understood”: %(answers)s.") % {"answers": row(pulses)})
    if not has_counsellor(dip.rupture):
        lines.append(_("You have not come back to it yet."))
    lines.append(_("Listen and explore first."))
    given = {"name": name, "number": dip.number}
    title = _("%(name)s said that session %(number)s was not right") if said else FELL
    links = (
        Link(address("alliance", case.case_id), _("Look at the alliance")),
        Link(address("session", dip.session), _("That hour")),
    )
    return str(title) % given, said, tuple(lines), links


def row(pulses: list[Pulse]) -> str:
    """What was answered, one after the other; a skipped item is no zero."""
    given = (each.understood for each in pulses)
    return ", ".join(_("skipped") if each is None else str(each) for each in given)


def a_rhyme(rhyme: Rhyme, case: OpenCase, known: Known, now: datetime) -> Parts:
    """Something in life that has the shape of a moment in the room, or of a memory."""
    ids = (rhyme.life, rhyme.other)
    both = [each for id in ids if isinstance(each := known.get(id), Episode)]
    who = next((whom(each, case) for each in both if each.place == "life"), "")
    if rhyme.place == "room":
        title = _("With %(who)s, and with you") if who else _("Out there, and with you")
    else:
        title = _("With %(who)s, and back then") if who else _("Now, and back then")
    said = next(filter(None, (first_words(each) for each in both if each.place != "past")), "")
    alike = "; ".join(in_words(each, case) for each in rhyme.alike)
    lines = (_("Alike: %(what)s.") % {"what": alike}, _("It may mean nothing. You two will see."))
    links = tuple(to_episode(each, case, now) for each in both)
    return title % {"who": who} if who else title, said, lines, links


def in_words(alike: Alike, case: OpenCase) -> str:
    """One thing in which two episodes are alike."""
    name = {"name": case.client_name}
    if alike.slot in POSITIONS:
        return str(POSITIONS[alike.slot]) % name
    title, vocabulary_list = SLOTS[alike.slot]
    codes = (case.vocabulary.label(vocabulary_list, code) for code in alike.codes)
    return f"{str(title) % name} ({', '.join(codes)})"


def to_episode(episode: Episode, case: OpenCase, now: datetime) -> Link:
    """An episode as a link with its mark."""
    words = ", ".join(filter(None, (whom(episode, case), str(when_of(episode, case, now)))))
    place = reverse("episode", args=[episode.id])
    return Link(place, words, episode.place, way_shown(episode, case))


PROMISES: dict[Promised, Promise] = {
    "not_now": gettext_lazy("“Not now”, %(name)s said. It may be time to ask again"),
    "left_for_next_time": gettext_lazy("You two wanted to come back to this"),
    "on_my_list": gettext_lazy("You meant to bring this"),
    "review_due": gettext_lazy("A day to look at the work together has come"),
}


def a_promise(bring: BringPromise, case: OpenCase, known: Known) -> Parts:
    """Something that was to be come back to by now."""
    entry = known.get(bring.evidence[0]) if bring.evidence else None
    if isinstance(entry, Pulse):
        words, url = words_of(entry, known)
        asked = _("%(name)s asked to talk about it.") % {"name": case.client_name}
        return not_right(entry, case), words, (asked,), (Link(url, _("Where it stands")),)
    title = str(PROMISES[bring.why]) % {"name": case.client_name}
    if entry is None:
        link = Link(reverse("contract", args=[case.case_id]), _("What you two agreed"))
        return title, "", (), (link,)
    words, url = words_of(entry, known)
    return title, words, (), (Link(url, _("Where it stands")),)


def not_right(line: Pulse, case: OpenCase) -> str:
    """Which hour she said was not right, as her counsellor's caseload says it."""
    number = case.session_numbers.get(line.session) if line.session else None
    given = {"name": case.client_name, "number": number}
    if number is None:
        return _("%(name)s said that an hour was not right") % given
    return _("%(name)s said that session %(number)s was not right") % given


def words_of(entry: CaseEntry, known: Known) -> tuple[str, str]:  # noqa: C901, PLR0911, PLR0912
    """People's own words in an entry, and where they stand."""
    match entry:
        case Pulse():
            return entry.not_right, f"{address('pulse', entry.session)}#{NOT_RIGHT}"
        case Session():
            return entry.next_time, address("session", entry.id)
        case NewBetween():
            return entry.came or entry.braced, address("session", entry.session)
        case Agenda():
            return entry.words, ""
        case Feedback():
            return entry.saw or entry.response, address("feedback-one", entry.id)
        case Answer():
            return of_answer(entry, known)
        case Recognition():
            return entry.words, address("episode", entry.telling)
        case Pattern():
            return entry.statement, ""
        case Plan():
            return entry.say, address("plan", entry.id)
        case Attempt():
            return entry.learned, address("attempt", entry.id)
        case Way():
            return entry.words, address("way", entry.id)
        case Option():
            return entry.words, address("option", entry.id)
        case Beside():
            return entry.my_part, address("way", entry.way)
        case Goal():
            return entry.words, address("goal", entry.id)
        case KeptChange() | Ending() | BookPart() | Review():
            return entry.words, ""
        case Episode() | Safety() | Mark() | Dip() | Aside() | Note() | Preferences():
            return "", ""
        case Consent() | Supervision() | Tie() | Card() | Agreement() | WorkWithMe() | Book():
            return "", ""
        case _:
            assert_never(entry)


def of_answer(answer: Answer, known: Known) -> tuple[str, str]:
    """What was answered, or what it was an answer to."""
    about = known.get(answer.to) if answer.to else None
    words, url = words_of(about, known) if about is not None else ("", "")
    return answer.words or words, url


def address(name: str, of: UUID | None) -> str:
    """Where a page is; empty where there is nothing to show."""
    return "" if of is None else reverse(name, args=[of])


def held(found: Prepared) -> Text:
    """Why something waits while a dip is open; empty where nothing does."""
    if found.held is None:
        return ""
    says = _("While a dip is open, listening and exploring come first.")
    waits = len(found.held.patterns) + found.held.rhymes
    if not waits:
        return says
    more = ngettext(
        "%(n)s link to a pattern rests until you two have talked.",
        "%(n)s links to patterns rest until you two have talked.",
        waits,
    )
    return " ".join((says, more % {"n": waits}))


def since(found: Prepared, now: datetime) -> Text:
    """From when on something is new."""
    if found.since is None:
        return _("So far")
    return _("Since you last met, %(when)s") % {"when": when(found.since, now)}
