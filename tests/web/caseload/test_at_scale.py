"""Twelve hundred cases of one counsellor: every page opens, in as many queries as with a few."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relating.case import Frame
from relating.journal import actions
from relating.journal.actions.cases import first
from relating.journal.models import Entry
from relating.journal.sealing import PURPOSES
from relating.people.models import Case, Relation
from relating.vault import keys
from relating.vault.any_of import any_of
from relating.vault.models import WrappedKey
from relating.web.page.frame_of_case import IN_RAIL
from relating.web.page.map import PLACES
from tests.cast import THEN, Cast, browser_of, page_of

MANY = 1200


def opened_at_once(cast: Cast, number: int) -> None:
    """So many cases of Ben's, each with its keys and its frame, as they stand in the tables."""
    ids = [uuid4() for _ in range(number)]
    Case.objects.bulk_create(Case(pk=each, clinic=cast.clinic) for each in ids)
    Relation.objects.bulk_create(
        Relation(case_id=each, user_id=cast.ben.id, role="counsellor", began=THEN) for each in ids
    )
    WrappedKey.objects.bulk_create(wrapped_keys(ids))
    rings = keys.rings(ids, PURPOSES)
    Entry.objects.bulk_create(
        first(rings[each], each, frame(each, f"Client {place}"), {}, timezone.now())
        for place, each in enumerate(ids)
    )


def wrapped_keys(cases: list[UUID]) -> Iterator[WrappedKey]:
    number, wrapping = max(keys.encryption_keys().items())
    for each in cases:
        wrapped = aes_key_wrap(wrapping, each.bytes * 2)
        for purpose in PURPOSES:
            yield WrappedKey(scope=each, purpose=purpose, wrapped=wrapped, wrapped_by=number)


def frame(case: UUID, label: str) -> Frame:
    return Frame(id=case, label=label, started=THEN.date())


def counted(client: Client, address: str) -> int:
    """How many queries a page takes, in both databases."""
    with CaptureQueriesContext(connections["default"]) as journal:  # noqa: SIM117
        with CaptureQueriesContext(connections["keys"]) as stored:
            assert client.get(address).status_code == 200, address
    return len(journal) + len(stored)


def test_every_page_takes_as_many_queries_with_1200_cases_as_with_one(cast: Cast) -> None:
    client = browser_of(cast.ben)
    inside = [place.url(cast.case) for place in PLACES if place.rail]
    addresses = [reverse("caseload"), reverse("case", args=[cast.case]), *inside]
    for each in addresses:
        client.get(each)
    before = [counted(client, each) for each in addresses]
    opened_at_once(cast, MANY)
    assert [counted(client, each) for each in addresses] == before


def test_a_rail_holds_those_whom_one_meets_next_and_the_case_of_the_page(cast: Cast) -> None:
    opened_at_once(cast, IN_RAIL + 3)
    last = actions.open_new_case(cast.ben, "Zoe", THEN.date())
    for case in (cast.case, last):
        page = page_of(cast.ben, "people", case)
        rail = page[page.index('<nav class="cases"') : page.index('<nav class="casenav"')]
        assert rail.count("rail-name") == IN_RAIL
        assert rail.count('aria-current="true"') == 1
        assert rail.count(reverse("case", args=[case])) == 1


def test_of_a_few_cases_all_stand_in_the_rail(cast: Cast) -> None:
    opened_at_once(cast, IN_RAIL - 1)
    page = page_of(cast.ben, "people", cast.case)
    assert page.count("rail-name") == IN_RAIL


def test_any_number_of_ids_goes_into_one_query(cast: Cast) -> None:
    ids = [uuid4() for _ in range(100_000)]
    found = Case.objects.filter(pk__in=any_of([*ids, cast.case]))
    assert [each.pk for each in found] == [cast.case]
    assert not Case.objects.filter(pk__in=any_of([])).exists()
