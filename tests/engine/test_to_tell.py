"""What was put down in a tap or two."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from relating.case import Episode
from relating.engine.to_tell import is_bare, is_empty
from tests.cast import episode

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SENT: dict[str, Any] = {
    "id": uuid4(),
    "author": "client",
    "visibility": "private",
    "recorded_at": AT,
}
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


def test_where_and_when_alone_is_nothing_and_any_one_answer_is_something() -> None:
    nothing: dict[str, Any] = SENT | {"at": AT, "place": "room", "zone": "Europe/London"}
    assert is_empty(Episode(**nothing))
    assert is_empty(Episode(**nothing, story=" \n"))
    answers: list[dict[str, Any]] = [
        {"person": "mara"},
        {"valence": -1},
        {"alone": False},
        {"story": "x"},
    ]
    for said in answers:
        assert not is_empty(Episode(**nothing, **said))
