"""Old ways and new ones are told apart once a pattern stands there, and not on day one."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from relating.case import Cue, Pattern
from relating.journal import actions
from tests.cast import Cast, page_of

NOTICED = datetime(2026, 2, 1, tzinfo=UTC)


def named(cast: Cast, visibility: str) -> None:
    """Ben keeps a pattern."""
    kept = Pattern(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=NOTICED,
        cue=Cue(other_did="criticised"),
        behaviour="pleasing",
        statement="Perhaps small?",
        state="look_together",
        named_by="counsellor",
        since=NOTICED,
    )
    actions.record(cast.ben, cast.case, kept)
    if visibility == "shared":
        actions.share(cast.ben, kept.id)


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_on_day_one_there_is_one_list_of_what_can_be_done(cast: Cast, who: str) -> None:
    page = page_of(getattr(cast, who), "episode-new", cast.case)
    assert "Old ways" not in page
    assert 'name="old_ways"' in page
    assert 'name="new_ways"' in page


def test_they_are_told_apart_by_whoever_has_a_pattern_before_them(cast: Cast) -> None:
    named(cast, "private")
    assert "Old ways" in page_of(cast.ben, "episode-new", cast.case)
    assert "Old ways" not in page_of(cast.ana, "episode-new", cast.case)


def test_once_a_pattern_was_shared_both_tell_them_apart(cast: Cast) -> None:
    named(cast, "shared")
    for viewer in (cast.ana, cast.ben):
        assert "Old ways" in page_of(viewer, "episode-new", cast.case)
