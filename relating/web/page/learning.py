"""A lesson as its page shows it: in the words for whoever looks, with the other's name in it."""

from dataclasses import dataclass

from django.utils.functional import Promise

from relating.web.page.frames import DeskFrame, OfficeFrame, PhoneFrame
from relating.web.voice.learn import LESSONS

Frame = PhoneFrame | DeskFrame | OfficeFrame


@dataclass(frozen=True, slots=True)
class Shown:
    """Four sentences, and where they come from."""

    title: Promise
    sentences: tuple[str, ...]
    sources: tuple[Promise, ...]


def lesson(key: str, frame: Frame | None) -> Shown:
    """The lesson of a key, for the frame that a page stands in; without one it is for both."""
    found = LESSONS[key]
    name = {"name": the_other(frame)}
    said = found.to(client=not isinstance(frame, DeskFrame))
    return Shown(found.title, tuple(str(each) % name for each in said), found.sources)


def the_other(frame: Frame | None) -> str:
    """What the other of the two is called, where the frame knows them."""
    match frame:
        case PhoneFrame():
            return frame.counsellor
        case DeskFrame():
            return frame.header.name
        case _:
            return ""
