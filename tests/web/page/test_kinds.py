"""How pages speak of each kind: every kind has a row, and each row leads somewhere."""

import pytest
from django.urls import URLPattern, get_resolver

from relating.case import KINDS as OF_A_CASE
from relating.case.kinds import never_shared
from relating.web.page.kinds import AN_ENTRY, KINDS, Kind
from tests.access.kinds import texts_of


@pytest.mark.every_kind
def test_every_kind_has_a_row() -> None:
    assert set(KINDS) == set(OF_A_CASE)


def test_what_can_be_shared_has_a_name() -> None:
    named = {kind for kind, row in KINDS.items() if row.one != AN_ENTRY}
    assert {kind for kind, of in OF_A_CASE.items() if not never_shared(of)} <= named


@pytest.mark.parametrize(("kind", "row"), KINDS.items())
def test_a_row_names_addresses_and_a_text_that_people_write(kind: str, row: Kind) -> None:
    patterns = (each for each in get_resolver().url_patterns if isinstance(each, URLPattern))
    takes = {str(each.name): set(each.pattern.converters) for each in patterns}
    assert takes[row.list] == {"case_id"}
    assert not row.page or takes[row.page] == {"entry_id"}
    assert not row.opening or row.opening in texts_of(kind)
