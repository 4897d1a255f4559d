"""What a browser would send so that a form says what stands in a story."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TypeVar
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec
from django.http import QueryDict

from relating.case import (
    Agenda,
    Answer,
    Attempt,
    Card,
    Contract,
    Dip,
    Episode,
    Feedback,
    Frame,
    NewBetween,
    Note,
    Pattern,
    Person,
    Plan,
    Pulse,
    Safety,
    Session,
    Support,
    Tie,
    Vocabulary,
    WorkLine,
)
from relating.engine.pulse import ITEMS
from relating.web.alliance.forms import NAMES as OF_A_DIP
from relating.web.episodes.form_to_entry import initial
from relating.web.notes.forms import LISTS as OF_A_NOTE
from relating.web.people.forms import CHOSEN, FLAGS
from relating.web.plans.forms import first
from relating.web.safety.forms import STEPS, TO_CALL
from relating.web.sessions.forms import shown
from relating.web.sessions.new_between_form import NAMES as OF_NEW_BETWEEN
from relating.web.voice.feedback import STEPS as OF_FEEDBACK
from relating.web.voice.sides import decides
from relating.web.voice.times import by_clock

FOLLOWS = ("visibility", "impact_source")
"""What of a counsellor's telling follows from who tells."""
Part = TypeVar("Part", bound=msgspec.Struct)
Names = dict[str, str]


def query(given: dict[str, object]) -> QueryDict:
    """Answers as they are sent: what is not said is not there, and a list has its name again."""
    made = QueryDict(mutable=True)
    for name, value in given.items():
        many = value if isinstance(value, list | tuple) else [value]
        said = [written(each) for each in many if each not in (None, "") and each is not False]
        if said:
            made.setlist(name, said)
    return made


def written(value: object) -> str:
    """One answer as it is sent."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "on" if value is True else str(value)


def renamed(part: Part, names: Names) -> Part:
    """A part of a story with the ids and codes that the forms made in the place of the story's."""
    return msgspec.convert(in_place(msgspec.to_builtins(part), names), type(part))


def in_place(held: object, names: Names) -> object:
    """What a part holds, with other names wherever such a name stands."""
    match held:
        case str():
            return names.get(held, held)
        case dict():
            return {name: in_place(each, names) for name, each in held.items()}
        case list() | tuple():
            return [in_place(each, names) for each in held]
        case _:
            return held


def of(part: msgspec.Struct, *names: str) -> dict[str, object]:
    """Those answers that stand in a part under the names of a form's fields."""
    return {name: getattr(part, name) for name in names}


def episode(told: Episode, vocabulary: Vocabulary) -> QueryDict:
    """What happened."""
    given = initial(told, vocabulary) | {"fresh": uuid5(told.id, "fresh"), "came_first": None}
    unasked = () if decides(told.author) else FOLLOWS
    return query({name: value for name, value in given.items() if name not in unasked})


def person(told: Person) -> QueryDict:
    """Somebody new."""
    token = uuid5(NAMESPACE_OID, told.id)
    return query(of(told, "alias", "visibility", *CHOSEN, *FLAGS) | {"id": token})


def tie(told: Tie, shown: Mapping[str, object]) -> QueryDict:
    """What changed with somebody, in a form that shows how it was."""
    said = of(told, "ring", "wanted", "wish", "chosen", "turned", "on", "visibility")
    given = {**shown, "id": uuid5(NAMESPACE_OID, str(told.id))}
    given |= {name: value for name, value in said.items() if value is not None}
    for name in ("to_me", "from_me"):
        support: Support | None = getattr(told, name)
        if support is not None:
            given |= {name: support.kinds, f"{name}_words": support.words}
    return query(given)


def session(told: Session) -> QueryDict:
    """An hour."""
    return query(shown(told))


def contract(told: Frame, version: int) -> QueryDict:
    """What the two agreed on."""
    agreed = told.contract or Contract(horizon="open")
    reviews = {f"review_{place}": day for place, day in enumerate(agreed.reviews)}
    said = of(agreed, "horizon", "sessions", "ends", "focus", "phase")
    return query(said | reviews | {"based_on": version})


def pulse(told: Pulse) -> QueryDict:
    """The five answers, and what goes with them."""
    names = ("not_right", "not_right_for", "pull", "visibility")
    return query(of(told, *ITEMS, *names))


def dip(told: Dip) -> QueryDict:
    """A word on an hour."""
    return query(of(told, *OF_A_DIP))


def take(told: Episode, token: UUID) -> QueryDict:
    """A take on the screen that both see."""
    given = {"before": told.confidence_before, "now": told.confidence_after, "id": token}
    return query(given | of(told, "swapped", "landed"))


def card(told: Card) -> QueryDict:
    """A card."""
    return query(of(told, "id", "reply", "mine", "visibility"))


def new_between(told: NewBetween) -> QueryDict:
    """What was new in an hour."""
    return query(of(told, *OF_NEW_BETWEEN))


def line(told: WorkLine) -> QueryDict:
    """A line of her page on how to work with her."""
    return query(of(told, "id", "about", "words", "came_from"))


def agenda(told: Agenda) -> QueryDict:
    """A line to bring."""
    return query(of(told, "id", "words", "visibility"))


def note(told: Note) -> QueryDict:
    """A note of the counsellor's."""
    return query(of(told, "id", "text", "session", *OF_A_NOTE))


def feedback(told: Feedback) -> QueryDict:
    """Feedback in its steps."""
    points = {"about": told.about[:1], "alike": told.alike[:1], "said": told.said_at is not None}
    return query(of(told, "id", "session", *OF_FEEDBACK) | points)


def pattern(told: Pattern) -> QueryDict:
    """When what happens, what follows."""
    return query(of(told.cue, "other_did", "wish", "feeling", "standing") | of(told, "behaviour"))


def plan(made: Plan) -> QueryDict:
    """If this happens, I say that; whether it could put her in danger was asked, where it was."""
    asked = {"danger": "no" if made.asked_danger else None}
    return query(first(made) | asked)


def came(told: Episode, attempt: Attempt) -> QueryDict:
    """What came of a plan, and what was learned."""
    given = of(told, "other_then", "i_did", "visibility")
    given |= {"came": told.story, "myself": told.authenticity, "to_myself": told.self_treatment}
    at = {"date": by_clock(told.at, told.zone).date() if told.at else None}
    return query(given | at | of(attempt, "learned", "would_say"))


def answer(told: Answer) -> QueryDict:
    """What is said to something."""
    names = ("resonance", "words", "discomfort", "useful", "in_my_words")
    return query(of(told, "id", "visibility", *names))


def safety(plan: Safety) -> QueryDict:
    """The safety plan."""
    given = of(plan, *STEPS)
    for to_call in TO_CALL.values():
        for row, each in enumerate(getattr(plan, to_call)):
            given |= {f"{to_call}-{row}-name": each.name, f"{to_call}-{row}-number": each.number}
    return query(given)
