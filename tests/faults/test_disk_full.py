"""The disk is full: a page says so, what was acknowledged is there, and reading goes on."""

import re
import resource
import sqlite3
from collections.abc import Callable
from uuid import UUID, uuid4

from bench.browsing import Answer, Browser, filled, forms
from bench.clinic import Place
from bench.server import Server
from bench.writing import STORY, Writer
from relating.chosen import DEMO_PASSPHRASE
from tests.faults.planted import planted
from tests.faults.within import within

ROOM = 400_000
FULL = UNNOTED = 503


def no_larger_than(size: int) -> Callable[[], None]:
    """No file of the server may grow beyond this: writing more fails, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def until_full(writer: Writer) -> tuple[dict[str, str], Answer]:
    """Write until it is refused; what was acknowledged, and the refusal."""
    acknowledged: dict[str, str] = {}
    for number in range(2000):
        story = f"story {number} {STORY * 20}"
        form = writer.told(story)
        answer = writer.post(form)
        if answer.status != 303:
            return acknowledged, answer
        acknowledged[dict(form)["id"]] = story
    raise AssertionError("The disk never was full.")


def settled(place: Place) -> int:
    """Carry the log over, and say how large the database is."""
    connection = sqlite3.connect(place.database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return place.database.stat().st_size


def test_a_full_disk_is_said_clearly_and_loses_nothing(practice: Callable[[], Place]) -> None:
    place = practice()
    server = Server(place).start(before=no_larger_than(settled(place) + ROOM))
    try:
        writer, ben = Writer(place), Browser(place.port).sign_in("ben")
        acknowledged, refusal = until_full(writer)
        assert refusal.status == FULL
        assert "This could not be saved just now" in refusal.text
        assert re.search(r"ERROR \w{8} relating\.unsaved \w+ \S+ the disk ", server.log())
        again = writer.post(writer.told(STORY * 20))
        assert again.status == FULL
        case, last = place.cases["ana"], list(acknowledged.values())[-1]
        stories = within(place.folder, "stories")["stories"]
        entry = next(each for each, story in stories.items() if story == last)
        shown = writer.browser.get(f"/episodes/{entry}/")
        assert (shown.status, STORY[:30] in shown.text) == (200, True)
        for page in ("", "safety/", "diary/", "people/"):
            assert writer.browser.get(f"/cases/{case}/{page}").status == 200
        cannot_be_noted(ben.get(f"/cases/{case}/"), server)
        comes_in_and_reads(place, case)
    finally:
        server.stop()
    found = within(place.folder, "stories")
    assert len(acknowledged) > 3
    assert set(acknowledged.values()) <= set(found["stories"].values())
    assert found["integrity"] == {"default": "ok", "keys": "ok"}


def cannot_be_noted(answer: Answer, server: Server) -> None:
    """Ben is told why he is not served, and whoever runs it finds the reason by its name."""
    assert answer.status == UNNOTED
    assert "This cannot be shown just now" in answer.text
    assert re.search(r"ERROR \w{8} relating\.unread \w+ \S+ the disk ", server.log())


def comes_in_and_reads(place: Place, case: UUID) -> None:
    """Whoever was not in comes in and reads; guessing is slow; leaving is leaving."""
    ana = Browser(place.port).sign_in("ana")
    for page in ("", "safety/", "diary/", "people/"):
        assert ana.get(f"/cases/{case}/{page}").status == 200
    leaving = next(form for form in forms(ana.get(f"/cases/{case}/").text) if form)
    token = [(name, text) for name, text in leaving if name == "csrfmiddlewaretoken"]
    assert ana.post("/leave/", token).status == 200
    assert ana.get(f"/cases/{case}/safety/").status == 302
    for _ in range(5):
        assert "is not right" in guess(place, "dov", "wrong words").text
    assert "Too many tries" in guess(place, "dov", DEMO_PASSPHRASE).text


def guess(place: Place, name: str, passphrase: str) -> Answer:
    """Try a passphrase at the door, in a browser that is new there."""
    browser = Browser(place.port)
    form = browser.form("/sign-in/", "login")
    return browser.post("/sign-in/", filled(form, {"login": name, "password": passphrase}))


def test_a_key_store_without_room_opens_no_case_by_half_and_everything_else_goes_on(
    practice: Callable[[], Place],
) -> None:
    place = practice()
    server = Server(place, planted("full-key-store", place)).start()
    try:
        ben, ana = Browser(place.port).sign_in("ben"), Writer(place)
        opened, refusal = cases_until_full(ben)
        assert refusal.status == FULL
        assert "This could not be saved just now" in refusal.text
        assert re.search(r"ERROR \w{8} relating\.unsaved \w+ \S+ the disk is full", server.log())
        assert ana.tell() > 0
        assert ben.get(f"/cases/{place.cases['ana']}/").status == 200
    finally:
        server.stop()
    assert within(place.folder, "problems") == []
    assert within(place.folder, "number_of_cases") == len(place.cases) + opened


def cases_until_full(ben: Browser) -> tuple[int, Answer]:
    """Open cases until it is refused; how many were opened, and the refusal."""
    form = ben.form("/cases/new/", "label")
    for number in range(200):
        given = {"id": str(uuid4()), "label": f"Client {number}", "started": "2026-03-03"}
        answer = ben.post("/cases/new/", filled(form, given))
        if answer.status != 303:
            return number, answer
    raise AssertionError("The key store never was full.")


def test_writing_goes_on_when_there_is_room_again(practice: Callable[[], Place]) -> None:
    place = practice()
    server = Server(place).start(before=no_larger_than(settled(place) + ROOM))
    until_full(Writer(place))
    server.stop()
    server.start()
    try:
        assert Writer(place).tell() > 0
    finally:
        server.stop()
