"""A plan as it is begun: from an option, a way, something told or tried before; no word is typed
twice."""

from uuid import UUID

from django.http import HttpRequest
from msgspec.structs import replace

from relating.case import Attempt, Content, Episode, Option, Plan, Way
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.plans.forms import ORIGINS, fresh

AGAIN = (
    *("way", "option", "person", "situation", "say", "in_the_way", "backed_by", "backing"),
    *("fear", "fear_did", "fear_chance", "hope"),
)
"""What a plan for the next time takes from the one before it."""


def begun(request: HttpRequest, case: OpenCase) -> Plan:
    """The plan that an address begins.

    Raises:
        Hidden: what it is to begin from is not there for the viewer.
    """
    made = fresh(case, visit.to_the_second())
    for name in ORIGINS:
        if name in request.GET:
            found = entry_in(case, visit.id_sent(request.GET[name]))
            made = replace(
                from_entry(made, found, case), **{name: visit.id_sent(request.GET[name])}
            )
    named = request.GET.get("person", "")
    return replace(made, person=named) if named in case.people.everybody else made


def entry_in(case: OpenCase, entry: UUID) -> Content:
    """An entry of this case that the viewer may read.

    Raises:
        Hidden: there is none.
    """
    found = queries.open_entry(case.at.viewer, entry)
    gate.require(found.at.case_id == case.case_id and not found.row.deleted)
    return found.content


def from_entry(made: Plan, found: Content, case: OpenCase) -> Plan:
    """The plan with what something that is there already says."""
    match found:
        case Episode():
            said = found.rather or found.unsaid or ""
            return replace(made, person=found.person, say=said)
        case Option():
            way = next((each for each in case.all(Way) if each.id == found.way), None)
            made = of_way(made, way, case) if way else made
            person = whom(found.origin, case) or made.person
            return replace(made, say=found.words, way=found.way, option=found.id, person=person)
        case Way():
            return of_way(made, found, case)
        case Plan():
            return replace(made, **{name: getattr(found, name) for name in AGAIN})
        case Attempt():
            before = next((each for each in case.all(Plan) if each.id == found.plan), None)
            return from_entry(made, before, case) if before else made
        case _:
            return made


def of_way(made: Plan, way: Way, case: OpenCase) -> Plan:
    """The plan with what happens first in a way; with what she wants at hand, unless more is said
    already."""
    first = way.old.first.words if way.old and way.old.first else ""
    pinned = next((each for each in case.all(Option) if each.id == way.pinned), None)
    person = made.person or whom(way.origin, case)
    made = replace(made, situation=made.situation or first, person=person)
    if made.say or pinned is None:
        return made
    return replace(made, say=pinned.words, option=pinned.id)


def whom(moment: UUID | None, case: OpenCase) -> str | None:
    """With whom the moment was from which an option or a way began, where that is hers to see."""
    try:
        found = entry_in(case, moment) if moment else None
    except Hidden:
        return None
    return found.person if isinstance(found, Episode) else None


def that_are_there(made: Plan, before: Plan, case: OpenCase) -> Plan:
    """The plan without what it began from where that is gone meanwhile, or never was hers."""
    sent = {name: getattr(made, name) for name in ORIGINS}
    new = {name: id for name, id in sent.items() if id is not None and id != getattr(before, name)}
    return replace(made, **{name: None for name, id in new.items() if not is_there(case, id)})


def is_there(case: OpenCase, entry: UUID) -> bool:
    """Whether there is such an entry for the viewer."""
    try:
        entry_in(case, entry)
    except Hidden:
        return False
    return True
