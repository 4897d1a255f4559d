"""The pulse: five questions, any of which may be skipped, sealed until Ana sends it."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from relating.case import Note, Pulse
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, browser_of, session

LINE = "You looked at the clock twice."
PLAIN = "not a validated instrument"


def hour(cast: Cast, days: int = 1, state: str = "held") -> UUID:
    at = timezone.now() - timedelta(days=days)
    made = session(at, number=4, state=state)
    actions.record(cast.ben, cast.case, made)
    return made.id


def page(viewer: Viewer, name: str, given: UUID) -> str:
    answer = browser_of(viewer).get(reverse(name, args=[given]))
    assert answer.status_code == 200
    return answer.content.decode()


def send(viewer: Viewer, session: UUID, **given: str) -> int:
    address = reverse("pulse", args=[session])
    return browser_of(viewer).post(address, {"visibility": "private", **given}).status_code


def pulses(cast: Cast, viewer: Viewer) -> list[Pulse]:
    return list(queries.open_case(viewer, cast.case).all(Pulse))


def test_what_ana_answers_is_sealed_until_she_sends_it(cast: Cast) -> None:
    session = hour(cast)
    before = page(cast.ben, "pulse", session)
    assert send(cast.ana, session, safe="8", not_right=LINE, not_right_for="talk") == 303
    assert pulses(cast, cast.ben) == []
    assert LINE not in page(cast.ben, "pulse", session)
    assert "What Ana sent" not in before
    assert send(cast.ana, session, safe="8", not_right=LINE, visibility="shared") == 303
    (sent,) = pulses(cast, cast.ben)
    assert (sent.safe, sent.understood, sent.not_right) == (8, None, LINE)
    shown = page(cast.ben, "pulse", session)
    assert LINE in shown
    assert "8 of 10" in shown
    assert "skipped" in shown


def test_a_line_to_keep_never_goes_along_and_stays_hers(cast: Cast) -> None:
    session = hour(cast)
    send(cast.ana, session, safe="3", not_right=LINE, not_right_for="keep", visibility="shared")
    (sent,) = pulses(cast, cast.ben)
    assert (sent.safe, sent.not_right) == (3, "")
    (kept,) = queries.open_case(cast.ana, cast.case).all(Note)
    assert (kept.text, kept.visibility) == (LINE, "private")
    assert LINE in page(cast.ana, "pulse", session)
    for name, given in (("pulse", session), ("alliance", cast.case), ("seen", cast.case)):
        assert LINE not in page(cast.ben, name, given)
    assert LINE not in str(actions.export_case(cast.ben, cast.case))


def test_a_sealed_line_to_keep_is_not_in_the_versions_that_ben_can_read(cast: Cast) -> None:
    session = hour(cast)
    send(cast.ana, session, not_right=LINE, not_right_for="keep")
    send(cast.ana, session, not_right=LINE, not_right_for="keep", visibility="shared")
    (sent,) = pulses(cast, cast.ben)
    assert LINE not in page(cast.ben, "versions", sent.id)


def test_what_was_sent_can_be_taken_back(cast: Cast) -> None:
    session = hour(cast)
    send(cast.ana, session, safe="8", visibility="shared")
    assert send(cast.ana, session, safe="8") == 303
    assert pulses(cast, cast.ben) == []
    assert len(pulses(cast, cast.ana)) == 1


def test_bens_side_and_his_pull_are_his_alone(cast: Cast) -> None:
    session = hour(cast)
    address = reverse("pulse", args=[session])
    given = {"safe": "6", "pull": ["rescue", "advise"], "visibility": "shared", "not_right": LINE}
    assert browser_of(cast.ben).post(address, given).status_code == 303
    (mine,) = pulses(cast, cast.ben)
    assert (mine.safe, mine.pull, mine.visibility) == (6, ("rescue", "advise"), "private")
    assert mine.not_right == ""
    assert pulses(cast, cast.ana) == []
    assert browser_of(cast.ben).post(reverse("share", args=[mine.id])).status_code == 404


def test_it_says_everywhere_that_it_is_no_validated_instrument(cast: Cast) -> None:
    session = hour(cast)
    for viewer in (cast.ana, cast.ben):
        assert PLAIN in page(viewer, "pulse", session)
        assert PLAIN in page(viewer, "alliance", cast.case)


def test_today_asks_about_the_last_hour_until_it_was_answered(cast: Cast) -> None:
    asks = "Five questions; skip any"
    assert asks not in page(cast.ana, "case", cast.case)
    hour(cast, days=9)
    assert asks not in page(cast.ana, "case", cast.case)
    session = hour(cast)
    assert asks in page(cast.ana, "case", cast.case)
    assert asks in page(cast.ben, "alliance", cast.case)
    send(cast.ana, session)
    assert asks not in page(cast.ana, "case", cast.case)
    assert asks in page(cast.ben, "alliance", cast.case)


def test_only_an_hour_that_was_has_a_pulse_and_only_for_its_two(cast: Cast) -> None:
    session = hour(cast)
    for viewer in (cast.cleo, cast.carl, cast.dov, cast.eve):
        assert send(viewer, session) == 404
    assert send(cast.ana, hour(cast, days=-2, state="planned")) == 404
    assert send(cast.ana, hour(cast, state="missed")) == 404


def test_a_wrong_number_loses_nothing(cast: Cast) -> None:
    session = hour(cast)
    address = reverse("pulse", args=[session])
    given = {"visibility": "private", "safe": "11", "not_right": LINE}
    wrong = browser_of(cast.ana).post(address, given)
    assert wrong.status_code == 422
    assert LINE in wrong.content.decode()
    assert pulses(cast, cast.ana) == []
