"""Process notes as the page shows them: each note, and the strip of one's own reactions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from relating.case import Mark, Note, Pulse
from relating.journal.queries import OpenCase
from relating.web.alliance.page import labelled
from relating.web.page.parts import left_out_of
from relating.web.sessions.moments import session_of
from relating.web.voice.words import session_words


@dataclass(frozen=True, slots=True)
class Shown:
    """A note in the list."""

    id: UUID
    at: datetime
    hour: str
    text: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Reaction:
    """One line of the strip: when, and what it did to me. `url` leads to where it stands."""

    at: datetime
    hour: str
    pull: str
    feelings: str
    part: str
    url: str


def newest(found: Iterable[Note]) -> list[Note]:
    """Notes, newest first."""
    return sorted(found, key=lambda each: (each.recorded_at, each.id), reverse=True)


def shown(note: Note, case: OpenCase) -> Shown:
    """A note for the list."""
    return Shown(note.id, note.recorded_at, hour(note.session, case), note.text, note.mine)


def hour(session: UUID | None, case: OpenCase) -> str:
    """The hour that something is about, in words."""
    return next((session_words(each, case) for each in case.sessions if each.id == session), "")


def short(session: UUID | None, case: OpenCase) -> str:
    """The hour by its number alone, where it has one."""
    number = None if session is None else case.session_numbers.get(session)
    return _("Session %(number)s") % {"number": number} if number else hour(session, case)


def reactions(case: OpenCase) -> Iterator[Reaction]:
    """What my notes, my marks and my own pulses say of me."""
    for note in case.all(Note):
        if note.pull or note.feelings or note.counsellor_part:
            yield Reaction(
                at=note.recorded_at,
                hour=short(note.session, case),
                pull=" · ".join(labelled(note.pull or (), "pull", case)),
                feelings=" · ".join(labelled(note.feelings or (), "feeling", case)),
                part=" · ".join(labelled(note.counsellor_part or (), "counsellor_part", case)),
                url=reverse("note-edit", args=[note.id]),
            )
    for mark in case.all(Mark):
        if mark.pull and not mark.thrown_away:
            about = short(session_of(mark, case.sessions), case)
            pull = " · ".join(labelled((mark.pull,), "pull", case))
            yield Reaction(mark.at, about, pull, "", "", url_of(mark, case))
    for pulse in case.all(Pulse):
        if pulse.pull and pulse.session:
            pull = " · ".join(labelled(pulse.pull, "pull", case))
            name = "session" if "pulse" in left_out_of(case) else "pulse"
            url = reverse(name, args=[pulse.session])
            yield Reaction(pulse.recorded_at, short(pulse.session, case), pull, "", "", url)


def url_of(mark: Mark, case: OpenCase) -> str:
    """Where a mark stands: in what it became, or among those that wait."""
    if mark.became is not None:
        return reverse("episode", args=[mark.became])
    return reverse("after", args=[case.case_id])
