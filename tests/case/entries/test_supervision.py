"""Supervision: what is lent, to whom, and until when."""

from datetime import timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from relating.case import Consent, Supervision, Unfit, encode
from relating.case.entries.supervision import MOST_LENT, allows, is_lent
from tests.case.examples import HOUR, an_entry

LATER = HOUR + timedelta(days=1)


def lent(**changes: object) -> Supervision:
    said = {"supervisor": UUID(int=9), "consent": UUID(int=120), "expires": LATER, **changes}
    return an_entry(Supervision, 121, **said)


def agreed(**changes: object) -> Consent:
    said = {"to": "supervision", "author": "client", "recorded_at": HOUR, **changes}
    return an_entry(Consent, 120, **said)


def test_what_is_lent_is_read_with_the_clients_consent_until_it_expires() -> None:
    assert is_lent(lent(), agreed(), HOUR)
    assert not is_lent(lent(), agreed(), LATER)
    assert not is_lent(lent(ended_at=HOUR), agreed(), HOUR)


def test_without_consent_nothing_is_lent() -> None:
    assert not is_lent(lent(), None, HOUR)
    assert not is_lent(lent(consent=None), agreed(), HOUR)
    assert not is_lent(lent(), replace(agreed(), id=UUID(int=5)), HOUR)


def test_consent_ends_at_its_time_or_when_it_is_taken_back() -> None:
    assert allows(agreed(), HOUR)
    assert not allows(agreed(until=HOUR), HOUR)
    assert not allows(agreed(withdrawn_at=HOUR), HOUR)
    assert not allows(agreed(recorded_at=LATER), HOUR)


def test_supervision_is_a_few_moments_and_not_the_file() -> None:
    many = tuple(UUID(int=n) for n in range(MOST_LENT + 1))
    with pytest.raises(Unfit):
        encode(lent(entries=many))
