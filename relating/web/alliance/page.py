"""A dip as pages say it: what the figures show, and what each of the two says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Dip
from relating.case.sentence import Number
from relating.engine.alliance import Alliance, AllianceDip
from relating.journal.queries import OpenCase
from relating.pictures.alliance_words import RETURNS, STATES
from relating.web.alliance.forms import LISTS, MENDED, RUPTURES
from relating.web.voice.names import other_name
from relating.web.voice.sentence import say
from relating.web.voice.sides import is_mine, to_client
from relating.web.voice.words import session_words

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says: each answer with its question, in words."""

    who: Text
    own: bool
    private: bool
    words: str
    answers: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One dip. `open` asks for a next step; `mine` says that the viewer has said something."""

    session: UUID
    number: int
    title: Text
    line: Text
    state: str
    open: bool
    said: tuple[Said, ...]
    mine: bool


def told(found: Alliance, case: OpenCase) -> tuple[Told, ...]:
    """The dips, those that are open first, the newest first."""
    made = [one(each, case) for each in reversed(found.dips)]
    return tuple(sorted(made, key=lambda each: not each.open))


def one(dip: AllianceDip, case: OpenCase) -> Told:
    """One dip for a page."""
    entries = {each.id: each for each in case.all(Dip)}
    said = [entries[each] for each in dip.said if each in entries]
    return Told(
        session=dip.session,
        number=dip.number,
        title=hour(dip, case),
        line=line(dip, case),
        state=say(STATES[dip.state]),
        open=dip.state == "open",
        said=tuple(side(each, case) for each in said),
        mine=any(is_mine(each, case) for each in said),
    )


def hour(dip: AllianceDip, case: OpenCase) -> Text:
    """Which hour it was, and when."""
    found = (each for each in case.sessions if each.id == dip.session)
    number = _("Session %(number)s") % {"number": dip.number}
    return next((session_words(each, case) for each in found), number)


def line(dip: AllianceDip, case: OpenCase) -> Text:
    """What the figures say, or that somebody named it."""
    if dip.fall is None:
        return _("Named by one of you.")
    fell = (
        _("Your pulse fell by %(depth)s; %(returned)s.")
        if to_client(case)
        else _("The pulse of %(name)s fell by %(depth)s; %(returned)s.")
    )
    return fell % {
        "name": case.client_name,
        "depth": say(Number(dip.fall.depth)),
        "returned": say(RETURNS[dip.fall.returned]),
    }


def side(dip: Dip, case: OpenCase) -> Said:
    """What one of the two says."""
    own = is_mine(dip, case)
    return Said(
        who=_("You") if own else other_name(case),
        own=own,
        private=dip.visibility == "private",
        words=dip.said,
        answers=tuple(answers(dip, case)),
    )


def answers(dip: Dip, case: OpenCase) -> Iterator[tuple[Text, Text]]:
    """The answers that were given, in words."""
    if dip.rupture is not None:
        asked = _("Was something wrong between us?") if to_client(case) else _("A rupture?")
        yield asked, RUPTURES[dip.rupture]
    for name, (words, label) in LISTS.items():
        codes = getattr(dip, name)
        if codes:
            yield label, " · ".join(labelled(codes, words, case))
    if dip.mended is not None:
        yield _("All right again?"), MENDED[dip.mended]


def labelled(codes: Iterable[str], words: str, case: OpenCase) -> Iterator[str]:
    """Codes of a list in words."""
    return (case.vocabulary.label(words, code) for code in codes)
