"""What a case is: its kinds of entries, its words, and the open file it travels in."""

from relating.case.agenda import Agenda, Aside
from relating.case.dip import Dip
from relating.case.entry import Entry
from relating.case.episode import Episode, Expected, Feeling, Impact
from relating.case.feedback import Answer, Feedback
from relating.case.fields import (
    Author,
    Misfit,
    Place,
    Position,
    Standing,
    Visibility,
)
from relating.case.file import (
    CaseFile,
    normalise,
    read,
    read_leniently,
    read_many,
    schema,
    vocabulary_of,
    write,
    write_line,
)
from relating.case.frame import Contract, Frame
from relating.case.kinds import KINDS, CaseEntry, Content, Unfit, decode, encode, kind_of
from relating.case.mark import Mark
from relating.case.note import Note
from relating.case.pattern import Cue, Evidence, Pattern
from relating.case.person import Person, standing_of
from relating.case.preferences import Preferences
from relating.case.problems import CaseFileError, Problem
from relating.case.pulse import Pulse
from relating.case.safety import Safety
from relating.case.session import Session
from relating.case.supervision import Consent, Supervision
from relating.case.vocabulary import DEFAULTS, LISTS, Term, Vocabulary, layered
from relating.case.word import Word

__all__ = [
    "DEFAULTS",
    "KINDS",
    "LISTS",
    "Agenda",
    "Answer",
    "Aside",
    "Author",
    "CaseEntry",
    "CaseFile",
    "CaseFileError",
    "Consent",
    "Content",
    "Contract",
    "Cue",
    "Dip",
    "Entry",
    "Episode",
    "Evidence",
    "Expected",
    "Feedback",
    "Feeling",
    "Frame",
    "Impact",
    "Mark",
    "Misfit",
    "Note",
    "Pattern",
    "Person",
    "Place",
    "Position",
    "Preferences",
    "Problem",
    "Pulse",
    "Safety",
    "Session",
    "Standing",
    "Supervision",
    "Term",
    "Unfit",
    "Visibility",
    "Vocabulary",
    "Word",
    "decode",
    "encode",
    "kind_of",
    "layered",
    "normalise",
    "read",
    "read_leniently",
    "read_many",
    "schema",
    "standing_of",
    "vocabulary_of",
    "write",
    "write_line",
]
