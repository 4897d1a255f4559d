"""What a tool said about a made-up case, set against what is really there."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from random import Random

from relating.case import DEFAULTS, Cue, Episode
from relating.case.people import People
from relating.case.words.alike import only_says
from relating.engine.patterns import Finding, Named, Rules, atoms
from relating.engine.patterns.beforehand import chances_since
from relating.engine.patterns.discover import discover
from relating.engine.patterns.growing import growing
from relating.engine.patterns.table import table
from relating.simulate import Made, Template

BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
"""Before anything of a made-up case was told."""
NAMED = {"one named": 1, "ten named": 10}
KNOWN = "pair known"
ALONE = Rules(named_share=1.0)


@dataclass(frozen=True)
class Verdict:
    """How one case went.

    A report is right when its behaviour is that of a template (or the new one that rises in its
    stead) and its cue shares a word of what the other did or of the wish with it. `found` of the
    `templates` had a `right` report. Of the people and places with which a found template is
    `silent`, `seen_wrong` were said to be seen; of the people with whom it acts, `seen_right`. Of
    the found `steady` ones `fading_wrong` were said to fade, of the `fading` ones `fading_right`.
    Of the cases in which something is `claimed` the first claim is the `core`, a template, or not;
    `synonyms` are wishes with an act that only says them, and `named` the templates found by name.
    """

    templates: int
    found: int
    right: int
    false: int
    seconds: float
    silent: int = 0
    seen_wrong: int = 0
    acting: int = 0
    seen_right: int = 0
    steady: int = 0
    fading_wrong: int = 0
    fading: int = 0
    fading_right: int = 0
    claimed: int = 0
    core: int = 0
    synonyms: int = 0
    named: int = 0


def is_right(cue: Cue, behaviour: str, template: Template) -> bool:
    """Does a report mean this template?"""
    return behaviour in {template.behaviour, template.new} and bool(atoms(cue) & template.atoms)


def judged(made: Made, tool: str, clock: Callable[[], float]) -> Verdict:
    """Run a tool and judge what it says."""
    began = clock()
    patterns = _claims(made, tool)
    reports = [(each.cue, each.behaviour) for each in patterns]
    if tool in TOOLS:
        reports = list(TOOLS[tool](list(_moments(made))))
    if tool == KNOWN:
        reports = list(known(made))
    seconds = clock() - began
    templates = made.truth.templates
    right = [sum(is_right(*report, each) for report in reports) for each in templates]
    false = [report for report in reports if not any(is_right(*report, t) for t in templates)]
    return Verdict(
        templates=len(templates),
        found=sum(count > 0 for count in right),
        right=sum(right),
        false=len(false),
        seconds=seconds,
        **_said(made, patterns),
    )


def _claims(made: Made, tool: str) -> tuple[Finding, ...]:
    """What discovery shows: by itself, or with pairs that were named before anything was told."""
    if tool in {*TOOLS, KNOWN}:
        return ()
    if tool == "growing":
        told = (each for each in made.case_file.entries if isinstance(each, Episode))
        return tuple(each.finding for each in growing(told, made.case_file.people))
    return discover(made.case_file, named=_hunches(made, NAMED.get(tool, 0))).patterns


def known(made: Made) -> Iterator[tuple[Cue, str]]:
    """The templates that somebody finds who knows what was planted, and tests that alone: each with
    the whole budget, on everything that was told, and without asking whether it is worth a word."""
    told = (each for each in made.case_file.entries if isinstance(each, Episode))
    rows = table(told, People(made.case_file.people), ALONE)
    for each in made.truth.templates:
        pair = Named(cue=_cue(each), behaviour=each.behaviour, since=BEFORE)
        p = chances_since([pair], rows, DEFAULTS, ALONE).get(pair, 1.0)
        if p <= ALONE.alpha:
            yield pair.cue, pair.behaviour


def _hunches(made: Made, count: int) -> list[Named]:
    """The templates, and as many other pairs of words of the case as make up the number."""
    if not count:
        return []
    chance, templates = Random(made.truth.seed), made.truth.templates
    moments = list(_moments(made))
    cues = sorted({cue for some, _ in moments for cue in some if cue.other_did}, key=str)
    ways = sorted({way for _, some in moments for way in some})
    pairs = [(_cue(each), each.behaviour) for each in templates[:count]]
    while len(pairs) < count:
        pair = (chance.choice(cues), chance.choice(ways))
        if not any(is_right(*pair, each) for each in templates):
            pairs.append(pair)
    return [Named(cue=cue, behaviour=way, since=BEFORE) for cue, way in pairs]


def _cue(template: Template) -> Cue:
    return Cue(other_did=template.other_did, wish=template.wish, standing=template.standing)


def _said(made: Made, patterns: tuple[Finding, ...]) -> dict[str, int]:
    """What was said about people, places and change, counted."""
    counts: Counter[str] = Counter()
    templates = made.truth.templates
    counts["claimed"] = int(bool(patterns))
    counts["core"] = sum(
        any(is_right(each.cue, each.behaviour, one) for one in templates) for each in patterns[:1]
    )
    counts["synonyms"] = sum(
        only_says(each.cue.wish, each.behaviour, DEFAULTS) for each in patterns
    )
    counts["named"] = sum(each.basis == "named" for each in patterns)
    for finding, template in product(patterns, made.truth.templates):
        if is_right(finding.cue, finding.behaviour, template):
            if finding.behaviour == template.behaviour:
                _count_seen(counts, finding, template)
            _count_change(counts, finding, template)
    return dict(counts)


def _count_seen(counts: Counter[str], finding: Finding, template: Template) -> None:
    silent = {*template.silent_with, *template.silent_in}
    said = [(each.person, each.says) for each in finding.people]
    for where, says in [*said, *((each.place, each.says) for each in finding.places)]:
        if where in silent:
            counts["silent"] += 1
            counts["seen_wrong"] += says == "seen"
        elif (where, says) in said and "room" not in silent:
            counts["acting"] += 1
            counts["seen_right"] += says == "seen"


def _count_change(counts: Counter[str], finding: Finding, template: Template) -> None:
    fades = finding.change.says == "fading"
    if template.change == "steady" or finding.behaviour == template.new:
        counts["steady"] += 1
        counts["fading_wrong"] += fades
    else:
        counts["fading"] += 1
        counts["fading_right"] += fades


Moment = tuple[list[Cue], tuple[str, ...]]


def _moments(made: Made) -> Iterator[Moment]:
    """The simple cues and the behaviours of each episode."""
    for each in made.case_file.entries:
        if isinstance(each, Episode):
            acts = [Cue(other_did=code) for code in each.other_did or ()]
            yield [*acts, *(Cue(wish=code) for code in each.wish or ())], each.i_did or ()


def association_rules(moments: list[Moment]) -> Iterator[tuple[Cue, str]]:
    """Agrawal's rules: support at least .05, confidence .6, lift 1.5."""
    total, pairs, cued, done = len(moments), *_counted(moments)
    for (cue, way), both in pairs.items():
        confidence = both / cued[cue]
        if both / total >= 0.05 and confidence >= 0.6 and confidence * total / done[way] >= 1.5:
            yield cue, way


def co_occurrence(moments: list[Moment]) -> Iterator[tuple[Cue, str]]:
    """At least three times together, and in at least 40 % of the cue's moments."""
    pairs, cued, _ = _counted(moments)
    for (cue, way), both in pairs.items():
        if both >= 3 and both / cued[cue] >= 0.4:
            yield cue, way


def _counted(
    moments: list[Moment],
) -> tuple[Counter[tuple[Cue, str]], Counter[Cue], Counter[str]]:
    pairs: Counter[tuple[Cue, str]] = Counter()
    cued: Counter[Cue] = Counter()
    done: Counter[str] = Counter()
    for cues, ways in moments:
        pairs.update(product(cues, ways))
        cued.update(cues)
        done.update(ways)
    return pairs, cued, done


TOOLS = {"association rules": association_rules, "co-occurrence counts": co_occurrence}
