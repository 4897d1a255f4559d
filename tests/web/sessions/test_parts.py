"""Parts of a case that the two do without: not there for either, and nothing deleted."""

from datetime import timedelta
from typing import get_args
from uuid import UUID, uuid4

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from relating.case import Preferences, Pulse
from relating.case.entries.preferences import Part
from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.web.page.parts import ADDRESSES, PART_AT
from tests.cast import THEN, Cast, agree, browser_of, page_of, session, tell

OF_A_CASE = ("circle", "circle-file", "timeline", "timeline-file", "people-map", "changed")


def leave_out(viewer: Viewer, case: UUID, *parts: str) -> None:
    """Somebody leaves these parts out, and no other."""
    sent = {"part": list(parts)}
    assert browser_of(viewer).post(reverse("parts", args=[case]), sent).status_code == 303


def answer(viewer: Viewer, name: str, of: UUID) -> tuple[int, bytes]:
    found = browser_of(viewer).get(reverse(name, args=[of]))
    return found.status_code, found.content


@pytest.fixture
def hour(cast: Cast) -> UUID:
    """An hour that was yesterday, after both agreed."""
    agree(cast.case, cast.ana, cast.ben)
    told = session(timezone.now() - timedelta(days=1), number=1)
    actions.record(cast.ben, cast.case, told)
    return told.id


def test_every_address_of_a_part_is_one() -> None:
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert set(PART_AT) <= known
    assert set(ADDRESSES) == set(get_args(Part))


@pytest.mark.parametrize("who", ["ana", "ben"])
@pytest.mark.parametrize("name", OF_A_CASE)
def test_what_either_leaves_out_answers_for_both_as_though_it_never_was(
    cast: Cast, name: str, who: str
) -> None:
    tell(cast, visibility="shared")
    nothing = answer(cast.ana, "episode", uuid4())
    assert answer(cast.ana, name, cast.case)[0] != 404
    leave_out(getattr(cast, who), cast.case, PART_AT[name])
    for viewer in (cast.ana, cast.ben):
        assert answer(viewer, name, cast.case) == nothing
    leave_out(getattr(cast, who), cast.case)
    assert answer(cast.ana, name, cast.case)[0] != 404


def test_only_whoever_left_it_out_takes_it_in_again(cast: Cast) -> None:
    leave_out(cast.ana, cast.case, "circle")
    assert "Ana leaves it out." in page_of(cast.ben, "parts", cast.case)
    leave_out(cast.ben, cast.case)
    assert answer(cast.ben, "circle", cast.case)[0] == 404
    leave_out(cast.ben, cast.case, "circle")
    leave_out(cast.ana, cast.case)
    assert answer(cast.ana, "circle", cast.case)[0] == 404
    leave_out(cast.ben, cast.case)
    assert answer(cast.ana, "circle", cast.case)[0] == 200


def test_nothing_leads_to_what_is_left_out(cast: Cast, hour: UUID) -> None:
    tell(cast, visibility="shared")
    leave_out(cast.ben, cast.case, *get_args(Part))
    gone = [reverse(name, args=[cast.case]) for name in OF_A_CASE]
    gone += [reverse(name, args=[hour]) for name in ("pulse", "pulse-here")]
    pages = [(name, cast.case) for name in ("case", "people", "ways", "alliance", "sessions")]
    for viewer, more in ((cast.ana, ("more", "hours")), (cast.ben, ("prepare", "notes"))):
        for name, of in (*pages, *((name, cast.case) for name in more), ("session", hour)):
            shown = page_of(viewer, name, of)
            assert [each for each in gone if f'href="{each}"' in shown] == [], name


def test_a_pulse_that_was_given_is_there_again_when_the_pulse_is(cast: Cast, hour: UUID) -> None:
    given = {"safe": "7", "visibility": "shared"}
    url = reverse("pulse", args=[hour])
    assert browser_of(cast.ana).post(url, given).status_code == 303
    leave_out(cast.ana, cast.case, "pulse")
    assert browser_of(cast.ana).post(url, given | {"safe": "1"}).status_code == 404
    (kept,) = queries.open_case(cast.ben, cast.case).all(Pulse)
    assert kept.safe == 7
    leave_out(cast.ana, cast.case)
    assert answer(cast.ben, "pulse", hour)[0] == 200


def test_in_another_case_nothing_is_left_out(cast: Cast) -> None:
    leave_out(cast.ana, cast.case, "circle")
    assert answer(cast.cleo, "circle", cast.other_case)[0] == 200
    assert answer(cast.cleo, "circle", cast.case) == answer(cast.cleo, "circle", uuid4())


def test_whoever_becomes_the_counsellor_is_not_bound_once_they_said_their_own(cast: Cast) -> None:
    said = Preferences(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=THEN,
        left_out=("circle",),
    )
    actions.record(cast.ben, cast.case, said)
    actions.hand_over(cast.case, cast.cleo.id)
    assert answer(cast.cleo, "circle", cast.case)[0] == 404
    leave_out(cast.cleo, cast.case)
    assert answer(cast.cleo, "circle", cast.case)[0] == 200
