"""SIGKILL under load: what was acknowledged is there, once, and can be opened."""

import os
import sys
from collections.abc import Callable

from bench.clinic import Place
from bench.server import Server
from tests.faults.planted import planted
from tests.faults.rig import Verdict, judged, under_load

Practice = Callable[[], Place]


def faulty(place: Place, fault: str) -> Server:
    """A server with a fault in it."""
    return Server(place, planted(fault, place))


def tell(name: str, verdict: Verdict) -> None:
    """A line for whoever watches."""
    sys.stdout.write(
        f"\n{name}: {verdict.acknowledged} acknowledged, {len(verdict.lost)} lost, "
        f"{len(verdict.doubled)} doubled, {verdict.recognised} stored though unanswered and "
        f"recognised, {verdict.sent_again} sent again\n"
    )


def test_nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed(
    practice: Practice, short: bool
) -> None:
    kills = int(os.environ.get("RELATING_KILLS") or (3 if short else 10))
    wanted = kills * (50 if short else 200)
    run = under_load(Server(practice()), wanted, kills)
    verdict = judged(run)
    tell(f"{run.kills} kills", verdict)
    assert run.faults == []
    assert run.kills == kills
    assert verdict.acknowledged >= wanted
    assert (verdict.lost, verdict.doubled, verdict.half_done) == ([], [], [])
    assert verdict.integrity == {"default": "ok", "keys": "ok"}


def test_what_is_sent_again_because_the_answer_was_lost_is_recognised(
    practice: Practice, short: bool
) -> None:
    run = under_load(faulty(practice(), "losing-answers"), 30 if short else 200, 0)
    verdict = judged(run)
    tell("Every third answer lost", verdict)
    assert verdict.sent_again > 0
    assert (verdict.lost, verdict.doubled, verdict.half_done) == ([], [], [])


def test_the_rig_notices_a_server_that_answers_before_it_has_stored(
    practice: Practice, short: bool
) -> None:
    wanted, kills = (60, 2) if short else (300, 4)
    verdict = judged(under_load(faulty(practice(), "answering-before-commit"), wanted, kills))
    tell("Planted: answers before it has stored", verdict)
    assert verdict.lost != []


def test_the_rig_notices_a_server_that_does_not_recognise_what_it_has(
    practice: Practice,
) -> None:
    verdict = judged(under_load(faulty(practice(), "forgetting-ids"), 30, 0))
    tell("Planted: forgets ids", verdict)
    assert verdict.doubled != []
