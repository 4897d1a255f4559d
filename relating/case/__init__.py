"""What a case is: its kinds of entries, its words, and the open file it travels in."""

from relating.case.entries.agenda import Agenda, Aside
from relating.case.entries.agreement import Agreement
from relating.case.entries.book import Book, BookPart
from relating.case.entries.card import Card
from relating.case.entries.dip import Dip
from relating.case.entries.ending import Ending
from relating.case.entries.episode import Episode, Expected, Feeling, Impact
from relating.case.entries.feedback import Answer, Feedback
from relating.case.entries.frame import Beginning, Contract, Frame
from relating.case.entries.goal import Goal
from relating.case.entries.kept_change import KeptChange
from relating.case.entries.mark import Mark
from relating.case.entries.new_between import NewBetween
from relating.case.entries.note import Note
from relating.case.entries.pattern import Cue, Evidence, Pattern
from relating.case.entries.person import Person, standing_of
from relating.case.entries.plan import Attempt, Plan
from relating.case.entries.preferences import Preferences
from relating.case.entries.pulse import Pulse
from relating.case.entries.recognition import Recognition
from relating.case.entries.review import Reached, Review
from relating.case.entries.safety import Contact, Safety
from relating.case.entries.session import Session
from relating.case.entries.supervision import Consent, Supervision
from relating.case.entries.tie import Support, Tie
from relating.case.entries.way import Beside, Loop, Option, Step, ThenNow, Way
from relating.case.entries.work_with_me import WorkLine, WorkWithMe
from relating.case.entry import Entry
from relating.case.fields import (
    Author,
    Misfit,
    Place,
    Position,
    Standing,
    Visibility,
)
from relating.case.file.case_file import (
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
from relating.case.file.problems import CaseFileError, Problem
from relating.case.kinds import KINDS, CaseEntry, Content, Unfit, decode, encode, kind_of
from relating.case.people import People
from relating.case.words.vocabulary import DEFAULTS, LISTS, Term, Vocabulary, layered
from relating.case.words.word import Word

__all__ = [
    "DEFAULTS",
    "KINDS",
    "LISTS",
    "Agenda",
    "Agreement",
    "Answer",
    "Aside",
    "Attempt",
    "Author",
    "Beginning",
    "Beside",
    "Book",
    "BookPart",
    "Card",
    "CaseEntry",
    "CaseFile",
    "CaseFileError",
    "Consent",
    "Contact",
    "Content",
    "Contract",
    "Cue",
    "Dip",
    "Ending",
    "Entry",
    "Episode",
    "Evidence",
    "Expected",
    "Feedback",
    "Feeling",
    "Frame",
    "Goal",
    "Impact",
    "KeptChange",
    "Loop",
    "Mark",
    "Misfit",
    "NewBetween",
    "Note",
    "Option",
    "Pattern",
    "People",
    "Person",
    "Place",
    "Plan",
    "Position",
    "Preferences",
    "Problem",
    "Pulse",
    "Reached",
    "Recognition",
    "Review",
    "Safety",
    "Session",
    "Standing",
    "Step",
    "Supervision",
    "Support",
    "Term",
    "ThenNow",
    "Tie",
    "Unfit",
    "Visibility",
    "Vocabulary",
    "Way",
    "Word",
    "WorkLine",
    "WorkWithMe",
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
