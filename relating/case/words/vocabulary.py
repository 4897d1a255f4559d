"""The words a person can choose from: the defaults, and the changes that people made to them.

The defaults are data, one file per list in `lists/`. Codes are stable; labels belong to the people.
The defaults are English; `spoken` gives them in another language.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from math import atan2, degrees, hypot
from typing import Literal, TypeAlias

import msgspec

from relating.case.fields import Standing
from relating.case.words.word import Word

LISTS = (
    "wish",
    "other_did",
    "feeling",
    "behaviour",
    "new",
    "self_treatment",
    "ended",
    "awareness",
    "place",
    "place_context",
    "how_met",
    "protects_from",
    "cost",
    "need",
    "role",
    "standing",
    "gone",
    "support",
    "ring",
    "wanted",
    "resonance",
    "rupture_mark",
    "counsellor_part",
    "repair_move",
    "pull",
    "client_move",
)
OCTANTS = ("LM", "NO", "PA", "BC", "DE", "FG", "HI", "JK")
"""The eight parts of the circle, counter-clockwise from warm, 45 degrees each."""

Stance: TypeAlias = Literal["old", "new", "neither"]
STANCES: dict[str, Stance] = {"behaviour": "old", "new": "new"}
"""What the entries of a list are: old ways, new ones, or, in any other list, neither."""
LIST_OF: dict[str, str] = {stance: name for name, stance in STANCES.items()}


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of a list. `label` is in the client's own voice; where that says *I* or *me*,
    `about` says the same of the client, whose name it takes.

    `warmth` and `dominance` are its place on the circle, each -1 … 1, and `angle` the same in
    degrees counter-clockwise from warm; an entry without an agreed place has none, and `source`
    says who supports the place. `stance` tells old ways from new ones. What an old way usually
    protects from, and what a new way is tried instead of, are suggestions only.
    """

    code: str
    label: str
    about: str | None = None
    list: str = ""
    help: str | None = None
    group: str | None = None
    stance: Stance = "neither"
    octant: str | None = None
    angle: int | None = None
    warmth: float | None = None
    dominance: float | None = None
    standing: Standing | None = None
    protects_from: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    source: str = ""
    hidden: bool = False
    custom: bool = False


class Listing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One list as it stands in its file. A closed list can be renamed but not extended."""

    list: str
    title: str
    terms: tuple[Term, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every list, in the words of those who look at it."""

    listings: Mapping[str, Mapping[str, Term]]
    titles: Mapping[str, str]
    closed: frozenset[str]

    def terms(self, list: str, *, hidden: bool = False) -> tuple[Term, ...]:
        """The entries of a list in their order; the hidden ones only when asked for."""
        return tuple(term for term in self.listings[list].values() if hidden or not term.hidden)

    def term(self, list: str, code: str) -> Term | None:
        """One entry, hidden or not, or `None` for a code that this list does not know."""
        return self.listings[list].get(code)

    def behaviour(self, code: str) -> Term | None:
        """Something I did: an old way or, failing that, a new one."""
        return self.term("behaviour", code) or self.term("new", code)

    def label(self, list: str, code: str) -> str:
        """The word for a code. For `behaviour` new ways are looked up too."""
        term = self.behaviour(code) if list == "behaviour" else self.term(list, code)
        return humanised(code) if term is None else term.label


def humanised(code: str) -> str:
    """A code as a word, for want of a better one.

    >>> humanised("walking_away")
    'Walking away'
    """
    words = code.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def octant_of(warmth: float, dominance: float) -> str | None:
    """The part of the circle in which a position lies; the middle itself lies in none.

    >>> octant_of(0.5, -0.6)
    'JK'
    """
    if hypot(warmth, dominance) == 0:
        return None
    return OCTANTS[round(_angle(warmth, dominance) / 45) % 8]


def spoken(base: Vocabulary, say: Callable[[str], str]) -> Vocabulary:
    """The same lists in another language; `say` turns one text of theirs into it."""
    return Vocabulary(
        listings={
            name: {code: _spoken(term, say) for code, term in terms.items()}
            for name, terms in base.listings.items()
        },
        titles={name: say(title) for name, title in base.titles.items()},
        closed=base.closed,
    )


def about_client(base: Vocabulary, name: str) -> Vocabulary:
    """The same lists as somebody else says them of a client of this name; a word that people chose
    themselves stays as they wrote it."""
    listings = {
        name_of_list: {code: about(term, name) for code, term in terms.items()}
        for name_of_list, terms in base.listings.items()
    }
    return Vocabulary(listings=listings, titles=base.titles, closed=base.closed)


def about(term: Term, name: str) -> Term:
    """One entry as somebody else says it of a client of this name."""
    if term.about is None:
        return term
    return msgspec.structs.replace(term, label=term.about % {"name": name})


def _spoken(term: Term, say: Callable[[str], str]) -> Term:
    return msgspec.structs.replace(
        term,
        label=say(term.label),
        about=None if term.about is None else say(term.about),
        help=None if term.help is None else say(term.help),
        group=None if term.group is None else say(term.group),
    )


def layered(base: Vocabulary, *layers: Iterable[Word]) -> Vocabulary:
    """The base with the changes of each layer on top: the clinic, the counsellor, the client.

    The last layer to speak of a code decides. A word that names a hidden code shows it again. A
    word for a closed list renames or hides; a code of one's own is not taken into such a list.
    """
    listings = {name: dict(terms) for name, terms in base.listings.items()}
    for layer in layers:
        for word in layer:
            if word.list in listings:
                _lay(listings, base.closed, word)
    return Vocabulary(listings=listings, titles=base.titles, closed=base.closed)


def _lay(listings: dict[str, dict[str, Term]], closed: frozenset[str], word: Word) -> None:
    before = _found(listings, word)
    if before is None and word.list in closed:
        return
    after = _changed(before or _own(word), word)
    if before is not None and before.list != after.list:
        del listings[before.list][before.code]
    listings[after.list][after.code] = after


def _found(listings: dict[str, dict[str, Term]], word: Word) -> Term | None:
    """The entry a word speaks of: old and new ways are one family of codes."""
    names = family(word.list)
    found = [listings[name][word.code] for name in names if word.code in listings[name]]
    return found[0] if found else None


def family(list: str) -> tuple[str, ...]:
    """The lists that share their codes with this one, and itself.

    >>> family("new")
    ('behaviour', 'new')
    """
    return ("behaviour", "new") if list in {"behaviour", "new"} else (list,)


def _own(word: Word) -> Term:
    """A code of one's own, before its label and place are set."""
    return Term(
        list=word.list,
        code=word.code,
        label=humanised(word.code),
        stance=STANCES.get(word.list, "neither"),
        source="own word",
        custom=True,
    )


def _changed(term: Term, word: Word) -> Term:
    stance = _stance(term, word)
    changed = msgspec.structs.replace(
        term,
        list=LIST_OF.get(stance, term.list),
        label=term.label if word.label is None else word.label,
        about=term.about if word.label is None else None,
        stance=stance,
        hidden=word.hidden,
    )
    return changed if word.position is None else _moved(changed, *word.position)


def _stance(term: Term, word: Word) -> Stance:
    """Old or new as the word says; what is neither stays so."""
    if word.old is None or term.stance == "neither":
        return term.stance
    return "old" if word.old else "new"


def _moved(term: Term, warmth: float, dominance: float) -> Term:
    return msgspec.structs.replace(
        term,
        warmth=warmth,
        dominance=dominance,
        octant=octant_of(warmth, dominance),
        angle=round(_angle(warmth, dominance)) % 360,
        source="own place",
    )


def _angle(warmth: float, dominance: float) -> float:
    return degrees(atan2(dominance, warmth)) % 360


def _listing(name: str) -> Listing:
    data = resources.files("relating.case.words").joinpath("lists", f"{name}.json").read_bytes()
    return msgspec.json.decode(data, type=Listing)


def _completed(term: Term, name: str) -> Term:
    """A term of the defaults with what follows from its list."""
    return msgspec.structs.replace(term, list=name, stance=STANCES.get(name, "neither"))


def defaults() -> Vocabulary:
    """The vocabulary as it comes with the software."""
    listings = [_listing(name) for name in LISTS]
    return Vocabulary(
        listings={
            listing.list: {term.code: _completed(term, listing.list) for term in listing.terms}
            for listing in listings
        },
        titles={listing.list: listing.title for listing in listings},
        closed=frozenset(listing.list for listing in listings if listing.closed),
    )


DEFAULTS = defaults()
