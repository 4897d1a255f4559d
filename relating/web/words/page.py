"""The entries of a list as the pages of words show them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relating.case.words.vocabulary import LISTS, Term, family, layered
from relating.journal.lexicons import Lexicon
from relating.web.words.entry import Around, Entry, entry, is_own, key_of, was
from relating.web.words.forms import FIXED, PLACED

Text = str | Promise

GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        gettext_lazy("What happened"),
        (
            *("behaviour", "new", "feeling", "other_did", "wish", "self_treatment", "ended"),
            *("need", "protects_from", "cost", "how_met", "awareness", "place_context", "place"),
        ),
    ),
    (gettext_lazy("People"), ("role", "support", "ring", "wanted", "standing", "gone")),
    (gettext_lazy("Between client and counsellor"), ()),
)
"""Where a list stands, those one meets most often first; every other list stands in the last."""

CLOSED = gettext_lazy(
    "These can be renamed. None can be added or hidden, because pictures count on every step."
)


AFTER: Mapping[str, Text] = {
    "self_treatment": gettext_lazy("They follow published work on how people treat themselves."),
    "rupture_mark": gettext_lazy(
        "They follow published work on strains between client and counsellor."
    ),
    "pull": gettext_lazy("They follow published work on what people bring out in each other."),
}


OWN, AWAY, THEIRS = 10, 20, 100
"""So many words of one's own, that are put away, and that only the client has, a page holds."""


class Asked(NamedTuple):
    """Which page of a list is asked for, or the key of an entry whose page it is."""

    page: str | None
    at: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One list on the page of all lists; `counts` say how many words, and what was changed."""

    title: Text
    few: str
    counts: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Some lists, or some entries of a list, under a heading."""

    title: Text
    lines: tuple["Line | Entry", ...]


# All lists -------------------------------------------------------------------------------------


def lists(lexicon: Lexicon, around: Around, urls: Mapping[str, str]) -> list[Group]:
    """Every list under its heading, the most used first."""
    return [
        Group(
            title,
            tuple(line(lexicon, name, urls[name], around) for name in by_use(names, around.used)),
        )
        for title, names in grouped()
    ]


def grouped() -> list[tuple[Text, tuple[str, ...]]]:
    """Every list under the heading where it stands."""
    known = {name for _title, names in GROUPS for name in names}
    rest = tuple(name for name in LISTS if name not in known)
    return [(title, names or rest) for title, names in GROUPS]


def by_use(names: Iterable[str], used: Counter[str]) -> list[str]:
    """Lists, the most used first."""
    return sorted(names, key=lambda name: -used[name])


def line(lexicon: Lexicon, name: str, url: str, around: Around) -> Line:
    """One list: its title, its first words, and how many there are of each sort."""
    terms = lexicon.vocabulary.terms(name, hidden=True)
    shown = [term for term in terms if not term.hidden]
    own = sum(is_own(lexicon, term) for term in shown)
    renamed = sum(bool(was(lexicon, term)) for term in shown)
    hidden = len(terms) - len(shown)
    counts = (
        ngettext("%(n)s word", "%(n)s words", len(shown)) % {"n": len(shown)},
        str(around.counted) % {"n": own} if own else "",
        _("%(n)s renamed") % {"n": renamed} if renamed else "",
        _("%(n)s hidden") % {"n": hidden} if hidden else "",
        _("fixed") if name in FIXED else "",
    )
    few = ", ".join(term.label for term in shown[:3])
    return Line(lexicon.vocabulary.titles[name], few, tuple(filter(None, counts)), url)


# One list --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turned:
    """So much of a list as one page holds: its entries in groups, those that are put away, and
    words that only the client has."""

    page: Page[int]
    groups: list[Group]
    away: list[Entry]
    theirs: list[str]


def turned(lexicon: Lexicon, name: str, around: Around, asked: Asked) -> Turned:
    """A list turned to a page, or to that with an entry. One's own words are turned over, and what
    the list holds anyway stands on the first page."""
    terms = lexicon.vocabulary.terms(name, hidden=True)
    own = [each for each in terms if is_own(lexicon, each) and not each.hidden]
    away = [each for each in terms if each.hidden]
    theirs = theirs_alone(lexicon, name, around)
    many = ((len(own), OWN), (len(away), AWAY), (len(theirs), THEIRS))
    places = [key_of(each.code) for each in own]
    with_it = places.index(asked.at) // OWN + 1 if asked.at in places else 1
    pages = Paginator(range(max(-(-found // most) for found, most in many)), 1)
    page = pages.get_page(asked.page or with_it)
    return Turned(
        page,
        entries(lexicon, name, around, own[so_many(page, OWN)], first=page.number == 1),
        [entry(lexicon, each, around) for each in away[so_many(page, AWAY)]],
        theirs[so_many(page, THEIRS)],
    )


def so_many(page: Page[int], most: int) -> slice:
    """Which part of something stands on a page that holds so many."""
    return slice((page.number - 1) * most, page.number * most)


def entries(
    lexicon: Lexicon, name: str, around: Around, own: Iterable[Term], *, first: bool
) -> list[Group]:
    """One's own entries, and on the first page those of the list, as the list groups them."""
    groups = {str(around.title): [entry(lexicon, each, around) for each in own]}
    for term in lexicon.vocabulary.terms(name) if first else ():
        if not is_own(lexicon, term):
            groups.setdefault(heading(term), []).append(entry(lexicon, term, around))
    return [Group(title, tuple(found)) for title, found in groups.items() if found]


def heading(term: Term) -> str:
    """The heading under which a list has an entry; added words stand under their own."""
    if term.custom:
        return _("Added words")
    words = term.group or ""
    return words[:1].upper() + words[1:]


def theirs_alone(lexicon: Lexicon, name: str, around: Around) -> list[str]:
    """Words that only the client has, as far as the viewer may read them."""
    known = lexicon.vocabulary
    others = layered(known, around.theirs)
    return [
        term.label
        for term in others.terms(name)
        if all(known.term(each, term.code) is None for each in family(name))
    ]


def origin(name: str) -> tuple[Text, ...]:
    """Where the words of a list come from, in sentences."""
    words = (_("The words are our own."), *([AFTER[name]] if name in AFTER else ()))
    if name not in PLACED:
        return words
    return (
        *words,
        _(
            "“Published work” means questionnaires used in research, in which people answered "
            "for the same kind of thing, and where it came to lie on the circle. “Our judgement” "
            "means that we put it there, because no such work does."
        ),
        _(
            "Such a place is where a word usually lies. What you tap on the circle for one "
            "episode counts before it."
        ),
    )
