"""SIGKILL while everything is done that can be done: sharing, deleting, erasing, lending, cases."""

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from bench.clinic import Place, environment
from tests.faults.facts import Expected, Fact, broken, fact
from tests.faults.image import in_an_image, keys_of
from tests.faults.within import within

Practice = Callable[[], Place]
OF_NOTHING = "key is of nothing that is kept here"
"""What a kill leaves between the keys of a case and the case: nothing can be lost with it."""


@dataclass
class Run:
    """What was said of a practice, kill after kill, and what was found not to hold."""

    place: Place
    told: Expected = field(default_factory=Expected)
    coming: Fact | None = None
    acts: int = 0
    kills: int = 0
    lost: list[str] = field(default_factory=list)
    shut: int = 0


def hear(run: Run, line: str) -> None:
    """Take in what was said: before an act, or after it."""
    said = fact(line[2:])
    if line[0] == "?":
        run.coming = said
        return
    run.told[said.key], run.acts = said.state, run.acts + 1
    run.coming = None


def act_and_kill(run: Run, how: str, chance: random.Random) -> None:
    """Let somebody act for a while, and kill them."""
    call = [sys.executable, "-m", "tests.faults.acting", run.place.folder, how]
    enough = run.acts + chance.randrange(1, 80)
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=environment()) as process:
        assert process.stdout is not None
        for line in process.stdout:
            hear(run, line)
            if run.acts >= enough and process.poll() is None:
                time.sleep(chance.uniform(0, 0.02))
                process.kill()
    assert process.returncode == -9
    run.kills += 1


def look(run: Run) -> None:
    """Open everything, and compare it with what was said."""
    keys = keys_of(run.place)
    with closing(sqlite3.connect(run.place.database)) as connection:
        run.lost += broken(connection, keys, run.told, run.coming)
    run.shut += in_an_image(run.place.database, keys)
    # What is deleted may be erased from now on: a month went by for some of it.
    run.told = {key: state for key, state in run.told.items() if state != "deleted"}
    if run.coming:
        run.told.pop(run.coming.key, None)


def killed(place: Place, kills: int, how: str = "as-it-is", seed: int = 1) -> Run:
    """A whole run."""
    run, chance = Run(place), random.Random(seed)
    for _ in range(kills):
        act_and_kill(run, how, chance)
        look(run)
    sys.stdout.write(
        f"\n{how}: {run.kills} kills, {run.acts} acts acknowledged, {len(run.lost)} lost,"
        f" {run.shut} do not open or do not add up\n"
    )
    return run


def test_no_act_that_was_acknowledged_is_lost_or_half_done_when_it_is_killed(
    practice: Practice, short: bool
) -> None:
    run = killed(practice(), 4 if short else 50)
    assert (run.lost, run.shut) == ([], 0)
    within(run.place.folder, "tidied")
    assert set(within(run.place.folder, "problems")) <= {OF_NOTHING}


def test_the_rig_notices_what_was_acknowledged_too_early(practice: Practice) -> None:
    assert killed(practice(), 6, "too-early").lost != []
