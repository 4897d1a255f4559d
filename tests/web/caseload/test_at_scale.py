"""Twelve hundred cases of one counsellor: every page opens, in as many queries as with a few."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.population import cost_of as cost
from relating.case import Frame
from relating.journal import glances
from relating.journal.actions.cases import first
from relating.journal.models import CaseloadRow, Entry
from relating.journal.sealing import PURPOSES
from relating.people import gate
from relating.people.gate import Viewer
from relating.people.models import Case, Relation
from relating.vault import keys
from relating.vault.any_of import any_of
from relating.vault.models import WrappedKey
from relating.web.page.map import PLACES
from tests.cast import THEN, Cast, browser_of, page_of

MANY = 1200


def opened_at_once(cast: Cast, number: int, whose: Viewer | None = None) -> None:
    """So many cases of Ben's or of another, each with its keys and its frame, as they stand in the
    tables."""
    counsellor = whose or cast.ben
    ids = [uuid4() for _ in range(number)]
    Case.objects.bulk_create(Case(pk=each, clinic=cast.clinic) for each in ids)
    Relation.objects.bulk_create(
        Relation(case_id=each, user_id=counsellor.id, role="counsellor", began=THEN) for each in ids
    )
    WrappedKey.objects.bulk_create(wrapped_keys(ids))
    rings = keys.rings(ids, PURPOSES)
    Entry.objects.bulk_create(
        first(rings[each], each, frame(each, f"Client {place}"), {}, timezone.now())
        for place, each in enumerate(ids)
    )
    held = [each for each in gate.standings(counsellor, "counsellor") if each.case_id in rings]
    seen = glances.anew(held, rings)
    CaseloadRow.objects.bulk_create(
        CaseloadRow(
            case_id=at.case_id,
            counsellor_id=counsellor.id,
            sealed=glances.sealed_row(rings[at.case_id], at, seen[at.case_id], 1),
        )
        for at in held
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


def test_no_page_does_more_when_others_have_many_cases(cast: Cast) -> None:
    inside = ("case", "episodes", "prepare")
    of_case = [reverse(name, args=[cast.case]) for name in inside]
    pages = [(browser_of(cast.ben), each) for each in (reverse("caseload"), *of_case)]
    pages += [(browser_of(cast.ana), each) for each in of_case[:2]]
    before = [cost(partial(client.get, each)) for client, each in pages]
    opened_at_once(cast, 300, cast.cleo)
    for (client, each), (questions, calls) in zip(pages, before, strict=True):
        now = cost(partial(client.get, each))
        assert now[0] == questions, each
        assert now[1] - calls < 30, f"{each}: less than a call for ten cases of others"


def test_no_page_of_a_case_opens_the_row_of_any_case(cast: Cast) -> None:
    client = browser_of(cast.ben)
    with CaptureQueriesContext(connections["default"]) as asked:
        assert client.get(reverse("circle", args=[cast.case])).status_code == 200
    assert not [each for each in asked.captured_queries if "caseloadrow" in each["sql"]]


def test_a_caseload_of_150_weighs_no_more_than_a_page_may(cast: Cast) -> None:
    opened_at_once(cast, 150)
    page = page_of(cast.ben, "caseload")
    assert page.count("data-clients") == 1
    assert len(page.encode()) <= 60_000


def test_any_number_of_ids_goes_into_one_query(cast: Cast) -> None:
    ids = [uuid4() for _ in range(100_000)]
    found = Case.objects.filter(pk__in=any_of([*ids, cast.case]))
    assert [each.pk for each in found] == [cast.case]
    assert not Case.objects.filter(pk__in=any_of([])).exists()
