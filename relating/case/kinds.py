"""Every kind of content a case can hold. A new kind is added here and nowhere else."""

from typing import Literal, TypeAlias, get_args, get_origin, get_type_hints

import msgspec

from relating.case.entries.agenda import Agenda, Aside
from relating.case.entries.agreement import Agreement
from relating.case.entries.book import Book, BookPart
from relating.case.entries.card import Card
from relating.case.entries.dip import Dip
from relating.case.entries.ending import Ending
from relating.case.entries.episode import Episode
from relating.case.entries.feedback import Answer, Feedback
from relating.case.entries.frame import Frame
from relating.case.entries.goal import Goal
from relating.case.entries.kept_change import KeptChange
from relating.case.entries.mark import Mark
from relating.case.entries.new_between import NewBetween
from relating.case.entries.note import Note
from relating.case.entries.pattern import Pattern
from relating.case.entries.person import Person
from relating.case.entries.plan import Attempt, Plan
from relating.case.entries.preferences import Preferences
from relating.case.entries.pulse import Pulse
from relating.case.entries.recognition import Recognition
from relating.case.entries.review import Review
from relating.case.entries.safety import Safety
from relating.case.entries.session import Session
from relating.case.entries.supervision import Consent, Supervision
from relating.case.entries.tie import Tie
from relating.case.entries.way import Beside, Option, Way
from relating.case.entries.work_with_me import WorkWithMe
from relating.case.entry import Entry, Kept
from relating.case.words.word import Word

CaseEntry: TypeAlias = (
    Episode
    | Session
    | Safety
    | Mark
    | Feedback
    | Answer
    | Pulse
    | Dip
    | Pattern
    | Plan
    | Attempt
    | Agenda
    | Aside
    | Card
    | NewBetween
    | Note
    | Preferences
    | Agreement
    | Recognition
    | Way
    | Option
    | Beside
    | Tie
    | KeptChange
    | WorkWithMe
    | Ending
    | Book
    | BookPart
    | Goal
    | Review
    | Consent
    | Supervision
)
"""What stands under `entries` in a case file; each names its kind by its tag."""

Content: TypeAlias = Frame | Person | Word | CaseEntry
"""What the journal keeps: entries, and the people, words and frame around them."""


class Unfit(ValueError):
    """Content that does not fit its kind. The reason never quotes what people wrote."""


def _tag(entry: type[Entry]) -> str:
    return str(entry.__struct_config__.tag)


KINDS: dict[str, type[Content]] = {
    "frame": Frame,
    "person": Person,
    "word": Word,
    **{_tag(entry): entry for entry in get_args(CaseEntry)},
}
_NAMES = {kind: name for name, kind in KINDS.items()}
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}
_ENCODER = msgspec.json.Encoder()


def kind_of(content: Content) -> str:
    """The name of the kind of this content, such as "episode"."""
    return _NAMES[type(content)]


def authors(kind: type[Kept]) -> frozenset[str]:
    """Who may have written one: whom the type of its author names, or else who begins it."""
    return _choices(kind, "author") or frozenset(kind.recorded_by or ())


def recorded_by(kind: type[Kept]) -> frozenset[str]:
    """Who may begin one in a case; without a word on it, nobody."""
    named = authors(kind)
    return named if kind.recorded_by is None else named & set(kind.recorded_by)


def never_shared(kind: type[Kept]) -> bool:
    """Whether its visibility cannot be "shared"; without one, only what belongs to both is."""
    seen = _choices(kind, "visibility")
    return "shared" not in seen if seen else not kind.joint


def _choices(kind: type[Kept], field: str) -> frozenset[str]:
    """What a field may be, by its type; empty where there is no such field, or no end to it."""
    info = get_type_hints(kind).get(field)
    return frozenset(get_args(info)) if get_origin(info) is Literal else frozenset()


def encode(content: Content) -> bytes:
    """The content in its normal form. Raises `Unfit` for what `decode` would refuse."""
    data = _ENCODER.encode(content)
    decode(kind_of(content), data)
    return data


def decode(kind: str, data: bytes) -> Content:
    """The content that `encode` wrote.

    Raises `Unfit` when it does not fit its kind, and `KeyError` for a kind that is not known.
    """
    decoder = _DECODERS[kind]
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        # The cause may quote a value, so it is left behind.
        raise Unfit(f"this is not a valid {kind}") from None
