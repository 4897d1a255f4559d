"""A number of any length that was sent is shown again as what it is, or not at all."""

import pytest

from relating.web.page.choices import scale


@pytest.mark.parametrize("sent", ["9" * 5000, "9" * 24, "12x", "-1", ""])
def test_what_is_no_small_number_is_no_step_of_a_scale(sent: str) -> None:
    assert [chip.code for chip in scale(range(3), sent)] == ["0", "1", "2"]


def test_an_odd_number_that_was_given_elsewhere_stands_among_the_steps() -> None:
    assert [chip.code for chip in scale(range(0, 101, 50), "37")] == ["0", "37", "50", "100"]
