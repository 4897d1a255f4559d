"""Marks: what still waits for words."""

from uuid import UUID

import pytest
from msgspec.structs import replace

from relating.case import Mark, Misfit
from tests.case.examples import HOUR, an_entry


def test_a_mark_waits_until_it_became_something_or_was_thrown_away() -> None:
    mark = an_entry(Mark, 1, at=HOUR)

    assert mark.waits
    assert not replace(mark, became=UUID(int=2)).waits
    assert not replace(mark, thrown_away=True).waits
    with pytest.raises(Misfit, match="thrown_away"):
        replace(mark, became=UUID(int=2), thrown_away=True)
