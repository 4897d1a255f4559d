"""What a phone said it kept is there, once, whatever broke meanwhile."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from bench.clinic import Place
from bench.server import Server
from tests.browser.conftest import do_without, executable
from tests.faults.phones import Run, Verdict, judged, under_faults
from tests.faults.planted import planted

Practice = Callable[[], Place]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    if executable() is None:
        do_without()
    with sync_playwright() as found:
        yield found


def tell(run: Run, verdict: Verdict) -> None:
    """A line for whoever watches."""
    what = ", ".join(f"{times} {name}" for name, times in run.done.items())
    sys.stdout.write(
        f"\nPhones: {len(run.every)} kept, {len(verdict.lost)} lost,"
        f" {len(verdict.doubled)} doubled, {len(verdict.out_of_order)} out of order,"
        f" {run.refused} refused for want of room; {what}\n"
    )


def test_nothing_that_a_phone_kept_is_lost_or_doubled(
    playwright: Playwright, practice: Practice, tmp_path: Path, short: bool
) -> None:
    place = practice()
    entries = int(os.environ.get("RELATING_LETTERS") or (40 if short else 1000))
    run = under_faults(playwright, Server(place), tmp_path, entries, 20 if short else 200)
    verdict = judged(run, place)
    tell(run, verdict)
    assert len(run.every) >= entries
    assert {"drop-outs", "servers killed", "browsers killed", "answers"} <= run.done.keys()
    assert (verdict.lost, verdict.doubled, verdict.waiting) == ([], [], 0)
    assert verdict.out_of_order == []


@pytest.mark.parametrize(
    ("fault", "what"), [("receiving-nothing", "lost"), ("forgetting-letters", "doubled")]
)
def test_the_rig_notices_a_server_that_does_not_keep_its_word(
    playwright: Playwright, practice: Practice, tmp_path: Path, fault: str, what: str
) -> None:
    place = practice()
    server = Server(place, planted(fault, place))
    verdict = judged(under_faults(playwright, server, tmp_path, 6, 6), place)
    assert getattr(verdict, what) != []
