"""What a form offers to choose from, and in which order: this person's own use comes first."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import TypeAlias
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _

from relating.case import Person, Vocabulary
from relating.case.words.vocabulary import humanised
from relating.engine import recent_use
from relating.engine.danger import OF_DANGER
from relating.exchange.folding import plain
from relating.journal.queries import OpenCase
from relating.web.voice.names import called
from relating.web.voice.questions import nearest
from relating.web.voice.sides import is_the_counsellor, to_client
from relating.web.voice.words import session_words

Pair: TypeAlias = tuple[str, str | Promise | Sequence[tuple[str, str | Promise]]]
"""A value and its label, or the name of a group and what is in it."""
Pairs: TypeAlias = Iterable[Pair] | Callable[[], Iterable[Pair]]

AT_FIRST = 8
NOT_WORTH_HIDING = 2
LATEST = 12
FACES_AT_FIRST = 7
LONGEST_NUMBER = 4
FEWEST_LETTERS = 2
"""Of a name, to find somebody by."""
NEW, THE_COUNSELLOR = "new", "counsellor"
SLOTS: dict[str, recent_use.Slot] = {
    "wish": "wish",
    "other_did": "other_did",
    "feeling": "feelings",
    "behaviour": "i_did",
    "new": "i_did",
    "self_treatment": "self_treatment",
}


Strengths: TypeAlias = dict[str, tuple[str, str, str]]
"""How strong each feeling was, how strong at the end, and whether it lay under another."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One word to choose; `strength` is how strong a feeling was, `after` how strong at the end,
    `layer` whether it lay under another or covered one."""

    code: str
    label: str
    chosen: bool = False
    strength: str = ""
    after: str = ""
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Chips:
    """The words of one list: those of first choice, and the rest behind "more words"."""

    first: tuple[Chip, ...]
    rest: tuple[Chip, ...]
    words_url: str


@dataclass(frozen=True, slots=True)
class Face:
    """One person to choose."""

    id: str
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Faces:
    """People to choose from: those written about lately first, the rest behind "everybody"; and
    those who were found by letters of their names."""

    first: tuple[Face, ...]
    rest: tuple[Face, ...]
    found: tuple[Face, ...] = ()


def offer(
    form: forms.Form, name: str, pairs: Iterable[Pair] | Callable[[], Iterable[Pair]]
) -> None:
    """Let a field of a form offer these, each a value and its label.

    Raises:
        TypeError: there is nothing to choose from in that field.
    """
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"in {name} nothing is chosen")
    field.choices = pairs if callable(pairs) else list(pairs)


def ordered(case: OpenCase, name: str) -> list[str]:
    """The codes of a list that are offered: own use lately first, then as the list has them. What
    somebody chose in danger does not move to the front."""
    codes = [term.code for term in case.vocabulary.terms(name)]
    used = recent_use.used(case.counted, SLOTS[name]) if name in SLOTS else ()
    staying = OF_DANGER.get(name, frozenset())
    first = (code for code in used if code in codes and code not in staying)
    return list(dict.fromkeys([*first, *codes]))


def chips(
    case: OpenCase,
    name: str,
    chosen: Collection[str],
    strengths: Strengths | None = None,
    at_first: int = AT_FIRST,
    without: Collection[str] = (),
) -> Chips:
    """The words of a list but some; whatever is chosen stands among the first."""
    codes = [each for each in dict.fromkeys([*chosen, *ordered(case, name)]) if each not in without]
    number = max(at_first, len(chosen))
    if len(codes) <= number + NOT_WORTH_HIDING:
        number = len(codes)
    made = [chip(case.vocabulary, name, code, chosen, strengths or {}) for code in codes]
    url = reverse("words", args=[case.case_id, name]) if case.rows else ""
    return Chips(tuple(made[:number]), tuple(made[number:]), url)


def chip(
    vocabulary: Vocabulary, name: str, code: str, chosen: Collection[str], strengths: Strengths
) -> Chip:
    """One word of a list."""
    term = vocabulary.term(name, code)
    if term is None:
        return Chip(code, humanised(code), code in chosen)
    return Chip(code, term.label, code in chosen, *strengths.get(code, ()))


def faces(case: OpenCase, chosen: str, letters: str = "") -> Faces:
    """Whom it may have been with; the counsellor stands among them. Of `letters` see `found`."""
    made = [Face(id, name, id == chosen) for id, name in people(case, chosen)]
    made.sort(key=lambda face: not face.chosen)
    few = len(made) <= FACES_AT_FIRST + NOT_WORTH_HIDING
    number = len(made) if few else FACES_AT_FIRST
    return Faces(tuple(made[:number]), tuple(made[number:]), found(case, letters, chosen))


def found(case: OpenCase, letters: str, chosen: str) -> tuple[Face, ...]:
    """Everybody in whose name these letters stand, two at least: who is not among the faces too."""
    wanted = plain(letters.strip())
    if len(wanted) < FEWEST_LETTERS:
        return ()
    named = ((id, called(each, case)) for id, each in case.people.items())
    fits = ((id, name) for id, name in named if wanted in plain(name))
    return tuple(
        Face(id, name, id == chosen) for id, name in sorted(fits, key=lambda each: each[1])
    )


def people(case: OpenCase, chosen: str = "") -> list[tuple[str, str]]:
    """Everybody who can be chosen, as (id, name): lately written about first, then by name.
    Somebody who is not safe is `found` by two letters of the name."""
    known = {id: each for id, each in case.people.items() if id == chosen or not each.unsafe}
    recent = [id for id in recent_use.recent_people(case.episodes) if id in known]
    rest = sorted(known, key=lambda id: known[id].alias.casefold())
    names = {id: called(known[id], case) for id in (*recent, *rest)}
    if counsellor(known.values()) is None and case.counsellor_name:
        names[THE_COUNSELLOR] = case.counsellor_name if to_client(case) else _("You")
    if chosen and chosen not in names and chosen != NEW:
        names[chosen] = _("someone")
    return list(names.items())


def counsellor(known: Iterable[Person]) -> Person | None:
    """The counsellor among the people of a case."""
    return next((each for each in known if is_the_counsellor(each)), None)


def sessions(
    case: OpenCase, chosen: UUID | None, until: datetime | None = None
) -> list[tuple[str, str]]:
    """The sessions an entry can belong to: the latest `until` then, and the one it belongs to.
    What each is called is worked out where it is shown: a form that was sent needs none of it."""
    none = ("", _("none in particular"))
    begun = [each for each in case.sessions if until is None or each.at <= until]
    latest = [each for each in begun[:LATEST] if each.id != chosen]
    offered = [*(each for each in case.sessions if each.id == chosen), *latest]
    return [none, *((str(each.id), called_later(each, case)) for each in offered)]


called_later = lazy(session_words, str)


def scale(steps: Iterable[int], chosen: str) -> tuple[Chip, ...]:
    """Numbers to choose one of; an odd number that was given elsewhere stands among them."""
    numbers = {*steps, *([int(chosen)] if is_small(chosen) else ())}
    return tuple(Chip(str(each), str(each), str(each) == chosen) for each in sorted(numbers))


def places(words: Mapping[float, Promise], chosen: object, question: str) -> list[tuple[str, str]]:
    """Steps along one side of the circle, in words; a place of its own stands among them."""
    steps = [("", question), *((str(step), str(label)) for step, label in words.items())]
    given = str(chosen) if chosen not in (None, "") else ""
    if given and given not in dict(steps) and is_number(given):
        steps.append((given, _("%(words)s (as tapped)") % {"words": nearest(words, float(given))}))
    return steps


def is_small(text: str) -> bool:
    """Whether a text from outside is a whole number that can stand on a page."""
    return text.isdecimal() and len(text) <= LONGEST_NUMBER


def is_number(text: str) -> bool:
    """Whether a text from outside is a number."""
    try:
        return isfinite(float(text))
    except ValueError:
        return False
