"""The kill rig: people write over HTTP and try again until they are answered; the server dies."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from bench.browsing import Pairs
from bench.clinic import Place
from bench.server import Server
from bench.writing import Writer, writers
from tests.faults.within import within

WRITERS = 8
PATIENCE = 300.0
STORED = 303


@dataclass
class Run:
    """What happened in a run, seen from the writers' side."""

    place: Place
    acknowledged: dict[str, str] = field(default_factory=dict)
    under_way: dict[str, str] = field(default_factory=dict)
    recognised: set[str] = field(default_factory=set)
    tries: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    enough: threading.Event = field(default_factory=threading.Event)
    faults: list[str] = field(default_factory=list)


def write(run: Run, writer: Writer, number: int) -> None:
    """Tell story after story, each again and again until it is answered."""
    told = 0
    while not run.enough.is_set():
        told += 1
        story = f"writer {number} story {told}"
        form = writer.told(story)
        entry = dict(form)["id"]
        run.under_way[entry] = story
        if insist(run, writer, form, entry):
            run.acknowledged[entry] = story
        run.under_way.pop(entry)


def insist(run: Run, writer: Writer, form: Pairs, entry: str) -> bool:
    """Send one form until it is answered; whether it was, before the run was over."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        run.tries[entry] += 1
        try:
            answer = writer.post(form)
        except (OSError, HTTPException):
            time.sleep(0.05)
            continue
        if answer.status == STORED:
            return True
        if answer.status < 500:
            run.faults.append(f"answered with {answer.status}")
            return False
        if run.enough.is_set() and answer.status != 503:
            return False
        time.sleep(0.01)
    run.faults.append("nobody answered any more")
    return False


def kill_and_restart(run: Run, server: Server, wanted: int, kills: int, seed: int) -> None:
    """Kill the server at random moments, so often, until enough was acknowledged."""
    chance = random.Random(seed)
    for turn in range(kills):
        goal = wanted * (turn + 1) // (kills + 1)
        await_more(run, goal)
        time.sleep(chance.uniform(0, 0.2))
        server.kill()
        run.kills += 1
        look_at_the_unanswered(run)
        server.start()
    await_more(run, wanted)


def await_more(run: Run, goal: int) -> None:
    """Wait until so many were acknowledged."""
    until = time.monotonic() + PATIENCE
    while len(run.acknowledged) < goal and not run.faults:
        if time.monotonic() > until:
            raise TimeoutError(f"{len(run.acknowledged)} of {goal} acknowledged")
        time.sleep(0.01)


def look_at_the_unanswered(run: Run) -> None:
    """Which of the stories that nobody was answered about are there all the same."""
    there = set(within(run.place.folder, "stories")["stories"].values())
    run.recognised |= there & set(run.under_way.values())


def under_load(server: Server, wanted: int, kills: int, seed: int = 1) -> Run:
    """A whole run: start, write, kill and start again, stop."""
    server.start()
    people = writers(server.place, WRITERS)
    try:
        return while_written(
            server.place, people, lambda run: kill_and_restart(run, server, wanted, kills, seed)
        )
    finally:
        server.stop()


def while_written(place: Place, people: list[Writer], disturb: Callable[[Run], None]) -> Run:
    """These people write while something is done to whatever serves them."""
    run = Run(place)
    threads = [
        threading.Thread(target=write, args=(run, writer, number))
        for number, writer in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    try:
        disturb(run)
    finally:
        run.enough.set()
        for thread in threads:
            thread.join()
        for writer in people:
            writer.browser.close()
    return run


@dataclass
class Verdict:
    """What is there afterwards, beside what was acknowledged."""

    acknowledged: int
    lost: list[str]
    doubled: list[str]
    recognised: int
    sent_again: int
    integrity: dict[str, str]
    half_done: list[str]


def judged(run: Run) -> Verdict:
    """Open everything and compare."""
    found: dict[str, Any] = within(run.place.folder, "stories")
    there: dict[str, str] = found["stories"]
    times = Counter(there.values())
    ours = {entry: story for entry, story in there.items() if story.startswith("writer ")}
    return Verdict(
        acknowledged=len(run.acknowledged),
        lost=[story for story in run.acknowledged.values() if not times[story]],
        doubled=[story for story in ours.values() if times[story] > 1],
        recognised=len(run.recognised & set(run.acknowledged.values())),
        sent_again=sum(tries > 1 for tries in run.tries.values()),
        integrity=found["integrity"],
        half_done=[entry for entry in ours if found["recorded"].get(entry) != 1],
    )
