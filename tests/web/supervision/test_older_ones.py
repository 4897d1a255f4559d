"""What is brought may be older than what is offered at first: Ben finds it by its words."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse

from relating.case import Episode, Supervision
from relating.journal import actions, queries
from relating.web.supervision.lendable import LATEST
from tests.cast import THEN, Cast, browser_of, episode, session
from tests.web.supervision.test_supervision import filled, page, says_yes

OLD = "She looked at the kettle, and then not any more."


def many(cast: Cast, private: str = "") -> Episode:
    """An old moment of the room, and as many newer ones as are offered."""
    hour = session(THEN - timedelta(days=90), number=7)
    actions.record(cast.ben, cast.case, hour)
    at = hour.at + timedelta(minutes=5)
    old = episode(OLD, place="room", visibility="shared", at=at, session=hour.id)
    actions.record(cast.ana, cast.case, old)
    for number in range(LATEST):
        at = THEN - timedelta(days=number)
        newer = episode(f"Newer {number}", place="room", visibility="shared", at=at)
        actions.record(cast.ana, cast.case, newer)
    if private:
        actions.record(cast.ana, cast.case, episode(private, place="room", at=THEN))
    return old


def asked(cast: Cast, words: str, *entries: str) -> Any:
    here = reverse("supervision-new", args=[cast.case])
    return browser_of(cast.ben).post(here, filled(cast, *entries, find=words, do="find"))


def test_an_older_moment_is_found_by_its_words_or_its_session(cast: Cast) -> None:
    says_yes(cast)
    old = many(cast)
    shown = page(browser_of(cast.ben), "supervision-new", cast.case)
    assert str(old.id) not in shown
    assert "Find an older one" in shown
    nothing = "Nothing older has all of these words."
    for words in ("KETTLE", "kettle looked", "session 7"):
        found = asked(cast, words)
        assert (found.status_code, str(old.id) in found.content.decode()) == (200, True)
        assert nothing not in found.content.decode()
    assert str(old.id) not in (without := asked(cast, "teapot").content.decode())
    assert nothing in without
    assert str(old.id) not in asked(cast, "").content.decode()


def test_what_was_typed_and_ticked_stays_while_one_looks_for_more(cast: Cast) -> None:
    says_yes(cast)
    old = many(cast)
    shown = asked(cast, "teapot", str(old.id)).content.decode()
    assert "What is mine, when Ana goes quiet?" in shown
    assert f'value="{old.id}" checked' in shown


def test_what_was_found_can_be_brought(cast: Cast) -> None:
    says_yes(cast)
    old = many(cast)
    here = reverse("supervision-new", args=[cast.case])
    sent = browser_of(cast.ben).post(here, filled(cast, str(old.id), do="lend"))
    assert sent.status_code == 303
    [loan] = queries.open_case(cast.ben, cast.case).all(Supervision)
    assert loan.entries == (old.id,)


def test_nothing_private_of_hers_is_found_and_where_there_is_nothing_older_nothing_is_asked(
    cast: Cast,
) -> None:
    says_yes(cast)
    assert "Find an older one" not in page(browser_of(cast.ben), "supervision-new", cast.case)
    many(cast, private="The kettle was mine.")
    assert "was mine" not in asked(cast, "kettle").content.decode()
    assert (
        browser_of(cast.ben)
        .post(reverse("supervision-new", args=[cast.case]), filled(cast, str(uuid4()), do="lend"))
        .status_code
        == 422
    )
