"""A claim in words: always with its counts, in the words of the case, never more than was seen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relating.case import Cue, Episode, Pattern
from relating.engine import claims
from relating.engine.patterns import Finding, reasons_stand
from relating.journal.queries import OpenCase
from relating.web.voice.sides import to_client
from relating.web.voice.words import begun_small, is_usual

Text = str | Promise
WHO: dict[str | None, Promise] = {
    None: gettext_lazy("someone"),
    "above": gettext_lazy("someone with more say"),
    "equal": gettext_lazy("someone on a level"),
    "below": gettext_lazy("someone with less say"),
}
FEWEST_TOLD = 3
ENOUGH = 5
"""With fewer later times it is too early to say anything about them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence: the software's, or (`kind` "words") the people's, or a count."""

    text: str
    kind: str = ""


Sentence = tuple[Part, ...]
Slot = str | Part | Sentence


def parted(template: str, **slots: Slot) -> Sentence:
    """A translated sentence with its places filled, in parts.

    >>> [part.text for part in parted("In %(count)s times", count=Part("3", "count"))]
    ['In ', '3', ' times']
    """
    found: list[Part] = []
    for piece in re.split(r"(%\(\w+\)s)", template):
        slot = slots.get(piece[2:-2], "") if piece.startswith("%(") else piece
        parts = (slot,) if isinstance(slot, Part) else slot
        found.extend((Part(parts),) if isinstance(parts, str) else parts)
    return tuple(each for each in found if each.text)


def plain(sentence: Sentence) -> str:
    """A sentence on one line."""
    return "".join(each.text for each in sentence)


def called(case: OpenCase) -> str:
    """Whom it is about: the client is spoken to, to the counsellor they are named."""
    return _("you") if to_client(case) else case.client_name


def chosen(case: OpenCase, name: str, code: str) -> Part:
    """A word of the case, as a chip. In a sentence one that nobody renamed begins small."""
    said = case.vocabulary.label(name, code)
    return Part(begun_small(said, case) if is_usual(case, name, code) else said, "words")


def claim(found: Finding, case: OpenCase) -> Sentence:
    """The claim: on which cue, what was done, and how often."""
    cue, did = cue_words(found.cue, case), chosen(case, "behaviour", found.behaviour)
    if not says_something(found.k, found.n, found.expected):
        return parted(_("Perhaps: %(cue)s%(then)s%(did)s"), cue=cue, then=then(found), did=did)
    count = Part(_("%(k)s of %(n)s") % {"k": found.k, "n": found.n}, "count")
    told = _("%(cue)s%(then)s%(did)s: %(count)s")
    return parted(told, cue=cue, then=then(found), did=did, count=count)


def then(found: Finding) -> Part:
    """What joins cue and behaviour. Where nobody was asked which came first, nothing follows."""
    return Part(_(", then "), "then") if found.in_order else Part(_(" together with "))


def says_something(k: int, n: int, expected: float) -> bool:
    """Whether k of n times make a claim: at least three times, and either most of them or at least
    three and more than chance gives. Of nothing, and of a few in many, nothing is claimed."""
    more = k >= FEWEST_TOLD and k > expected
    return n >= FEWEST_TOLD and (k * 2 > n or more)


def wondered(cue: Cue, behaviour: str, case: OpenCase) -> Sentence:
    """The claim as a guess, said to the client."""
    told = _("I wonder whether these go together: %(cue)s, and %(did)s.")
    return parted(told, cue=cue_words(cue, case), did=chosen(case, "behaviour", behaviour))


def in_short(cue: Cue, behaviour: str, case: OpenCase) -> Sentence:
    """The claim without its counts."""
    did = chosen(case, "behaviour", behaviour)
    return parted(_("%(cue)s, and %(did)s"), cue=cue_words(cue, case), did=did)


def cue_words(cue: Cue, case: OpenCase) -> Sentence:
    """The cue."""
    found: list[Part] = []
    for number, clause in enumerate(clauses_of(cue, case)):
        found.extend([Part(", ")] if number else [])
        found.extend(clause)
    return tuple(found)


def clauses_of(cue: Cue, case: OpenCase) -> Iterator[Sentence]:
    """The parts of a sentence that the slots of a cue make, one for each slot that it names."""
    someone = str(WHO[cue.standing])
    if cue.other_did is not None:
        did = chosen(case, "other_did", cue.other_did)
        yield parted(_("%(someone)s %(did)s"), someone=someone, did=did)
    if cue.wish is not None:
        yield parted(_("with the wish %(wish)s"), wish=chosen(case, "wish", cue.wish))
    if cue.standing is not None and cue.other_did is None:
        yield parted(_("towards %(someone)s"), someone=someone)
    if cue.feeling is not None:
        yield parted(_("feeling %(felt)s"), felt=chosen(case, "feeling", cue.feeling))
    if cue.ended_badly:
        yield parted(_("with a bad end"))


def at_other_times(found: Finding) -> str:
    """The count beside the count: what was done at other times with the same people."""
    if not found.n:
        return _("It has not come up in what can be counted so far.")
    counts = {"k": found.others_k, "n": found.others_n}
    return _("At other times with the same people: %(k)s of %(n)s.") % counts


def beside(found: Finding, *, claimed: bool) -> str:
    """The count beside the count; of what was claimed once also that its reasons have fallen."""
    counted = at_other_times(found)
    if not claimed or not found.n or reasons_stand(found):
        return counted
    fell = _("By now it is not clearly more often than at other times.")
    return f"{counted} {fell}"


def basis(found: Finding) -> str:
    """Whether a claim was found among everything, or named before and then tested."""
    if found.basis == "named":
        return _("Named before; what was told since was set against that.")
    return _("Found by looking through everything that was told.")


def felt(found: Finding, episodes: Mapping[UUID, Episode], case: OpenCase) -> Iterator[Sentence]:
    """What was mostly felt when it went this way."""
    times = [episodes[each] for each in found.episodes if each in episodes]
    for code in found.feelings:
        k = sum(any(each.code == code for each in one.feelings or ()) for one in times)
        count = Part(_("%(k)s of the %(n)s") % {"k": k, "n": found.k}, "count")
        word = chosen(case, "feeling", code)
        yield parted(_("In %(count)s what was felt was %(word)s."), count=count, word=word)


def since_named(
    kept: Pattern, found: Finding, episodes: Mapping[UUID, Episode], *, borne_out: bool
) -> str:
    """How a watched claim has fared in what was told since."""
    k, n = claims.later(found, episodes, kept.since)
    if not n:
        return _("It has not come up since; nothing to say yet.")
    counts = {"k": k, "n": n}
    if borne_out:
        return _("%(k)s of %(n)s since then: enough to say that it comes again.") % counts
    if n < ENOUGH or k:
        return _("%(k)s of %(n)s since then; not enough yet to say.") % counts
    return _("%(k)s of %(n)s since then; so far nothing speaks for it.") % counts


def otherwise(found: Finding) -> str:
    """The heading over the counter-examples."""
    n = len(found.counter_examples)
    told = ngettext("Once it went otherwise", "%(n)s times it went otherwise", n)
    return told % {"n": n} if n else _("It has not gone otherwise so far.")


def this_way(found: Finding) -> str:
    """The heading over the times it went this way."""
    n = len(found.episodes)
    return ngettext("Once it went this way", "%(n)s times it went this way", n) % {"n": n}


def named_on(kept: Pattern, when: str) -> str:
    """Since when it is watched, and who named it."""
    if kept.named_by == "engine":
        return _("Kept in mind since %(when)s.") % {"when": when}
    return _("You named it, %(when)s.") % {"when": when}
