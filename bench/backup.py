"""How long a backup of 100 MB takes, tried as it is before it is kept, and the way back: `make
bench-backup`. The practice is made of cases with ordinary entries.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench.clinic import Place, environment, grown, made
from bench.figures import Figure, at_most, table

WANTED = 100_000_000
"""Bytes of the journal."""
EPISODES = 2000
"""In each of its cases."""
GOAL = 60
PASSPHRASE = "four quiet words in a row"  # noqa: S105  of a folder that goes away again


def figures(place: Place) -> Iterator[Figure]:
    """A backup and the way back from it, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        passphrase, file = Path(folder) / "passphrase", Path(folder) / "practice.age"
        passphrase.write_text(PASSPHRASE, encoding="utf-8")
        typed = ("--passphrase-file", str(passphrase))
        there = ("backup", str(file), "--home", place.folder)
        yield measured("A backup of 100 MB, tried before it is kept", *there, *typed)
        secrets = ("--secrets", str(Path(place.folder) / "secrets"))
        back = ("restore", str(file), "--home", f"{folder}/new", *secrets)
        yield measured("The way back from it, all of it opened", *back, *typed)


def measured(name: str, *words: str) -> Figure:
    """How long a command takes, with the time of the processor beside it.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    begun, before = perf_counter(), processor()
    call = [sys.executable, "-m", "relating.cli", *words]
    subprocess.run(call, env=environment(), check=True, capture_output=True)
    note = f"{processor() - before:.1f} s of the processor"
    return at_most(name, perf_counter() - begun, "s", GOAL, note=note)


def processor() -> float:
    """Seconds that the commands so far had of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def fill(folder: Path) -> None:
    """Read cases in until the journal is as large as is wanted."""
    from relating.operate import set_up

    found = set_up.opened(folder)

    from django.db import connection

    from bench.clinic import an_id
    from relating.journal import actions
    from relating.simulate import stories

    case_file = grown(stories.load("ana"), EPISODES)
    while found.database.stat().st_size < WANTED:
        actions.import_case(
            actions.reminted(case_file),
            clinic_id=set_up.practice_id(""),
            counsellor=an_id("ben"),
        )
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def main() -> None:
    """Make the practice, measure, show; or fill one in this process."""
    if sys.argv[1:]:
        fill(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        place = made(Path(folder) / "clinic", 10)
        call = [sys.executable, "-m", "bench.backup", place.folder]
        subprocess.run(call, env=environment(), check=True)
        for line in table(figures(place)):
            print(line)


if __name__ == "__main__":
    main()
