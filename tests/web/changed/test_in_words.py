"""What she does with a sentence about what has changed, field by field in words."""

from uuid import uuid4

from relating.case import KeptChange
from relating.web.changed.in_words import in_words
from tests.cast import THEN


def test_it_says_what_is_counted_where_it_stands_and_her_own_words() -> None:
    kept = KeptChange(
        id=uuid4(),
        author="client",
        visibility="private",
        recorded_at=THEN,
        change="noticed",
        choice="hidden",
        words="I hear it coming.",
    )
    assert [*in_words(kept).values()] == [
        "noticing it in time",
        "kept out of sight",
        "I hear it coming.",
    ]
