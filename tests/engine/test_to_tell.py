"""What was put down in a tap or two."""

from typing import Any

import pytest

from relating.engine.to_tell import is_bare
from tests.cast import episode

BARE: dict[str, Any] = {"wish": (), "other_did": (), "i_did": ()}


def test_a_person_or_a_feeling_alone_can_be_told_yet() -> None:
    assert is_bare(episode("", person="mara", **BARE))
    assert is_bare(episode("", feelings=({"code": "sad"},), **BARE))


@pytest.mark.parametrize(
    "said", [{"story": "She asked."}, {"i_did": ("hiding",)}, {"place": "practice"}]
)
def test_whatever_else_was_said_is_told(said: dict[str, Any]) -> None:
    given = BARE | {"story": ""} | said
    assert not is_bare(episode(given.pop("story"), **given))
