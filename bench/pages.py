"""Pages with five hundred episodes: how fast they come, how large they are, and the memory."""

import re
from collections.abc import Iterator
from pathlib import Path

from bench.axe import pages
from bench.browsing import Browser
from bench.clinic import Place
from bench.figures import Figure, at_most, median
from bench.processes import asked
from bench.server import Server

KILOBYTE = 1000
PICTURE = re.compile(rb"<svg\b.*?</svg>", re.DOTALL)
REQUESTS = 200


def figures(server: Server, *, short: bool) -> Iterator[Figure]:
    """All figures of reading; the server is running."""
    place, times = server.place, 10 if short else 40
    ana, ben = (Browser(place.port).sign_in(name) for name in ("ana", "ben"))
    case = f"/cases/{place.cases['ana']}/"
    yield memory(server, ana, ben, case)
    for who, browser, path, goal in (
        ("Ana's Today", ana, case, 50),
        ("Ben's page of Ana's case", ben, case, 50),
        ("Ana's circle", ana, f"{case}circle/", 50),
        ("Ben's list of episodes", ben, f"{case}episodes/", 50),
        ("Something happened", ana, f"{case}episodes/new/", 50),
        ("Prepare, 60 hours", ben, f"{case}prepare/", 60),
    ):
        name = f"{who}, 500 episodes (median)"
        yield at_most(name, median(opened(browser, path, times)), "ms", goal)
    yield at_most(
        "Ben's caseload, 150 cases (median)", median(opened(ben, "/cases/", times)), "ms", 60
    )
    for who, browser in (("Ana", ana), ("Ben", ben)):
        slowest = max(median(opened(browser, each, times)) for each in place.of("way"))
        yield at_most(f"A way, {who}, 500 episodes (median)", slowest, "ms", 60)
    yield at_most(
        "A case of 1,000 entries opened (median)", asked(place, "open_case", 15), "ms", 20
    )
    yield from sizes(ana, ben, place)
    every = "Resident memory of a worker after every page"
    yield at_most(every, resident(server), "MB", 180, "on the program")


def opened(browser: Browser, path: str, times: int) -> list[float]:
    """Milliseconds until a page is here, after one that nobody counts."""
    answers = [browser.get(path) for _ in range(times + 1)]
    assert {answer.status for answer in answers} == {200}, path
    return [answer.milliseconds for answer in answers[1:]]


def sizes(ana: Browser, ben: Browser, place: Place) -> Iterator[Figure]:
    """The largest page of each, without the pictures in it."""
    for who, browser in (("Ana", ana), ("Ben", ben)):
        found = [
            (weight(browser.get(address.path).body), address.name)
            for address in pages(browser, place.addresses)
        ]
        heavy = sorted(found, reverse=True)[:4]
        for size, name in heavy:
            if size > 60 * KILOBYTE:
                print(f"  {who}: {name} has {size:,} bytes")
        size, name = heavy[0]
        note = f"{name}; {len(found)} pages"
        largest = f"{who}'s largest page, 500 episodes, without pictures"
        yield at_most(largest, size / KILOBYTE, "KB", 60, "on the program", note)


def weight(body: bytes) -> int:
    """The bytes of a page without its pictures."""
    return len(PICTURE.sub(b"", body))


def memory(server: Server, ana: Browser, ben: Browser, case: str) -> Figure:
    """Resident memory of a worker after many requests."""
    for _ in range(REQUESTS // 2):
        ana.get(case)
        ben.get(case)
    name = f"Resident memory of a worker after {REQUESTS} requests"
    return at_most(name, resident(server), "MB", 110, "on the program")


def resident(server: Server) -> float:
    """The resident memory of the largest worker, in MB."""
    return max(megabytes(worker) for worker in server.workers())


def megabytes(process: int) -> float:
    """The resident memory of a process (RSS)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) * 1024 / 1e6
