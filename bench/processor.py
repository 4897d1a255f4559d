"""The processor time of a page and its calls, for a machine that does other things too.

python -m bench.processor

In one process and without a network, so that little of anybody else's work is in it: of many
requests the least and the middle one. To compare two states of the program, run it in both by
turns, and look at the calls: how many functions a page calls is the same on every machine.
"""

import gc
import logging
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from cProfile import Profile
from functools import partial
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import msgspec

from bench.browsing import Pairs, filled, forms
from bench.clinic import Place, environment, made
from bench.figures import Figure, at_most, median, repeated
from bench.writing import STORY

EPISODES, OTHERS = 500, 1000
TIMES, A_FEW = 60, 9
A_PAGE = 15
"""Milliseconds of the processor that a page may take."""
NO_CASE, STORED = "A page without a case", "An episode stored"
GOALS = {NO_CASE: 4, STORED: 5}
FORM = "application/x-www-form-urlencoded"


def asked(place: Place) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is measured, by its name; Django is loaded and the practice opened."""
    ana, ben = signed_in("ana"), signed_in("ben")
    gc.collect()
    gc.freeze()  # as the server does when it is ready
    case = f"/cases/{place.cases['ana']}/"
    yield NO_CASE, lambda: ana.get("/passphrase/")
    yield "Ana's Today", lambda: ana.get(case)
    yield "Ben's page of Ana's case", lambda: ben.get(case)
    yield "Ana's circle", lambda: ana.get(f"{case}circle/")
    yield "Ben's list of episodes", lambda: ben.get(f"{case}episodes/")
    yield "Something happened", lambda: ana.get(f"{case}episodes/new/")
    yield "Prepare", lambda: ben.get(f"{case}prepare/")
    yield "A case of 1,000 entries opened", opening(place)
    page = ana.get(f"{case}episodes/new/").content.decode()
    form = next(each for each in forms(page) if "story" in dict(each))
    yield STORED, lambda: ana.post(f"{case}episodes/new/", told(form), FORM)


def signed_in(name: str) -> Any:
    """Django's own browser, signed in as somebody."""
    from django.test import Client

    from relating.people.models import User

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(username=name))
    return browser


def opening(place: Place) -> Callable[[], object]:
    """Opening the largest case, as its counsellor."""
    from bench.inside import viewer_named
    from relating.journal import queries

    viewer = viewer_named("ben")
    return lambda: queries.open_case(viewer, place.cases["rui"])


def told(form: Pairs) -> str:
    """The form, filled in as a new entry."""
    new = {"id": str(uuid4()), "story": STORY, "valence": "-1"}
    return urlencode(filled(form, new))


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of the processor for a piece of work that succeeds.

    Raises:
        AssertionError: it did not.
    """
    start = process_time()
    answer = work()
    taken = (process_time() - start) * 1000
    assert getattr(answer, "status_code", 200) in {200, 303}
    return taken


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls."""
    with Profile() as profile:
        work()
    return sum(each.callcount for each in profile.getstats())


def figures(place: Place) -> Iterator[Figure]:
    """What each takes of the processor at least, in a process of its own, and how much it calls."""
    call = [sys.executable, "-m", "bench.processor", "given"]
    given = msgspec.json.encode(place)
    done = subprocess.run(call, input=given, stdout=subprocess.PIPE, env=environment(), check=True)
    found = msgspec.json.decode(done.stdout, type=dict[str, tuple[float, int]])
    for name, (least, called) in found.items():
        goal = GOALS.get(name, A_PAGE)
        yield at_most(f"{name} (processor)", least, "ms", goal, note=f"{called:,} calls")


def begun(place: Place) -> None:
    """Load Django and open the practice, as a server has it."""
    from relating.operate import set_up

    set_up.opened(Path(place.folder))
    import_module("relating.wsgi")


def taken_by(place: Place) -> dict[str, tuple[float, int]]:
    """The least that each takes of a few, and its calls, in this process."""
    begun(place)
    logging.disable()
    return {
        name: (min(repeated(A_FEW, partial(spent, work))[3:]), calls(work))
        for name, work in asked(place)
    }


def main(told: Sequence[str] = ()) -> None:
    """The figures of a place that is given, for another process; else a table."""
    if told:
        place = msgspec.json.decode(sys.stdin.buffer.read(), type=Place)
        sys.stdout.buffer.write(msgspec.json.encode(taken_by(place)))
        return
    with tempfile.TemporaryDirectory() as folder:
        place = made(Path(folder) / "clinic", EPISODES, OTHERS)
        begun(place)
        print(f"| {'processor time, ms':<32} | least | middle | calls |\n|---|---|---|---|")
        for name, work in asked(place):
            taken = repeated(TIMES, partial(spent, work))[5:]
            line = f"| {name:<32} | {min(taken):.1f} | {median(taken):.1f} | {calls(work):,} |"
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
