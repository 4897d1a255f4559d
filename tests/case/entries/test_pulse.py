"""The pulse: what of it is never shared."""

from uuid import UUID

import pytest
from msgspec.structs import replace

from relating.case import Misfit, Pulse
from relating.case.entries.pulse import kept_apart
from tests.case.examples import SESSION, an_entry


def test_the_counsellors_pull_is_neither_shared_nor_asked_of_the_client() -> None:
    pulse = an_entry(Pulse, 1, safe=8, pull=("rescue",))

    for changes in ({"visibility": "shared"}, {"author": "client"}):
        with pytest.raises(Misfit, match="pull"):
            replace(pulse, **changes)


def test_a_line_to_keep_to_oneself_is_not_shared_with_the_pulse() -> None:
    line = {"not_right": "The clock.", "not_right_for": "keep"}
    pulse = an_entry(Pulse, 1, author="client", session=SESSION, safe=8, **line)

    with pytest.raises(Misfit, match="not_right"):
        replace(pulse, visibility="shared")

    released, kept = kept_apart(pulse, UUID(int=2))
    assert kept is not None
    assert (kept.text, kept.about, kept.author) == ("The clock.", (pulse.id,), "client")
    assert replace(released, visibility="shared").not_right == ""


def test_a_line_to_talk_about_stays_with_the_pulse_when_it_is_released() -> None:
    line = {"not_right": "The clock.", "not_right_for": "talk"}
    pulse = an_entry(Pulse, 1, author="client", **line)

    assert kept_apart(pulse, UUID(int=2)) == (pulse, None)
