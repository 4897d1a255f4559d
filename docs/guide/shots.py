"""Take the pictures of the guide: `make shots`.

Serves a fresh demo clinic from a temporary folder, walks through it in a real browser as Ana on a
phone and as Ben on a laptop, and writes docs/guide/pictures/. Needs a Chromium.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from relating.chosen import DEMO_PASSPHRASE

PICTURES = Path(__file__).with_name("pictures")
EVERYBODY = re.compile(r"is there: (\d+) of \1\.")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}


class Shot(NamedTuple):
    """One picture: its name, who looks at what, and what they do first."""

    name: str
    who: str
    path: str
    act: Callable[[Page], object] = lambda page: None
    full: bool = False
    dark: bool = False


def open_first(selector: str) -> Callable[[Page], object]:
    """Follow the first such link."""

    def act(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state()

    return act


def to_the_loops(page: Page) -> None:
    """The way that began first, down to its loops."""
    page.locator("a.way-card").last.click()
    page.locator(".eight").evaluate("each => each.scrollIntoView()")


def answers_in_sight(page: Page) -> None:
    """Down to what the counsellor asks."""
    page.locator("section:has(#asks)").evaluate("each => each.scrollIntoView()")


def to_the_pulse(page: Page) -> None:
    """The pulse of the newest hour that was."""
    hour = page.locator("a.row[href^='/sessions/']").first.get_attribute("href")
    page.goto(page.url.split("/cases/")[0] + f"{hour}pulse/")


def mark_moments(page: Page) -> None:
    """Mark three moments, and wait until they were received."""
    page.wait_for_selector("[data-ready]")
    for _ in range(3):
        page.keyboard.press("Space")
    page.wait_for_function("() => Object.keys(localStorage).length === 0")


def found(page: Page) -> None:
    """Until the engine has looked; the page asks again by itself."""
    page.wait_for_selector("h1.claim, h2.pic-title")


def to_the_sharing(page: Page) -> None:
    """Ben means to look together at what is not shared yet, and comes to the page that asks him."""
    found(page)
    if page.get_by_role("link", name="Change the words").count():
        page.get_by_role("link", name="Taking it all on").first.click()
        found(page)
    meant = page.get_by_role("button", name="Look at it together")
    if meant.count():
        meant.click()
    page.get_by_role("link", name="Share with Ana").click()
    page.wait_for_selector("textarea")


def shared(page: Page) -> None:
    """Ben shares it."""
    to_the_sharing(page)
    page.get_by_role("button", name="Share it").click()
    page.wait_for_selector("text=Shared with Ana.")


def turned_on(page: Page) -> None:
    """Ana turns on what often goes together."""
    page.get_by_role("button", name="Turn it on").click()
    found(page)


SHOTS = (
    Shot("sign-in", "", "/sign-in/"),
    Shot("today", "ana", "{case}"),
    Shot("today-dark", "ana", "{case}", dark=True),
    Shot("something-happened", "ana", "{case}episodes/new/", full=True),
    Shot("diary", "ana", "{case}diary/"),
    Shot("episode", "ana", "{case}diary/", open_first("a.row"), full=True),
    Shot("people", "ana", "{case}people/"),
    Shot("person", "ana", "{case}people/", open_first("a.who-row:has-text('Sam')")),
    Shot("map", "ben", "{case}people/"),
    Shot("safety", "ana", "{case}safety/", full=True),
    Shot("my-circle", "ana", "{case}circle/", full=True),
    Shot("noticing", "ana", "{case}changed/noticing/"),
    Shot("words", "ana", "{case}words/behaviour/"),
    Shot("seen", "ana", "{case}seen/"),
    Shot("caseload", "ben", "/cases/"),
    Shot("case", "ben", "{case}"),
    Shot("what-has-changed", "ben", "{case}changed/", full=True),
    Shot("case-dark", "ben", "{case}", dark=True),
    Shot("episodes", "ben", "{case}episodes/"),
    Shot("circle", "ben", "{case}circle/"),
    Shot("timeline", "ben", "{case}timeline/"),
    Shot("patterns", "ben", "{case}patterns/", found),
    Shot("patterns-dark", "ben", "{case}patterns/", found, dark=True),
    Shot("name-a-pattern", "ben", "{case}patterns/new/"),
    Shot("share-a-pattern", "ben", "{case}patterns/", to_the_sharing),
    Shot("a-shared-pattern", "ben", "{case}patterns/", shared),
    Shot("my-ways", "ana", "{case}ways/"),
    Shot("a-way", "ana", "{case}ways/", to_the_loops),
    Shot("a-way-for-both", "ben", "{case}ways/", open_first("a.way-card"), full=True),
    Shot("what-i-came-for", "ana", "{case}goals/"),
    Shot(
        "a-review",
        "ben",
        "{case}goals/",
        open_first("section a.row:has(.row-words)"),
        full=True,
    ),
    Shot("book", "ana", "{case}book/"),
    Shot("ending", "ben", "{case}ending/"),
    Shot("plans", "ana", "{case}plans/"),
    Shot("plan", "ana", "{case}plans/", open_first(".option a")),
    Shot("look-back", "ana", "{case}plans/", open_first(".fc"), full=True),
    Shot("plans-ben", "ben", "{case}plans/"),
    Shot("how-to-work-with-me", "ana", "{case}with-me/"),
    Shot("what-this-is", "ana", "{case}what-this-is/"),
    Shot("goes-together", "ana", "{case}ways/together/", turned_on),
    Shot("not-yet", "ben", "{thin}circle/"),
    Shot("feedback-today", "ana", "{case}", answers_in_sight),
    Shot("feedback", "ana", "{case}feedback/"),
    Shot("hours", "ana", "{case}hours/"),
    Shot("month", "ana", "{case}month/"),
    Shot("pulse", "ana", "{case}sessions/", to_the_pulse),
    Shot("feedback-new", "ben", "{case}feedback/new/", full=True),
    Shot("alliance", "ben", "{case}alliance/"),
    Shot("notes", "ben", "{case}notes/"),
    Shot("supervision", "dov", "/supervision/", open_first("main a.row")),
    Shot("prepare", "ben", "{case}prepare/"),
    Shot("room", "ben", "{case}room/", mark_moments),
    Shot("after-the-hour", "ben", "{case}after/"),
    Shot("sessions", "ben", "{case}sessions/"),
    Shot("course", "ben", "{case}course/"),
    Shot("before-we-start", "ana", "{case}beginning/"),
    Shot("agenda", "ana", "{case}agenda/"),
    Shot("practice", "eve", "/practice/"),
)


def chromium() -> str:
    """The browser to use."""
    names = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
    found = os.environ.get("RELATING_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not found:
        sys.exit("No Chromium was found. Install one, or name it in RELATING_CHROMIUM.")
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def demo_clinic() -> Iterator[str]:
    """A demo clinic, served from a folder that is thrown away."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        call = [sys.executable, "-m", "relating.cli", "demo", "--home", f"{folder}/demo"]
        said = Path(folder, "said")
        with said.open("w") as told:
            server = subprocess.Popen([*call, "--port", str(port)], stderr=told)
        try:
            wait_for(f"http://localhost:{port}/sign-in/")
            wait_until_everybody_is_in(said)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, seconds: float = 60) -> None:
    """Return when a page answers there."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(address):  # noqa: S310  our own loopback
                return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"Nothing answered at {address}.")


def wait_until_everybody_is_in(said: Path, seconds: float = 120) -> None:
    """Return when the last of Ben's other clients came in, as the terminal says."""
    give_up = time.monotonic() + seconds
    while not EVERYBODY.search(said.read_text()):
        if time.monotonic() > give_up:
            sys.exit("Ben's other clients do not come in.")
        time.sleep(0.2)


def signed_in(browser: Browser, base: str, who: str, *, dark: bool) -> Page:
    """A window of this person: Ana's is a phone, the others' a laptop."""
    shape = PHONE if who in {"ana", ""} else LAPTOP
    context = browser.new_context(
        **shape, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{base}/sign-in/")
    if who:
        page.fill("[name=login]", who)
        page.fill("[name=password]", DEMO_PASSPHRASE)
        page.locator(".gate-form button.btn").first.click()
        page.wait_for_load_state()
    return page


def take(page: Page, base: str, shot: Shot, cases: dict[str, str]) -> None:
    """One picture."""
    page.goto(base + shot.path.format(**cases))
    shot.act(page)
    page.screenshot(path=PICTURES / f"{shot.name}.png", full_page=shot.full)
    print(f"{shot.name}.png")


def cases_of(browser: Browser, base: str) -> dict[str, str]:
    """The addresses of two of the demo cases, as Ben's caseload links them."""
    page = signed_in(browser, base, "ben", dark=False)
    links = page.locator("main a[href^='/cases/']")
    found = [(link.get_attribute("href") or "", link.inner_text()) for link in links.all()]
    ana, rui = (next(href for href, text in found if name in text) for name in ("Ana", "Rui"))
    page.context.close()
    return {"case": case_in(ana), "thin": case_in(rui)}


def case_in(address: str) -> str:
    """The address of the case in which a page is."""
    return "/".join([*address.split("/")[:3], ""])


def main() -> None:
    """Take every picture, or only those named on the command line."""
    wanted = set(sys.argv[1:])
    PICTURES.mkdir(exist_ok=True)
    with demo_clinic() as base, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium(), args=FLAGS)
        cases = cases_of(browser, base)
        windows: dict[tuple[str, bool], Page] = {}
        for shot in SHOTS:
            if wanted and shot.name not in wanted:
                continue
            key = (shot.who, shot.dark)
            if key not in windows:
                windows[key] = signed_in(browser, base, shot.who, dark=shot.dark)
            take(windows[key], base, shot, cases)
        browser.close()


if __name__ == "__main__":
    main()
