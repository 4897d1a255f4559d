"""The phone, in a real browser: writing without a network and signed out, the queue, the worker."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Episode
from relating.journal import actions, queries
from relating.people.models import Device, User
from tests.browser.conftest import FLAGS, PHONE, See, SignIn, Window, executable
from tests.cast import Cast, episode

STORY = "She came over with the list. I heard myself say of course."
MOST_TAPS = 6
COUNT = """(name) => new Promise((resolve) => {
  const asked = indexedDB.open("pages");
  asked.onsuccess = () => {
    const all = asked.result.transaction(name).objectStore(name).count();
    all.onsuccess = () => { asked.result.close(); resolve(all.result); };
  };
})"""
OFTEN, PATIENCE = 50, 200


@pytest.fixture
def phone(window: Window, live_server: LiveServer) -> BrowserContext:
    """Ana's phone, with its worker."""
    return window(base_url=live_server.url, service_workers="allow", **PHONE)


@pytest.fixture
def once(cast: Cast, phone: BrowserContext, sign_in: SignIn) -> Iterator[Page]:
    """Ana's phone, on which she signed in once and looked at one page."""
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page = phone.new_page()
    page.goto(reverse("case", args=[cast.case]))
    ready(page)
    yield page
    phone.set_offline(False)


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


def until(page: Page, script: str, wanted: object, argument: object = None) -> None:
    """Wait until a script gives this."""
    for _ in range(PATIENCE):
        if page.evaluate(script, argument) == wanted:
            return
        page.wait_for_timeout(OFTEN)
    raise TimeoutError(script)


def ready(page: Page) -> None:
    """Wait until the phone has its worker and its door."""
    active = "async () => (await navigator.serviceWorker.getRegistration())?.active?.state"
    until(page, active, "activated")
    until(page, "async () => (await indexedDB.databases()).length", 1)
    until(page, COUNT, 1, "doors")


def signed_out(phone: BrowserContext) -> None:
    phone.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def told(cast: Cast) -> list[str]:
    found: tuple[Episode, ...] = queries.open_case(cast.ana, cast.case).episodes
    return [each.story for each in found]


def writing(page: Page) -> Page:
    expect(page.locator("form[data-write]")).to_have_attribute("data-ready", "")
    expect(page.locator("[data-none]")).to_be_hidden()
    expect(page.locator("[data-said]")).to_be_hidden()
    return page


def write(page: Page, story: str) -> None:
    """Write and save; it says that it is kept, or already that it was received."""
    before = page.locator("[data-letters] > li").count()
    page.get_by_label("What happened?").fill(story)
    page.get_by_role("button", name=re.compile("^Save")).tap()
    expect(page.locator("[data-letters] > li")).to_have_count(before + 1)


def test_without_a_network_she_writes_in_six_taps_and_it_goes_by_itself(
    once: Page, phone: BrowserContext, cast: Cast, axe: See
) -> None:
    phone.set_offline(True)
    taps = 0

    def tap(what: Any) -> None:
        nonlocal taps
        what.tap()
        taps += 1

    tap(once.get_by_role("navigation").get_by_role("link", name="Something happened"))
    once.wait_for_url(re.compile(r"/write/$"))
    writing(once)
    assert axe(once) == ""
    tap(once.get_by_label("What happened?"))
    once.keyboard.type(STORY)
    tap(once.locator(".chip", has_text="ashamed"))
    tap(once.get_by_role("button", name=re.compile("^Save")))
    expect(once.get_by_text("Kept on this phone", exact=True)).to_be_visible()
    expect(once.get_by_label("What happened?")).to_have_value("")
    assert axe(once) == ""
    assert taps <= MOST_TAPS
    assert told(cast) == []
    phone.set_offline(False)
    expect(once.get_by_text("Received", exact=True)).to_be_visible()
    assert told(cast) == [STORY]


def test_signed_out_she_writes_and_nothing_is_left_to_read(
    once: Page, phone: BrowserContext, cast: Cast
) -> None:
    signed_out(phone)
    once.goto("/")
    once.get_by_role("link", name="Write without signing in").tap()
    write(writing(once), STORY)
    expect(once.get_by_text("Received", exact=True)).to_be_visible()
    assert told(cast) == [STORY]
    once.goto(reverse("case", args=[cast.case]))
    expect(once.get_by_role("button", name="Sign in")).to_be_visible()


def test_help_lines_are_there_without_a_network(once: Page, phone: BrowserContext) -> None:
    phone.set_offline(True)
    once.goto("/")
    once.get_by_text("Somebody to talk to now").tap()
    expect(once.get_by_text("emergency").first).to_be_visible()


def test_what_was_written_in_order_comes_in_order_whoever_sends_it(
    once: Page, phone: BrowserContext, cast: Cast
) -> None:
    phone.set_offline(True)
    once.goto("/")
    for number in range(5):
        write(writing(once), f"number {number}")
    signed_out(phone)
    phone.set_offline(False)
    other = phone.new_page()
    other.goto("/write/")
    expect(once.get_by_text("Received", exact=True).filter(visible=True)).to_have_count(5)
    stories = [
        each.story
        for each in sorted(
            queries.open_case(cast.ana, cast.case).episodes, key=lambda each: each.recorded_at
        )
    ]
    assert stories == [f"number {number}" for number in range(5)]


def test_closed_from_elsewhere_it_keeps_what_waits_and_sends_it_after_signing_in_there(
    once: Page, phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    phone.set_offline(True)
    once.goto("/")
    write(writing(once), STORY)
    Device.objects.all().delete()
    phone.set_offline(False)
    expect(once.get_by_text("It goes once you sign in here")).to_be_visible()
    once.goto(reverse("case", args=[cast.case]))
    expect(once.get_by_role("button", name="Sign in")).to_be_visible()
    assert told(cast) == []
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    once.goto(reverse("case", args=[cast.case]))
    until(once, COUNT, 0, "letters")
    assert told(cast) == [STORY]


def test_it_can_be_installed_under_a_name_that_tells_nothing(
    profile: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(profile, User.objects.get(pk=cast.ana.id))
    page = profile.new_page()
    page.goto(reverse("phone", args=[cast.case]))
    page.get_by_text("Days", exact=True).tap()
    page.get_by_role("button", name="Call it that").tap()
    expect(page.get_by_text("On this phone it is called Days.")).to_be_visible()
    ready(page)
    asked = profile.new_cdp_session(page)
    assert asked.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = json.loads(asked.send("Page.getAppManifest")["data"])
    assert manifest["name"] == "Days"


def test_the_worker_keeps_the_shell_and_nothing_else(
    once: Page, phone: BrowserContext, cast: Cast
) -> None:
    for address in (reverse("diary", args=[cast.case]), "/write/", "/"):
        once.goto(address)
    kept = once.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const each of await (await caches.open(name)).keys())
              found.push([name, new URL(each.url).pathname, each.headers.get("cookie")]);
          return found;
        }"""
    )
    assert len({name for name, _, _ in kept}) == 1
    assert all(re.fullmatch(r"/write/|/shell/[0-9a-f]{16}/web/.*", path) for _, path, _ in kept)


def test_another_shell_takes_the_place_of_the_old_one_and_the_queue_stays(
    once: Page, phone: BrowserContext, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.set_offline(True)
    once.goto("/")
    write(writing(once), STORY)
    monkeypatch.setattr("relating.web.phone.shell.version", lambda *_: "0" * 16)
    phone.route("**/inbox/", lambda route: route.abort())
    phone.set_offline(False)
    once.goto("/write/")
    once.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    until(once, "async () => (await caches.keys()).join()", "shell-0000000000000000")
    phone.unroute("**/inbox/")
    once.goto("/write/")
    expect(once.get_by_text("Received", exact=True)).to_be_visible()
    assert told(cast) == [STORY]


def test_one_address_switches_it_off_and_what_waits_stays(
    once: Page, phone: BrowserContext, cast: Cast
) -> None:
    phone.route("**/inbox/", lambda route: route.abort())
    once.goto("/write/")
    write(writing(once), STORY)
    once.goto("/write/off/")
    expect(once.get_by_text("It is switched off on this phone.")).to_be_visible()
    left = once.evaluate(
        """async () => [(await caches.keys()).length,
          (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert left == [0, 0]
    phone.unroute("**/inbox/")
    once.goto("/write/")
    expect(once.get_by_text("Received", exact=True)).to_be_visible()
    assert told(cast) == [STORY]


def test_where_two_people_sign_in_nobody_writes_into_the_record_of_the_other(
    once: Page, phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    other = Path(__file__).name
    once.evaluate(
        """(writer) => new Promise((resolve) => {
          const asked = indexedDB.open("pages");
          asked.onsuccess = () => {
            const act = asked.result.transaction("doors", "readwrite");
            act.objectStore("doors").put({ box: "another", writer, since: 1 });
            act.oncomplete = () => { asked.result.close(); resolve(); };
          };
        })""",
        other,
    )
    once.goto("/write/")
    expect(once.get_by_text("Where two people sign in on one phone")).to_be_visible()
    expect(once.locator("form[data-write]")).to_be_hidden()


def parted(pair: str) -> tuple[str, str]:
    name, _, code = pair.partition("=")
    return name, code


def test_a_word_of_danger_opens_whom_to_call(once: Page, phone: BrowserContext) -> None:
    phone.set_offline(True)
    once.goto("/")
    writing(once)
    danger = str(once.locator("[data-danger]").get_attribute("data-danger")).split()
    named = [f'[data-danger] [name="{name}"][value="{code}"]' for name, code in map(parted, danger)]
    chosen = once.locator(", ".join(named)).first
    change = "new Event('change', { bubbles: true })"
    chosen.evaluate(f"(box) => {{ box.checked = true; box.dispatchEvent({change}); }}")
    expect(once.get_by_text("emergency").first).to_be_visible()


def test_quick_exit_from_the_page_to_write_on_signs_out(
    once: Page, phone: BrowserContext, cast: Cast
) -> None:
    phone.route(re.compile(settings.LEAVE_TO), lambda route: route.fulfill(body="weather"))
    once.goto("/write/")
    writing(once)
    once.get_by_role("button", name="Quick exit").tap()
    once.wait_for_url(re.compile(settings.LEAVE_TO))
    for _ in range(PATIENCE):
        if not Session.objects.exists():
            break
        once.wait_for_timeout(OFTEN)
    once.goto(reverse("case", args=[cast.case]))
    expect(once.get_by_role("button", name="Sign in")).to_be_visible()


def found_in(folder: Path, words: list[str]) -> list[str]:
    """Which of these words lie in any file of a folder."""
    spelt = {word: (word.encode(), word.encode("utf-16-le")) for word in words}
    held = [each.read_bytes() for each in folder.rglob("*") if each.is_file()]
    return [
        word
        for word, forms in spelt.items()
        if any(form in each for form in forms for each in held)
    ]


def canaries(number: int) -> list[str]:
    return [f"canary{uuid4().hex}" for _ in range(number)]


def look_and_write(page: Page, cast: Cast, words: list[str]) -> None:
    """Read half of the words on her pages, and write the other half signed out of sight."""
    read, wrote = words[: len(words) // 2], words[len(words) // 2 :]
    told = episode(" ".join(read), person=None)
    actions.record(cast.ana, cast.case, told)
    for address in (
        reverse("case", args=[cast.case]),
        reverse("diary", args=[cast.case]),
        reverse("episode", args=[told.id]),
    ):
        page.goto(address)
        expect(page.get_by_text(read[0]).first).to_be_visible()
    page.goto("/write/")
    write(writing(page), " ".join(wrote[:-1]))
    page.get_by_label("What happened?").fill(f"{wrote[-1]}, and not saved")


def test_after_quick_exit_nothing_of_hers_lies_in_the_profile_and_the_queue_is_there(
    profile: BrowserContext, cast: Cast, sign_in: SignIn, tmp_path: Path
) -> None:
    words = canaries(200)
    sign_in(profile, User.objects.get(pk=cast.ana.id))
    profile.route(re.compile(settings.LEAVE_TO), lambda route: route.fulfill(body="weather"))
    profile.route("**/inbox/", lambda route: route.abort())
    page = profile.new_page()
    page.goto(reverse("case", args=[cast.case]))
    ready(page)
    look_and_write(page, cast, words)
    page.goto(reverse("case", args=[cast.case]))
    page.get_by_role("button", name="Quick exit").tap()
    page.wait_for_url(re.compile(settings.LEAVE_TO))
    page.goto(reverse("case", args=[cast.case]))
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    until(page, COUNT, 1, "letters")
    profile.close()
    assert found_in(tmp_path / "profile", words) == []


def test_the_search_of_the_profile_finds_what_lies_there(
    profile: BrowserContext, tmp_path: Path
) -> None:
    (word,) = canaries(1)
    page = profile.new_page()
    page.goto("/sign-in/")
    page.evaluate("(word) => localStorage.setItem('left', word)", word)
    profile.close()
    assert found_in(tmp_path / "profile", [word]) == [word]
