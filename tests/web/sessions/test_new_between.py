"""Something new between the two: either says it, of an hour that was, and nothing else does."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Dip, Episode, NewBetween
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, browser_of, episode, page_of, session

BRACED, CAME = "a click of the pencil", "quiet, and he waited"
ASKS = "Was anything different from what you braced for?"


@pytest.fixture
def hour(cast: Cast) -> UUID:
    """An hour that was yesterday."""
    told = session(timezone.now() - timedelta(days=1), number=3)
    actions.record(cast.ben, cast.case, told)
    return told.id


@pytest.fixture
def moment(cast: Cast, hour: UUID) -> Episode:
    """A moment of Ana's in that hour, which she shared."""
    at = timezone.now() - timedelta(days=1)
    told = episode("He breathed in to explain, and then not.", place="room", at=at)
    actions.record(cast.ana, cast.case, told)
    actions.share(cast.ana, told.id)
    return told


def say(viewer: Viewer, hour: UUID, **given: object) -> int:
    sent = {"visibility": "private", **given}
    return browser_of(viewer).post(reverse("new-between", args=[hour]), sent).status_code


def said(viewer: Viewer, cast: Cast) -> list[NewBetween]:
    return list(queries.open_case(viewer, cast.case).all(NewBetween))


def test_it_is_asked_of_either_after_an_hour_and_never_before(cast: Cast, hour: UUID) -> None:
    coming = session(timezone.now() + timedelta(days=6), number=4, state="planned")
    actions.record(cast.ben, cast.case, coming)
    for viewer in (cast.ana, cast.ben):
        assert ASKS in page_of(viewer, "session", hour)
        assert ASKS not in page_of(viewer, "session", coming.id)
        assert say(viewer, coming.id, came=CAME) == 404


def test_what_ana_says_is_private_until_she_shares_it(cast: Cast, hour: UUID) -> None:
    before = [page_of(cast.ben, name, cast.case) for name in ("sessions", "prepare", "alliance")]
    assert say(cast.ana, hour, braced=BRACED, came=CAME) == 303
    assert CAME in page_of(cast.ana, "session", hour)
    assert CAME not in page_of(cast.ben, "session", hour)
    after = [page_of(cast.ben, name, cast.case) for name in ("sessions", "prepare", "alliance")]
    assert [CAME in page for page in after] == [False] * 3
    assert [len(page) for page in after] == [len(page) for page in before]
    assert say(cast.ana, hour, braced=BRACED, came=CAME, visibility="shared") == 303
    for name, of in (("session", hour), ("prepare", cast.case), ("alliance", cast.case)):
        assert CAME in page_of(cast.ben, name, of)
    assert "Ana says that something was new between you" in page_of(cast.ben, "case", cast.case)


def test_each_says_it_in_an_entry_of_their_own(cast: Cast, hour: UUID) -> None:
    say(cast.ana, hour, came=CAME, visibility="shared")
    say(cast.ben, hour, came="nearer than before", visibility="shared")
    assert {each.author for each in said(cast.ana, cast)} == {"client", "counsellor"}
    shown = page_of(cast.ana, "session", hour)
    assert shown.index("You") < shown.index("nearer than before")
    assert "Ben says that something was new between you" in page_of(cast.ana, "case", cast.case)


def test_with_nothing_said_nothing_is_kept(cast: Cast, hour: UUID) -> None:
    assert say(cast.ana, hour, braced=" ", came="") == 422
    answer = browser_of(cast.ana).post(
        reverse("new-between", args=[hour]), {"visibility": "private"}
    )
    assert "A few words are enough." in answer.content.decode()
    assert said(cast.ana, cast) == []


def test_said_again_it_is_the_same_entry_with_a_version(cast: Cast, hour: UUID) -> None:
    say(cast.ana, hour, came=CAME)
    say(cast.ana, hour, came="quiet")
    (only,) = said(cast.ana, cast)
    assert only.came == "quiet"
    assert CAME in page_of(cast.ana, "versions", only.id)


def test_its_moment_leads_to_the_telling_and_only_moments_of_that_hour_are_offered(
    cast: Cast, hour: UUID, moment: Episode
) -> None:
    elsewhere = episode("At the market.", place="life", at=moment.at)
    actions.record(cast.ana, cast.case, elsewhere)
    shown = page_of(cast.ana, "new-between", hour)
    assert f'value="{moment.id}"' in shown
    assert f'value="{elsewhere.id}"' not in shown
    assert say(cast.ana, hour, came=CAME, moment=str(elsewhere.id)) == 422
    assert say(cast.ana, hour, came=CAME, moment=str(moment.id), visibility="shared") == 303
    assert reverse("episode", args=[moment.id]) in page_of(cast.ben, "session", hour)
    actions.unshare(cast.ana, moment.id)
    shown = page_of(cast.ben, "session", hour)
    assert CAME in shown
    assert reverse("episode", args=[moment.id]) not in shown


def test_nothing_that_was_told_makes_it(cast: Cast, hour: UUID, moment: Episode) -> None:
    told = episode("It was new.", place="room", at=moment.at, something_new=True)
    actions.record(cast.ana, cast.case, told)
    assert said(cast.ana, cast) == []
    assert "Something new between you two</h2>" not in page_of(cast.ana, "alliance", cast.case)


def test_while_a_dip_is_open_nobody_is_asked_and_what_was_said_stays(
    cast: Cast, hour: UUID
) -> None:
    say(cast.ben, hour, came=CAME, visibility="shared")
    wrong = Dip(
        id=queries.open_case(cast.ana, cast.case).ids.of_one("dip", hour),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        session=hour,
        rupture="yes",
        mended="no",
    )
    actions.record(cast.ana, cast.case, wrong)
    shown = page_of(cast.ana, "session", hour)
    assert ASKS not in shown
    assert CAME in shown


def test_what_ben_shared_once_is_no_longer_only_his(cast: Cast, hour: UUID) -> None:
    say(cast.ben, hour, came=CAME, visibility="shared")
    assert say(cast.ben, hour, came=CAME, visibility="private") == 422


def test_it_is_found_by_its_words(cast: Cast, hour: UUID) -> None:
    say(cast.ana, hour, came=CAME)
    found = browser_of(cast.ana).post(reverse("search", args=[cast.case]), {"words": "waited"})
    assert "Something new between the two of you" in found.content.decode()
