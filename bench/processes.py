"""Figures that are measured in a process of their own."""

import subprocess
import sys

from bench.clinic import Place, environment


def asked(place: Place, what: str, *words: object) -> float:
    """Have one figure measured in another process."""
    client = "rui" if what == "open_case" else "ana"
    given = (place.folder, str(place.cases[client]), client, *map(str, words))
    call = [sys.executable, "-m", "bench.inside", what, *given]
    done = subprocess.run(call, stdout=subprocess.PIPE, env=environment(), check=True)
    return float(done.stdout)
