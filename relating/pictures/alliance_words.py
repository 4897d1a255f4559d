"""Every sentence that the picture of the alliance says, and the questions that a dip asks."""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from relating.case.fields import Author
from relating.case.sentence import Number, Said, Sentence, in_sense, of_number, sentence
from relating.engine.alliance import Alliance, AllianceDip, Point, State
from relating.engine.dips_found import FEWEST, Return, Rule
from relating.pictures.drawing import Headings

NOT_VALIDATED = sentence("The pulse is not a validated instrument.")
COULD_SAY = sentence("could say what was hard to say")
NO_SCORE = sentence("no score")
STATES: dict[State, Sentence] = {
    "open": in_sense("a dip", "open"),
    "mended": in_sense("a dip", "mended"),
    "no_rupture": in_sense("a dip", "no rupture"),
}
RETURNS: dict[Return, Sentence] = {
    "back": sentence("it was back up later"),
    "partly": sentence("it rose again in part"),
    "open": sentence("it has not risen again"),
    "ended_open": sentence("the work ended before it rose again"),
}
RULES: dict[Rule, Sentence] = {
    "xmr3": sentence("well below the usual ups and downs"),
    "xmr2": sentence("below the usual ups and downs"),
    "drop1sd": sentence("a drop of one standard deviation from one session to the next"),
    "drop2sd": sentence("a drop of two standard deviations from one session to the next"),
}


class Two(Struct, frozen=True):
    """Whose line is whose: a name, or `None` for the one who reads."""

    client: str | None
    counsellor: str | None

    def label(self, side: Author) -> Said:
        """What a line is called in the legend and the table."""
        name = self.client if side == "client" else self.counsellor
        return sentence("you") if name is None else name

    def side(self) -> Sentence:
        """The client's line as the beginning of a sentence."""
        if self.client is None:
            return sentence("Your side")
        return sentence("%(name)s’s side", name=self.client)

    def pulse(self, side: Author = "client") -> Sentence:
        """What one of the two gave, as the beginning of a sentence."""
        name = self.client if side == "client" else self.counsellor
        if name is None:
            return sentence("Your pulse")
        return sentence("%(name)s’s pulse", name=name)

    def other(self) -> Sentence:
        """The counsellor's line, after the client's was named."""
        if self.counsellor is None:
            return in_sense("the pulse", "yours")
        return in_sense("the pulse", "%(name)s’s", name=self.counsellor)


def title(found: Alliance, two: Two) -> Sentence:
    """The sentence that the picture shows: the newest open dip, or the newest, or the range."""
    if found.dips:
        return _dip_title(found, (found.open or found.dips)[-1], two)
    given = (each.client.score for each in found.points if each.client is not None)
    scores = [score for score in given if score is not None]
    if not scores:
        return sentence("%(side)s has no score yet.", side=two.side())
    return _range(found, two, Number(min(scores)), Number(max(scores)))


def _range(found: Alliance, two: Two, low: Number, high: Number) -> Sentence:
    pulses = of_number("%(n)s pulse", "%(n)s pulses", found.n)
    given: dict[str, Said] = {"side": two.side(), "pulses": pulses, "low": low, "high": high}
    match str(low) == str(high), found.reason is None:
        case True, True:
            return sentence("%(side)s: %(pulses)s, at %(low)s; no dip.", **given)
        case True, _:
            return sentence("%(side)s: %(pulses)s, at %(low)s.", **given)
        case _, True:
            return sentence("%(side)s: %(pulses)s, between %(low)s and %(high)s; no dip.", **given)
        case _:
            return sentence("%(side)s: %(pulses)s, between %(low)s and %(high)s.", **given)


def _dip_title(found: Alliance, dip: AllianceDip, two: Two) -> Sentence:
    given: dict[str, Said] = {"number": dip.number, "state": mark(dip), "pulse": two.pulse()}
    if dip.fall is None:
        return sentence("Session %(number)s was named as a dip: %(state)s.", **given)
    given |= {"depth": Number(dip.fall.depth), "other": two.other()}
    match _fell_too(found, dip, dip.fall.depth):
        case None:
            return sentence(
                "%(pulse)s fell by %(depth)s in session %(number)s: %(state)s.", **given
            )
        case True:
            return sentence(
                "%(pulse)s fell by %(depth)s in session %(number)s, %(other)s fell too: %(state)s.",
                **given,
            )
        case False:
            return sentence(
                "%(pulse)s fell by %(depth)s in session %(number)s, %(other)s did not: %(state)s.",
                **given,
            )


def _fell_too(found: Alliance, dip: AllianceDip, depth: float) -> bool | None:
    """Whether the other line fell by half as much at least; `None` where it is missing."""
    at = next(n for n, each in enumerate(found.points) if each.session == dip.session)
    before, then = (_counsellor(found.points[n]) for n in (at - 1, at))
    if at == 0 or before is None or then is None:
        return None
    return before - then >= depth / 2


def _counsellor(point: Point) -> float | None:
    return None if point.counsellor is None else point.counsellor.score


def mark(dip: AllianceDip) -> Sentence:
    """The word beside a ring."""
    if dip.state == "mended" and dip.mended_number is not None:
        return sentence("mended, session %(number)s", number=dip.mended_number)
    return STATES[dip.state]


def legend(state: State) -> Sentence:
    """What a ring of this colour means."""
    return sentence("dip, %(state)s", state=STATES[state])


def reading(found: Alliance, two: Two, drawn: int) -> Iterator[Sentence]:
    """How to read it, how many of the sessions are drawn, what a dip is, and what it is not."""
    yield _lines(found, two)
    if drawn < len(found.points):
        yield sentence(
            "The newest %(drawn)s of %(n)s sessions are drawn.", drawn=drawn, n=len(found.points)
        )
    yield _ring(found)
    if not found.live:
        yield sentence("This rule looks back over the line; it was no warning at the time.")
    yield NOT_VALIDATED


def _lines(found: Alliance, two: Two) -> Sentence:
    """What the lines are that are drawn."""
    if all(_counsellor(each) is None for each in found.points):
        return sentence("%(pulse)s as a line, 0 to 10.", pulse=two.pulse())
    if all(each.client is None or each.client.score is None for each in found.points):
        return sentence("%(pulse)s as a line, 0 to 10.", pulse=two.pulse("counsellor"))
    both = {"client": two.label("client"), "counsellor": two.label("counsellor")}
    if all(each.gap is None for each in found.points):
        return sentence(
            "The lines are the pulses of %(client)s and %(counsellor)s, 0 to 10.", **both
        )
    return sentence(
        "The lines are the pulses of %(client)s and %(counsellor)s, 0 to 10; the tint between "
        "them is the gap.",
        **both,
    )


def _ring(found: Alliance) -> Sentence:
    if found.reason is not None and not found.dips:
        return sentence(
            "Too few to say yet: a dip is looked for once %(fewest)s sessions have a score.",
            fewest=FEWEST,
        )
    return sentence(
        "A ring is a dip: %(rule)s, or a session that the two of you named. Whether it was a "
        "rupture, and whether it is mended, is for the two to say.",
        rule=RULES[found.rule],
    )


NOT_YET = (
    sentence(
        "Not yet: no pulse has been sent so far. After a session each of the two answers five "
        "short questions, and the lines begin here."
    ),
    NOT_VALIDATED,
)
"""Why there is no picture yet, and what would bring it."""


def point(found: Point, dip: AllianceDip | None, two: Two) -> Sentence:
    """What a session's mark is called."""
    given: dict[str, Said] = {
        "number": found.number,
        "client": two.label("client"),
        "mine": cell(found, "client"),
        "counsellor": two.label("counsellor"),
        "theirs": cell(found, "counsellor"),
    }
    if dip is None:
        return sentence(
            "session %(number)s, %(client)s %(mine)s, %(counsellor)s %(theirs)s", **given
        )
    return sentence(
        "session %(number)s, %(client)s %(mine)s, %(counsellor)s %(theirs)s, dip, %(state)s",
        state=mark(dip),
        **given,
    )


def session(found: Point) -> Sentence:
    """Which session it was, below the picture."""
    return sentence("session %(number)s", number=found.number)


def cell(found: Point, side: Author) -> Said:
    """A score, or that there is none."""
    given = found.client if side == "client" else found.counsellor
    return NO_SCORE if given is None or given.score is None else Number(given.score)


def table(two: Two) -> Headings:
    """The caption and the headings of the table."""
    caption = sentence("The alliance, session by session.")
    return caption, (
        *(sentence("Session"), two.label("client"), two.label("counsellor")),
        *(sentence("Gap"), sentence("Could say"), sentence("Dip")),
    )


def dip_cell(dip: AllianceDip) -> Sentence:
    """A dip in the table: its depth, what the record says, and whether the scores came back.

    The word of the record comes first: scores alone mend nothing.
    """
    if dip.fall is None:
        return sentence("named by the two: %(state)s", state=mark(dip))
    return sentence(
        "fell by %(depth)s: %(state)s; %(returned)s",
        depth=Number(dip.fall.depth),
        state=mark(dip),
        returned=RETURNS[dip.fall.returned],
    )


Whom = Literal["to_myself", "to_the_client"]
QUESTIONS: Mapping[Whom, tuple[Sentence, ...]] = {
    "to_myself": (
        sentence("What was happening between us just before?"),
        sentence(
            "What of this may be mine: did I push, miss something, go quiet, change the frame?"
        ),
        sentence("What did I feel pulled to do, and did I do it?"),
        sentence("What may it have been safer not to say to me?"),
    ),
    "to_the_client": (
        sentence(
            "I have the feeling that something between us was not right last time. How was it "
            "for you?"
        ),
        sentence("Was there a moment when I lost you?"),
        sentence("What would you have needed from me then?"),
        sentence("Is it all right to stay with this a little before we go on?"),
    ),
}
"""A dip without a next step is half a help: questions to ask, for whoever wants one, no more."""
