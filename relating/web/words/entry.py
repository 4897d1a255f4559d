"""One entry of a list as the pages of words show it: its words, its place, who says so."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_OID, uuid5

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Word
from relating.case.words.vocabulary import Term, family, octant_of
from relating.journal.lexicons import Lexicon
from relating.web.words.forms import PLACED, PLACES

Text = str | Promise
SOURCES: Mapping[str, Text] = {
    "IIP": gettext_lazy("as in published work on difficulties with people"),
    "IIS": gettext_lazy("as in published work on strengths with people"),
    "CSIV": gettext_lazy("as in published work on what people want from each other"),
    "CSIE": gettext_lazy("as in published work on what people trust themselves to do"),
    "IEI": gettext_lazy("as in published work on feelings between people"),
    "ISC": gettext_lazy("as in published work on what bothers people in others"),
    "IIT-C": gettext_lazy("as in published work on how people sway each other"),
    "ed": gettext_lazy("our judgement"),
    "own place": gettext_lazy("put there by hand"),
}
"""Who says that a word lies where it lies, by how its source begins."""
OWN, COUNTED = gettext_lazy("Your own words"), gettext_lazy("%(n)s of your own")
CIRCLE, RADIUS = 12.0, 9.0
"""The middle and the radius of the small circle beside a word, in its box of 24."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the dot of a word stands in its small circle."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list.

    `was` is the word that one's own has replaced, `mine` one's own word as the page showed it,
    `theirs` what the client calls it. `people` says that people chose the word.
    """

    key: str
    code: str
    label: str
    help: str
    way: str
    spot: Spot | None
    place: Text
    source: Text
    marks: tuple[Text, ...]
    was: str
    mine: str
    theirs: str
    custom: bool
    hidden: bool
    people: bool
    octant: str


@dataclass(frozen=True, slots=True)
class Around:
    """What else is known beside the words: who is called what, what clients call things."""

    title: Text = OWN
    counted: Text = COUNTED
    other: str = ""
    private: bool = False
    added_by: Text = ""
    theirs: tuple[Word, ...] = ()
    used: Counter[str] = field(default_factory=Counter)


def key_of(code: str) -> str:
    """The name of an entry within its page: it may stand in an address, so it tells nothing."""
    return f"w{uuid5(NAMESPACE_OID, code).hex[:8]}"


def entry(lexicon: Lexicon, term: Term, around: Around) -> Entry:
    """One entry, with its place on the circle and who says so."""
    change = lexicon.word(term.list, term.code)
    replaced = was(lexicon, term)
    return Entry(
        key=key_of(term.code),
        code=term.code,
        label=term.label,
        help=term.help or "",
        way="plain" if term.stance == "neither" else term.stance,
        spot=spot(term),
        place=place(term) if term.list in PLACED else "",
        source=source(term),
        marks=tuple(marks(lexicon, term, change, around)),
        was=replaced,
        mine=(change.label or "") if change else "",
        theirs=called(term, around.theirs),
        custom=is_own(lexicon, term),
        hidden=term.hidden,
        people=term.custom or bool(replaced),
        octant=term.octant or "",
    )


def is_own(lexicon: Lexicon, term: Term) -> bool:
    """Whether the writer added the entry themselves."""
    return lexicon.below.term(term.list, term.code) is None


def was(lexicon: Lexicon, term: Term) -> str:
    """The word in place of which the writer's own stands; empty where none does."""
    below = lexicon.below.term(term.list, term.code)
    return below.label if below and below.label != term.label else ""


def called(term: Term, theirs: Iterable[Word]) -> str:
    """What the client calls an entry, where they have a word of their own for it."""
    lists = family(term.list)
    found = (each.label for each in theirs if each.list in lists and each.code == term.code)
    label = next(found, None)
    return label if label and label != term.label else ""


def marks(lexicon: Lexicon, term: Term, change: Word | None, around: Around) -> Iterable[Text]:
    """What was changed about an entry, and who else may read it."""
    own, replaced = is_own(lexicon, term), was(lexicon, term)
    if replaced:
        yield _("instead of “%(word)s”") % {"word": replaced}
    if term.custom and not own:
        yield around.added_by
    if change and around.private and (own or replaced):
        shared = _("shared with %(name)s") % {"name": around.other}
        yield shared if change.visibility == "shared" else _("private to you")


def spot(term: Term) -> Spot | None:
    """The dot of an entry in its small circle."""
    if term.warmth is None or term.dominance is None:
        return None
    return Spot(round(CIRCLE + RADIUS * term.warmth, 1), round(CIRCLE - RADIUS * term.dominance, 1))


def place(term: Term) -> Text:
    """Where an entry lies on the circle, in words."""
    if term.warmth is None or term.dominance is None:
        return _("no place on the circle")
    octant = octant_of(term.warmth, term.dominance)
    return PLACES[octant][0] if octant else _("in the middle")


def source(term: Term) -> Text:
    """Who says that it lies there, without the short names of questionnaires."""
    if spot(term) is None:
        return ""
    found = (said for begins, said in SOURCES.items() if term.source.startswith(begins))
    return next(found, SOURCES["ed"])
