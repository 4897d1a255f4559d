"""A case that is being read in, and the process is killed: it is here whole, or not at all."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from bench.clinic import Place, environment, grown
from relating.case.file.case_file import CaseFile, write
from relating.journal import actions
from relating.simulate import stories
from tests.faults.within import within

NOTHING = {"case": 0, "relations": 0, "entries": 0, "trail": 0}


def large(episodes: int) -> CaseFile:
    """A case under new ids with so many episodes."""
    return actions.reminted(grown(stories.load("rui"), episodes))


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


def killed_at(process: subprocess.Popen[bytes], log: Path, size: int) -> bool:
    """Kill a process when SQLite's log has grown to a size; False when it was done before."""
    while process.poll() is None:
        if log.exists() and log.stat().st_size >= size:
            process.kill()
            return process.wait() != 0
        time.sleep(0.0005)
    return False


@pytest.fixture
def case_file(tmp_path: Path, short: bool) -> tuple[CaseFile, Path]:
    made = large(4000 if short else 10_000)
    file = tmp_path / "large.case.json"
    file.write_bytes(write(made))
    return made, file


def test_a_case_is_here_whole_or_not_at_all(
    practice: Callable[[], Place], short: bool, case_file: tuple[CaseFile, Path]
) -> None:
    place, chance = practice(), random.Random(1)
    made, file = case_file
    log = place.database.with_name(f"{place.database.name}-wal")
    whole = 1 + len(made.people) + len(made.vocabulary) + len(made.entries)
    broken_off = 0
    for _ in range(4 if short else 20):
        size = chance.randrange(1, file.stat().st_size // 2)
        broken_off += killed_at(reading_in(place, file), log, size)
        found = how_much(place, made.case.id)
        assert found == NOTHING or found["entries"] == whole
        if found != NOTHING:
            break
    assert broken_off > 0
    if how_much(place, made.case.id) == NOTHING:
        assert reading_in(place, file).wait() == 0, "what broke off is in the way of a new try"
    found = how_much(place, made.case.id)
    assert (found["case"], found["entries"]) == (1, whole)


def test_the_rig_notices_an_import_in_pieces(
    practice: Callable[[], Place], case_file: tuple[CaseFile, Path]
) -> None:
    place = practice()
    made, file = case_file
    log = place.database.with_name(f"{place.database.name}-wal")
    words = ["import_in_pieces", place.folder, str(file)]
    call = [sys.executable, "-m", "tests.faults.within", *words]
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL, env=environment())
    assert killed_at(process, log, file.stat().st_size // 4)
    assert 0 < how_much(place, made.case.id)["entries"] < len(made.entries)
