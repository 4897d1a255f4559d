"""Every kind of content a case can hold. A new kind is added here and nowhere else."""

from typing import TypeAlias, get_args

import msgspec

from relating.case.entries.agenda import Agenda, Aside
from relating.case.entries.dip import Dip
from relating.case.entries.episode import Episode
from relating.case.entries.feedback import Answer, Feedback
from relating.case.entries.frame import Frame
from relating.case.entries.mark import Mark
from relating.case.entries.note import Note
from relating.case.entries.pattern import Pattern
from relating.case.entries.person import Person
from relating.case.entries.preferences import Preferences
from relating.case.entries.pulse import Pulse
from relating.case.entries.safety import Safety
from relating.case.entries.session import Session
from relating.case.entries.supervision import Consent, Supervision
from relating.case.entry import Entry
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
    | Agenda
    | Aside
    | Note
    | Preferences
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
