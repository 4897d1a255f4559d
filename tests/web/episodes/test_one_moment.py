"""Two tellings that are joined are one moment: one row, one mark, counted once, parted again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from relating.case import Episode
from relating.journal import actions, queries
from tests.cast import THEN, Cast, browser_of, episode, page_of, session, tell
from tests.sure import as_a
from tests.web.episodes.test_two_tellings import (
    DRAWN,
    HERS,
    ROOM,
    bens,
    both,
    rows,
    say,
    so_it_was,
    undone,
)


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_it_is_one_row_one_mark_and_counted_once(cast: Cast, who: str) -> None:
    hour = session(THEN)
    actions.record(cast.ben, cast.case, hour)
    his = bens(cast, session=hour.id, i_did=("joking",), **DRAWN)
    hers = tell(cast, HERS, telling_of=his.id, i_did=("pleasing",), **ROOM | DRAWN)
    actions.write(cast.ana, cast.case, so_it_was(his), actions.NEW)
    for number in range(1, 5):
        tell(cast, at=THEN - timedelta(days=number), visibility="shared", **DRAWN)
    viewer = getattr(cast, who)
    mine, other = (reverse("episode", args=[each.id]) for each in (hers, his))
    for name in ("episodes", "circle", "timeline", "diary"):
        page = page_of(viewer, name, cast.case)
        assert mine in page, name
        assert other not in page, name
    page = page_of(viewer, "session", hour.id)
    assert page.count(mine) == 1
    assert other not in page
    assert "told by both" in page
    case = queries.open_case(viewer, cast.case)
    assert [each.i_did for each in case.counted] == [("pleasing",), *4 * [None]]
    assert case.counted == case.counted_for_both


def test_what_is_counted_for_both_is_the_same_for_both(cast: Cast) -> None:
    """Hers is private: for Ben there is his alone, and she said that it was so."""
    hers, his = both(cast, visibility="private")
    actions.write(cast.ana, cast.case, so_it_was(his), actions.NEW)
    ana, ben = (queries.open_case(who, cast.case) for who in (cast.ana, cast.ben))
    assert [each.id for each in ana.counted_for_both] == [his.id]
    assert ana.counted_for_both == ben.counted_for_both == ben.counted
    assert [each.id for each in ana.counted] == [hers.id]


def test_words_of_either_find_the_moment_once(cast: Cast) -> None:
    hers, his = both(cast)
    search = reverse("search", args=[cast.case])
    for words, found in (("laughed", hers), ("stop looking", hers), ("window", his)):
        page = browser_of(cast.ana).post(search, {"words": words}).content.decode()
        at = [reverse("episode", args=[each.id]) for each in (hers, his)]
        assert [page.count(each) for each in at] == [found is hers, found is his], words


def test_a_likely_pair_is_proposed_and_joined_by_a_tap_alone(cast: Cast) -> None:
    his, hers = bens(cast), tell(cast, HERS, **ROOM)
    for who in (cast.ana, cast.ben):
        for one in (hers, his):
            assert "Is this the same moment?" in page_of(who, "episode", one.id)
        assert len(rows(cast, who)) == 2, "nothing is joined by itself"
    ana, ben = browser_of(cast.ana), browser_of(cast.ben)
    answer = say(ben, hers, his, "same")
    assert rows(cast, cast.ana) == rows(cast, cast.ben) == [hers.id]
    assert "Is this the same moment?" not in page_of(cast.ana, "episode", hers.id)
    assert undone(ben, answer).status_code == 303
    assert len(rows(cast, cast.ana)) == 2
    assert say(ana, his, hers, "same").status_code == 303
    assert rows(cast, cast.ben) == [hers.id]


@pytest.mark.parametrize("joined_by", ["ana", "ben"])
@pytest.mark.parametrize("parted_by", ["ana", "ben"])
def test_whoever_joined_them_either_parts_them_with_undo_and_a_line_in_the_trail(
    cast: Cast, joined_by: str, parted_by: str
) -> None:
    his, hers = bens(cast), tell(cast, HERS, **ROOM)
    assert say(browser_of(getattr(cast, joined_by)), hers, his, "same").status_code == 303
    browser = browser_of(getattr(cast, parted_by))
    answer = say(browser, hers, his, "apart")
    assert answer.status_code == 303
    for who in (cast.ana, cast.ben):
        assert len(rows(cast, who)) == 2
        assert "Is this the same moment?" not in page_of(who, "episode", hers.id), "not again"
    name = "Ana" if parted_by == "ana" else "Ben"
    trail = page_of(cast.ben if parted_by == "ana" else cast.ana, "seen", cast.case)
    assert f"{name} said of" in trail
    assert "that the other told another moment" in trail
    assert undone(browser, answer).status_code == 303
    assert rows(cast, cast.ana) == rows(cast, cast.ben) == [hers.id]


def test_said_twice_is_said_once(cast: Cast) -> None:
    his, hers = bens(cast), tell(cast, HERS, **ROOM)
    ana = browser_of(cast.ana)
    for what in ("same", "apart", "same"):
        for _ in range(2):
            assert say(ana, hers, his, what).status_code == 303
    versions = queries.history(cast.ana, hers.id)
    assert [as_a(Episode, each.content).telling_of for each in versions] == [
        his.id,
        None,
        his.id,
        None,
    ]
    assert len(queries.history(cast.ben, his.id)) == 1, "nobody writes in what the other told"


@pytest.mark.parametrize("what", ["same", "apart", "differently"])
def test_two_of_which_one_is_not_there_for_somebody_are_not_joined(cast: Cast, what: str) -> None:
    hers, mine, his = tell(cast, HERS, place="room"), tell(cast, **ROOM), bens(cast)
    never, ben, ana = episode(), browser_of(cast.ben), browser_of(cast.ana)
    assert say(ben, hers, his, what).status_code == 404
    assert say(browser_of(cast.cleo), hers, his, what).status_code == 404
    assert say(ben, his, hers, "merged").status_code == 404
    page = reverse("episode", args=[his.id])
    for other in (hers, never):
        answer = say(ben, his, other, what)
        assert (answer.status_code, answer.headers["Location"]) == (303, page)
        assert "The other telling is no longer here." in ben.get(page).content.decode()
    ana.post(reverse("episode-moment", args=[hers.id]), {"other": "kumquat", "do": what})
    for who, told in ((cast.ana, hers), (cast.ana, mine), (cast.ben, his)):
        assert len(queries.history(who, told.id)) == 1
