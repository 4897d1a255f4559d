"""Ben's process notes in the demo. A case file never carries such notes, so they stand here."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple
from uuid import uuid5

from msgspec.structs import replace

from relating.case import Note, Session
from relating.case.file.case_file import CaseFile

AFTER = timedelta(minutes=75)


class Kept(NamedTuple):
    """What Ben kept to himself of one hour, by its number."""

    number: int
    text: str
    pull: str
    feelings: tuple[str, ...]
    part: str = ""


NOTES = (
    Kept(
        8,
        "An easy hour, and I liked that it was easy. We both looked after it. I did not ask what "
        "she would be doing on the second day with her mother.",
        "agree",
        ("warm", "needy"),
        "too_quiet",
    ),
    Kept(
        9,
        "The kitchen table, Mara, this room: it fitted so well that I could not wait with it, and "
        "she had not got to the end of the boiler. She said that was helpful and thanked me. I "
        "was pleased until I sat down to write.",
        "impress",
        ("proud", "anxious"),
        "pushed",
    ),
    Kept(
        10,
        "I said it first. The wait after “it was fine” was long, and I wanted to spare us both. "
        "What came then was worth more than anything I have told her.",
        "rescue",
        ("afraid", "relieved"),
    ),
    Kept(
        11,
        "I had wanted to be of use; my father measured people by that. Nothing of it is hers to "
        "carry. To bring to supervision: how quickly I am forgiven here, and that I like it.",
        "feel_useless",
        ("ashamed", "grateful"),
        "own_mood",
    ),
    Kept(
        12,
        "The coat made us laugh. I had two better sentences ready and kept them; hers was the one "
        "she could say.",
        "advise",
        ("hopeful",),
    ),
)


def with_notes(case_file: CaseFile) -> CaseFile:
    """The case with Ben's notes about its hours, each written down soon after it."""
    hours = {each.number: each for each in case_file.entries if isinstance(each, Session)}
    return replace(case_file, entries=(*case_file.entries, *notes(hours)))


def notes(hours: dict[int | None, Session]) -> Iterator[Note]:
    """A note for each hour that is there."""
    for kept in NOTES:
        hour = hours.get(kept.number)
        if hour is not None:
            yield Note(
                id=uuid5(hour.id, "note"),
                author="counsellor",
                visibility="private",
                recorded_at=hour.at + AFTER,
                session=hour.id,
                text=kept.text,
                pull=(kept.pull,),
                feelings=kept.feelings,
                counsellor_part=(kept.part,) if kept.part else None,
            )
