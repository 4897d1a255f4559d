"""A case that is being read in, and the process is killed: it is here whole, or not at all."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from bench.clinic import Place, environment, grown
from relating.case.file import CaseFile, normalise, write
from relating.simulate import stories
from tests.faults.within import within

NOTHING = {"case": 0, "relations": 0, "entries": 0, "trail": 0}


def large(episodes: int) -> CaseFile:
    """A case under a new id with so many episodes."""
    case_file = grown(stories.load("rui"), episodes)
    other = [replace(each, id=uuid4()) for each in case_file.entries]
    return normalise(
        replace(case_file, case=replace(case_file.case, id=uuid4()), entries=tuple(other))
    )


def reading_in(place: Place, file: Path) -> subprocess.Popen[bytes]:
    """`relating import`, begun."""
    call = [sys.executable, "-m", "relating.cli", "import", str(file), "--counsellor", "ben"]
    return subprocess.Popen(
        [*call, "--home", place.folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )


def how_much(place: Place, case: UUID) -> dict[str, int]:
    """How much of a case is here."""
    found: dict[str, int] = within(place.folder, "case_of", case)
    return found


def begun(place: Place) -> float:
    """When the write-ahead log began to grow: the moment in which entries arrive."""
    log = place.database.with_name(place.database.name + "-wal")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if log.exists() and log.stat().st_size > 0:
            return time.monotonic()
        time.sleep(0.001)
    raise TimeoutError


@pytest.fixture
def case_file(tmp_path: Path, short: bool) -> tuple[CaseFile, Path]:
    made = large(2000 if short else 10_000)
    file = tmp_path / "large.case.json"
    file.write_bytes(write(made))
    return made, file


def test_a_case_is_here_whole_or_not_at_all(
    practice: Callable[[], Place], short: bool, case_file: tuple[CaseFile, Path]
) -> None:
    place, chance = practice(), random.Random(1)
    made, file = case_file
    outcomes = set()
    for turn in range(4 if short else 20):
        process = reading_in(place, file)
        begun(place)
        time.sleep(chance.uniform(0, 0.3))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        outcomes.add(turn)
        found = how_much(place, made.case.id)
        if found != NOTHING:
            break
    whole = 1 + len(made.people) + len(made.vocabulary) + len(made.entries)
    if how_much(place, made.case.id) == NOTHING:
        assert reading_in(place, file).wait() == 0, "what broke off is in the way of a new try"
    found = how_much(place, made.case.id)
    assert found["case"] == 1
    assert found["entries"] == whole
