"""How long a backup of 100 MB takes, tried as it is before it is kept, and the way back: `make
bench-backup`. The practice is made of cases with ordinary entries.
"""

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
    home = Path(place.folder)
    size = f"{place.database.stat().st_size / 1e6:.0f} MB"
    with tempfile.TemporaryDirectory() as folder:
        passphrase, file = Path(folder) / "passphrase", Path(folder) / "practice.age"
        passphrase.write_text(PASSPHRASE, encoding="utf-8")
        typed = ("--passphrase-file", str(passphrase))
        spent = seconds("backup", str(file), "--home", place.folder, *typed)
        yield at_most("A backup of 100 MB, tried before it is kept", spent, "s", GOAL, note=size)
        back = (str(file), "--home", f"{folder}/new", "--secrets", str(home / "secrets"), *typed)
        yield at_most(
            "The way back from it, all of it opened", seconds("restore", *back), "s", GOAL
        )


def seconds(*words: str) -> float:
    """How long a command takes.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    begun = perf_counter()
    call = [sys.executable, "-m", "relating.cli", *words]
    subprocess.run(call, env=environment(), check=True, capture_output=True)
    return perf_counter() - begun


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
