"""Words for places, ways and codes, and the first words of what people wrote."""

import re
from collections.abc import Iterable

from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from relating.case import Session, Vocabulary
from relating.case.fields import Place
from relating.case.words.places import PLACES
from relating.case.words.vocabulary import about, humanised
from relating.engine.ways import Way
from relating.journal.layers import lists
from relating.journal.queries import OpenCase
from relating.pictures.words import WAYS
from relating.web.voice.sentence import say

OPENING = 140


def place_words(place: Place) -> str:
    """Where it was: "in life"."""
    return say(PLACES[place])


def way_words(way: Way) -> str:
    """Which way it was: "old way"; beside a mark there is room to say what it is not."""
    return _("neither old nor new") if way == "neither" else say(WAYS[way])


def mark_words(place: Place, way: Way) -> str:
    """The mark in words: "in life, old way"."""
    where = place_words(place)
    if way == "plain":
        return where
    return _("%(place)s, %(way)s") % {"place": where, "way": way_words(way)}


def is_long(text: str, most: int) -> bool:
    """Whether a text has several lines, or more letters than this."""
    return "\n" in text.strip() or len(text) > most


def opening(text: str) -> str:
    """The first sentences that fit in a row; where one must be cut, it ends in …"""
    flat = " ".join(text.split())
    if len(flat) <= OPENING:
        return flat
    ends = [end.end() for end in re.finditer(r"[.!?…]\W?(?=\s)", flat[: OPENING + 1])]
    if ends and ends[-1] > OPENING // 3:
        return flat[: ends[-1]]
    return flat[:OPENING].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def coded(vocabulary: Vocabulary, name: str, used: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Every code of a list that a form accepts: also hidden ones, and what was chosen before."""
    known = {term.code: term.label for term in vocabulary.terms(name, hidden=True)}
    unknown = {code: humanised(code) for code in used if code not in known}
    return [*known.items(), *unknown.items()]


def offered(vocabulary: Vocabulary, name: str, used: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The codes of a list that are not hidden, and those that were chosen before."""
    kept = {term.code for term in vocabulary.terms(name)} | set(used)
    return [pair for pair in coded(vocabulary, name, kept) if pair[0] in kept]


def same(one: str, other: str) -> bool:
    """Whether two words are the same but for capitals."""
    return one.casefold() == other.casefold()


def is_usual(case: OpenCase, name: str, code: str) -> bool:
    """Whether a word is the one that comes with the software: nobody renamed it."""
    term = lists().behaviour(code) if name == "behaviour" else lists().term(name, code)
    said = case.vocabulary.label(name, code)
    return term is not None and said in {term.label, about(term, case.client_name).label}


def begun_small(words: str, case: OpenCase) -> str:
    """Words as they stand within a sentence; a name stays a name."""
    if words.startswith(case.client_name):
        return words
    return f"{words[:1].lower()}{words[1:]}"


def session_words(session: Session, case: OpenCase) -> str:
    """A session by its number and its day."""
    day = written(timezone.localtime(session.at), pgettext("date with year", "j F Y"))
    number = case.session_numbers.get(session.id)
    if number is None:
        return day
    return _("Session %(number)s, %(day)s") % {"number": number, "day": day}
