"""A case may come with any date of the years 1 to 9999: every page of it is there all the same."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from msgspec.structs import fields, replace

from relating.case import CaseFile, kind_of
from relating.case.entry import Value
from relating.journal import actions
from relating.people.gate import Viewer
from relating.simulate import stories
from tests.access.table import KIND_OF, parameters, patterns
from tests.cast import Cast, browser_of, user

ODD = (
    datetime.min.replace(tzinfo=UTC),
    datetime(1026, 3, 3, 14, 0, tzinfo=UTC),
    datetime(1926, 3, 3, 14, 0, tzinfo=UTC),
    datetime(2031, 2, 28, 23, 30, tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
)
ZONES = ("Pacific/Kiritimati", "America/New_York")
EVERY = 9
"""Of the entries one in so many has odd dates."""


def oddly(story: CaseFile) -> CaseFile:
    """A story in which every so many entries have odd dates, however deep; one of each kind has."""
    odd = cycle(ODD)
    first = {kind_of(each): each.id for each in story.entries}.values()
    entries = tuple(
        redated(each, next(odd)) if place % EVERY == 0 or each.id in first else each
        for place, each in enumerate(story.entries)
    )
    return replace(story, case=redated(story.case, ODD[0]), entries=entries)


def redated(held: Any, at: datetime) -> Any:
    """The same with this date in the place of each that it holds."""
    match held:
        case datetime():
            return at
        case date():
            return at.date()
        case Value():
            given = {each.name: getattr(held, each.name) for each in fields(held)}
            return replace(held, **{name: redated(each, at) for name, each in given.items()})
        case tuple():
            return tuple(redated(each, at) for each in held)
        case _:
            return held


@pytest.fixture
def came(cast: Cast) -> tuple[CaseFile, Viewer]:
    """A story with odd dates that was brought in, and its client."""
    client = user("Fern")
    brought = oddly(stories.load(stories.names()[0]))
    actions.import_case(brought, clinic_id=cast.clinic.pk, counsellor=cast.ben.id, client=client.pk)
    return brought, Viewer(client.pk, client.called)


def addresses(brought: CaseFile) -> Iterator[str]:
    """Every address of the case, and those of its entries."""
    for name in patterns():
        wanted = parameters(name)
        if wanted == {"case_id"}:
            yield reverse(name, args=[brought.case.id])
        elif wanted == {"entry_id"}:
            yield from (reverse(name, args=[each]) for each in of_kind(brought, KIND_OF[name]))


def of_kind(brought: CaseFile, kind: str) -> list[UUID]:
    """The entries of this kind that have odd dates."""
    odd = (each for each in brought.entries if each.recorded_at in ODD)
    return [each.id for each in odd if kind_of(each) == kind]


@pytest.mark.parametrize("zone", ZONES)
def test_every_page_of_a_case_with_odd_dates_is_there(
    zone: str, came: tuple[CaseFile, Viewer], cast: Cast, settings: Any
) -> None:
    settings.TIME_ZONE = zone
    brought, client = came
    for viewer in (cast.ben, client):
        browser = browser_of(viewer)
        for address in (*addresses(brought), reverse("home"), reverse("caseload")):
            answer = browser.get(address)
            assert answer.status_code in {200, 302, 303, 404, 405}, address
