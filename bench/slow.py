"""How soon a page of the client's stands on a slow connection: `python -m bench.slow`.

The window is a phone on slow 4G, emulated by Chromium itself (`Network.emulateNetworkConditions`),
first with an empty cache and then with what the phone keeps after one visit: the style sheets and
scripts, and the worker with its page to write on. The largest piece on the page and the shift of
the layout are those that Chromium reports. They hold what the processor took, too, which on a busy
machine is most of it; so what the network alone takes until the first paint is told beside: the way
there and back for the page and for the style sheets that it waits for, six at a time, and their
bytes.
"""

import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.axe import signed_in
from bench.browsing import Browser
from bench.clinic import Place, made
from bench.figures import Figure, at_most, median, table
from bench.server import served
from tests.browser.conftest import FLAGS, PHONE, executable

RTT, KILOBITS = 150, 1638.4
"""Slow 4G as Lighthouse has it: the way there and back in milliseconds, and the throughput."""
TIMES = 5
KILOBYTE = 1000
EPISODES, ENTRIES = 60, 80
WATCH = """
window.seen = { lcp: 0, shift: 0 };
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) window.seen.lcp = each.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.seen.shift += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""
LOADED = """
performance.getEntriesByType("resource").map((each) => {
  const waited = each.renderBlockingStatus === "blocking";
  return [each.name, each.encodedBodySize, waited ? each.transferSize : 0];
})
"""
DOCUMENT = "performance.getEntriesByType('navigation')[0].encodedBodySize"
AT_A_TIME = 6
"""So many connections a browser opens to a server that does not speak HTTP/2."""


class Seen(NamedTuple):
    """What one visit was like: milliseconds, the shift, the bytes of scripts and of all, those of
    the page, and those of each style sheet that it had to wait for."""

    lcp: float
    shift: float
    scripts: int
    every: int
    page: int
    waited: tuple[int, ...]


def network_alone(page: int, waited: tuple[int, ...]) -> float:
    """Milliseconds until what is needed to paint is there, were the processors infinitely fast.

    >>> round(network_alone(0, ())), round(network_alone(20480, (1, 1, 1, 1, 1, 1, 1)))
    (150, 550)
    """
    ways = 1 + math.ceil(len(waited) / AT_A_TIME)
    return RTT * ways + (page + sum(waited)) * 8 / (KILOBITS * 1.024)


def slow(page: Page) -> None:
    """From now on this page is on slow 4G."""
    bytes_a_second = KILOBITS * 1024 / 8
    page.context.new_cdp_session(page).send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": RTT,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second / 2,
        },
    )


def visit(context: BrowserContext, url: str) -> Seen:
    """One visit in a new tab of this window."""
    page = context.new_page()
    page.add_init_script(WATCH)
    slow(page)
    page.goto(url, wait_until="load")
    page.wait_for_load_state("networkidle")
    seen: dict[str, float] = page.evaluate("window.seen")
    loaded: list[tuple[str, int, int]] = page.evaluate(LOADED)
    document: int = page.evaluate(DOCUMENT)
    page.close()
    scripts = sum(size for name, size, _ in loaded if name.split("?")[0].endswith(".js"))
    waited = tuple(came for _, _, came in loaded if came)
    every = sum(size for _, size, _ in loaded)
    return Seen(seen["lcp"], seen["shift"], scripts, every, document, waited)


def scripts_in_all(place: Place) -> Figure:
    """The bytes of every script that there is, as they are sent."""
    laid_out = Path(place.folder) / "static"
    sent = sum(each.stat().st_size for each in laid_out.rglob("*.js.br"))
    plain = sum(each.stat().st_size for each in laid_out.rglob("*.js"))
    note = f"Brotli; {plain / KILOBYTE:.0f} KB as they are read"
    return at_most("Scripts in all", sent / KILOBYTE, "KB", 45, "on the program", note)


def figures(place: Place) -> Iterator[Figure]:
    """The slowest of her first pages; the server is running."""
    url, name = f"http://localhost:{place.port}", "on slow 4G"
    case = f"/cases/{place.cases['ana']}/"
    paths = {"Today": case, "Something happened": f"{case}episodes/new/", "More": f"{case}more/"}
    yield scripts_in_all(place)
    if executable() is None:
        yield at_most(f"Largest piece {name}", None, "ms", 1500, note="no Chromium found")
        return
    ana = Browser(place.port).sign_in("ana")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=FLAGS)

        def window(**more: Any) -> BrowserContext:
            made = chromium.new_context(**PHONE, **more)
            signed_in(made, ana, url)
            return made

        for called, path in paths.items():
            empty = [visit(window(service_workers="block"), url + path) for _ in range(TIMES)]
            again = window()
            visit(again, url + path)
            kept = [visit(again, url + path) for _ in range(TIMES)]
            most = max(empty, key=lambda each: each.scripts)
            first, later = (median([each.lcp for each in seen]) for seen in (empty, kept))
            note = f"{most.page / KILOBYTE:.0f} KB, and {most.every / KILOBYTE:.0f} KB beside it"
            yield at_most(
                f"{called} {name}, empty cache: largest piece", first, "ms", 1500, note=note
            )
            yield at_most(f"{called} {name}, visited before: largest piece", later, "ms", 500)
            # A page that came by way of the worker does not tell how many bytes of it were sent.
            for how, seen, goal in (("empty cache", most, 1500), ("visited before", kept[-1], 500)):
                alone = network_alone(most.page, seen.waited)
                yield at_most(
                    f"{called}, {how}: the network alone", alone, "ms", goal, "on the program"
                )
            shift = max(each.shift for each in (*empty, *kept))
            yield at_most(f"{called}: layout shift", shift, "", 0, "on the program")
            kilobytes = most.scripts / KILOBYTE
            yield at_most(f"{called}: scripts", kilobytes, "KB", 45, "on the program")
        chromium.close()


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        place = made(Path(folder) / "clinic", EPISODES, ENTRIES)
        with served(place):
            for line in table(list(figures(place))):
                print(line)


if __name__ == "__main__":
    main()
