"""A picture of 400 times is a page that a phone can load."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.utils import timezone

from relating.case import CaseFile, Frame
from relating.journal import actions
from relating.people.gate import viewer_of
from tests.cast import Cast, episode, page_of, person, user

ACTS = (("pleasing",), ("say_no",), ("pleasing", "say_no"), ("none",), None)
LIGHT = 60_000


def many_times(n: int = 610) -> CaseFile:
    """So many times of somebody, each with all that a picture shows."""
    chance, now = Random(1), timezone.now().replace(microsecond=0)
    people = [person(name) for name in ("Mara", "Sam at the bakery", "Josephine", "Lea")]
    told = [
        episode(
            "She asked.",
            id=uuid4(),
            visibility="shared",
            at=now - timedelta(hours=18 * number + 1),
            recorded_at=now - timedelta(hours=18 * number + 1),
            person=people[number % 4].id,
            i_did=ACTS[number % 5],
            other_did=("criticised",),
            my_position=(chance.uniform(-0.6, 0.6), chance.uniform(-0.6, 0.6)),
            other_position=(0.3, 0.3),
        )
        for number in range(n)
    ]
    started = min(each.recorded_at for each in told).date()
    frame = Frame(id=uuid4(), label="A.", started=started)
    return CaseFile(case=frame, vocabulary=(), people=tuple(people), entries=tuple(told))


@pytest.mark.parametrize("n", [70, 610])
def test_both_pictures_are_light_and_say_what_leads_on(cast: Cast, n: int) -> None:
    nora = viewer_of(user("Nora"))
    case = actions.import_case(
        many_times(n), clinic_id=cast.clinic.pk, counsellor=cast.ben.id, client=nora.id
    )
    for name in ("circle", "timeline"):
        for viewer in (nora, cast.ben):
            shown = page_of(viewer, name, case)
            assert len(shown.encode()) < LIGHT, f"{name} of {viewer.called}: {len(shown.encode())}"
            assert ("lead to what happened" in shown) == (n > 70 or name == "circle")
