"""The one entry that the counsellor has about a claim: begun, changed, taken back."""

from uuid import UUID

from django.utils import timezone
from msgspec.structs import replace

from relating.case import Evidence, Pattern
from relating.case.entries.pattern import NamedBy, PatternState, not_this
from relating.engine.patterns import Finding
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.web.page import visit
from relating.web.patterns import discovery
from relating.web.patterns.claims import counted_anew, entry_of, key_of

PATIENT = 10.0
"""Whoever presses a button waits for so many seconds."""
STATES: dict[str, PatternState] = {"look": "look_together", "watch": "watching"}


def begun(case: OpenCase, key: UUID) -> Pattern:
    """The entry about a claim, or the beginning of one.

    Raises:
        Hidden: there is no such claim.
    """
    kept = entry_of(case, key)
    if kept is not None:
        return kept
    episodes = discovery.shared(case)
    findings = discovery.findings(case, episodes, PATIENT)
    every = (*findings.patterns, *findings.watch, *findings.fallen) if findings else ()
    found = [each for each in every if key_of(case, each.cue, each.behaviour) == key]
    gate.require(bool(found))
    return entry(case, key, found[0], "engine")


def entry(case: OpenCase, key: UUID, found: Finding, named_by: NamedBy) -> Pattern:
    """A new entry about a claim: the counsellor's alone, with what was counted."""
    now = visit.to_the_second()
    return Pattern(
        id=entry_id(case, key),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        cue=found.cue,
        behaviour=found.behaviour,
        feelings=found.feelings,
        state="watching",
        named_by=named_by,
        since=now,
        evidence=Evidence(n=found.n, k=found.k, expected=found.expected),
    )


def entry_id(case: OpenCase, key: UUID) -> UUID:
    """One entry for each counsellor and claim: a double tap is one."""
    return case.ids.of_one("pattern", key)


def promoted(case: OpenCase, kept: Pattern) -> Pattern:
    """The entry, with since when later times have borne it out, once they have."""
    if kept.promoted_at is not None:
        return kept
    _found, borne_out = counted_anew(kept, case, discovery.shared(case))
    return replace(kept, promoted_at=visit.to_the_second()) if borne_out else kept


def changed(kept: Pattern, act: str) -> Pattern:
    """The entry as an act leaves it."""
    if act == "not-this":
        return not_this(kept, timezone.localdate())
    return replace(kept, state=STATES[act], until=None)


def own_entry(case: OpenCase, key: UUID) -> Pattern:
    """The entry about a claim.

    Raises:
        Hidden: there is none.
    """
    return gate.there(entry_of(case, key))
