"""Two who may be one person: what will stand together, what parting brings back, what deleting
somebody leaves."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.case import Person
from relating.case.people import may_be_one
from relating.journal.queries import OpenCase
from relating.web.page.pieces import Confirm
from relating.web.page.same_name import spelt
from relating.web.people.page import (
    PersonRow,
    in_order,
    many,
    ways_to_be_one,
    with_them,
)
from relating.web.voice.acquainted import in_own_words
from relating.web.voice.names import called, other_name

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Together:
    """Two rows, what becomes of them as one, and who may stand for both: a row, and its words."""

    rows: tuple[PersonRow, ...]
    lines: tuple[Text, ...]
    ways: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Two whom nothing tells apart, and where it can be said whether they are one."""

    name: str
    url: str


def together(one: Person, other: Person, case: OpenCase, rows: tuple[PersonRow, ...]) -> Together:
    """What stands together once these two are one."""
    ways = ways_to_be_one(one, other, case)
    return Together(
        rows=rows,
        lines=tuple(what_comes(one, other, ways[0], case)),
        ways=tuple((case.person_row(each.id), in_own_words(each, case)) for each in ways),
    )


def what_comes(one: Person, other: Person, stays: Person, case: OpenCase) -> Iterator[Text]:
    """What will be so: their times, what is safe, who learns of it, and that it can be undone."""
    first, second = (len(with_them(each, case)) for each in (one, other))
    if first and second:
        yield _("%(first)s and %(second)s then stand together: %(all)s.") % {
            "first": many(first),
            "second": many(second),
            "all": many(first + second),
        }
    yield _("If one of them is marked as not safe, both are.")
    if {one.visibility, other.visibility} == {"private", "shared"}:
        said = {"other": other_name(case), "name": called(stays, case)}
        yield _("%(other)s does not see that they are one, and sees %(name)s as before.") % said
    yield _("You can part them again at any time, and everything is as it was.")


def namesakes(case: OpenCase) -> Namesakes | None:
    """The first two of the list of one name whom nothing tells apart, and who may be one; somebody
    who is not safe comes up in no suggestion."""
    named = defaultdict(list)
    for each in in_order(case):
        named[spelt(each.alias)].append(each)
    for one, other in chain.from_iterable(combinations(each, 2) for each in named.values()):
        safe = not (one.unsafe or other.unsafe)
        if safe and may_be_one(one, other) and ways_to_be_one(one, other, case):
            return Namesakes(called(one, case), same_url(one, other, case))
    return None


def same_url(one: Person, other: Person, case: OpenCase) -> str:
    """The page that asks whether these two are one."""
    row, beside = (case.person_row(each.id) for each in (one, other))
    return f"{reverse('person-same', args=[row])}?with={beside}"


def parting(person: Person, row: UUID, case: OpenCase) -> Confirm:
    """What parting brings back."""
    stays = case.people[person.id]
    back = {person.id, *(each.id for each in case.people.merged_into(person.id))}
    go = len(case.naming(back))
    stay = len(with_them(stays, case)) - go
    return Confirm(
        title=_("Are these two people?"),
        url=reverse("person-part", args=[row]),
        verb=_("They are two people"),
        back_url=reverse("person", args=[case.person_row(stays.id)]),
        back=_("They are one person"),
        lines=(
            _("Then everything is as it was before they were put together:"),
            times_with(person.alias, go),
            times_with(called(stays, case), stay),
        ),
    )


def times_with(name: str, count: int) -> str:
    """How many times with somebody."""
    if not count:
        return _("nothing is written of %(name)s") % {"name": name}
    return _("%(times)s with %(name)s") % {"times": many(count), "name": name}


def what_deleting_leaves(person: Person, case: OpenCase) -> Iterator[Text]:
    """What becomes of the times with somebody who is deleted, before it happens."""
    parts = [person, *case.people.merged_into(person.id)]
    gone = [each for each in parts if "delete" in case.may(case.person_row(each.id))]
    count = len(case.naming({each.id for each in gone}))
    if count:
        yield ngettext(
            "What happened stays: %(count)s time, with “somebody” in place of %(name)s.",
            "What happened stays: %(count)s times, with “somebody” in place of %(name)s.",
            count,
        ) % {"count": count, "name": person.alias}
    else:
        yield _("Nothing is written of them.")
    for each in parts:
        if each not in gone:
            stays = times_with(each.alias, len(case.naming({each.id})))
            said = {"other": other_name(case), "times": stays}
            yield _("Whom %(other)s put down stays: %(times)s.") % said
