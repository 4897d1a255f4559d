"""An episode told in full: what was answered, field by field, in the questions it was asked in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Episode, Feeling, Vocabulary
from relating.case.fields import Position
from relating.engine.tellings import with_somebody_unsafe
from relating.engine.ways import NONE_OF_THESE
from relating.journal.queries import OpenCase
from relating.web.voice.names import is_counsellor
from relating.web.voice.questions import (
    DOMINANCES,
    JOKES,
    LAYERS,
    SOURCES,
    VALENCES,
    WARMTHS,
    YES_OR_NO,
    nearest,
    questions,
)

Text = str | Promise
RARER: dict[str, Text] = {
    "need": gettext_lazy("What was needed?"),
    "rupture_marks": gettext_lazy("What was noticed between the two?"),
    "counsellor_part": gettext_lazy("What was the part of the counsellor?"),
    "repair_moves": gettext_lazy("How was it mended?"),
    "pull": gettext_lazy("What was the counsellor drawn to?"),
}
"""What the form does not ask; it comes with case files."""

CODED = {
    "wish": "wish",
    "other_did": "other_did",
    "other_then": "other_did",
    "need": "need",
    "self_treatment": "self_treatment",
    "how_met": "how_met",
    "protects_from": "protects_from",
    "cost": "cost",
    "rupture_marks": "rupture_mark",
    "counsellor_part": "counsellor_part",
    "repair_moves": "repair_move",
    "pull": "pull",
}
"""Fields that hold several codes, each with its list."""

SINGLE = {"place_context": "place_context", "ended": "ended"}
OF_TEN = ("authenticity", "worth_at_stake", "confidence_before", "confidence_after")
WORDS = ("seen_as", "rather", "unsaid", "landed")
YES_OR_NOT = ("something_new", "swapped", "alone")
MAIN = ("other_did", "feelings", "i_did", "other_then", "valence", "ended")
MORE = (
    *("place_context", "wish", "need", "expected"),
    *("my_position", "other_position", "awareness", "authenticity", "worth_at_stake"),
    *("seen_as", "impact", "self_treatment", "protects_from", "cost", "how_met", "joke"),
    *("rather", "unsaid", "something_new", "rupture_marks", "counsellor_part"),
    *("repair_moves", "pull", "confidence_before", "confidence_after"),
    *("landed", "swapped", "alone"),
)


@dataclass(frozen=True, slots=True)
class Pick:
    """One word that was chosen; a way is old or new, everything else plain."""

    words: str
    way: str = "plain"


@dataclass(frozen=True, slots=True)
class Fact:
    """A question and its answer: what was picked, what the software says, what people wrote."""

    label: Text
    picks: tuple[Pick, ...] = ()
    said: str = ""
    words: str = ""

    @property
    def text(self) -> str:
        """The whole answer on one line."""
        chosen = ", ".join(pick.words for pick in self.picks)
        return ". ".join(part for part in (chosen, self.said, self.words) if part)


def facts(episode: Episode, case: OpenCase, names: Iterable[str]) -> tuple[Fact, ...]:
    """The fields of these names that were answered, each with its question to whoever reads."""
    found = answers(episode, asked_of(episode, case), case.vocabulary, names)
    if not with_somebody_unsafe(episode, case.people):
        return found
    return tuple(
        replace(fact, picks=tuple(Pick(each.words) for each in fact.picks)) for fact in found
    )


def asked_of(episode: Episode, case: OpenCase) -> dict[str, str]:
    """The questions of an episode, in the words of whoever told it to whoever reads."""
    return questions(
        case.role,
        case.client_name,
        telling=episode.author,
        other=case.counsellor_name,
        with_counsellor=is_counsellor(episode, case.people.get(episode.person or "")),
    )


def answers(
    episode: Episode, asked: Mapping[str, str], vocabulary: Vocabulary, names: Iterable[str]
) -> tuple[Fact, ...]:
    """The fields of these names that were answered, each with its question as `asked`."""
    found = ((name, answer(episode, name, vocabulary)) for name in names)
    return tuple(
        replace(fact, label=asked.get(name) or RARER[name], said=asked.get(source, fact.said))
        for name, fact in found
        if fact is not None
        for source in (known(name, episode),)
    )


def known(name: str, episode: Episode) -> str:
    """Under what it stands among the questions how it is known how it was for the other."""
    return f"impact_{episode.impact.source}" if name == "impact" and episode.impact else ""


def answer(episode: Episode, name: str, vocabulary: Vocabulary) -> Fact | None:
    """The answer in one field; None where it was not asked."""
    value = getattr(episode, name)
    if value is None:
        return None
    if name in CODED:
        return picked(Pick(vocabulary.label(CODED[name], code)) for code in value)
    if name in SINGLE:
        return Fact("", said=vocabulary.label(SINGLE[name], value))
    if name in OF_TEN:
        return Fact("", said=_("%(number)s of 10") % {"number": value})
    if name in WORDS:
        return Fact("", words=value) if value else None
    return SHAPED[name](episode, vocabulary)


def picked(picks: Iterable[Pick]) -> Fact:
    """What was chosen; choosing nothing is an answer too."""
    chosen = tuple(picks)
    return Fact("", picks=chosen, said="" if chosen else _("none of these"))


def feelings(episode: Episode, vocabulary: Vocabulary) -> Fact:
    """What was felt, each with how strong and what lay under what."""
    return picked(Pick(felt(each, vocabulary)) for each in episode.feelings or ())


def felt(feeling: Feeling, vocabulary: Vocabulary) -> str:
    """One feeling in words."""
    parts = [vocabulary.label("feeling", feeling.code)]
    if strong := how_strong(feeling):
        parts.append(strong)
    if feeling.layer is not None:
        parts.append(str(LAYERS[feeling.layer]))
    return ", ".join(parts)


def how_strong(feeling: Feeling) -> str:
    """How strong a feeling was, and how strong at the end, as far as that was said."""
    numbers = {"first": feeling.intensity, "end": feeling.after}
    if feeling.after is None:
        return "" if feeling.intensity is None else _("%(first)s of 10") % numbers
    if feeling.intensity is None:
        return _("%(end)s of 10 at the end") % numbers
    return _("%(first)s, then %(end)s of 10") % numbers


def did(episode: Episode, vocabulary: Vocabulary) -> Fact:
    """What I did: old ways and new ones."""
    return picked(way_of(code, vocabulary) for code in episode.i_did or ())


def way_of(code: str, vocabulary: Vocabulary) -> Pick:
    """A way, with whether it is old or new."""
    term = vocabulary.behaviour(code)
    if term is None:
        return Pick(vocabulary.label("behaviour", code))
    if term.stance == "neither" or code == NONE_OF_THESE:
        return Pick(term.label)
    return Pick(term.label, term.stance)


def valence(episode: Episode, vocabulary: Vocabulary) -> Fact:
    """How it was in the end, in the word of its step."""
    return Fact("", said=str(VALENCES[episode.valence or 0]))


def awareness(episode: Episode, vocabulary: Vocabulary) -> Fact:
    """When it was noticed."""
    return Fact("", said=vocabulary.label("awareness", str(episode.awareness)))


def mine(episode: Episode, vocabulary: Vocabulary) -> Fact:
    """Where I was on the circle."""
    return Fact("", said=where(episode.my_position))


def theirs(episode: Episode, vocabulary: Vocabulary) -> Fact:
    """Where the other was on the circle."""
    return Fact("", said=where(episode.other_position))


def where(position: Position | None) -> str:
    """A place on the circle in words."""
    warmth, dominance = position or (0.0, 0.0)
    return f"{nearest(WARMTHS, warmth)}, {nearest(DOMINANCES, dominance)}"


def impact(episode: Episode, vocabulary: Vocabulary) -> Fact:
    """How it was for the other, and how that is known."""
    found = episode.impact
    return Fact("", said=str(SOURCES[found.source]), words=found.text) if found else Fact("")


def expected(episode: Episode, vocabulary: Vocabulary) -> Fact:
    """What was feared, and how sure it seemed."""
    found = episode.expected
    if found is None:
        return Fact("")
    picks = [Pick(vocabulary.label("other_did", found.other_did))] if found.other_did else []
    chance = "" if found.chance is None else _("%(n)s in 100") % {"n": found.chance}
    return Fact("", tuple(picks), chance, found.words)


def joke(episode: Episode, vocabulary: Vocabulary) -> Fact:
    """What a joke was for."""
    return Fact("", said=str(JOKES[episode.joke]) if episode.joke else "")


def yes_or_no(episode: Episode, vocabulary: Vocabulary, *, name: str) -> Fact:
    """Whether it was so."""
    return Fact("", said=str(YES_OR_NO["yes" if getattr(episode, name) else "no"]))


SHAPED: Mapping[str, Callable[[Episode, Vocabulary], Fact]] = {
    "feelings": feelings,
    "i_did": did,
    "valence": valence,
    "awareness": awareness,
    "my_position": mine,
    "other_position": theirs,
    "impact": impact,
    "expected": expected,
    "joke": joke,
    **{name: partial(yes_or_no, name=name) for name in YES_OR_NOT},
}
