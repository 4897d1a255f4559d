"""What the other of the two did lately, a line each: for the client's Today, the counsellor's desk.

Episodes are told by themselves, with their words.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.case import (
    Agenda,
    Answer,
    Beside,
    Book,
    BookPart,
    Card,
    Dip,
    Ending,
    Feedback,
    Goal,
    KeptChange,
    NewBetween,
    Option,
    Pattern,
    Plan,
    Pulse,
    Recognition,
    Review,
    Tie,
    Way,
    WorkWithMe,
)
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.web.beginning.page import said_whole, theirs
from relating.web.page.came_for import review_url
from relating.web.page.parts import left_out_of
from relating.web.practise.page import may_now
from relating.web.sessions.preferences import asks_for_back_then
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_mine, to_client, writes_as

TWO_WEEKS = timedelta(days=14)
Changed: TypeAlias = Collection[UUID]
"""The rows of the other's that changed lately, of those that the viewer may see."""


@dataclass(frozen=True, slots=True)
class News:
    """One line: that something is there, and where. Never what it says."""

    icon: str
    text: str
    url: str


Tell: TypeAlias = Callable[[OpenCase, Changed, datetime], Iterator[News]]


@dataclass(frozen=True, slots=True)
class Told:
    """How a kind is told of to each of the two; None where it is not."""

    client: Tell | None = None
    counsellor: Tell | None = None


def news(case: OpenCase, changed: Changed, now: datetime) -> tuple[News, ...]:
    """What is new for the viewer, kind after kind."""
    handed = handed_over(case, now) if to_client(case) else ()
    lost = lost_changes(case, now)
    tells = (told.client if to_client(case) else told.counsellor for told in TOLD.values())
    return (*lost, *handed, *(line for tell in tells if tell for line in tell(case, changed, now)))


def lost_changes(case: OpenCase, now: datetime) -> Iterator[News]:
    """For two weeks: that what was written last may be missing."""
    if queries.was_done(case.case_id, "lost", now - TWO_WEEKS):
        text = _("What was written last may be missing: an older copy was put back")
        yield News("eye", text, reverse("seen", args=[case.case_id]))


def handed_over(case: OpenCase, now: datetime) -> Iterator[News]:
    """For two weeks: that somebody else is the counsellor now."""
    if queries.was_done(case.case_id, "handed", now - TWO_WEEKS):
        text = _("%(name)s is your counsellor now") % {"name": case.counsellor_name}
        yield News("people", text, reverse("seen", args=[case.case_id]))
        if any(each.lines and each.visibility == "private" for each in case.all(WorkWithMe)):
            asks = _("May %(name)s read how to work with you?") % {"name": case.counsellor_name}
            yield News("note", asks, reverse("with-me", args=[case.case_id]))


def patterns(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """A pattern, for two weeks from when it was shared, until it was answered."""
    answered = {each.to for each in case.all(Answer) if is_mine(each, case)}
    found = {each.id for each in case.all(Pattern) if each.state != "not_this" and not each.retired}
    shared_at = queries.shared_at(case, found - answered)
    if any(now - at <= TWO_WEEKS for at in shared_at.values()):
        text = _("%(name)s shared a pattern with you") % {"name": case.counsellor_name}
        yield News("ways", text, reverse("ways", args=[case.case_id]))


def hours(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """What the two keep of the last hour that has words."""
    name = {"name": case.counsellor_name}
    for hour in case.sessions:
        if hour.id in changed and hour.state == "held" and hour.summary:
            text = _("%(name)s wrote down what you two keep of an hour") % name
            yield News("clock", text, reverse("session", args=[hour.id]))
            return


def agenda(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """A line that the counsellor would like to bring."""
    if any(each.id in changed and not is_mine(each, case) for each in case.all(Agenda)):
        text = _("%(name)s would like to bring something") % {"name": case.counsellor_name}
        yield News("list", text, reverse("agenda", args=[case.case_id]))


def answers(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """Each answer to feedback that is still there."""
    said = {each.id for each in case.all(Feedback)}
    for answer in case.all(Answer):
        if answer.id in changed and answer.to in said:
            text = _("%(name)s answered your feedback") % {"name": case.client_name}
            yield News("share", text, reverse("feedback-one", args=[answer.to]))


def recognitions(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """Each answer to a telling that is still there."""
    for answer in case.all(Recognition):
        if answer.id in changed and answer.telling in case.rows:
            text = _("%(name)s answered what you told") % {"name": case.client_name}
            yield News("share", text, reverse("episode", args=[answer.telling]))


def other_tellings(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """What the other of the two told of a moment that has a telling of hers, which is its row."""
    for told in (each for found in case.moments for each in found.others):
        if told.id in changed and told.id not in case.folded and not is_mine(told, case):
            text = _("%(name)s told of a moment that you told, too") % {"name": other_name(case)}
            yield News("share", text, reverse("episode", args=[told.id]))


def to_answer(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """The newest telling by the counsellor that waits for her answer; or folded."""
    answered = {each.telling for each in case.all(Recognition)}
    for told in case.episodes:
        if told.id in changed and told.id not in answered and not is_mine(told, case):
            name = {"name": case.counsellor_name}
            asks = _("%(name)s told something of you: was it so?") % name
            waits = _("%(name)s told something of back then. You need not open it.") % name
            text = waits if told.place == "past" else asks
            yield News("share", text, reverse("episode", args=[told.id]))
            return


def of_hers(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """What the counsellor told: beside a telling of hers, or alone."""
    yield from other_tellings(case, changed, now)
    yield from to_answer(case, changed, now)


def back_then(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That one of the two asked to look at back then, while the other has not said yes or no."""
    mine, theirs = (asks_for_back_then(case, mine=who) for who in (True, False))
    name = {"name": other_name(case)}
    url = reverse("back-then", args=[case.case_id])
    if theirs and not mine:
        yield News("clock", _("%(name)s asks whether you two look at back then") % name, url)
    elif mine and not theirs and not to_client(case):
        yield News("clock", _("You asked %(name)s to look at back then; it waits") % name, url)


def beginning(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """What the other of the two says to the beginning now."""
    said = theirs(case)
    if said is not None and said.id in changed:
        yes = _("%(name)s said yes to what you two agree on")
        not_all = _("%(name)s does not say yes to all that you two agree on")
        text = (yes if said_whole(said, case) else not_all) % {"name": other_name(case)}
        yield News("door", text, reverse("beginning", args=[case.case_id]))


def pulses(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That a pulse came."""
    if any(each.id in changed for each in case.all(Pulse)):
        text = _("%(name)s sent a pulse") % {"name": case.client_name}
        yield News("line", text, reverse("alliance", args=[case.case_id]))


def dips(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That something was said of a dip."""
    if any(each.id in changed for each in case.all(Dip)):
        text = _("%(name)s said something about a dip") % {"name": case.client_name}
        yield News("lamp", text, reverse("alliance", args=[case.case_id]))


def new_between(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That the other of the two says that something was new between them."""
    for told in case.all(NewBetween):
        if told.id in changed and told.session in case.rows and not is_mine(told, case):
            text = _("%(name)s says that something was new between you") % {
                "name": other_name(case)
            }
            yield News("people", text, reverse("session", args=[told.session]))


def kept_changes(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That she shares a sentence about what has changed."""
    kept = (each for each in case.all(KeptChange) if each.choice == "kept")
    if any(each.id in changed for each in kept) and "changed" not in left_out_of(case):
        text = _("%(name)s keeps a sentence about what has changed") % {"name": case.client_name}
        yield News("line", text, reverse("changed", args=[case.case_id]))


def with_me(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That she shares how to work with her."""
    if any(each.id in changed for each in case.all(WorkWithMe)):
        text = _("%(name)s wrote how you two work well together") % {"name": case.client_name}
        yield News("note", text, reverse("with-me", args=[case.case_id]))


def endings(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That the other of the two said something of the ending."""
    if any(each.id in changed and not is_mine(each, case) for each in case.all(Ending)):
        text = _("%(name)s said something about the ending") % {"name": other_name(case)}
        yield News("book", text, reverse("ending", args=[case.case_id]))


def books(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That her book may be read."""
    if any(each.id in changed for each in case.all(Book)):
        text = _("%(name)s lets you read their book") % {"name": case.client_name}
        yield News("book", text, reverse("book", args=[case.case_id]))


def book_parts(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That the other wrote something for the book, or sent a letter."""
    if any(each.id in changed and not is_mine(each, case) for each in case.all(BookPart)):
        text = _("%(name)s wrote to you, for the ending") % {"name": other_name(case)}
        yield News("book", text, reverse("ending", args=[case.case_id]))


def goals(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That she shares what she came for."""
    if any(each.id in changed for each in case.all(Goal)):
        text = _("%(name)s wrote what they came for") % {"name": case.client_name}
        yield News("goal", text, reverse("goals", args=[case.case_id]))


def reviews(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """Each day at whose review the other said something."""
    found = (each for each in case.all(Review) if each.id in changed and not is_mine(each, case))
    text = _("%(name)s wrote what was said at a review") % {"name": other_name(case)}
    for each in found:
        yield News("goal", text, review_url(case.case_id, each.on))


def cards(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """Each plan of which a card of the other's waits, while it may be practised."""
    own = writes_as(case)
    waits = [each for each in case.all(Card) if each.id in changed and own not in each.agreed]
    for plan in case.all(Plan):
        if any(each.plan == plan.id for each in waits) and not plan.dropped and may_now(case, plan):
            text = _("A card of %(name)s’s waits for you") % {"name": other_name(case)}
            yield News("seed", text, reverse("plan", args=[plan.id]))


def people(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """How many people are new, or changed."""
    count = sum(
        any(case.person_row(part.id) in changed for part in case.people.parts(each))
        for each in case.people
    )
    if count:
        text = ngettext("%(n)s person new or changed", "%(n)s people new or changed", count)
        yield News("people", text % {"n": count}, reverse("people", args=[case.case_id]))


def ties(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That people stand elsewhere, or something else changed with them."""
    if any(each.id in changed for each in case.all(Tie)):
        text = _("%(name)s changed something among the people") % {"name": case.client_name}
        yield News("people", text, reverse("people", args=[case.case_id]))


def plan(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """That the safety plan says something else."""
    if case.safety is not None and case.safety.id in changed:
        url = reverse("safety", args=[case.case_id])
        yield News("safe", _("The safety plan was changed"), url)


def ways(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """Each way of hers that changed."""
    for each in case.all(Way):
        if each.id in changed:
            text = _("%(name)s wrote about a way of theirs") % {"name": case.client_name}
            yield News("ways", text, reverse("way", args=[each.id]))


def options(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """What the other put to a way, as something to do instead: a line a way."""
    text = _("%(name)s wrote what could be done instead") % {"name": other_name(case)}
    yield from of_ways(case, case.all(Option), changed, text)


def beside(case: OpenCase, changed: Changed, now: datetime) -> Iterator[News]:
    """What the counsellor says of his own part in a way."""
    text = _("%(name)s wrote something beside a way of yours") % {"name": case.counsellor_name}
    yield from of_ways(case, case.all(Beside), changed, text)


def of_ways(
    case: OpenCase, found: Iterable[Option | Beside], changed: Changed, text: str
) -> Iterator[News]:
    """A line for each way to which the other put something."""
    ways = {each.id for each in case.all(Way)}
    theirs = (each for each in found if each.id in changed and not is_mine(each, case))
    for way in dict.fromkeys(each.way for each in theirs if each.way in ways):
        yield News("ways", text, reverse("way", args=[way]))


NOT_TOLD = Told()
TOLD: dict[str, Told] = {
    "agreement": Told(client=beginning, counsellor=beginning),
    "pattern": Told(client=patterns),
    "way": Told(counsellor=ways),
    "option": Told(client=options, counsellor=options),
    "beside": Told(client=beside),
    "session": Told(client=hours),
    # What the client would like to bring stands on Prepare.
    "agenda": Told(client=agenda),
    "answer": Told(counsellor=answers),
    "recognition": Told(counsellor=recognitions),
    "pulse": Told(counsellor=pulses),
    "dip": Told(counsellor=dips),
    "new_between": Told(client=new_between, counsellor=new_between),
    "kept_change": Told(counsellor=kept_changes),
    "work_with_me": Told(counsellor=with_me),
    "ending": Told(client=endings, counsellor=endings),
    "book": Told(counsellor=books),
    "book_part": Told(client=book_parts, counsellor=book_parts),
    "goal": Told(counsellor=goals),
    "review": Told(client=reviews, counsellor=reviews),
    "person": Told(counsellor=people),
    "tie": Told(counsellor=ties),
    "safety": Told(counsellor=plan),
    # These have a place of their own on the same page.
    "episode": Told(client=of_hers),
    "feedback": NOT_TOLD,
    "preferences": Told(client=back_then, counsellor=back_then),
    # What she tries stands on Prepare, and among plans and tries.
    **dict.fromkeys(("plan", "attempt"), NOT_TOLD),
    # What is changed once, together, is no news; nor is what stays on one side.
    "card": Told(client=cards, counsellor=cards),
    **dict.fromkeys(("frame", "word", "consent"), NOT_TOLD),
    **dict.fromkeys(("mark", "aside", "note", "supervision"), NOT_TOLD),
}
"""How each kind is told of, in the order in which its lines stand."""
