"""The beginning as pages show it: each line, what the two put beside it, and who says yes to it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from relating.case import Agreement, Pulse
from relating.case.entries.agreement import LINES, agrees, is_whole, newest, words_at
from relating.journal.queries import OpenCase
from relating.people import invitations
from relating.web.beginning.lines import SENT, WORDINGS, Text, sent_in_words
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_clients, is_mine


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what they are called, and what they say to a line."""

    name: Text
    yes: bool
    words: Text


@dataclass(frozen=True, slots=True)
class Shown:
    """A line for a page. `own` is what the two put beside it."""

    key: str
    title: Text
    says: Text
    own: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """How it stands between the two, as a sentence; `whole` says that both said yes to all."""

    says: Text
    whole: bool
    since: datetime | None = None


def sides_of(case: OpenCase) -> tuple[Agreement | None, Agreement | None]:
    """What the client and the present counsellor say; a counsellor before did not say it for
    whoever came after."""
    every = case.all(Agreement)
    now = [each for each in every if is_clients(each) or by_present(each, case)]
    return newest(now, "client"), newest(now, "counsellor")


def by_present(said: Agreement, case: OpenCase) -> bool:
    """Whether it is the word of whoever is the counsellor now."""
    return case.rows[said.id].by_id == case.counsellor


def mine(case: OpenCase) -> Agreement | None:
    """What the viewer's side says."""
    return next((each for each in sides_of(case) if each and is_mine(each, case)), None)


def theirs(case: OpenCase) -> Agreement | None:
    """What the other of the two says."""
    return next((each for each in sides_of(case) if each and not is_mine(each, case)), None)


def said_whole(said: Agreement | None, case: OpenCase) -> bool:
    """Whether one side said yes to all of it."""
    return is_whole(said, case.frame.beginning)


def both_agreed(case: OpenCase) -> bool:
    """Whether both said yes to all of it."""
    return all(said_whole(each, case) for each in sides_of(case))


def waits_for_both(case: OpenCase) -> bool:
    """Whether the first pulse waits until both agreed. Where there are pulses they go on, and so
    they do where the client cannot sign in to say anything here."""
    if both_agreed(case) or case.all(Pulse):
        return False
    return invitations.has_client(case.case_id)


def asks(case: OpenCase) -> bool:
    """Whether the viewer's own yes to all of it is not there."""
    return not said_whole(mine(case), case)


def names(case: OpenCase) -> dict[str, str]:
    """What the two are called."""
    return {"client": case.client_name, "counsellor": case.counsellor_name}


def shown(case: OpenCase) -> list[Shown]:
    """Each line, with what either says to it."""
    client, counsellor = sides_of(case)
    frame = case.frame.beginning
    agreed = (agrees(client, frame), agrees(counsellor, frame))
    return [
        Shown(
            key=line,
            title=WORDINGS[line].title,
            says=str(WORDINGS[line].says) % names(case),
            own=words_at(line, frame),
            sides=tuple(
                Side(name, line in yes, _("yes") if line in yes else _("not yet"))
                for name, yes in zip(names(case).values(), agreed, strict=True)
            ),
        )
        for line in LINES
    ]


def sent_shown(case: OpenCase) -> Shown:
    """Whether somebody sent the client, as either says."""
    return Shown(
        key="sent",
        title=str(SENT.title) % names(case),
        says=str(SENT.says) % names(case),
        own="",
        sides=tuple(
            Side(
                name,
                said is not None and said.sent is not None,
                sent_in_words(said.sent if said else None) or _("not said yet"),
            )
            for name, said in zip(names(case).values(), sides_of(case), strict=True)
        ),
    )


def stands(case: OpenCase) -> Stands:
    """How it stands."""
    own, others = mine(case), theirs(case)
    name = {"name": other_name(case)}
    if own and others and both_agreed(case):
        since = max(own.recorded_at, others.recorded_at)
        return Stands(_("You both said yes to all of it"), whole=True, since=since)
    if said_whole(own, case):
        return Stands(_("You said yes to all of it; %(name)s has not") % name, whole=False)
    if said_whole(others, case):
        return Stands(_("%(name)s said yes to all of it; you have not") % name, whole=False)
    return Stands(_("You two have not both said yes to all of it"), whole=False)
