"""The map of forty people who moved through two years: its pages, a move on it, and networks.

python -m bench.people

Pages: milliseconds of the processor, the least and the middle one of many. A move: what script,
styles and layout take for each step of a drag, in a Chromium slowed down four times. Networks: a
thousand of forty people each, in seconds of the processor.
"""

import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from playwright.sync_api import Page, sync_playwright

from bench.axe import signed_in as given_session
from bench.browsing import Browser
from bench.clinic import Place, made
from bench.figures import median, repeated
from bench.processor import signed_in, spent
from bench.server import served
from tests.browser.conftest import FLAGS, LAPTOP, executable

if TYPE_CHECKING:
    from relating.case import Tie

PEOPLE, MONTHS, EVERY = 40, 24, 6
TIMES, STEPS, SLOWER = 40, 60, 4
NETWORKS, KNOW_EACH_OTHER = 1000, 0.1
WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")


def peopled(case: UUID) -> UUID:
    """Let Ana know forty people who moved every half year; the row of one of them."""
    from bench.inside import viewer_named
    from relating.case import Person
    from relating.journal import actions, queries

    ana = viewer_named("ana")
    known = len(queries.open_case(ana, case).people)
    new = [Person(id=str(uuid4()), alias=f"Person {n}") for n in range(PEOPLE - known)]
    for number, each in enumerate(new):
        actions.record(ana, case, each)
        for tie in ties(each.id, number):
            actions.record(ana, case, tie)
    return queries.open_case(ana, case).person_row(new[0].id)


def ties(person: str, number: int) -> Iterator["Tie"]:
    """How somebody moved through two years."""
    from django.utils import timezone

    from relating.case import Support, Tie

    for month in range(number % EVERY, MONTHS, EVERY):
        day = (timezone.now() - timedelta(days=30 * (MONTHS - month))).date()
        yield Tie(
            id=uuid4(),
            author="client",
            visibility="shared",
            recorded_at=datetime(day.year, day.month, day.day, tzinfo=UTC),
            person=person,
            on=day,
            ring=("near", "middle", "far")[(number + month) % 3],
            to_me=Support(kinds=("company",), words="At any hour."),
            from_me=Support(kinds=("practical",)),
        )


def pages(case: UUID, row: UUID) -> Iterator[str]:
    """A line for each page of people, as each of the two sees it."""
    whole = f"/cases/{case}/people/"
    for name in ("ana", "ben"):
        browser = signed_in(name)
        for path in (whole, f"{whole}map/", f"/people/{row}/"):
            taken = repeated(TIMES, partial(spent, partial(browser.get, path)))[5:]
            where = path.replace(str(case), "…").replace(str(row), "…")
            yield f"{name} {where}: least {min(taken):.1f} ms, middle {median(taken):.1f} ms"


def move(place: Place, case: UUID) -> str:
    """A line for what each step of a drag takes."""
    browser = Browser(place.port)
    browser.sign_in("ana")
    url = f"http://localhost:{place.port}"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        context = chromium.new_context(base_url=url, **LAPTOP)
        given_session(context, browser, url)
        page = context.new_page()
        page.goto(f"/cases/{case}/people/")
        taken = dragged(page)
        chromium.close()
    return f"a step of a drag, {SLOWER} times slower: {taken * 1000 / STEPS:.1f} ms"


def dragged(page: Page) -> float:
    """Seconds of script, styles and layout for all steps of a drag."""
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    box = page.locator("svg.map a use").nth(PEOPLE // 2).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y + 10)
    before = spent_in(client.send("Performance.getMetrics"))
    for step in range(STEPS):
        page.mouse.move(x + 10 + 2 * step, y + 10 + step)
    after = spent_in(client.send("Performance.getMetrics"))
    page.keyboard.press("Escape")
    page.mouse.up()
    return after - before


def spent_in(metrics: dict[str, Any]) -> float:
    """What was spent so far, of what is asked for."""
    return sum(float(each["value"]) for each in metrics["metrics"] if each["name"] in WORK)


def networks() -> str:
    """A line for how long a thousand networks take."""
    from relating.engine.network import measures

    drawn = random.Random(1)
    pairs = list(combinations(range(PEOPLE), 2))
    made_up = [
        [each for each in pairs if drawn.random() < KNOW_EACH_OTHER] for _ in range(NETWORKS)
    ]
    start = process_time()
    for known in made_up:
        measures(range(PEOPLE), known)
    return f"{NETWORKS:,} networks: {process_time() - start:.2f} s"


def main() -> None:
    """Measure, and print a line each."""
    from relating.operate import set_up

    print(networks(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        place = made(Path(folder) / "clinic", 120)
        set_up.opened(Path(place.folder))
        import_module("relating.wsgi")  # as a server has it
        case = place.cases["ana"]
        row = peopled(case)
        for line in pages(case, row):
            print(line, flush=True)
        with served(place):
            print(move(place, case), flush=True)


if __name__ == "__main__":
    main()
