"""What a content holds: codes with their lists, and the ids of what it points to."""

from uuid import UUID

from relating.case import Feedback
from relating.case.held import codes_in, ids_in
from tests.case.examples import SESSION, an_entry, an_episode


def test_codes_are_found_however_deep_with_each_list_that_they_may_come_from() -> None:
    found = set(codes_in(an_episode(i_did=("pleasing",))))

    assert {("behaviour", "pleasing"), ("new", "pleasing")} <= found
    assert ("feeling", "ashamed") in found
    assert ("other_did", "criticised") in found


def test_ids_are_found_by_what_they_point_to() -> None:
    said = an_entry(Feedback, 1, about=(UUID(int=2), UUID(int=3)), session=SESSION)

    assert list(ids_in(said, "entry")) == [("about", UUID(int=2)), ("about", UUID(int=3))]
    assert list(ids_in(said, "session")) == [("session", SESSION)]
    assert list(ids_in(an_episode(person="p1"), "person")) == [("person", "p1")]
