"""How soon a page of the client's stands on a slow connection: `python -m bench.slow`.

The window is a phone on slow 4G, emulated by Chromium itself (`Network.emulateNetworkConditions`),
first with an empty cache and then with what the phone keeps after one visit: the style sheets and
scripts, and the worker with its page to write on. The largest piece on the page and the shift of
the layout are those that Chromium reports.
"""

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
LOADED = "performance.getEntriesByType('resource').map((each) => [each.name, each.encodedBodySize])"


class Seen(NamedTuple):
    """What one visit was like: milliseconds, the shift, and the bytes of scripts and of all."""

    lcp: float
    shift: float
    scripts: int
    every: int


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
    loaded: list[tuple[str, int]] = page.evaluate(LOADED)
    page.close()
    scripts = sum(size for name, size in loaded if name.split("?")[0].endswith(".js"))
    return Seen(seen["lcp"], seen["shift"], scripts, sum(size for _, size in loaded))


def figures(place: Place) -> Iterator[Figure]:
    """The slowest of her first pages; the server is running."""
    url, name = f"http://localhost:{place.port}", "on slow 4G"
    case = f"/cases/{place.cases['ana']}/"
    paths = {"Today": case, "Something happened": f"{case}episodes/new/", "More": f"{case}more/"}
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
            note = f"{most.every / KILOBYTE:.0f} KB beside the page"
            yield at_most(
                f"{called} {name}, empty cache: largest piece", first, "ms", 1500, note=note
            )
            yield at_most(f"{called} {name}, visited before: largest piece", later, "ms", 500)
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
