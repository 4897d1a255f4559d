"""Could this put her in danger? Asked once of each person, and again when it is said otherwise of
them whether they are safe."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from relating.case import Person, Plan
from relating.journal import queries
from relating.journal.queries import Earlier, OpenCase
from relating.web.voice.sides import is_the_counsellor


def is_asked(case: OpenCase, plan: Plan) -> bool:
    """Whether it was asked of the person of a plan; where nobody is named, of the plan itself."""
    person = case.people.get(plan.person or "")
    if person is None:
        return plan.asked_danger is not None
    if is_the_counsellor(person):
        return True
    asked = max(answered(case, person), default=None)
    return asked is not None and all(at <= asked for at in said_otherwise(case, person))


def answered(case: OpenCase, person: Person) -> Iterator[datetime]:
    """When she answered it of somebody."""
    for each in case.all(Plan):
        if each.asked_danger is not None and case.people.are_one(each.person, person.id):
            yield each.asked_danger


def said_otherwise(case: OpenCase, person: Person) -> Iterator[datetime]:
    """When somebody became not safe, or safe again, in whatever entry of theirs."""
    for part in case.people.parts(person.id):
        versions = queries.history(case.at.viewer, case.person_row(part.id))
        for new, old in pairwise(versions):
            if is_unsafe(new) != is_unsafe(old):
                yield new.changed_at


def is_unsafe(version: Earlier) -> bool:
    """Whether a version of somebody says that they are not safe."""
    return isinstance(version.content, Person) and version.content.unsafe
