"""The phone, in a real browser: writing without a network and signed out, the queue, the worker."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Episode
from relating.journal import queries
from relating.people.models import Device, User
from tests.browser.conftest import PHONE, See, SignIn, Window
from tests.cast import Cast

STORY = "She came over with the list. I heard myself say of course."
MOST_TAPS = 6
COUNT = """(name) => new Promise((resolve) => {
  const asked = indexedDB.open("pages");
  asked.onsuccess = () => {
    const all = asked.result.transaction(name).objectStore(name).count();
    all.onsuccess = () => { asked.result.close(); resolve(all.result); };
  };
})"""
FIELDS = "() => [...document.querySelectorAll('input, textarea')].map((each) => each.value).join()"
KEPT = """async () => {
  const spelt = (name, each) =>
    each instanceof CryptoKey ? "CryptoKey"
    : each instanceof Uint8Array ? new TextDecoder("latin1").decode(each).replace(/[^ -~]/g, "")
    : each;
  const opened = await new Promise((resolve) => {
    const asked = indexedDB.open("pages");
    asked.onsuccess = () => resolve(asked.result);
  });
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const name of opened.objectStoreNames) {
    const all = opened.transaction(name).objectStore(name).getAll();
    await new Promise((resolve) => { all.onsuccess = resolve; });
    found.push(JSON.stringify(all.result, spelt));
  }
  opened.close();
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const each of await cache.keys()) found.push(await (await cache.match(each)).text());
  }
  return found.join(" ");
}"""
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
    made = "async () => (await indexedDB.databases()).some((each) => each.name === 'pages')"
    until(page, made, wanted=True)
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


def test_what_was_saved_is_on_the_phone_and_cannot_be_read_there_again_by_nobody(
    once: Page, phone: BrowserContext
) -> None:
    phone.route("**/inbox/", lambda route: route.abort())
    once.goto("/write/")
    word = f"canary{uuid4().hex}"
    write(writing(once), word)
    assert word not in once.content() + once.evaluate(FIELDS)
    once.reload()
    assert word not in once.content() + once.evaluate(FIELDS)
    once.goto("/sign-in/")
    once.go_back()
    assert word not in once.content() + once.evaluate(FIELDS)
    until(once, COUNT, 1, "letters")
    kept = once.evaluate(KEPT)
    assert word not in kept
    assert "CryptoKey" not in kept, "a key with which it could be opened"


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
    assert all(re.fullmatch(r"/write/|/static/[0-9a-f]{16}/web/.*", path) for _, path, _ in kept)


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
    signed_out(phone)
    sign_in(phone, User.objects.get(pk=cast.carl.id))
    once.goto(reverse("case", args=[cast.other_case]))
    until(once, COUNT, 2, "doors")
    for _ in range(2):
        once.goto("/write/")
        expect(once.get_by_text("Where two people sign in on one phone")).to_be_visible()
        expect(once.locator("form[data-write]")).to_be_hidden()
        signed_out(phone)


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


def test_what_is_not_saved_is_asked_about_before_it_is_left_and_quick_exit_asks_nothing(
    once: Page, phone: BrowserContext
) -> None:
    phone.route(re.compile(settings.LEAVE_TO), lambda route: route.fulfill(body="weather"))
    once.goto("/write/")
    writing(once)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    once.on("dialog", stay)
    expect(once.get_by_text("Only what you save goes to your record")).to_be_visible()
    write(once, STORY)
    once.reload()
    writing(once)
    assert asked == []
    once.locator(".chip", has_text="ashamed").tap()
    once.get_by_label("What happened?").fill(STORY)
    once.get_by_role("link", name="Back").tap()
    for _ in range(PATIENCE):
        if asked:
            break
        once.wait_for_timeout(OFTEN)
    assert asked == ["beforeunload"]
    expect(once.get_by_label("What happened?")).to_have_value(STORY)
    once.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())")
    once.get_by_role("button", name="Quick exit").tap()
    once.wait_for_url(re.compile(settings.LEAVE_TO))
    assert asked == ["beforeunload"]


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
