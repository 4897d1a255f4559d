"""The rig of the phones: two of Ana's write in Chromium while everything breaks around them.

They write what happened, answers to feedback and pulses. What a phone said it kept must be there in
the end, once, in the order in which that phone kept it; what it did not say may be missing.
"""

import os
import random
import signal
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from bench.clinic import Place
from bench.server import Server
from relating.chosen import DEMO_PASSPHRASE
from tests.browser.conftest import FLAGS, PHONE, executable
from tests.faults.within import within

PATIENCE = 60_000
OFTEN = 100
EACH, ANSWERS, PULSES = 10, 3, 8
"""Of so many texts one is an answer and one a pulse: those with these numbers."""
A_LITTLE = 4096
COUNT = """(name) => new Promise((resolve, reject) => {
  const asked = indexedDB.open("pages");
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction(name).objectStore(name).count();
    all.onsuccess = () => { asked.result.close(); resolve(all.result); };
  };
})"""
FILLS = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("filler", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("held", { autoIncrement: true });
  asked.onerror = () => resolve(asked.error.name);
  asked.onsuccess = () => {
    const act = asked.result.transaction("held", "readwrite", { durability: "strict" });
    act.objectStore("held").add(new Uint8Array(500000));
    act.oncomplete = () => { asked.result.close(); resolve("kept"); };
    act.onabort = () => { asked.result.close(); resolve(act.error.name); };
  };
})"""
"""Writes until the browser has noticed that there is no more room."""
KEEPS = """async ([path, sent]) => {
  const page = document.querySelector('script[src*="phone/write.js"]').src;
  const { door, keep } = await import(new URL("../page/letters.js", page));
  await keep({ path, sent, zone: "" }, await door());
  dispatchEvent(new Event("online"));
}"""
"""Keeps an answer as `phone/asked.js` does; behind the lock a browser test looks at that."""
WORKS = "async () => (await navigator.serviceWorker.getRegistration())?.active?.state"


@dataclass
class Run:
    """What was written, as far as a phone said that it kept it, and what was done to it."""

    asked: dict[str, list[str]]
    kept: dict[str, list[str]] = field(default_factory=dict)
    refused: int = 0
    done: dict[str, int] = field(default_factory=dict)

    def note(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1

    def keep(self, phone: "Phone", text: str) -> None:
        self.kept.setdefault(phone.profile.name, []).append(text)

    @property
    def every(self) -> list[str]:
        return [text for texts in self.kept.values() for text in texts]


class Phone:
    """A phone with a profile of its own, which outlasts its browser."""

    def __init__(self, playwright: Playwright, place: Place, profile: Path) -> None:
        self.playwright, self.place, self.profile = playwright, place, profile
        self.context: BrowserContext
        self.page: Page
        self.open()

    def open(self) -> None:
        """Start its browser."""
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=executable(),
            args=FLAGS,
            base_url=f"http://localhost:{self.place.port}",
            **PHONE,
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()

    def sign_in(self) -> None:
        """Sign in once, and wait until the phone is ready."""
        self.page.goto("/sign-in/")
        self.page.get_by_label("Sign-in name").fill("ana")
        self.page.get_by_label("Passphrase", exact=True).fill(DEMO_PASSPHRASE)
        self.page.get_by_role("button", name="Sign in").tap()
        self.page.wait_for_url("**/cases/**")
        self.until(WORKS, "activated")
        self.until(COUNT, 1, "doors")

    def until(self, script: str, wanted: object, argument: Any = None) -> None:
        """Wait until a script gives this.

        Raises:
            TimeoutError: it never does.
        """
        for _ in range(PATIENCE // OFTEN):
            with suppress(Error):
                if self.page.evaluate(script, argument) == wanted:
                    return
            self.page.wait_for_timeout(OFTEN)
        raise TimeoutError(f"{script[:60]} never gave {wanted}")

    def to_write(self) -> None:
        """Open the page to write on."""
        self.page.goto("/write/")
        expect(self.page.locator("form[data-write]")).to_have_attribute("data-ready", "")

    def write(self, story: str) -> bool:
        """Write and save; whether it says that it kept it."""
        page, lines = self.page, self.page.locator("[data-letters] > li")
        before = lines.count()
        page.get_by_label("What happened?").fill(story)
        page.get_by_role("button", name="Save").click()
        page.wait_for_function(
            """(before) => document.querySelectorAll("[data-letters] > li").length > before
              || !document.querySelector("[data-said]").hidden""",
            arg=before,
        )
        return lines.count() > before

    def answer(self, path: str, **sent: str) -> None:
        """Answer what is asked at an address; once this is done it is kept."""
        self.page.evaluate(KEEPS, [path, urlencode(sent)])

    def fill_the_disk(self, story: str) -> bool:
        """Write where there is hardly any room; whether it says that it kept it."""
        asked = self.context.new_cdp_session(self.page)
        origin = f"http://localhost:{self.place.port}"
        asked.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": A_LITTLE})
        self.until(FILLS, "QuotaExceededError")
        try:
            return self.write(story)
        finally:
            asked.send("Storage.overrideQuotaForOrigin", {"origin": origin})
            self.to_write()

    def kill(self) -> None:
        """SIGKILL to its browser, and start it again."""
        for process in processes(self.profile):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        with suppress(Error):
            self.context.close()
        for lock in self.profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)
        self.open()


def processes(profile: Path) -> list[int]:
    """The browser that has this profile."""
    found = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if f"--user-data-dir={profile}\0".encode() in each.read_bytes():
                found.append(int(each.parent.name))
    return found


def under_faults(
    playwright: Playwright, server: Server, folder: Path, entries: int, drops: int
) -> Run:
    """A whole run: two phones write so many entries, through so many drop-outs and the rest."""
    run = Run(within(server.place.folder, "asked", entries // EACH + 1))
    chance = random.Random(1)
    server.start()
    phones = [Phone(playwright, server.place, folder / f"phone-{each}") for each in "ab"]
    try:
        for phone in phones:
            phone.sign_in()
            phone.to_write()
        for number in range(entries):
            phone = chance.choice(phones)
            break_something(run, chance, phone, server, number, max(1, entries // drops))
            write_something(run, phone, number)
        come_back(phones, server)
    finally:
        for phone in phones:
            with suppress(Error):
                phone.context.close()
        server.stop()
    return run


def write_something(run: Run, phone: Phone, number: int) -> None:
    """Mostly what happened; now and then an answer, or a pulse."""
    text = f"phone text {number}"
    if number % EACH == ANSWERS:
        phone.answer(run.asked["feedback-answer"].pop(), resonance="fits", words=text)
        run.note("answers")
    elif number % EACH == PULSES:
        phone.answer(run.asked["pulse"].pop(), safe="7", not_right=text, visibility="shared")
        run.note("pulses")
    elif not phone.write(text):
        return
    run.keep(phone, text)


def break_something(
    run: Run, chance: random.Random, phone: Phone, server: Server, number: int, often: int
) -> None:
    """Every so often the connection drops or comes back; now and then worse."""
    if number % often == 0:
        offline = (number // often) % 2 == 0
        phone.context.set_offline(offline)
        run.note("drop-outs" if offline else "returns")
    if number % (often * 5) == often * 2:
        phone.context.clear_cookies(name="session")
        run.note("sign-ins that ran out")
    if number % (often * 5) == often * 3 and phone.fill_the_disk(f"full {number}"):
        run.keep(phone, f"full {number}")
    elif number % (often * 5) == often * 3:
        run.refused += 1
    if number % (often * 10) == often * 4:
        server.kill()
        server.start()
        run.note("servers killed")
    if number % (often * 10) == often * 5:
        phone.kill()
        phone.to_write()
        run.note("browsers killed")


def come_back(phones: list[Phone], server: Server) -> None:
    """The network is there again, and everything that waits goes."""
    for phone in phones:
        phone.context.set_offline(False)
        phone.to_write()
        phone.until(COUNT, 0, "letters")


@dataclass
class Verdict:
    """What is there afterwards, beside what a phone said it kept."""

    lost: list[str]
    doubled: list[str]
    out_of_order: list[str]
    waiting: int


def judged(run: Run, place: Place) -> Verdict:
    """Open everything and compare."""
    there = within(place.folder, "received")
    times = Counter(there)
    return Verdict(
        lost=[text for text in run.every if times[text] == 0],
        doubled=[text for text in run.every if times[text] > 1],
        out_of_order=[
            phone
            for phone, kept in run.kept.items()
            if [text for text in there if text in {*kept}] != [text for text in kept if times[text]]
        ],
        waiting=within(place.folder, "waiting"),
    )
