"""Somebody sent the client: then nothing leaves the two by the counsellor, door by door."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Consent, Episode, Supervision
from relating.journal import actions, lending, queries
from relating.journal.sent import says_so
from relating.people.gate import Hidden
from tests.cast import Cast, agree, browser_of, page_of, tell
from tests.web.beginning.test_beginning import ALL, both_say_yes, say

PICTURES = ("circle-file", "timeline-file", "alliance-file")


@pytest.fixture
def told(cast: Cast) -> Episode:
    """A moment that Ana shared."""
    shared = tell(cast)
    actions.share(cast.ana, shared.id)
    return shared


@pytest.fixture
def lent(cast: Cast, told: Episode) -> Supervision:
    """What Ben brought to Dov, with Ana's yes."""
    now = timezone.now()
    consent = Consent(
        id=uuid4(), author="client", visibility="shared", recorded_at=now, to="supervision"
    )
    actions.agree(cast.ana, cast.case, consent)
    brought = Supervision(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        question="What do I miss?",
        entries=(told.id,),
        supervisor=cast.dov.id,
        consent=consent.id,
        expires=now + timedelta(days=14),
    )
    actions.lend(cast.ben, cast.case, brought, now)
    return brought


def test_one_of_the_two_saying_so_is_enough(cast: Cast) -> None:
    both_say_yes(cast)
    assert not says_so(queries.open_case(cast.ben, cast.case))
    say(cast.ben, cast.case, sent="yes", **ALL)
    assert says_so(queries.open_case(cast.ana, cast.case))
    say(cast.ana, cast.case, sent="yes", **ALL)
    say(cast.ben, cast.case, sent="no", **ALL)
    assert says_so(queries.open_case(cast.ben, cast.case))


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_the_counsellor_takes_no_file_along_and_the_client_does(cast: Cast, who: str) -> None:
    url = reverse("export", args=[cast.case])
    assert browser_of(cast.ben).post(url).status_code == 200
    say(getattr(cast, who), cast.case, sent="yes")
    for method in ("get", "post"):
        assert getattr(browser_of(cast.ben), method)(url).status_code == 404
        assert getattr(browser_of(cast.ana), method)(url).status_code == 200
    with pytest.raises(Hidden):
        actions.export_case(cast.ben, cast.case)
    actions.export_case(cast.ana, cast.case)


@pytest.mark.parametrize("name", PICTURES)
def test_no_picture_leaves_as_a_file_by_the_counsellor(cast: Cast, name: str) -> None:
    url = reverse(name, args=[cast.case])
    assert browser_of(cast.ben).get(url).status_code != 404
    say(cast.ana, cast.case, sent="yes")
    assert browser_of(cast.ben).get(url).status_code == 404
    assert browser_of(cast.ana).get(url).status_code != 404


def test_what_was_lent_ends_at_once(cast: Cast, lent: Supervision) -> None:
    url = reverse("loan", args=[lent.id])
    assert browser_of(cast.dov).get(url).status_code == 200
    say(cast.ana, cast.case, sent="yes")
    assert browser_of(cast.dov).get(url).status_code == 404
    assert lending.lent_to(cast.dov) == ()
    shown = page_of(cast.ben, "case-supervision", cast.case)
    assert "Nothing leaves the two of you" in shown
    assert "ended" in shown


def test_nothing_more_is_lent_nor_shown_as_it_would_be(
    cast: Cast, lent: Supervision, told: Episode
) -> None:
    say(cast.ben, cast.case, sent="yes")
    again = replace(lent, id=uuid4(), recorded_at=timezone.now())
    with pytest.raises(Hidden):
        actions.lend(cast.ben, cast.case, again, timezone.now())
    with pytest.raises(Hidden):
        lending.preview(cast.ben, cast.case, again)
    answer = browser_of(cast.ben).get(reverse("supervision-new", args=[cast.case]))
    assert answer.status_code == 303
    answer = browser_of(cast.dov).post(reverse("loan", args=[lent.id]), {"answer": "Ask."})
    assert answer.status_code == 404


def test_whoever_comes_after_the_counsellor_is_bound_until_they_say_otherwise(
    cast: Cast, told: Episode
) -> None:
    agree(cast.case, cast.ana, cast.ben, sent=True)
    say(cast.ana, cast.case, sent="no", **ALL)
    actions.hand_over(cast.case, cast.cleo.id)
    assert browser_of(cast.cleo).get(reverse("export", args=[cast.case])).status_code == 404
    say(cast.cleo, cast.case, sent="no", **ALL)
    assert browser_of(cast.cleo).get(reverse("export", args=[cast.case])).status_code == 200


def test_in_another_case_nothing_changes(cast: Cast) -> None:
    say(cast.ana, cast.case, sent="yes")
    assert browser_of(cast.cleo).post(reverse("export", args=[cast.other_case])).status_code == 200
