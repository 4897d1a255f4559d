"""What has changed: Ana chooses, Ben reads what is shared, and nothing private of hers tells."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from relating.case import Episode, KeptChange, Loop, Step, Way
from relating.case.fields import Visibility
from relating.journal import actions, queries
from tests.cast import Cast, browser_of, page_of, person, record_at_once
from tests.web.alliance.test_alliance import SCORES
from tests.web.alliance.test_alliance import told as an_hour

WORK_BEGAN = datetime(2026, 2, 1, 9, tzinfo=UTC)
SENTENCE = "At such times you did something new: 7 of 8 since 1 February 2026, 1 of 12 before."
WISHES = ("closeness", "respected", "safe", "duty", "free", "left_alone", "liked")
ABOUT = SENTENCE.replace("you", "Ana")


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("&nbsp;", " ").split())


def a_time(days: int, so: bool, visibility: Visibility, **more: Any) -> Episode:
    """Somebody criticised her, so many days after the work on her way began."""
    at = WORK_BEGAN + timedelta(days=days)
    fields: dict[str, Any] = {
        "id": uuid4(),
        "author": "client",
        "visibility": visibility,
        "recorded_at": at,
        "at": at,
        "place": "life",
        "story": f"Day {days}.",
        "other_did": ("criticised",),
        "i_did": ("say_no",) if so else ("pleasing",),
        "awareness": 4 if so else 1,
    }
    return Episode(**{**fields, **more})


def a_way(cast: Cast, visibility: Visibility = "shared", **more: Any) -> UUID:
    way = Way(
        id=uuid4(),
        author="client",
        visibility=visibility,
        recorded_at=WORK_BEGAN,
        words="I am small.",
        status="working_on",
        working_since=WORK_BEGAN,
        old=Loop(first=Step(code="criticised"), i_do=Step(code="pleasing")),
        **more,
    )
    actions.record(cast.ana, cast.case, way)
    return way.id


def lived(cast: Cast, visibility: Visibility = "shared") -> None:
    """One of twelve before, seven of eight since."""
    before = [a_time(10 * (n - 12), n == 3, visibility) for n in range(12)]
    since = [a_time(8 * n, n != 6, visibility) for n in range(8)]
    for each in (*before, *since):
        actions.record(cast.ana, cast.case, each)


def choose(browser: Client, cast: Cast, way: UUID, choice: str = "kept", **more: str) -> Any:
    sent = {"way": str(way), "change": "new", "choice": choice, **more}
    return browser.post(reverse("changed", args=[cast.case]), sent)


def kept(cast: Cast) -> list[KeptChange]:
    return list(queries.open_case(cast.ana, cast.case).all(KeptChange))


# Hers --------------------------------------------------------------------------------------------


def test_before_any_way_her_page_says_what_will_stand_there(cast: Cast) -> None:
    said = text(page_of(cast.ana, "changed", cast.case))
    assert "Nothing stands here" in said
    assert "It may also be that something got harder. That is said in the same words." in said
    assert "from the day on which you begin to work" in said


def test_with_too_few_times_it_is_said_in_words_how_many_it_takes(cast: Cast) -> None:
    a_way(cast)
    actions.record(cast.ana, cast.case, a_time(3, True, "private"))
    assert "Too little is told of it yet" in text(page_of(cast.ana, "changed", cast.case))
    said = text(page_of(cast.ana, "changed-choose", cast.case))
    assert "There is not enough yet for a sentence. It needs times from before you began" in said
    assert "There is no other sentence" not in said
    assert "Too few to say: 1 since, 0 before; it takes 8 of each." in said


def test_she_keeps_a_sentence_in_her_own_words_with_what_speaks_against_it(cast: Cast) -> None:
    way = a_way(cast, "private")
    lived(cast, "private")
    waits = text(page_of(cast.ana, "changed", cast.case))
    assert "There is something that may be said. It stands here once you choose it." in waits
    offered = text(page_of(cast.ana, "changed-choose", cast.case))
    assert SENTENCE in offered
    assert "On 21 March 2026 it was not so. Day 48." in offered
    ana = browser_of(cast.ana)
    assert choose(ana, cast, way, words="I say it now.").status_code == 303
    (one,) = kept(cast)
    assert (one.choice, one.words, one.visibility) == ("kept", "I say it now.", "private")
    said = text(page_of(cast.ana, "changed", cast.case))
    assert "I say it now." in said
    assert SENTENCE in said
    assert "Of 8 times, anything from half of them to nearly all of them would fit." in said
    assert "Told: about once a week" in said or "Told: less than once a week" in said


def test_where_nothing_moved_it_is_said(cast: Cast) -> None:
    a_way(cast)
    for n in range(-9, 9):
        actions.record(cast.ana, cast.case, a_time(8 * n, n % 2 == 0, "private"))
    assert "nothing moved more than by chance" in text(page_of(cast.ana, "changed", cast.case))


def test_each_count_stands_over_as_many_marks(cast: Cast) -> None:
    a_way(cast)
    lived(cast)
    html = page_of(cast.ana, "changed-choose", cast.case)
    lines = html.split('class="domino-line"')[1:3]
    assert [line.count('class="new"') for line in lines] == [1, 7]
    assert [line.count('class="old"') for line in lines] == [11, 1]


def test_she_hides_it_and_drops_it_and_brings_it_back(cast: Cast) -> None:
    way = a_way(cast)
    lived(cast)
    ana = browser_of(cast.ana)
    choose(ana, cast, way)
    (one,) = kept(cast)
    choose(ana, cast, way, "hidden", kept=str(one.id))
    assert "Out of sight" in text(page_of(cast.ana, "changed", cast.case))
    choose(ana, cast, way, "dropped", kept=str(one.id))
    assert SENTENCE not in text(page_of(cast.ana, "changed", cast.case))
    assert "Not these" in text(page_of(cast.ana, "changed-choose", cast.case))
    choose(ana, cast, way, kept=str(one.id))
    assert [each.choice for each in kept(cast)] == ["kept"]


def test_three_stand_at_most_and_what_she_typed_stays(cast: Cast) -> None:
    way = a_way(cast)
    lived(cast)
    for change in ("noticed", "worth", "feared"):
        more: Any = {"change": change, "choice": "kept", "recorded_at": WORK_BEGAN}
        by: Any = {"id": uuid4(), "author": "client", "visibility": "private"}
        actions.record(cast.ana, cast.case, KeptChange(**by, **more, way=way))
    answer = choose(browser_of(cast.ana), cast, way, words="Mine.")
    assert answer.status_code == 422
    assert "Three stand on your page already." in answer.content.decode()
    assert "Mine." in answer.content.decode()
    assert len(kept(cast)) == 3


def test_what_does_not_hold_cannot_be_kept(cast: Cast) -> None:
    way = a_way(cast)
    assert choose(browser_of(cast.ana), cast, way).status_code == 404
    assert kept(cast) == []


def test_a_kept_sentence_stays_when_its_reasons_fall_and_says_so(cast: Cast) -> None:
    way = a_way(cast)
    lived(cast)
    choose(browser_of(cast.ana), cast, way)
    for n in range(30):
        actions.record(cast.ana, cast.case, a_time(70 + 8 * n, False, "private"))
    said = text(page_of(cast.ana, "changed", cast.case))
    assert "7 of 38 since" in said
    assert "By what is told so far this can no longer be said." in said
    assert "And one way in which it is not so" not in said


def test_worsening_stands_in_the_same_words(cast: Cast) -> None:
    a_way(cast)
    for n in range(12):
        actions.record(cast.ana, cast.case, a_time(10 * (n - 12), n != 3, "private"))
    for n in range(8):
        actions.record(cast.ana, cast.case, a_time(8 * n, n == 6, "private"))
    said = text(page_of(cast.ana, "changed-choose", cast.case))
    assert SENTENCE.replace("7 of 8", "1 of 8").replace("1 of 12", "11 of 12") in said


def test_while_a_dip_is_open_no_sentence_is_offered_and_a_kept_one_stays(cast: Cast) -> None:
    way = a_way(cast)
    lived(cast)
    choose(browser_of(cast.ana), cast, way)
    another = a_way(cast)
    for n, score in enumerate(SCORES):
        an_hour(cast, n + 1, score)
    assert "This waits" in text(page_of(cast.ana, "changed-choose", cast.case))
    assert SENTENCE in text(page_of(cast.ana, "changed", cast.case))
    assert choose(browser_of(cast.ana), cast, another).status_code == 404
    assert "This waits while a dip is open" in text(page_of(cast.ben, "changed", cast.case))


def test_times_with_somebody_unsafe_are_in_no_sentence(cast: Cast) -> None:
    a_way(cast)
    lived(cast)
    unsafe = person("Kit", unsafe=True)
    actions.record(cast.ana, cast.case, unsafe)
    for n in range(6):
        told = a_time(70 + 8 * n, False, "private", person=unsafe.id)
        actions.record(cast.ana, cast.case, told)
    said = text(page_of(cast.ana, "changed-choose", cast.case))
    assert SENTENCE in said
    assert "Kit" not in said


# His ---------------------------------------------------------------------------------------------


def test_ben_reads_every_sentence_that_holds_of_what_is_shared_with_its_figures(cast: Cast) -> None:
    a_way(cast)
    lived(cast)
    said = text(page_of(cast.ben, "changed", cast.case))
    assert ABOUT in said
    assert "Likely since between 4 and 8 of 8" in said
    assert browser_of(cast.ben).get(reverse("changed-choose", args=[cast.case])).status_code == 404


def his_pages(cast: Cast) -> list[bytes]:
    """What Ben is shown, but for what is drawn anew with every page."""
    ben = browser_of(cast.ben)
    found = [ben.get(reverse(name, args=[cast.case])) for name in ("changed", "noticing", "river")]
    return [re.sub(rb'value="[\w-]{40,}"|nonce="[^"]*"', b"", each.content) for each in found]


def test_his_pages_are_the_same_bytes_whatever_she_keeps_to_herself(cast: Cast) -> None:
    way = a_way(cast)
    lived(cast)
    before = his_pages(cast)
    choose(browser_of(cast.ana), cast, way, words="I say it now.")
    a_way(cast, "private")
    for n in range(20):
        actions.record(cast.ana, cast.case, a_time(70 + 8 * n, False, "private"))
    assert his_pages(cast) == before


def test_he_reads_what_she_keeps_once_she_shares_it_and_no_more_once_she_hides_it(
    cast: Cast,
) -> None:
    way = a_way(cast)
    lived(cast)
    ana = browser_of(cast.ana)
    choose(ana, cast, way, words="I say it now.")
    (one,) = kept(cast)
    ana.post(reverse("share", args=[one.id]))
    assert "I say it now." in text(page_of(cast.ben, "changed", cast.case))
    choose(ana, cast, way, "hidden", kept=str(one.id))
    assert "I say it now." not in text(page_of(cast.ben, "changed", cast.case))
    assert [each.visibility for each in kept(cast)] == ["private"]


def test_of_a_private_way_he_is_told_nothing(cast: Cast) -> None:
    a_way(cast, "private")
    lived(cast)
    said = text(page_of(cast.ben, "changed", cast.case))
    assert "did something new" not in said
    assert "Until then nothing is said." in said


# Noticing, the river, and how long it takes ------------------------------------------------------


def test_noticing_and_the_river_are_drawn_for_both_with_their_tables(cast: Cast) -> None:
    a_way(cast)
    lived(cast)
    for who, title in ((cast.ana, "When you noticed it"), (cast.ben, "When Ana noticed it")):
        said = text(page_of(who, "noticing", cast.case))
        assert f"{title}, the last 12 times" in said
        assert said.count("beforehand; the pull was stronger") == 7
    assert "Too few to draw" in text(page_of(cast.ana, "river", cast.case))
    for n in range(4):
        actions.record(cast.ana, cast.case, a_time(8 * n + 2, True, "shared", i_did=("stay",)))
    assert "Four weeks from" in text(page_of(cast.ana, "river", cast.case))


@pytest.mark.slow
def test_both_pages_are_small_at_five_hundred_times(cast: Cast) -> None:
    way = a_way(cast)
    lived(cast)
    story = "A few words of that time. " * 4
    record_at_once(
        cast.ana,
        cast.case,
        *(
            a_time(60 + n, n % 3 == 0, "shared", story=story, wish=(WISHES[n % 7],))
            for n in range(480)
        ),
    )
    choose(browser_of(cast.ana), cast, way)
    for who in (cast.ana, cast.ben):
        browser = browser_of(who)
        answer = browser.get(reverse("changed", args=[cast.case]))
        assert len(answer.content) < 60_000
