"""Preferences: who says what, and when it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case import Misfit, Preferences
from relating.case.entries.preferences import BackThen, back_then, no_device, read_ahead
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


def test_back_then_is_on_while_both_say_yes_since_it_was_turned_off() -> None:
    ana = an_entry(Preferences, 1, author="client", visibility="shared", back_then=BackThen(yes=1))
    ben = an_entry(Preferences, 2, visibility="shared", back_then=BackThen(yes=1, off=1))
    assert back_then([ana, ben])
    assert not back_then([ana])
    assert not back_then([replace(ana, visibility="private"), ben])
    assert not back_then([replace(ana, back_then=BackThen(yes=0)), ben])
    assert ana.settled
    assert not replace(ana, back_then=None).settled


words = st.builds(BackThen, yes=st.none() | st.integers(0, 3), off=st.integers(0, 3))


@given(words, words)
def test_it_takes_a_yes_of_both_since_it_was_last_turned_off(ana: BackThen, ben: BackThen) -> None:
    said = [
        an_entry(Preferences, 1, author="client", visibility="shared", back_then=ana),
        an_entry(Preferences, 2, visibility="shared", back_then=ben),
    ]
    assert back_then(said) == (ana.yes == ben.yes == ana.off + ben.off)
    off = [replace(said[0], back_then=BackThen(off=ana.off + 1)), said[1]]
    assert not back_then(off)
    assert not back_then([replace(off[0], back_then=BackThen(yes=9, off=ana.off + 1)), said[1]])
