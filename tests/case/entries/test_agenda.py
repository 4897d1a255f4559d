"""The agenda: what to bring, and when it was dealt with."""

import pytest

from relating.case import Agenda, Misfit
from tests.case.examples import HOUR, an_entry


def test_a_time_is_kept_in_utc() -> None:
    assert an_entry(Agenda, 1, done_at=HOUR).done_at == HOUR
    with pytest.raises(Misfit, match="done_at"):
        an_entry(Agenda, 1, done_at=HOUR.replace(tzinfo=None))
