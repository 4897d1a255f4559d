"""After the hour the pulse is asked, too: the two agreed on their page."""

import pytest

from tests.cast import Cast, agree


@pytest.fixture(autouse=True)
def agreed(cast: Cast) -> None:
    """Ana and Ben said yes to all of it."""
    agree(cast.case, cast.ana, cast.ben)
