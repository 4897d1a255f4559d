"""The entries of a list as the pages of words show them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case.vocabulary import LISTS, Term
from relating.engine.octants import Point
from relating.journal.lexicons import Lexicon
from relating.pictures import words

OFTEN = (
    *("behaviour", "new", "feeling", "other_did", "wish", "self_treatment", "ended"),
    *("role", "need", "cost", "protects_from"),
)
"""The lists one meets most often come first."""
PLACEABLE = frozenset({"behaviour", "new", "other_did"})
PLACES: dict[str, tuple[Promise, Point | None]] = {
    "": (gettext_lazy("no place"), None),
    "LM": (gettext_lazy("warm"), (0.7, 0.0)),
    "NO": (gettext_lazy("warm, taking charge"), (0.49, 0.49)),
    "PA": (gettext_lazy("taking charge"), (0.0, 0.7)),
    "BC": (gettext_lazy("cold, taking charge"), (-0.49, 0.49)),
    "DE": (gettext_lazy("cold"), (-0.7, 0.0)),
    "FG": (gettext_lazy("cold, yielding"), (-0.49, -0.49)),
    "HI": (gettext_lazy("yielding"), (0.0, -0.7)),
    "JK": (gettext_lazy("warm, yielding"), (0.49, -0.49)),
}
RESEARCH = {
    "IIP": gettext_lazy("placed as in research on problems with people"),
    "IIS": gettext_lazy("placed as in research on strengths with people"),
    "CSIV": gettext_lazy("placed as in research on what people want from each other"),
    "CSIE": gettext_lazy("placed as in research on what people trust themselves to do"),
    "IEI": gettext_lazy("placed as in research on feelings between people"),
    "ISC": gettext_lazy("placed as in research on what hurts or irritates people"),
    "IIT-C": gettext_lazy("placed as in research on how people influence each other"),
    "ed": gettext_lazy("placed by our own judgement"),
    "own place": gettext_lazy("placed by hand"),
}


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list on the page of all lists."""

    name: str
    title: str
    n: int
    hidden: int


@dataclass(frozen=True, slots=True)
class WordRow:
    """One entry of a list. `before` is the word in place of which another one stands."""

    code: str
    label: str
    before: str
    help: str
    meta: tuple[str, ...]
    way: str
    hidden: bool
    custom: bool
    octant: str


def lines(lexicon: Lexicon) -> Iterator[ListLine]:
    """Every list, those one meets most often first."""
    vocabulary = lexicon.vocabulary
    for name in dict.fromkeys((*OFTEN, *LISTS)):
        terms = vocabulary.terms(name, hidden=True)
        hidden = sum(term.hidden for term in terms)
        yield ListLine(name, _(vocabulary.titles[name]), len(terms) - hidden, hidden)


def rows(lexicon: Lexicon, name: str) -> tuple[WordRow, ...]:
    """The entries of a list, the hidden ones last."""
    terms = lexicon.vocabulary.terms(name, hidden=True)
    return tuple(row(lexicon, term) for term in sorted(terms, key=lambda term: term.hidden))


def row(lexicon: Lexicon, term: Term) -> WordRow:
    """One entry, with its place on the circle and who says so."""
    below = lexicon.below.term(term.list, term.code)
    return WordRow(
        code=term.code,
        label=_(term.label),
        before=_(below.label) if below and below.label != term.label else "",
        help=_(term.help) if term.help else "",
        meta=tuple(filter(None, (place(term), source(term)))),
        way={True: "old", False: "new", None: ""}[term.old],
        hidden=term.hidden,
        custom=term.custom,
        octant=term.octant or "",
    )


def place(term: Term) -> str:
    """Where an entry lies on the circle, in words; empty where it has no place."""
    if term.warmth is None or term.dominance is None:
        return ""
    return words.where((term.warmth, term.dominance))


def source(term: Term) -> str:
    """Who says that it lies there, without the names of questionnaires."""
    if not place(term):
        return _("your own word") if term.custom else ""
    found = (said for key, said in RESEARCH.items() if term.source.startswith(key))
    return str(next(found, RESEARCH["ed"]))
