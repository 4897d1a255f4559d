"""Preferences: who says what, and when it holds."""

import pytest
from msgspec.structs import replace

from relating.case import Misfit, Preferences
from relating.case.entries.preferences import no_device, read_ahead
from tests.case.examples import an_entry


def test_only_the_client_says_the_pace() -> None:
    for field, value in (("pace", "gentler"), ("goes_together", True)):
        with pytest.raises(Misfit, match=field):
            an_entry(Preferences, 1, **{field: value})


def test_one_word_keeps_devices_out_and_two_let_feedback_be_read_ahead() -> None:
    ana = an_entry(Preferences, 1, author="client", no_device=True, read_ahead=True)
    ben = an_entry(Preferences, 2, no_device=False, read_ahead=True)

    assert no_device([ana, ben])
    assert not no_device([ben])
    assert read_ahead([ana, ben])
    assert not read_ahead([ana, ana])
    assert not read_ahead([ana, replace(ben, read_ahead=None)])
