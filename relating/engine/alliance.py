"""The alliance: both people's pulses session by session, the gap, and the dips.

Dips are found on the client's line by a named rule (see `falls`), or named by the two people.
Whether a dip was a rupture, and whether it is mended, is theirs to say and never the rule's.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from relating.case.entries.dip import Dip, IsRupture
from relating.case.entries.pulse import Pulse
from relating.case.entries.session import Session
from relating.case.fields import Author
from relating.engine.dips_found import FEWEST, LIVE, Fall, How, Rule, falls
from relating.engine.numbers import numbers
from relating.engine.pulse import all_full, hard_to_say, same_again, score

Reason = Literal["no_pulse", "too_few"]
State = Literal["open", "mended", "no_rupture"]


class Side(Struct, frozen=True):
    """One side's pulse: the score and `could_say`, each 0 to 10 or `None`, and where it is from."""

    pulse: UUID
    score: float | None
    could_say: int | None


class Point(Struct, frozen=True):
    """One session and what each side said of it; `number` is its number among the sessions."""

    session: UUID
    number: int
    at: datetime
    client: Side | None
    counsellor: Side | None

    @property
    def gap(self) -> float | None:
        """The client's score less the counsellor's; `None` unless both are there."""
        mine, theirs = _score(self.client), _score(self.counsellor)
        return None if mine is None or theirs is None else mine - theirs


class AllianceDip(Struct, frozen=True):
    """A dip: where, what the figures say (`fall`, `None` when only people named it), what they say.

    `state` is what the record says. `rupture` is each side's word, `said` the entries it stands in,
    `mended_session` the hour that was named. `pulses` are those just before and in the dip.
    """

    session: UUID
    number: int
    fall: Fall | None
    state: State
    rupture: Mapping[Author, IsRupture]
    mended_session: UUID | None
    mended_number: int | None
    said: tuple[UUID, ...]
    pulses: tuple[UUID, ...]


class Alliance(Struct, frozen=True):
    """The lines and the dips; `n` sessions have a score of the client's.

    `reason` says why no rule could speak; what people named stands among the dips all the same.
    `live` is false for the rules that look back: they are no warning. `all_full` are the newest
    pulses in a row that hold nothing but tens; `hard_to_say` those in which only that is low, and
    `same_again` those that answer the same without a word: of pulses that were sent alone.
    """

    points: tuple[Point, ...]
    dips: tuple[AllianceDip, ...]
    rule: Rule
    n: int
    reason: Reason | None
    all_full: tuple[UUID, ...]
    hard_to_say: tuple[UUID, ...]
    same_again: tuple[UUID, ...]

    @property
    def live(self) -> bool:
        return self.rule == LIVE

    @property
    def open(self) -> tuple[AllianceDip, ...]:
        """The dips that wait for the two people, oldest first."""
        return tuple(dip for dip in self.dips if dip.state == "open")


def alliance(
    pulses: Iterable[Pulse],
    sessions: Iterable[Session],
    said: Iterable[Dip] = (),
    how: How | None = None,
    *,
    ended: bool = False,
) -> Alliance:
    """The alliance from the pulses and words that the reader may see.

    `ended` says that the work is over. A pulse of no session among `sessions` is left out.
    """
    how, told = how or How(), tuple(pulses)
    hours = tuple(sessions)
    points = _points(told, hours)
    sent = _sent(told, hours, points)
    scored = [point for point in points if _score(point.client) is not None]
    found = _fallen(scored, how, ended=ended)
    words = _by_dip(said, found, scored)
    dips = _both(found, words)
    return Alliance(
        points=points,
        dips=tuple(
            _dip(points, scored, point, dips[point.session], words)
            for point in points
            if point.session in dips
        ),
        rule=how.rule,
        n=len(scored),
        reason=_reason(len(scored), how),
        all_full=all_full(_of_client(points, told)),
        hard_to_say=hard_to_say(sent),
        same_again=same_again(sent),
    )


def state(said: Iterable[Dip]) -> State:
    """What the record says of one dip.

    Mended when one side says so and neither says otherwise; no rupture only when both say that it
    was none; else open. Silence mends nothing.
    """
    words = tuple(said)
    mended = {each.mended for each in words if each.mended is not None}
    if mended == {"yes"}:
        return "mended"
    sides = {each.author for each in words if each.rupture == "no"}
    otherwise = any(each.rupture in {"yes", "not_sure"} for each in words) or mended
    return "no_rupture" if len(sides) > 1 and not otherwise else "open"


def _points(pulses: Sequence[Pulse], sessions: Iterable[Session]) -> tuple[Point, ...]:
    """The sessions that were held or have a pulse, in their order."""
    sides, sessions = _sides(pulses), tuple(sessions)
    number = numbers(sessions)
    with_pulse = {session for session, _ in sides}
    hours = sorted(
        (each for each in sessions if each.state == "held" or each.id in with_pulse),
        key=lambda each: (each.at, each.id),
    )
    return tuple(
        Point(
            session=each.id,
            number=number.get(each.id, ordinal),
            at=each.at,
            client=sides.get((each.id, "client")),
            counsellor=sides.get((each.id, "counsellor")),
        )
        for ordinal, each in enumerate(hours, start=1)
    )


def _sides(pulses: Iterable[Pulse]) -> dict[tuple[UUID, Author], Side]:
    """Each side's newest pulse of each session."""
    ordered = sorted(pulses, key=lambda each: (each.recorded_at, each.id))
    return {
        (each.session, each.author): Side(each.id, score(each), each.could_say)
        for each in ordered
        if each.session is not None
    }


def _score(side: Side | None) -> float | None:
    return None if side is None else side.score


def _of_client(points: Iterable[Point], pulses: Iterable[Pulse]) -> list[Pulse]:
    """The client's pulses in the order of the sessions."""
    by_id = {each.id: each for each in pulses}
    return [by_id[point.client.pulse] for point in points if point.client is not None]


def _sent(
    pulses: Sequence[Pulse], sessions: Iterable[Session], points: Iterable[Point]
) -> list[Pulse]:
    """The client's pulses that were sent, in the order of the sessions: one that is sealed is as
    one that is not there. The points are those of all pulses."""
    shared = [each for each in pulses if each.visibility == "shared"]
    of_these = points if len(shared) == len(pulses) else _points(shared, sessions)
    return _of_client(of_these, shared)


def _reason(n: int, how: How) -> Reason | None:
    """A control chart judges the fifth score by four others; a drop needs four in all."""
    if n == 0:
        return "no_pulse"
    return "too_few" if n < FEWEST + (how.rule in {"xmr3", "xmr2"}) else None


def _fallen(scored: Sequence[Point], how: How, *, ended: bool) -> dict[UUID, Fall]:
    """The falls on the client's line, by the session where they began."""
    scores = [found for point in scored if (found := _score(point.client)) is not None]
    return {scored[fall.start].session: fall for fall in falls(scores, how, ended=ended)}


def _by_dip(
    said: Iterable[Dip], found: Mapping[UUID, Fall], scored: Sequence[Point]
) -> dict[UUID, list[Dip]]:
    """What people said, by the session where the dip began that it belongs to."""
    begins = {
        scored[index].session: session
        for session, fall in found.items()
        for index in range(fall.start, fall.last + 1)
    }
    words: dict[UUID, list[Dip]] = {}
    for each in sorted(said, key=lambda each: (each.recorded_at, each.id)):
        if each.session is not None:
            words.setdefault(begins.get(each.session, each.session), []).append(each)
    return words


def _both(
    found: Mapping[UUID, Fall], words: Mapping[UUID, Sequence[Dip]]
) -> dict[UUID, Fall | None]:
    """The dips that the figures show, and those that only people named, by session."""
    named = (session for session, said in words.items() if any(_names(each) for each in said))
    return {**dict.fromkeys(named), **found}


def _names(said: Dip) -> bool:
    return said.rupture in {"yes", "not_sure"} or said.mended is not None


def _dip(
    points: Sequence[Point],
    scored: Sequence[Point],
    point: Point,
    fall: Fall | None,
    words: Mapping[UUID, Sequence[Dip]],
) -> AllianceDip:
    said = words.get(point.session, ())
    numbers = {point.session: point.number for point in points}
    mended = next((each.mended_session for each in reversed(said) if each.mended_session), None)
    found = state(said)
    return AllianceDip(
        session=point.session,
        number=point.number,
        fall=fall,
        state=found,
        rupture={each.author: each.rupture for each in said if each.rupture is not None},
        mended_session=mended if found == "mended" else None,
        mended_number=numbers.get(mended) if mended and found == "mended" else None,
        said=tuple(each.id for each in said),
        pulses=_pulses(scored, point, fall),
    )


def _pulses(scored: Sequence[Point], point: Point, fall: Fall | None) -> tuple[UUID, ...]:
    """The client's pulses just before and in a fall, or of the hour that people named."""
    shown = [point] if fall is None else scored[fall.start - 1 : fall.last + 1]
    return tuple(each.client.pulse for each in shown if each.client is not None)
