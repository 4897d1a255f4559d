"""What the counts of a claim may say."""

import pytest

from relating.web.patterns.sentences import says_something


@pytest.mark.parametrize(
    ("k", "n", "expected", "says"),
    [
        (0, 0, 0.0, False),
        (0, 8, 0.0, False),
        (2, 2, 0.1, False),
        (1, 7, 0.2, False),
        (2, 7, 0.2, False),
        (3, 12, 4.0, False),
        (3, 12, 1.0, True),
        (2, 3, 1.0, True),
        (7, 10, 8.0, True),
    ],
)
def test_of_nothing_and_of_a_few_in_many_nothing_is_claimed(
    k: int, n: int, expected: float, says: bool
) -> None:
    assert says_something(k, n, expected) is says
