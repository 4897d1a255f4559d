"""Dips: what each side says of them."""

import pytest

from relating.case import Dip, Misfit
from tests.case.examples import SESSION, an_entry


def test_only_what_is_mended_names_the_hour_in_which_it_was() -> None:
    with pytest.raises(Misfit, match="mended_session"):
        an_entry(Dip, 1, mended="partly", mended_session=SESSION)
