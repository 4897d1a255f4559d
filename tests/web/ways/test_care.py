"""Worth and care on the page of a way: in her words, with the times, and nowhere a score."""

import re

from relating.journal import actions
from tests.cast import Cast, browser_of, page_of, person, tell
from tests.web.ways.test_ways import a_way, fill, text, way_now

WORTH = "That I’m the one who never minds."


def section(page: str) -> str:
    """Worth and care, without its markup."""
    said = text(page)
    return said[said.index("Worth and care") :].partition(" instead")[0]


def test_she_says_what_her_worth_hangs_on_what_is_kind_and_how_it_is_afterwards(
    cast: Cast,
) -> None:
    way, ana = a_way(cast), browser_of(cast.ana)
    assert fill(ana, way.id, "worth", words=WORTH) == 303
    assert fill(ana, way.id, "care", words="A bath, with the door shut.") == 303
    assert fill(ana, way.id, "after-care", words="I listen for the phone.") == 303
    now = way_now(cast, way.id)
    assert (now.worth, now.care, now.after_care) == (
        WORTH,
        "A bath, with the door shut.",
        "I listen for the phone.",
    )
    for viewer in (cast.ana, cast.ben):
        said = section(page_of(viewer, "way", way.id))
        order = [said.index(each) for each in (WORTH, "A bath", "I listen for")]
        assert order == sorted(order)
    assert "A bath, with the door shut." in text(page_of(cast.ana, "versions", way.id))


def test_times_of_being_kind_to_herself_stand_there_with_the_guilt_and_without_a_number(
    cast: Cast,
) -> None:
    told = {
        name: tell(cast, f"{name}.", visibility="shared", self_treatment=codes, worth_at_stake=8)
        for name, codes in (
            ("Bath", ("st_love",)),
            ("Nap", ("st_selfish",)),
            ("Row", ("st_blame",)),
        )
    }
    way = a_way(cast, times=tuple(each.id for each in told.values()))
    for viewer in (cast.ana, cast.ben):
        said = section(page_of(viewer, "way", way.id))
        assert "Row." not in said
        assert said.count("felt selfish for it") == 1
        assert said.index("Nap.") < said.index("felt selfish for it")
        assert not re.search(r"\b\d+ (of|times?)\b|of 10", said)


def test_a_kind_time_with_somebody_unsafe_or_one_of_another_way_is_not_among_them(
    cast: Cast,
) -> None:
    rafa = person("Rafa", visibility="shared", unsafe=True)
    actions.record(cast.ana, cast.case, rafa)
    apart = tell(cast, "Away.", person=rafa.id, visibility="shared", self_treatment=("st_love",))
    tell(cast, "Elsewhere.", visibility="shared", self_treatment=("st_love",))
    way = a_way(cast, times=(apart.id,))
    said = section(page_of(cast.ana, "way", way.id))
    assert "Times of being kind" not in said
    assert "Away." not in said
    assert "Elsewhere." not in said
