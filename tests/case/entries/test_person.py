"""People: where they stand towards the client."""

import pytest

from relating.case import DEFAULTS, Person, standing_of

ABOVE = ["mother", "father", "parent", "step_parent", "foster_parent", "boss", "teacher"]

STANDINGS = {
    **dict.fromkeys([*ABOVE, "counsellor"], "above"),
    **dict.fromkeys(["child", "someone_i_lead"], "below"),
}


@pytest.mark.parametrize("role", [term.code for term in DEFAULTS.terms("role")])
def test_where_a_person_stands_follows_from_the_role(role: str) -> None:
    person = Person(id="p1", alias="Mara", role=role)

    assert standing_of(person) == STANDINGS.get(role, "equal")


def test_where_a_person_stands_is_what_was_said() -> None:
    assert standing_of(Person(id="p1", alias="Mara", role="boss", standing="below")) == "below"


def test_somebody_in_a_role_of_ones_own_stands_level() -> None:
    assert standing_of(Person(id="p1", alias="Mara", role="godmother")) == "equal"
