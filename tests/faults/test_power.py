"""The power goes, anywhere between two touches of the disk: what was acknowledged is there.

kill -9 cannot show this: the operating system keeps what it was given. Here it forgets. Of what
was not flushed, any part may have reached the disk, in any selection, and a write may be torn.
The model does not cover a disk that says it has flushed and has not.
"""

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench.clinic import Place, environment
from tests.faults.disk import Event
from tests.faults.facts import Expected, Fact, broken, fact
from tests.faults.image import in_an_image, keys_of

DATABASE, STORE = "relating.sqlite3", "keys.sqlite3"
SECTOR = 512


Spoil = Callable[[Path], None]
"""Does something to an image before it is looked at."""


@dataclass
class Kept:
    """A file as a disk has it: what is certain, and what may or may not have arrived."""

    certain: bytearray = field(default_factory=bytearray)
    uncertain: list[Event] = field(default_factory=list)

    def flush(self) -> None:
        for event in self.uncertain:
            apply(self.certain, event)
        self.uncertain.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """What is found when the power comes back."""
        image = bytearray(self.certain)
        reached = chance.random()
        for event in self.uncertain:
            if chance.random() < reached:
                apply(image, torn(event, chance))
        return bytes(image)


def apply(image: bytearray, event: Event) -> None:
    """Do to an image what was done to the file."""
    if event.what == "truncate":
        del image[event.at :]
        return
    image.extend(bytes(max(0, event.at - len(image))))
    image[event.at : event.at + len(event.data)] = event.data


def torn(event: Event, chance: random.Random) -> Event:
    """A write of which, now and then, only the first sectors arrived."""
    sectors = len(event.data) // SECTOR
    if event.what != "write" or sectors < 2 or chance.random() < 0.7:
        return event
    return msgspec.structs.replace(event, data=event.data[: SECTOR * chance.randrange(1, sectors)])


@dataclass
class Found:
    """What all cuts together showed."""

    cuts: int = 0
    acknowledged: int = 0
    dropped: int = 0
    lost: int = 0
    corrupt: list[str] = field(default_factory=list)
    half_done: int = 0
    shut: int = 0
    """Rows that do not open, and cases that do not add up."""


class Moment(NamedTuple):
    """The files when the power goes, what was acknowledged until then, and what was under way."""

    files: dict[str, Kept]
    told: Expected
    coming: Fact | None


def cuts(recorded: Path, number: int, seed: int) -> Iterator[Moment]:
    """So many moments of a recording."""
    events = msgspec.msgpack.decode((recorded / "events").read_bytes(), type=list[Event])
    files = {name: Kept(bytearray((recorded / name).read_bytes())) for name in (DATABASE, STORE)}
    facts = [fact(each.file) for each in events if each.what == "acknowledged"]
    told, heard = Expected(), 0
    moments = set(random.Random(seed).sample(range(len(events)), min(number, len(events))))
    for moment, event in enumerate(events):
        if event.what == "acknowledged":
            told[facts[heard].key] = facts[heard].state
            heard += 1
        elif event.what == "flush":
            files.setdefault(event.file, Kept()).flush()
        else:
            files.setdefault(event.file, Kept()).uncertain.append(event)
        if moment in moments:
            yield Moment(files, told, facts[heard] if heard < len(facts) else None)


def judged(
    recorded: Path, number: int, into: Path, place: Place, seed: int = 1, spoil: Spoil | None = None
) -> Found:
    """Cut the power so often, each time open what is left, and compare."""
    chance, found = random.Random(seed), Found()
    for moment in cuts(recorded, number, seed):
        into.mkdir(exist_ok=True)
        for name, file in moment.files.items():
            (into / name).write_bytes(file.after_a_cut(chance))
            found.dropped += len(file.uncertain)
        if spoil:
            spoil(into / DATABASE)
        look(into, place, moment, found)
        for each in into.iterdir():
            each.unlink()
    return found


def look(image: Path, place: Place, moment: Moment, found: Found) -> None:
    """Open one image as the application would find it."""
    found.cuts += 1
    found.acknowledged += len(moment.told)
    try:
        for name in (DATABASE, STORE):
            found.corrupt += damage(image / name)
        keys = keys_of(place, image / STORE)
        with closing(sqlite3.connect(image / DATABASE)) as connection:
            found.lost += len(broken(connection, keys, moment.told, moment.coming))
            found.half_done += half_done(connection, moment.told)
        found.shut += in_an_image(image / DATABASE, keys)
    except sqlite3.DatabaseError as error:
        found.corrupt.append(str(error))


def damage(database: Path) -> list[str]:
    """What SQLite finds wrong with a file."""
    with closing(sqlite3.connect(database)) as connection:
        found = [line for (line,) in connection.execute("PRAGMA integrity_check")]
    return [line for line in found if line != "ok"]


def half_done(connection: sqlite3.Connection, told: Expected) -> int:
    """Entries without a line that says that they were written, and lines without their entry."""
    there = {row[0] for row in connection.execute("SELECT id FROM journal_entry")}
    written = {row[0] for row in connection.execute(LINES, {"erased": False})}
    erased = {row[0] for row in connection.execute(LINES, {"erased": True})}
    ours = {id for of, id in told if of == "entry"}
    return len((ours & there) - written) + len(written - there - erased)


LINES = """
    SELECT entry FROM journal_trail WHERE entry IS NOT NULL
    AND act IN ('recorded', 'agreed', 'lent', 'erased') AND (act = 'erased') = :erased
"""


def recorded(place: Place, number: int, how: str, into: Path) -> Path:
    """Have acts done on a disk that remembers."""
    call = [sys.executable, "-m", "tests.faults.recording"]
    words = [place.folder, str(number), how, str(into)]
    subprocess.run([*call, *words], env=environment(), check=True)
    return into


def flushed(recording: Path) -> set[str]:
    """The files that were flushed at least once."""
    events = msgspec.msgpack.decode((recording / "events").read_bytes(), type=list[Event])
    return {each.file for each in events if each.what == "flush"}


def tell(name: str, found: Found) -> None:
    """A line for whoever watches."""
    sys.stdout.write(
        f"\n{name}: {found.cuts} cuts, {found.acknowledged} acknowledged, {found.dropped} writes "
        f"unflushed, {found.lost} lost, {len(found.corrupt)} corrupt, {found.half_done} half done, "
        f"{found.shut} do not open\n"
    )


def test_nothing_acknowledged_is_lost_when_the_power_goes(
    practice: Callable[[], Place], short: bool, tmp_path: Path
) -> None:
    acts, number = (400, 100) if short else (1500, 1000)
    place = practice()
    recording = recorded(place, acts, "as-it-is", tmp_path / "recorded")
    found = judged(recording, number, tmp_path / "image", place)
    tell("Power cuts", found)
    assert found.dropped > 0
    assert {DATABASE, f"{DATABASE}-wal", f"{STORE}-wal"} <= flushed(recording), (
        "the log was never carried over"
    )
    assert (found.lost, found.corrupt, found.half_done, found.shut) == (0, [], 0, 0)


def test_the_rig_notices_that_a_commit_is_not_flushed(
    practice: Callable[[], Place], tmp_path: Path
) -> None:
    place = practice()
    recording = recorded(place, 100, "not-flushed", tmp_path / "recorded")
    found = judged(recording, 60, tmp_path / "image", place)
    tell("Planted: synchronous=NORMAL", found)
    assert found.lost > 0
    assert found.corrupt == []


def test_the_rig_notices_an_answer_that_came_too_early(
    practice: Callable[[], Place], tmp_path: Path
) -> None:
    place = practice()
    recording = recorded(place, 60, "too-early", tmp_path / "recorded")
    found = judged(recording, 60, tmp_path / "image", place)
    tell("Planted: acknowledged before it is stored", found)
    assert found.lost > 0


def noise(database: Path) -> None:
    """Put noise of the same length in the place of every content."""
    connection = sqlite3.connect(database)
    connection.execute("UPDATE journal_entry SET sealed = randomblob(length(sealed))")
    connection.commit()
    connection.close()


def test_the_rig_notices_that_what_is_left_does_not_open(
    practice: Callable[[], Place], tmp_path: Path
) -> None:
    place = practice()
    recording = recorded(place, 20, "as-it-is", tmp_path / "recorded")
    found = judged(recording, 10, tmp_path / "image", place, spoil=noise)
    tell("Planted: noise in the place of every content", found)
    assert (found.lost, found.corrupt) == (0, [])
    assert found.shut > 0
