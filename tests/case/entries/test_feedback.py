"""Feedback: when it is shared, and what is never in it."""

import pytest
from msgspec.structs import replace

from relating.case import Feedback, Misfit, Note
from tests.case.examples import HOUR, an_entry, between_the_two


def test_feedback_is_shared_only_once_it_was_said_unless_both_agreed() -> None:
    draft = an_entry(Feedback, 1, saw="You smiled.")

    with pytest.raises(Misfit, match="said_at"):
        replace(draft, visibility="shared")
    assert replace(draft, visibility="shared", said_at=HOUR).said_at == HOUR
    assert replace(draft, visibility="shared", agreed_ahead=True).said_at is None


def test_what_of_it_may_be_mine_is_in_no_feedback() -> None:
    said = next(each for each in between_the_two() if isinstance(each, Feedback))
    mine = next(each for each in between_the_two() if isinstance(each, Note))

    assert not hasattr(said, "mine")
    assert (mine.mine, mine.about, mine.visibility) == (True, (said.id,), "private")
