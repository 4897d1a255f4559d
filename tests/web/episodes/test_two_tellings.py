"""One moment, two tellings: added, proposed, joined, parted; one row, one mark, counted once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Episode, Feeling, Impact
from relating.journal import actions, queries
from relating.journal.models import Trail
from tests.cast import THEN, Cast, browser_of, episode, page_of, person, tell
from tests.sure import as_a
from tests.web.sessions.test_back_then import WORD, says, told_by_ben, turned_on

HERS = "I laughed so that he would stop looking."
HIS = "She laughed, and looked at the window."
ROOM: dict[str, Any] = {"place": "room", "visibility": "shared"}
DRAWN: dict[str, Any] = {"my_position": (0.2, -0.5), "other_position": (0.5, 0.5)}


def bens(cast: Cast, story: str = HIS, /, **more: Any) -> Episode:
    told = episode(story, **{"author": "counsellor", **ROOM} | more)
    actions.record(cast.ben, cast.case, told)
    return told


def both(cast: Cast, **more: Any) -> tuple[Episode, Episode]:
    """What Ben told, and Ana's telling of the same moment."""
    his = bens(cast)
    return tell(cast, HERS, telling_of=his.id, **ROOM | more), his


def sent(page: Any, **answers: Any) -> dict[str, Any]:
    """What a browser sends for the form of a page, with these answers in it."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | answers).items() if value not in (None, "")}


def add(browser: Client, cast: Cast, other: Episode, **answers: Any) -> Any:
    address = f"{reverse('episode-new', args=[cast.case])}?of={other.id}"
    return browser.post(address, sent(browser.get(address), **answers))


def say(browser: Client, one: Episode, other: Episode, what: str) -> Any:
    address = reverse("episode-moment", args=[one.id])
    return browser.post(address, {"other": str(other.id), "do": what})


def rows(cast: Cast, who: Any) -> list[UUID]:
    return [each.id for each in queries.open_case(who, cast.case).episodes]


def so_it_was(told: Episode) -> Any:
    from relating.case import Recognition

    return Recognition(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=THEN,
        telling=told.id,
        says="so",
    )


def undone(browser: Client, answer: Any) -> Any:
    """What was just done, undone by the button beside the sentence that says so."""
    told = [*browser.get(answer.headers["Location"]).context["messages"]]
    undo = next(each.extra_tags for each in told if each.extra_tags)
    return browser.post(undo.split()[0])


# Adding one's own ---------------------------------------------------------------------------------


def test_ana_tells_it_her_way_from_place_person_and_time_and_nothing_else_of_his(
    cast: Cast,
) -> None:
    ben = person("Ben", role="counsellor", author="counsellor", visibility="shared")
    actions.record(cast.ben, cast.case, ben)
    his = bens(
        cast,
        person=ben.id,
        zone="Asia/Tokyo",
        i_did=("joking",),
        other_did=("warm",),
        impact=Impact(text="I felt left.", source="counsellor"),
        feelings=(Feeling(code="ashamed"),),
        my_position=(0.5, 0.5),
    )
    ana = browser_of(cast.ana)
    assert "Tell it my way" in page_of(cast.ana, "episode", his.id)
    address = f"{reverse('episode-new', args=[cast.case])}?of={his.id}"
    form = ana.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert {name for name, value in shown.items() if value not in (None, "", [], False)} == {
        *("id", "fresh", "moment", "zone", "date", "time", "place", "person", "visibility")
    }
    assert (shown["place"], shown["person"], shown["zone"]) == ("room", ben.id, "Asia/Tokyo")
    for word in (HIS, "I felt left."):
        assert word not in ana.get(address).content.decode()
    before = Trail.objects.count()
    answer = add(ana, cast, his, story=HERS)
    assert answer.status_code == 303
    written = [each.act for each in Trail.objects.order_by("seq")[before:] if each.act != "read"]
    assert written == ["recorded"], "one action"
    hers = as_a(Episode, queries.open_case(cast.ana, cast.case).episodes[0])
    assert (hers.telling_of, hers.at, hers.person) == (his.id, his.at, ben.id)
    assert (hers.story, hers.visibility) == (HERS, "private")
    assert undone(ana, answer).status_code == 303
    assert rows(cast, cast.ana) == [his.id]


def test_ben_adds_his_telling_where_he_was_there_and_it_is_his_draft(cast: Cast) -> None:
    hers, life = tell(cast, HERS, **ROOM), tell(cast, "At home.", visibility="shared")
    ben = browser_of(cast.ben)
    assert "Add my telling" in page_of(cast.ben, "episode", hers.id)
    assert "Add my telling" not in page_of(cast.ben, "episode", life.id)
    by_hand = f"{reverse('episode-new', args=[cast.case])}?of={life.id}"
    assert ben.get(by_hand).status_code == 404
    assert add(ben, cast, hers, story=HIS).status_code == 303
    (found,) = (each for each in queries.open_case(cast.ben, cast.case).moments if each.others)
    his = found.others[0]
    assert (his.story, his.visibility, his.telling_of) == (HIS, "private", hers.id)
    assert HIS not in page_of(cast.ana, "episode", hers.id)
    actions.share(cast.ben, his.id)
    assert HIS in page_of(cast.ana, "episode", hers.id)
    today = page_of(cast.ana, "case", cast.case)
    assert "Ben told of a moment that you told, too" in today
    assert today.count(reverse("episode", args=[hers.id])) == 1, "and is one row"


@pytest.mark.parametrize("of", ["never", "private", "words", "own"])
def test_to_what_one_cannot_see_nothing_can_be_added(cast: Cast, of: str) -> None:
    ids = {
        "never": uuid4(),
        "private": tell(cast, place="room").id,
        "words": "kumquat",
        "own": bens(cast).id,
    }
    address = f"{reverse('episode-new', args=[cast.case])}?of={ids[of]}"
    assert browser_of(cast.ben).get(address).status_code == 404


def test_what_went_while_one_was_writing_leaves_what_was_written_alone(cast: Cast) -> None:
    his, ana = bens(cast), browser_of(cast.ana)
    address = f"{reverse('episode-new', args=[cast.case])}?of={his.id}"
    written = sent(ana.get(address), story=HERS)
    actions.delete(cast.ben, his.id)
    assert ana.post(address, written).status_code == 303
    (hers,) = queries.open_case(cast.ana, cast.case).episodes
    assert (hers.story, hers.telling_of) == (HERS, None)


# Both on one page ---------------------------------------------------------------------------------


@pytest.mark.parametrize("opened", ["hers", "his"])
@pytest.mark.parametrize("who", ["ana", "ben"])
def test_both_tellings_stand_side_by_side_each_with_its_own_i(
    cast: Cast, who: str, opened: str
) -> None:
    hers, his = both(cast, valence=-2)
    page = page_of(getattr(cast, who), "episode", hers.id if opened == "hers" else his.id)
    mine, other = ("Your telling", "Ben’s telling")
    if who == "ben":
        mine, other = ("Ana’s telling", "Your telling")
    assert page.index(mine) < page.index(HERS) < page.index(other) < page.index(HIS)
    assert "One moment, two tellings" in page
    assert "Tell it my way" not in page
    assert "Add my telling" not in page
    assert ("Was Ben’s telling so?" in page) is (who == "ana")


def test_either_says_that_they_saw_it_differently_and_takes_it_back(cast: Cast) -> None:
    hers, his = both(cast)
    ana, ben = browser_of(cast.ana), browser_of(cast.ben)
    assert say(ben, hers, his, "differently").status_code == 303
    assert "Ben says: we saw it differently." in page_of(cast.ana, "episode", hers.id)
    assert "You say: we saw it differently." in page_of(cast.ben, "episode", his.id)
    assert say(ana, hers, his, "differently").status_code == 303
    both_say = page_of(cast.ana, "episode", hers.id)
    assert "You say: we saw it differently." in both_say
    assert "Ben says: we saw it differently." in both_say
    assert say(ben, his, hers, "not-differently").status_code == 303
    assert "Ben says" not in page_of(cast.ana, "episode", hers.id)
    case = queries.open_case(cast.ana, cast.case)
    assert (case.telling(hers.id), case.telling(his.id)) == (
        replace(hers, saw_differently=True),
        replace(his, saw_differently=None),
    ), "and nothing of the two became something in between"


# One row, one mark, one case ----------------------------------------------------------------------


# Proposed, joined, parted -------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_when_one_is_deleted_or_erased_the_other_stands_alone_and_comes_back_as_a_pair(
    cast: Cast, who: str
) -> None:
    hers, his = both(cast)
    gone, stays = (hers, his) if who == "ana" else (his, hers)
    writer = getattr(cast, who)
    actions.delete(writer, gone.id)
    for each in (cast.ana, cast.ben):
        assert rows(cast, each) == [stays.id]
        page = page_of(each, "episode", stays.id)
        assert stays.story in page
        assert "two tellings" not in page
    actions.put_back(writer, gone.id)
    assert rows(cast, cast.ben) == [hers.id]
    actions.delete(writer, gone.id)
    actions.erase(writer, gone.id)
    for each in (cast.ana, cast.ben):
        assert rows(cast, each) == [stays.id]
        assert stays.story in page_of(each, "episode", stays.id)


def test_when_she_takes_hers_back_his_stands_alone_for_ben(cast: Cast) -> None:
    hers, his = both(cast)
    ben = browser_of(cast.ben)
    assert say(ben, his, hers, "same").status_code == 303
    actions.unshare(cast.ana, hers.id)
    assert rows(cast, cast.ben) == [his.id]
    page = page_of(cast.ben, "episode", his.id)
    assert "two tellings" not in page
    assert HERS not in page
    assert rows(cast, cast.ana) == [hers.id], "for her it is one moment still"
    assert "Ben does not see that there are two." in page_of(cast.ana, "episode", hers.id)


# Back then ----------------------------------------------------------------------------------------


def test_what_ben_told_of_back_then_waits_folded_beside_her_own_telling(cast: Cast) -> None:
    turned_on(cast)
    his = told_by_ben(cast)
    assert "Tell it my way" not in page_of(cast.ana, "episode", his.id)
    assert "Tell it my way" in page_of(cast.ana, "episode", his.id, query="?open=1")
    hers = tell(cast, HERS, place="past", age=9, telling_of=his.id, visibility="shared")
    page = page_of(cast.ana, "episode", hers.id)
    assert "It waits until you open it." in page
    assert WORD not in page
    assert "telling so?" not in page, "she is asked where she has opened it"
    opened = page_of(cast.ana, "episode", his.id, query="?open=1")
    assert HERS in opened
    assert his.story in opened
    actions.write(cast.ana, cast.case, so_it_was(his), actions.NEW)
    assert his.story in page_of(cast.ana, "episode", hers.id)
    says(cast.ana, cast, "off")
    page = page_of(cast.ana, "episode", hers.id)
    assert HERS in page
    assert WORD not in page
    assert "two tellings" not in page


# What is private ----------------------------------------------------------------------------------


def test_ben_reads_no_more_than_he_opens(cast: Cast) -> None:
    """Looking for what may be of the same moment is not reading: the trail says what was shown."""
    his = bens(cast)
    near = tell(cast, HERS, **ROOM)
    far = tell(cast, "Long ago", at=THEN - timedelta(days=9), **ROOM)
    Trail.objects.all().delete()
    page_of(cast.ben, "episode", his.id)
    read = b"".join(bytes(each.entries) for each in Trail.objects.filter(act="read"))
    assert near.id.bytes in read
    assert far.id.bytes not in read


def test_whoever_parted_two_tellings_finds_on_both_pages_how_to_join_them_again(
    cast: Cast,
) -> None:
    hers, his = both(cast)
    again = "They are one moment after all"

    def offered(who: Any) -> list[bool]:
        return [again in page_of(who, "episode", each.id) for each in (hers, his)]

    for who, other in ((cast.ana, cast.ben), (cast.ben, cast.ana)):
        assert offered(who) == offered(other) == [False, False]
        say(browser_of(who), hers, his, "apart")
        assert offered(who) == [True, True]
        assert offered(other) == [False, False]
        assert len(rows(cast, who)) == 2
        say(browser_of(who), his, hers, "same")
        assert len(rows(cast, who)) == 1
    say(browser_of(cast.ana), hers, his, "apart")
    browser_of(cast.ana).post(reverse("unshare", args=[hers.id]))
    assert str(hers.id) not in page_of(cast.ben, "episode", his.id)
