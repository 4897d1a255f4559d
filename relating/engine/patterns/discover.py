"""From a case to what can be said about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

import numpy as np
from msgspec.structs import replace

from relating.case.entries.episode import Episode
from relating.case.entries.pattern import Pattern
from relating.case.entries.person import Person
from relating.case.entries.recognition import Recognition
from relating.case.file.case_file import CaseFile, vocabulary_of
from relating.case.people import People
from relating.case.sentence import Said
from relating.case.words.alike import acts_alike, only_says
from relating.case.words.vocabulary import DEFAULTS, Vocabulary
from relating.engine.patterns import wording
from relating.engine.patterns.beforehand import chances_since
from relating.engine.patterns.change import change
from relating.engine.patterns.cores import varies
from relating.engine.patterns.cues import cues, rows_of
from relating.engine.patterns.lift import Lift, comparable, lift
from relating.engine.patterns.results import (
    Change,
    Finding,
    Findings,
    InPlace,
    Named,
    Variant,
    Watched,
    WithPerson,
)
from relating.engine.patterns.rules import Rules
from relating.engine.patterns.search import Candidate, candidates
from relating.engine.patterns.seen_with import in_places, with_people
from relating.engine.patterns.table import Flags, Table, table
from relating.engine.patterns.watch import watched
from relating.engine.tellings import as_seen, counted

Found: TypeAlias = tuple[Finding, ...]
USUAL = Rules()
MOSTLY = 0.5
"""A feeling belongs to a pattern if it was there at least in this share of its moments,"""
CLEARLY = 1.5
"""and this many times as often as elsewhere."""


@dataclass(frozen=True, slots=True)
class Known:
    """The case around the episodes: who the people are, the words, the rules."""

    people: Mapping[str, Person]
    vocabulary: Vocabulary
    rules: Rules


def discover(
    case: CaseFile | Iterable[Episode],
    people: Iterable[Person] = (),
    *,
    vocabulary: Vocabulary = DEFAULTS,
    rules: Rules = USUAL,
    seed: int = 0,
    named: Iterable[Named] = (),
    often: bool = False,
) -> Findings:
    """The patterns of a case: cue and behaviour, with whom, where, and whether they fade.

    Give a whole case file, or episodes with their people and words. The order of the episodes does
    not matter, and the same seed gives the same findings.

    `named` are pairs that somebody named before; a case file brings its own. Those that what was
    told later bears out are shown, and where one of them can be tested the search has only its part
    of the budget. This holds for one look at a case. Whoever looks `often` gets what may be said at
    any time of one pair, by its evidence; of several, each by itself.

    >>> str(discover([]).not_yet)
    'Not yet: what you did is known in 0 times so far; from 20 on it is worth looking.'
    """
    if isinstance(case, CaseFile):
        people, vocabulary = case.people, vocabulary_of(case.vocabulary)
        named, case = (*named, *named_in(case)), counted_in(case)
    once = People(people)
    episodes = tuple(map(once.standing_in, case))
    known = Known(once, vocabulary, rules)
    rows = table(episodes, known.people, rules)
    fared = tuple(watched(each, rows, rules) for each in named)
    if often:
        tried = {each.named: min(1.0, 1 / each.evidence) for each in fared}
    else:
        tried = dict(chances_since([each.named for each in fared], rows, vocabulary, rules))
    share = 1 - rules.named_share if tried and not often else 1.0
    looked = _looked(rows, known, share, np.random.default_rng(seed))
    on_named = 1.0 if often else rules.named_share
    shown, watch = _said(_with_named(looked, fared, tried, on_named), rows, known)
    return Findings(
        episodes=len(episodes),
        usable=len(rows),
        patterns=shown,
        watch=watch,
        named=fared,
        not_yet=None if shown else wording.nothing_yet(len(rows), rules),
    )


def looked_through(rows: Table, known: Known, seed: int) -> tuple[Found, Found]:
    """What is shown and what is watched after one look through everything."""
    return _said(_looked(rows, known, 1.0, np.random.default_rng(seed)), rows, known)


def counted_in(case: CaseFile) -> tuple[Episode, ...]:
    """The tellings of a case that count (`engine.tellings`), as the counsellor sees them."""
    told = (each for each in case.entries if isinstance(each, Episode))
    said = (each for each in case.entries if isinstance(each, Recognition))
    seen = (as_seen(each, "counsellor") for each in told)
    return counted(seen, said, People(case.people))


def named_in(case: CaseFile) -> tuple[Named, ...]:
    """What somebody named, or kept, and did not set aside."""
    kept = (each for each in case.entries if isinstance(each, Pattern) and each.until is None)
    return tuple(Named(cue=each.cue, behaviour=each.behaviour, since=each.since) for each in kept)


def counted_anew(finding: Finding, rows: Table, known: Known) -> Finding:
    """A claim counted in other moments, with the p that it was made with."""
    made = Candidate(finding.cue, finding.behaviour, finding.p_adjusted, finding.basis)
    return _finding(made, (), rows, known)


def _said(looked: Iterable[Candidate], rows: Table, known: Known) -> tuple[Found, Found]:
    """What is shown and what is watched of it."""
    found = _found(looked, rows, known)
    shown = tuple(each for each in found if _is_shown(each, rows, known))
    return shown, tuple(each for each in found if each not in shown)


def _found(looked: Iterable[Candidate], rows: Table, known: Known) -> list[Finding]:
    """Everything that was found or named, variants with what they vary."""
    firsts: list[Candidate] = []
    variants: dict[Candidate, list[Candidate]] = {}
    for candidate in sorted(looked, key=lambda each: _rank(each, known.rules)):
        first = next((each for each in firsts if _varies(candidate, each, known)), None)
        if first is None:
            firsts.append(candidate)
        elif candidate.behaviour == first.behaviour:
            variants.setdefault(first, []).append(candidate)
    return [_finding(each, variants.get(each, []), rows, known) for each in firsts]


def _with_named(
    looked: Sequence[Candidate], fared: Sequence[Watched], tried: Mapping[Named, float], on: float
) -> list[Candidate]:
    """What was found and what was named, with `on` this part of the budget; of both, the surer."""
    surest = {(each.cue, each.behaviour): each for each in looked}
    for each in fared:
        key = (each.named.cue, each.named.behaviour)
        p = min(1.0, tried.get(each.named, 1.0) / on)
        if key not in surest or p < surest[key].p_adjusted:
            surest[key] = Candidate(*key, p, "named")
    return list(surest.values())


def _looked(
    rows: Table, known: Known, share: float, random: np.random.Generator
) -> list[Candidate]:
    """What is found by looking through everything with this part of the budget."""
    if len(rows) < known.rules.fewest_episodes:
        return []
    rules = replace(known.rules, alpha=share * known.rules.alpha)
    found = candidates(rows, cues(rows, rules), known.vocabulary, rules, random)
    return [
        Candidate(each.cue, each.behaviour, min(1.0, each.p_adjusted / share)) for each in found
    ]


def _rank(candidate: Candidate, rules: Rules) -> tuple[bool, bool, float]:
    """What is sure enough first, and of that what others did before what she wished."""
    by_others = candidate.cue.other_did is not None
    sure = candidate.p_adjusted <= rules.alpha
    return (not sure, sure and not by_others, candidate.p_adjusted)


def _varies(candidate: Candidate, first: Candidate, known: Known) -> bool:
    """Whether it is the first once more: a word of the cue in common, and nearly the same act."""
    alike = acts_alike(candidate.behaviour, first.behaviour, known.vocabulary)
    return alike and varies(candidate.cue, first.cue)


def _is_shown(finding: Finding, rows: Table, known: Known) -> bool:
    """Sure enough, worth a word, no wish that only says the act, and with more than one person."""
    rules, cue = known.rules, rows_of(finding.cue, rows)
    people = {person for person, on in zip(rows.people, cue, strict=True) if on}
    return (
        finding.p_adjusted <= rules.alpha
        and finding.lower > rules.margin
        and finding.k >= rules.fewest_firings
        and not only_says(finding.cue.wish, finding.behaviour, known.vocabulary)
        and len(people) >= rules.fewest_apart
    )


def _finding(
    candidate: Candidate, variants: Sequence[Candidate], rows: Table, known: Known
) -> Finding:
    """A candidate with all that can be said about it."""
    nowhere = np.zeros(len(rows), dtype=bool)
    done = rows.i_did.get(candidate.behaviour, nowhere)
    cue = comparable(rows_of(candidate.cue, rows), rows.strata)
    counts = lift(cue, done, rows.strata)
    in_order = candidate.cue.other_did is None or not (cue & rows.unordered).any()
    people, places = (
        with_people(rows, cue, done, known.rules),
        in_places(rows, cue, done, known.rules),
    )
    return Finding(
        cue=candidate.cue,
        behaviour=candidate.behaviour,
        basis=candidate.basis,
        in_order=bool(in_order),
        feelings=_feelings(rows, cue & done, cue | done),
        n=counts.n,
        k=counts.k,
        others_n=counts.others_n,
        others_k=counts.others_k,
        expected=counts.expected,
        lower=counts.lower,
        p_adjusted=candidate.p_adjusted,
        people=people,
        places=places,
        change=_change(rows, cue, done, known.rules),
        episodes=_ids(rows, cue & done),
        counter_examples=_ids(rows, cue & ~done),
        variants=tuple(_variant(each, rows, cue) for each in variants),
        text=_text(candidate, counts, (people, places), known, in_order=bool(in_order)),
    )


def _text(
    candidate: Candidate,
    counts: Lift,
    seen: tuple[tuple[WithPerson, ...], tuple[InPlace, ...]],
    known: Known,
    *,
    in_order: bool,
) -> Said:
    return wording.told(
        candidate.cue,
        candidate.behaviour,
        counts,
        seen,
        in_order=in_order,
        known=known.people,
        vocabulary=known.vocabulary,
    )


def _change(rows: Table, cue: Flags, done: Flags, rules: Rules) -> Change:
    """Memories say nothing about change."""
    which = np.flatnonzero(cue & ~rows.past)
    return change([rows.told[index] for index in which], done[which], rules)


def _variant(candidate: Candidate, rows: Table, first: Flags) -> Variant:
    cue = rows_of(candidate.cue, rows) & ~first
    done = rows.i_did[candidate.behaviour]
    return Variant(
        cue=candidate.cue,
        n=int(cue.sum()),
        k=int((cue & done).sum()),
        episodes=_ids(rows, cue & done),
    )


def _feelings(rows: Table, fired: Flags, either: Flags) -> tuple[str, ...]:
    """At most two feelings that were mostly there when it happened, and mostly not otherwise."""
    shares = {
        code: (float(flags[fired].mean()), float(flags[~either].mean() if (~either).any() else 0))
        for code, flags in rows.feelings.items()
        if (flags & fired).sum() > 1
    }
    often = [code for code, (on, off) in shares.items() if on >= MOSTLY and on >= CLEARLY * off]
    return tuple(sorted(often, key=lambda code: (-shares[code][0], code))[:2])


def _ids(rows: Table, which: Flags) -> tuple[UUID, ...]:
    return tuple(rows.ids[index] for index in np.flatnonzero(which))
