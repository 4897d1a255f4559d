"""A story, played: each of its entries goes through the form in which a person would write it.

What a form makes must be what the story says, or the demo is not built: nothing stands in it that
only the demo can show.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from msgspec.structs import fields, replace

from relating.case import (
    Agenda,
    Attempt,
    Card,
    Entry,
    Episode,
    Goal,
    Pattern,
    Person,
    Preferences,
    Session,
    Way,
)
from relating.case.fields import Author
from relating.case.file.case_file import CaseFile
from relating.journal import actions, queries
from relating.operate.demo import acts, of_beginning, of_ways
from relating.operate.demo.clock import standing_at
from relating.operate.demo.sent import Names, renamed
from relating.operate.demo.taken import Refused
from relating.people.gate import Viewer
from relating.people.models import Relation
from relating.web.page.choices import counsellor

BEFORE = timedelta(minutes=5)
A_MONTH = timedelta(days=30)
Writers = Mapping[Author, Viewer]


class Play(NamedTuple):
    """A case while its story is played: who writes, and what the forms made of the story's ids."""

    case_id: UUID
    writers: Writers
    names: Names


class Act(NamedTuple):
    """Something that is said in a story, and when."""

    at: datetime
    rank: int
    says: Entry | Person
    later: bool = False


def play(story: CaseFile, writers: Writers) -> Play:
    """Play a story in a case of its own.

    Raises:
        Refused: a form does not say what an entry says; its id stands first.
    """
    every = sorted(acts_of(story), key=lambda each: (each.at, each.rank))
    with standing_at(every[0].at - BEFORE):
        playing = opened(story, writers)
    for each in every:
        with standing_at(each.at):
            carry_out(playing, each)
    return playing


def acts_of(story: CaseFile) -> Iterator[Act]:
    """All that is said in a story, each thing as it is written and once more as it is added to."""
    for person in story.people:
        if person.recorded_at is not None:
            yield Act(person.recorded_at, 0, person)
    for each in story.entries:
        yield Act(each.recorded_at, 1 if isinstance(each, Session) else 2, each)
    written = {each.id: each.recorded_at for each in story.entries}
    both = [each.recorded_at for each in story.entries if is_of_back_then(each)]
    for said in (*story.entries, *story.people):
        at = added_at(said, written, max(both, default=None))
        if at is not None and at_first(said) != said:
            yield Act(at, 3, said, later=True)


def is_of_back_then(entry: Entry) -> bool:
    """Whether one of the two says that they look at back then."""
    return isinstance(entry, Preferences) and entry.back_then is not None


def added_at(
    said: Entry | Person, written: Mapping[UUID, datetime], back_then: datetime | None
) -> datetime | None:
    """When something is added: a check on a line in its hour; who was there when one was little,
    once the two look at back then; what was learned, once it is told what came; that two tellings
    are of one moment, once both are there; that both stand behind a card;
    that a goal is dropped."""
    at = None
    match said:
        case Agenda():
            at = said.done_at
        case Attempt() if said.telling is not None:
            at = written[said.telling] + BEFORE
        case Card():
            at = said.recorded_at + BEFORE
        case Person():
            at = back_then
        case Episode() if said.telling_of is not None:
            at = max(written[said.telling_of], said.recorded_at) + BEFORE
        case Goal() if said.dropped:
            at = said.recorded_at + A_MONTH
        case Way():
            at = said.working_since
    return at


ADDED: dict[type, dict[str, object]] = {
    Agenda: {"done_at": None},
    Attempt: {"telling": None, "learned": "", "would_say": "", "visibility": "private"},
    Person: {"attachment_figure": False},
    Episode: {"telling_of": None, "saw_differently": None},
    Goal: {"dropped": False},
}
"""What is added later, by the kind that it is said of, and how it stands before."""


def at_first(said: Entry | Person) -> Entry | Person:
    """What is said of something when it is written."""
    if isinstance(said, Way):
        return of_ways.at_first(said)
    if isinstance(said, Card):
        return replace(said, agreed=(said.author,))
    return replace(said, **ADDED.get(type(said), {}))


def opened(story: CaseFile, writers: Writers) -> Play:
    """The case, with whoever writes in it, what they agreed on and the client's words."""
    frame, ben = story.case, writers["counsellor"]
    case_id = actions.open_new_case(ben, frame.label, frame.started, token=frame.id)
    if client := writers.get("client"):
        Relation.objects.create(case_id=case_id, user_id=client.id, role="client")
    Relation.objects.filter(case_id=case_id).update(began=timezone.now())
    acts.agreed(ben, case_id, frame)
    of_beginning.own_words(ben, case_id, frame)
    there = counsellor(queries.open_around(ben, case_id).people.values())
    names = {each.id: there.id for each in story.people if there and each.role == "counsellor"}
    for word in story.vocabulary:
        made = acts.word(writers["client"], case_id, word)
        names[word.code] = made.code
    return Play(case_id, writers, names)


def carry_out(playing: Play, act: Act) -> None:
    """Say one thing of a story, and see that it was said."""
    wanted = renamed(act.says, playing.names)
    writer = playing.writers[act.says.author]
    try:
        made = said(playing, act, wanted, writer)
        require_same(made, wanted, act)
    except Refused as refused:
        raise Refused(f"{act.says.id}: {refused}") from None
    playing.names[str(act.says.id)] = str(made.id)


def said(playing: Play, act: Act, wanted: Entry | Person, writer: Viewer) -> Entry | Person:
    """What a form made of something in a story."""
    if act.later:
        return acts.LATER[type(wanted)](writer, playing.case_id, wanted)
    return acts.ACTS[type(wanted)](writer, playing.case_id, wanted)


def require_same(made: Entry | Person, wanted: Entry | Person, act: Act) -> None:
    """Ask that a form said all that a story says, and nothing else.

    Raises:
        Refused: it did not.
    """
    wanted = wanted if act.later else at_first(wanted)
    if isinstance(made, Pattern) and made.evidence is not None:
        made = replace(made, evidence=replace(made.evidence, expected=None))
    names = (each.name for each in fields(made) if each.name != "id")
    others = [name for name in names if getattr(made, name) != getattr(wanted, name)]
    if others:
        raise Refused(f"no form says this: {', '.join(others)}")
