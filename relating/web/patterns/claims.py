"""What the engine proposes beside what the counsellor did with it: every claim of a case, by group.

Nothing of a finding is stored until somebody does something with it; then a `Pattern` entry says
what. A claim is known in addresses by a key that is made from the case and tells nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from relating.case import Answer, Cue, Episode, Pattern
from relating.case.entries.pattern import NotThis, rests
from relating.engine import claims
from relating.engine.as_made import AS_MADE, as_made
from relating.engine.patterns import Finding, Findings, varies
from relating.engine.ways import retired
from relating.journal.queries import OpenCase
from relating.web.patterns import discovery

VERSION = 1
"""Of how a claim is named; another one gives every claim another address."""
GROUPS = (
    *("proposed", "look_together", "watching", "early", "fallen"),
    *("retired", "not_this", "as_made"),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: its counts, the entry about it if there is one, and the group it stands in.

    `borne_out` says whether what came since it was named bears it out.
    """

    key: UUID
    counted: Finding
    group: str
    kept: Pattern | None = None
    borne_out: bool = False


def claims_of(
    case: OpenCase, findings: Findings, episodes: tuple[Episode, ...], today: date
) -> tuple[Claim, ...]:
    """Every claim of a case: what was kept, and what is proposed and not kept or set aside."""
    made, put_away = made_so(case), retired((*case.all(Pattern), *case.all(Answer)))
    kept = tuple(each for each in case.all(Pattern) if each in made or not ended(each, today))
    resting = [each for each in kept if each.state == "not_this" or each.id in put_away]
    aside = [*made, *resting]
    own = tuple(of_kept(each, case, findings, episodes) for each in kept)
    taken = {each.key for each in own}
    offered = [
        *of_found(case, findings.patterns, "proposed"),
        *of_found(case, findings.watch, "early"),
        *of_found(case, findings.fallen, "fallen"),
    ]
    fresh = (
        each for each in offered if each.key not in taken and not is_set_aside(each.counted, aside)
    )
    every = (*fresh, *own)
    return tuple(sorted(every, key=lambda each: GROUPS.index(each.group)))


def made_so(case: OpenCase) -> list[Pattern]:
    """The patterns of which the client says that it is how they are made."""
    made = as_made(case.all(Answer))
    return [each for each in case.all(Pattern) if each.id in made]


def ended(kept: Pattern, today: date) -> bool:
    """Whether "not this" has had its time, so that it may be offered again."""
    return kept.state == "not_this" and not rests(kept, today)


def of_found(case: OpenCase, found: Iterable[Finding], group: str) -> Iterator[Claim]:
    """Findings as claims."""
    for each in found:
        yield Claim(key_of(case, each.cue, each.behaviour), each, group)


def of_kept(
    kept: Pattern, case: OpenCase, findings: Findings, episodes: tuple[Episode, ...]
) -> Claim:
    """A kept pattern as a claim, counted anew."""
    cue = kept.cue
    counted, borne_out = counted_anew(kept, case, episodes)
    found = claims.found_in(findings, cue, kept.behaviour) or counted
    return Claim(key_of(case, cue, kept.behaviour), found, group_of(kept, case), kept, borne_out)


def group_of(kept: Pattern, case: OpenCase) -> str:
    """Where a kept pattern stands: what the client says of it comes before what was done."""
    if kept in made_so(case):
        return AS_MADE
    return "retired" if is_retired(kept, case) else kept.state


def is_retired(kept: Pattern, case: OpenCase) -> bool:
    """Whether one of the two put it away, whatever else she says of it."""
    return kept.id in retired((kept, *case.all(Answer)))


def counted_anew(
    kept: Pattern, case: OpenCase, episodes: tuple[Episode, ...]
) -> tuple[Finding, bool]:
    """The counts of a kept pattern as they stand, and whether later times bear it out."""
    return discovery.counted(case, episodes, kept.cue, kept.behaviour, kept.since)


def is_set_aside(found: Finding, resting: Iterable[Pattern | NotThis]) -> bool:
    """Whether it, or one that it only varies, was set aside."""
    return any(
        each.behaviour == found.behaviour and varies(each.cue, found.cue) for each in resting
    )


def key_of(case: OpenCase, cue: Cue, behaviour: str) -> UUID:
    """By what name a claim is known in addresses."""
    return case.ids.of_claim(identity(cue, behaviour))


def identity(cue: Cue, behaviour: str) -> str:
    """What makes a claim the same claim, written in one way only.

    >>> identity(Cue(wish="close", other_did="criticised"), "pleasing")
    '{"behaviour":"pleasing","cue":{"other_did":"criticised","wish":"close"},"version":1}'
    """
    said = {"version": VERSION, "cue": cue, "behaviour": behaviour}
    return msgspec.json.encode(said, order="sorted").decode()


def entry_of(case: OpenCase, key: UUID) -> Pattern | None:
    """The entry about a claim, if there is one."""
    every = case.all(Pattern)
    return next((each for each in every if key_of(case, each.cue, each.behaviour) == key), None)
