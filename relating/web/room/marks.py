"""Marks of the Room: taking them in exactly once, and what becomes of them after the hour."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec
from django.urls import reverse
from django.utils import timezone

from relating.case import Mark, Vocabulary
from relating.journal.queries import OpenCase
from relating.people.gate import Hidden
from relating.web.page.dates import sane
from relating.web.sessions.moments import session_at, session_of

ACTS = {
    "withdrew": ("behaviour", "withdrawing"),
    "agreed": ("behaviour", "giving_in"),
    "joked": ("behaviour", "joking"),
    "explained": ("rupture_mark", "went_abstract"),
    "looked_after_me": ("behaviour", "caretaking"),
    "confronted": ("rupture_mark", "pushed_back"),
    "opened_up": ("behaviour", "say_feeling"),
    "tried_new": ("something_new", "yes"),
}
"""What was tapped in the hour, and the word for it in a telling: an act that can be seen, or what
was noticed between the two."""
MOST = 500
"""So many marks a device may bring at once."""


class Sent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mark as a device sends it. Sent again with more in it, it is the same mark."""

    id: UUID
    at: datetime
    client_move: str | None = None
    pull: str | None = None
    thrown_away: bool = False


_DECODER = msgspec.json.Decoder(list[Sent])


def sent(text: str) -> list[Sent]:
    """What a device sent.

    Raises:
        ValueError: it is something else, or too much.
    """
    try:
        found = _DECODER.decode(text)
    except msgspec.MsgspecError:
        raise ValueError("these are no marks") from None
    if len(found) > MOST or any(each.at.tzinfo is None for each in found):
        raise ValueError("these are no marks")
    return found


def mark_of(given: Sent, case: OpenCase, now: datetime) -> Mark:
    """A mark of this case; a word that is not in its lists is left out."""
    at = sane(given.at, now)
    return Mark(
        id=id_of(given, case),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        at=at,
        session=session_at(case.sessions, at),
        client_move=known(case, "client_move", given.client_move),
        pull=known(case, "pull", given.pull),
        thrown_away=given.thrown_away,
    )


def id_of(given: Sent, case: OpenCase) -> UUID:
    """The id of a mark: a device names one of this page by its id, and its own by a token."""
    on_the_page = any(each.id == given.id for each in case.all(Mark))
    return given.id if on_the_page else case.ids.of_token(given.id)


def known(case: OpenCase, name: str, code: str | None) -> str | None:
    """A code of a list of this case, or none."""
    return code if code and case.vocabulary.term(name, code) is not None else None


def waiting(case: OpenCase) -> list[Mark]:
    """The marks that somebody still has to say something about, oldest first."""
    return in_order(each for each in case.all(Mark) if each.waits)


def in_order(found: Iterable[Mark]) -> list[Mark]:
    """Marks as they were made, one after the other; those of one minute too."""
    return sorted(found, key=lambda each: (each.at, each.recorded_at, each.id))


def onward(case: OpenCase, mark: Mark | None) -> str:
    """Where the marks are that still wait beside this one; nothing where it was the last."""
    if mark is None or all(each.id == mark.id for each in waiting(case)):
        return ""
    return reverse("after", args=[case.case_id])


def in_words(mark: Mark, case: OpenCase) -> tuple[str, str]:
    """What the client did, and what the counsellor was drawn to; empty where it was not said."""
    words = case.vocabulary
    move = words.label("client_move", mark.client_move) if mark.client_move else ""
    return move, words.label("pull", mark.pull) if mark.pull else ""


def of_hour(case: OpenCase, begins: datetime, until: datetime) -> list[Mark]:
    """The marks of one hour that were not thrown away, oldest first."""
    found = (each for each in case.all(Mark) if begins <= each.at <= until)
    return in_order(each for each in found if not each.thrown_away)


def of_telling(case: OpenCase, telling: UUID) -> Mark | None:
    """The mark that became a telling, for its counsellor."""
    return next((each for each in case.all(Mark) if each.became == telling), None)


def asked_for(case: OpenCase, text: str) -> Mark:
    """The mark with this id, for its counsellor.

    Raises:
        Hidden: there is none in this case for the viewer.
    """
    found = next((each for each in case.all(Mark) if str(each.id) == text), None)
    if found is None:
        raise Hidden
    return found


def begun(mark: Mark, case: OpenCase) -> dict[str, object]:
    """What stands in *Something happened* when it is told from a mark."""
    session = session_of(mark, case.sessions)
    local = timezone.localtime(mark.at)
    return {
        "place": "room",
        "session": str(session or ""),
        "moment": mark.at.isoformat(),
        "date": local.date(),
        "time": local.time().replace(second=0, microsecond=0),
        **act_of(mark, case.vocabulary),
    }


def act_of(mark: Mark, vocabulary: Vocabulary) -> dict[str, object]:
    """What the client did, in the field in which a telling says it; nothing where the lists of a
    telling have no word for it."""
    name, code = ACTS.get(mark.client_move or "", ("", ""))
    if name == "something_new":
        return {name: code}
    if name == "rupture_mark" and vocabulary.term(name, code):
        return {"rupture_marks": [code]}
    did = vocabulary.behaviour(code) if name == "behaviour" else None
    return {"new_ways" if did.stance == "new" else "old_ways": [code]} if did else {}
