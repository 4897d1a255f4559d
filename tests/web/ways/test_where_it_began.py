"""Where a way began: folded, with *back then* on by both; who, how it was met, what it spared."""

import re

from django.urls import reverse

from relating.case import Episode, ThenNow
from relating.journal import actions
from tests.cast import Cast, browser_of, page_of, person, tell
from tests.web.sessions.test_back_then import told_by_ben, turned_on
from tests.web.ways.test_ways import a_way, fill, text, way_now

MET = ("had_to_look_after_them", "not_seen")


def section(page: str) -> str:
    """Where it began, with its markup; empty where it is not there."""
    found = re.search(r"<details[^>]*>\s*<summary>\s*Where it began.*?</details>", page, re.DOTALL)
    return found[0] if found else ""


def remembered(cast: Cast, who: str, story: str, **more: object) -> Episode:
    """A memory of Ana's own, with somebody."""
    return tell(cast, story, person=who, place="past", at=None, visibility="shared", **more)


def test_it_is_there_once_both_said_yes_and_lies_folded(cast: Cast) -> None:
    way = a_way(cast, began_words="The third stair.")
    assert section(page_of(cast.ana, "way", way.id)) == ""
    turned_on(cast)
    for viewer in (cast.ana, cast.ben):
        found = section(page_of(viewer, "way", way.id))
        assert "The third stair." in found
        assert not re.match(r"<details[^>]*\bopen\b", found)


def test_each_figure_stands_once_with_how_feelings_were_met_and_what_it_spared(
    cast: Cast,
) -> None:
    turned_on(cast)
    mum, dad = (person(name, visibility="shared") for name in ("Mum", "Dad"))
    for each in (mum, dad):
        actions.record(cast.ana, cast.case, each)
    stair = remembered(cast, mum.id, "The stair.", how_met=MET[:1], protects_from=("losing_them",))
    phone = remembered(cast, mum.id, "The phone.", how_met=MET)
    table = remembered(cast, dad.id, "The table.", how_met=("punished",))
    way = a_way(cast, spared=ThenNow(now="A row.", then="The third click."))
    assert fill(browser_of(cast.ana), way.id, "began", words="Home.",
                times=[str(each.id) for each in (stair, table, phone)]) == 303  # fmt: skip
    assert {*way_now(cast, way.id).began} == {stair.id, table.id, phone.id}
    for viewer, looked_after in ((cast.ana, "I had to look"), (cast.ben, "had to look")):
        said = text(section(page_of(viewer, "way", way.id)))
        assert said.count(looked_after) == 1
        for words in ("Nobody noticed", "The stair.", "The phone.", "The table.", "third click"):
            assert words in said
        assert said.count("Dad") >= 1
        assert not re.search(r"\d+ (of|times)", said)
        assert "attachment" not in said.casefold()


def test_what_ben_told_of_back_then_waits_folded_and_says_nothing_until_she_opens_it(
    cast: Cast,
) -> None:
    turned_on(cast)
    way, told = a_way(cast), told_by_ben(cast)
    found = section(page_of(cast.ana, "way", way.id))
    assert "Ben told something of back then. You need not open it." in text(found)
    assert reverse("episode", args=[told.id]) in found
    assert told.story not in found
    address = reverse("episode-recognise", args=[told.id])
    browser_of(cast.ana).post(address, {"says": "refused"})
    assert reverse("episode", args=[told.id]) not in section(page_of(cast.ana, "way", way.id))
