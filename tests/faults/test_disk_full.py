"""The disk is full: a page says so, what was acknowledged is there, and reading goes on."""

import re
import resource
import sqlite3
from collections.abc import Callable

from bench.browsing import Answer, Browser
from bench.clinic import Place
from bench.server import Server
from bench.writing import STORY, Writer
from tests.faults.within import within

ROOM = 400_000
FULL, UNNOTED = 503, 500


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
        again = writer.post(writer.told(STORY * 20))
        assert again.status == FULL
        case, last = place.cases["ana"], list(acknowledged.values())[-1]
        stories = within(place.folder, "stories")["stories"]
        entry = next(each for each, story in stories.items() if story == last)
        shown = writer.browser.get(f"/episodes/{entry}/")
        assert (shown.status, STORY[:30] in shown.text) == (200, True)
        for page in ("", "safety/", "diary/", "people/"):
            assert writer.browser.get(f"/cases/{case}/{page}").status == 200
        assert ben.get(f"/cases/{case}/").status == UNNOTED, "a reading that cannot be noted"
        assert re.search(r"ERROR \w{8} relating\.unsaved \w+ \S+ the disk ", server.log())
    finally:
        server.stop()
    found = within(place.folder, "stories")
    assert len(acknowledged) > 3
    assert set(acknowledged.values()) <= set(found["stories"].values())
    assert found["integrity"] == {"default": "ok", "keys": "ok"}


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
