"""Accessibility: axe on every page, as everybody, light and dark, on the phone and the laptop."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.browsing import Browser
from bench.clinic import Address, Place
from bench.figures import Figure, at_most
from tests.browser.conftest import FLAGS, LAPTOP, PHONE, executable, violations

EVERYBODY = ("ana", "ben", "eve", "dov", None)
SHAPES: dict[str, dict[str, Any]] = {"phone": PHONE, "laptop": LAPTOP}
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ENDING = {"sign-out", "leave"}


def pages(browser: Browser, addresses: Iterable[Address]) -> Iterator[Address]:
    """Those addresses that answer this person with a page; and one that nobody has."""
    yield Address("nothing here", "/nothing/here/")
    for address in addresses:
        if address.name not in ENDING and address.name != "account_login":
            answer = browser.get(address.path)
            if answer.status == 200 and b"<html" in answer.body:
                yield address


def looked_at(page: Page, address: Address) -> Iterator[str]:
    """What axe finds on one page, in both colours, one line a fault. The window is as high as the
    page: what a bar at its edge covers for as long as nobody scrolls is no target that is small."""
    page.goto(address.path)
    shape = page.viewport_size or PHONE["viewport"]
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": shape["width"], "height": max(shape["height"], height)})
    for colour in COLOURS:
        page.emulate_media(color_scheme=colour, reduced_motion="reduce")
        found = violations(page)
        yield from (f"{address.name}, {colour}: {line}" for line in found.splitlines())


def signed_in(context: BrowserContext, browser: Browser, url: str) -> None:
    """Give a window the session of somebody."""
    cookies = browser.cookies.items()
    context.add_cookies([{"name": name, "value": text, "url": url} for name, text in cookies])


def figures(place: Place) -> Iterator[Figure]:
    """Findings on all pages; the server is running."""
    name = "axe findings on every page, light and dark, 390 and 1280 px"
    if executable() is None:
        yield at_most(name, None, "", 0, "on the program", "no Chromium found")
        return
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        found = [line for who in EVERYBODY for line in as_somebody(chromium, place, who)]
        chromium.close()
    faults = [line for line in found if line]
    for line in faults:
        print(f"  {line}")
    note = f"{found.count('')} pages looked at"
    yield at_most(name, len(faults), "", 0, "on the program", note)


def as_somebody(chromium: Any, place: Place, who: str | None) -> Iterator[str]:
    """What is found on all pages of one person, on both screens; an empty line for each page."""
    browser = Browser(place.port)
    if who:
        browser.sign_in(who)
    there = list(pages(browser, place.addresses))
    for shape, given in SHAPES.items():
        context = chromium.new_context(base_url=f"http://localhost:{place.port}", **given)
        signed_in(context, browser, f"http://localhost:{place.port}")
        page = context.new_page()
        for address in there:
            yield ""
            yield from (f"{who}, {shape}, {line}" for line in looked_at(page, address))
        context.close()
