"""Every sentence that the picture of the alliance says, and the questions that a dip asks.

English, in one place: the pure rooms do not know gettext.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from relating.case.fields import Author
from relating.engine.alliance import Alliance, AllianceDip, Point, State
from relating.engine.dips_found import FEWEST, Return, Rule

NOT_VALIDATED = "The pulse is not a validated instrument."
COULD_SAY = "could say what was hard to say"
NO_SCORE = "no score"
STATES: dict[State, str] = {
    "open": "open",
    "mended": "mended",
    "no_rupture": "no rupture",
}
RETURNS: dict[Return, str] = {
    "back": "it came back",
    "partly": "it came back in part",
    "open": "it has not come back",
    "ended_open": "the work ended before it came back",
}
RULES: dict[Rule, str] = {
    "xmr3": "well below the usual ups and downs",
    "xmr2": "below the usual ups and downs",
    "drop1sd": "a drop of one standard deviation from one session to the next (drop1sd)",
    "drop2sd": "a drop of two standard deviations from one session to the next (drop2sd)",
}


class Two(Struct, frozen=True):
    """Whose line is whose: a name, or `None` for the one who reads."""

    client: str | None
    counsellor: str | None

    def label(self, side: Author) -> str:
        """What a line is called in the legend and the table."""
        return (self.client if side == "client" else self.counsellor) or "you"

    def side(self, side: Author) -> str:
        """The line as the beginning of a sentence."""
        name = self.client if side == "client" else self.counsellor
        return "Your side" if name is None else f"{name}'s side"

    def pulse(self) -> str:
        """What the client gave, as the beginning of a sentence."""
        return "Your pulse" if self.client is None else f"{self.client}'s pulse"

    def other(self) -> str:
        """The counsellor's line, after the client's was named."""
        return "yours" if self.counsellor is None else f"{self.counsellor}'s"


def number(value: float) -> str:
    """
    >>> number(7.25), number(8.0)
    ('7.2', '8.0')
    """
    return f"{value:.1f}"


def title(found: Alliance, two: Two) -> str:
    """The sentence that the picture shows: the newest open dip, or the newest, or the range."""
    if found.dips:
        return _dip_title(found, (found.open or found.dips)[-1], two)
    given = (each.client.score for each in found.points if each.client is not None)
    scores = [score for score in given if score is not None]
    if not scores:
        return f"{two.side('client')} has no score yet."
    pulses = "1 pulse" if found.n == 1 else f"{found.n} pulses"
    low, high = number(min(scores)), number(max(scores))
    range_words = f"at {low}" if low == high else f"between {low} and {high}"
    none = "" if found.reason else "; no dip"
    return f"{two.side('client')}: {pulses}, {range_words}{none}."


def _dip_title(found: Alliance, dip: AllianceDip, two: Two) -> str:
    state = mark(dip)
    if dip.fall is None:
        return f"Session {dip.number} was named as a dip: {state}."
    fell = f"{two.pulse()} fell by {number(dip.fall.depth)} in session {dip.number}"
    return f"{fell}{_other_side(found, dip, two)}: {state}."


def _other_side(found: Alliance, dip: AllianceDip, two: Two) -> str:
    """Whether the other line fell too, by half as much at least; nothing where it is missing."""
    at = next(n for n, each in enumerate(found.points) if each.session == dip.session)
    before, then = (_counsellor(found.points[n]) for n in (at - 1, at))
    if dip.fall is None or at == 0 or before is None or then is None:
        return ""
    too = before - then >= dip.fall.depth / 2
    return f", {two.other()} fell too" if too else f", {two.other()} did not"


def _counsellor(point: Point) -> float | None:
    return None if point.counsellor is None else point.counsellor.score


def mark(dip: AllianceDip) -> str:
    """The word beside a ring."""
    word = STATES[dip.state]
    if dip.state == "mended" and dip.mended_number is not None:
        return f"{word}, session {dip.mended_number}"
    return word


def reading(found: Alliance, two: Two) -> tuple[str, ...]:
    """How to read it, what a dip is, and what it is not."""
    whose = f"{two.label('client')} and {two.label('counsellor')}"
    lines = f"The lines are the pulses of {whose}, 0 to 10; the tint between them is the gap."
    back = "This rule looks back over the line; it was no warning at the time."
    return (lines, _ring(found), *(() if found.live else (back,)), NOT_VALIDATED)


def _ring(found: Alliance) -> str:
    if found.reason is not None and not found.dips:
        return f"Too few to say yet: a dip is looked for once {FEWEST} sessions have a score."
    rule = f"A ring is a dip: {RULES[found.rule]}, or a session that the two of you named."
    return f"{rule} Whether it was a rupture, and whether it is mended, is for the two to say."


def not_yet() -> str:
    """Why there is no picture yet, and what would bring it."""
    return (
        "Not yet: no pulse has been sent so far. After a session each of the two answers five "
        f"short questions, and the lines begin here. {NOT_VALIDATED}"
    )


def point(found: Point, dip: AllianceDip | None, two: Two) -> str:
    """What a session's mark is called."""
    sides: tuple[Author, ...] = ("client", "counsellor")
    said = [f"{two.label(side)} {cell(found, side)}" for side in sides]
    dips = [] if dip is None else [f"dip, {mark(dip)}"]
    return ", ".join((f"session {found.number}", *said, *dips))


def cell(found: Point, side: Author) -> str:
    """A score, or that there is none."""
    given = found.client if side == "client" else found.counsellor
    return NO_SCORE if given is None or given.score is None else number(given.score)


def table(two: Two) -> tuple[str, tuple[str, ...]]:
    """The caption and the headings of the table."""
    head = ("Session", two.label("client"), two.label("counsellor"), "Gap", "Could say", "Dip")
    return f"The alliance, session by session. {NOT_VALIDATED}", head


def dip_cell(dip: AllianceDip) -> str:
    """A dip in the table: its depth, what the record says, and whether the scores came back.

    The word of the record comes first: scores alone mend nothing.
    """
    if dip.fall is None:
        return f"named by the two: {mark(dip)}"
    return f"fell by {number(dip.fall.depth)}: {mark(dip)}; {RETURNS[dip.fall.returned]}"


Whom = Literal["to_myself", "to_the_client"]
QUESTIONS: Mapping[Whom, tuple[str, ...]] = {
    "to_myself": (
        "What was happening between us just before?",
        "What of this may be mine: did I push, miss something, go quiet, change the frame?",
        "What did I feel pulled to do, and did I do it?",
        "What may it have been safer not to say to me?",
    ),
    "to_the_client": (
        "I have the feeling that something between us was not right last time. How was it for you?",
        "Was there a moment when I lost you?",
        "What would you have needed from me then?",
        "Is it all right to stay with this a little before we go on?",
    ),
}
"""A dip without a next step is half a help: questions to ask, for whoever wants one, no more."""
