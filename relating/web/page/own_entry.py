"""What each side has one of: an answer, a pulse of an hour, a word on a dip. Changed in place."""

from collections.abc import Callable
from typing import TypeVar

from relating.case import CaseEntry, Entry
from relating.journal import actions
from relating.journal.queries import OpenCase
from relating.journal.sealing import facts
from relating.people import policies

Kind = TypeVar("Kind", bound=Entry)


def mine(case: OpenCase, kind: type[Kind], fits: Callable[[Kind], bool]) -> Kind | None:
    """The viewer's own entry of a kind that fits, which they may change; the newest of several."""
    found = [each for each in case.all(kind) if fits(each) and may_revise(case, each)]
    return max(found, key=lambda each: (each.recorded_at, each.id), default=None)


def may_revise(case: OpenCase, entry: Entry) -> bool:
    """Whether the viewer wrote it and may change it."""
    row = case.rows[entry.id]
    return entry.author == case.role and "revise" in policies.acts(case.role, facts(row, case.at))


def put(case: OpenCase, content: CaseEntry) -> None:
    """Write an entry, or its next version where it is there already or was deleted."""
    viewer, case_id = case.at.viewer, case.case_id
    row = case.rows.get(content.id)
    if row is not None:
        actions.revise(viewer, case_id, content, row.version)
        return
    try:
        actions.record(viewer, case_id, content)
    except actions.Conflict as conflict:
        version = conflict.version
        if conflict.deleted:
            version = actions.put_back(viewer, content.id).version
        actions.revise(viewer, case_id, content, version)
