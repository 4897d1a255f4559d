"""Ways of a story, said with their forms: begun, filled part by part, and what stands beside."""

from collections.abc import Callable
from uuid import UUID

from msgspec.structs import replace

from relating.case import Beside, Entry, Impact, Option, Person, Step, ThenNow, Way
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.operate.demo import sent
from relating.operate.demo.taken import Refused, valid
from relating.people.gate import Viewer
from relating.web.ways.forms import BeginForm, BesideForm, OptionForm, PartForm
from relating.web.ways.in_words import STEPS
from relating.web.ways.opened import fresh_option, own_beside, standing_so
from relating.web.ways.origin import origin_of
from relating.web.ways.parts import EVERY, WORDS, Part, held


def at_first(way: Way) -> Way:
    """What is said of a way when it begins: nothing of how it is becoming."""
    return replace(way, new=None, status="wondering", working_since=None, pinned=None)


def way(viewer: Viewer, case_id: UUID, wanted: Way) -> Way:
    """Her sentence, from where it began; then part by part what she says of it."""
    case = queries.open_case(viewer, case_id)
    origin = origin_of(case, str(wanted.origin or ""))
    given = sent.of(wanted, "id", "words", "visibility")
    form = valid(BeginForm(sent.query(given), case, origin.words))
    told = form.told(case, origin)
    actions.write(viewer, case_id, told)
    return filled(viewer, case, told, at_first(wanted))


def filled(viewer: Viewer, case: OpenCase, told: Way, wanted: Way) -> Way:
    """A way on which each part says what is wanted; each part has a form of its own."""
    for part in EVERY.values():
        if part is not WORDS and differs(told, wanted, part):
            form = PartForm(sent.query(of_part(wanted, part)), told, part, case, 0)
            told = valid(form).told()
            actions.write(viewer, case.case_id, told, actions.LATEST)
    return told


def differs(told: Way, wanted: Way, part: Part) -> bool:
    """Whether a part is to be said anew."""
    codes = bool(part.codes) and getattr(told, part.codes) != getattr(wanted, part.codes)
    return codes or held(told, part) != held(wanted, part)


def of_part(wanted: Way, part: Part) -> dict[str, object]:
    """What is sent for one part."""
    value = held(wanted, part)
    codes = getattr(wanted, part.codes) if part.codes else ()
    match value:
        case Step():
            return sent.of(value, "words", "code", "times")
        case ThenNow():
            return sent.of(value, "now", "then") | {"codes": codes}
        case Impact():
            return {"words": value.text, "source": value.source}
        case tuple():
            return {"times": value, "words": wanted.began_words}
        case _:
            return {"words": value, "codes": codes}


def more_of(viewer: Viewer, case_id: UUID, wanted: Way) -> Way:
    """What she says of a way later: how it is becoming, how it stands, what she wants at hand."""
    case = queries.open_case(viewer, case_id)
    before = next((each for each in case.all(Way) if each.id == wanted.id), None)
    if before is None:
        raise Refused("there is no such way yet")
    told = filled(viewer, case, before, wanted)
    for status in dict.fromkeys(("working_on", wanted.status)):
        told = standing_so(told, status)
        actions.write(viewer, case_id, told, actions.LATEST)
    told = replace(told, pinned=wanted.pinned)
    actions.write(viewer, case_id, told, actions.LATEST)
    return told


def option(viewer: Viewer, case_id: UUID, wanted: Option) -> Option:
    """What could be done instead, by either; one that began at a time of hers is taken over."""
    case = queries.open_case(viewer, case_id)
    found = next((each for each in case.all(Way) if each.id == wanted.way), None)
    if found is None:
        raise Refused("there is no such way yet")
    given = sent.query(sent.of(wanted, "id", "words", "size", "visibility", *STEPS))
    told = valid(OptionForm(given, fresh_option(found, case), 0, case)).told()
    actions.write(viewer, case_id, told)
    return told


def beside(viewer: Viewer, case_id: UUID, wanted: Beside) -> Beside:
    """What the counsellor says beside a way."""
    case = queries.open_case(viewer, case_id)
    found = next((each for each in case.all(Way) if each.id == wanted.way), None)
    if found is None:
        raise Refused("there is no such way yet")
    form = valid(BesideForm(sent.query(sent.of(wanted, "my_part"))))
    told = form.told(own_beside(found, case))
    actions.write(viewer, case_id, told, actions.LATEST)
    return told


ACTS: dict[type[Entry | Person], Callable[..., Entry | Person]] = {
    Way: way,
    Option: option,
    Beside: beside,
}
"""How each of these kinds is said."""
