"""A real Chromium, held as Ana holds her phone and as Ben sits at his laptop."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.extent import LONG

if TYPE_CHECKING:
    from relating.people.models import User
    from tests.cast import Cast

LONGEST = 500
"""So many fiftieths of a second a request may take that nobody waits for any more."""
Window = Callable[..., BrowserContext]
SignIn = Callable[[BrowserContext, "User"], None]
See = Callable[[Page], str]

# The same Chromium without its own windows takes a quarter less of the processor: it comes first.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
NOT_NEEDED = (
    # The popup of the address bar is two pages of Chromium's own in each new window, though nobody
    # sees them: they cost more than most of ours.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # Said last this list takes the place of Playwright's own, which is therefore in it.
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
FLAGS = [
    f"--disable-features={','.join(NOT_NEEDED)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "no Chromium found: install one (Debian: apt-get install chromium-headless-shell), "
    "or name one in RELATING_CHROMIUM"
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
# What waits for a network is tried again after four seconds, and then after eight.
expect.set_options(timeout=20_000)
# How much of a link shows beneath a bar that stays is chance: it hangs on how far a page has moved,
# and that on how long today's date is. Bars lie where they are written while axe looks.
LAID_FLAT = """() => {
  const bars = ".bar, .casehead, .tabbar, .savebar, .messages, .after-close";
  for (const bar of document.querySelectorAll(bars)) bar.style.position = "static";
}"""
AS_IT_WAS = LAID_FLAT.replace("static", "")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


LOOKS = {"scheme", "shape", "width"}
"""What a page is looked at in: of the colours and windows of one test one is tried."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever lies in this folder is a browser test."""
    here = Path(__file__).parent
    ours = [item for item in items if here in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    left_out = set() if LONG else set(but_one_look(ours))
    if left_out:
        config.hook.pytest_deselected(items=[*left_out])
        items[:] = [each for each in items if each not in left_out]


def but_one_look(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """The tests that differ from another in how a page looks alone; which one of them stays hangs
    on its name, so that neither light nor dark, neither narrow nor wide is left out everywhere."""
    alike: dict[str, list[pytest.Item]] = {}
    for item in items:
        given = item.callspec.params if hasattr(item, "callspec") else {}
        if LOOKS & set(given):
            more = [f"{name}={given[name]}" for name in sorted(set(given) - LOOKS)]
            alike.setdefault(f"{item.nodeid.partition('[')[0]} {more}", []).append(item)
    for name, found in alike.items():
        kept = sorted(found, key=lambda each: each.nodeid)[crc32(name.encode()) % len(found)]
        yield from (each for each in found if each is not kept)


def executable() -> str | None:
    """The Chromium of this machine: the one that was named, or the first one found."""
    named = os.environ.get("RELATING_CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


def do_without() -> None:
    """Skip, or fail where a browser is required."""
    if os.environ.get("RELATING_BROWSER") == "required":
        pytest.fail(MISSING, pytrace=False)
    pytest.skip(MISSING)


@pytest.fixture(scope="session", autouse=True)
def databases_first(django_db_setup: None) -> None:
    """The databases are there before the server is: one that starts sooner takes them for those in
    memory, and all its threads share, and close, one connection."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; every test opens its own window in it."""
    path = executable()
    if path is None:
        do_without()
    # Playwright's synchronous face runs an event loop in this thread; Django sees the loop and
    # takes our ordinary calls for asynchronous ones. They are not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def answered() -> Iterator[Callable[[], None]]:
    """Wait until the server has answered all that it was asked: while it still writes for a test
    that is over, nothing can be cleared away for the next."""
    begun, ended = Counter[str](), Counter[str]()

    def begins(**_: object) -> None:
        begun["requests"] += 1

    def ends(**_: object) -> None:
        ended["requests"] += 1

    def wait() -> None:
        for _ in range(LONGEST):
            if ended["requests"] >= begun["requests"]:
                return
            sleep(0.02)

    with connected(request_started, begins), connected(request_finished, ends):
        yield wait


@contextmanager
def connected(signal: Any, receiver: Callable[..., None]) -> Iterator[None]:
    """While this lasts somebody hears a signal."""
    signal.connect(receiver)
    yield
    signal.disconnect(receiver)


@pytest.fixture
def window(chromium: Browser, answered: Callable[[], None]) -> Iterator[Window]:
    """Open windows of any shape; at the end none of them may have met an error in a script
    or have broken the content security policy."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def open_window(**shape: Any) -> BrowserContext:
        here = {"reduced_motion": "reduce", "locale": "en-GB", "timezone_id": "Europe/London"}
        here["service_workers"] = "block"
        context = chromium.new_context(**(here | shape))
        context.set_default_timeout(10_000)
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        context.on("console", lambda line: faults.extend(refusals(line.text)))
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()
    answered()
    assert faults == []


def refusals(line: str) -> list[str]:
    """What the console says about the content security policy."""
    return [line] if "Content Security Policy" in line else []


@pytest.fixture
def phone(window: Window, live_server: LiveServer) -> BrowserContext:
    """Ana's phone: 390 by 844, touch, nothing moves. `page.goto("/")` reaches the live server."""
    return window(base_url=live_server.url, **PHONE)


@pytest.fixture
def laptop(window: Window, live_server: LiveServer) -> BrowserContext:
    """Ben's laptop: 1280 by 800."""
    return window(base_url=live_server.url, **LAPTOP)


@pytest.fixture
def sign_in(live_server: LiveServer) -> SignIn:
    """Let a window be somebody's, without the sign-in page: `sign_in(phone, ana)`."""

    def become(context: BrowserContext, user: "User") -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return become


@pytest.fixture
def at_home(cast: "Cast", phone: BrowserContext, sign_in: SignIn) -> Page:
    """Ana's phone, with Ana signed in."""
    from relating.people.models import User

    sign_in(phone, User.objects.get(pk=cast.ana.id))
    return phone.new_page()


@pytest.fixture
def axe() -> See:
    """What axe has to say against a page, as text; nothing when all is well.

    The script arrives over the browser's own control line, not as part of the page, so the
    strict content security policy stays in force while axe looks: no `bypass_csp` anywhere.

        assert axe(page) == ""
    """
    return violations


def violations(page: Page) -> str:
    """One line a fault: the rule, its weight, why, and where."""
    options = {
        "runOnly": {"type": "tag", "values": STANDARDS},
        "resultTypes": ["violations"],
        "preload": False,  # style sheets, for rules that are not asked for
    }
    page.evaluate(LAID_FLAT)
    found = Axe().run(page, options=options).response["violations"]
    page.evaluate(AS_IT_WAS)
    return "\n".join(
        f"{fault['id']} ({fault['impact']}): {fault['help']}: {' '.join(map(str, node['target']))}"
        for fault in found
        for node in fault["nodes"]
    )


@pytest.fixture
def profile(
    chromium: Browser, live_server: LiveServer, tmp_path: Path, answered: Callable[[], None]
) -> Iterator[BrowserContext]:
    """A browser of its own with a profile in a folder, as a phone has one."""
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=executable(),
        args=FLAGS,
        base_url=live_server.url,
        **PHONE,
    )
    yield context
    context.close()
    answered()
