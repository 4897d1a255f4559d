"""The beginning: one page, a yes to each line by each of the two, before the first pulse."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Agreement, Pulse
from relating.case.entries.agreement import LINES
from relating.journal import actions, queries
from relating.people.gate import Hidden, Viewer
from tests.cast import Cast, Response, browser_of, page_of, session
from tests.sure import there

ALL = dict.fromkeys(LINES, "on")
CARD = "One page for the two of you, a yes to each line"
OWN = "Ben rings once, then my brother."


def say(viewer: Viewer, case: UUID, **given: str) -> Response:
    """Somebody sends the page as they see it, with these ticks."""
    opened = queries.open_around(viewer, case)
    based_on = opened.version(opened.row_id(opened.frame))
    sent = {"based_on": str(based_on), **given}
    return browser_of(viewer).post(reverse("beginning", args=[case]), sent)


def both_say_yes(cast: Cast, sent: str = "no") -> None:
    for viewer in (cast.ana, cast.ben):
        assert say(viewer, cast.case, sent=sent, **ALL).status_code == 303


def words(viewer: Viewer, case: UUID, **given: str) -> Response:
    opened = queries.open_around(viewer, case)
    based_on = opened.version(opened.row_id(opened.frame))
    sent = {"based_on": str(based_on), **given}
    return browser_of(viewer).post(reverse("beginning-words", args=[case]), sent)


def said(viewer: Viewer, cast: Cast) -> list[Agreement]:
    return list(queries.open_case(viewer, cast.case).all(Agreement))


@pytest.fixture
def hour(cast: Cast) -> UUID:
    """An hour that was yesterday."""
    told = session(timezone.now() - timedelta(days=1), number=1)
    actions.record(cast.ben, cast.case, told)
    return told.id


def test_both_read_the_same_lines_and_each_says_yes_to_each_alone(cast: Cast) -> None:
    pages = [page_of(viewer, "beginning", cast.case) for viewer in (cast.ana, cast.ben)]
    for text in ("Who reads what", "What happens in danger", "Ana is an adult.", "Ben: not yet"):
        assert all(text in page for page in pages)
    assert not any('type="date"' in page for page in pages)  # nobody is asked when they were born
    assert say(cast.ana, cast.case, reads="on", stop="on").status_code == 303
    (hers,) = said(cast.ben, cast)
    assert [each.line for each in hers.yes] == ["reads", "stop"]
    assert hers.sent is None
    shown = page_of(cast.ben, "beginning", cast.case)
    assert shown.count("Ana: yes") == 2
    assert "Ben: yes" not in shown


def test_nothing_is_ticked_before_somebody_ticks_it(cast: Cast) -> None:
    assert "checked" not in page_of(cast.ana, "beginning", cast.case)
    both_say_yes(cast)
    assert page_of(cast.ana, "beginning", cast.case).count("checked") == len(LINES) + 1
    assert "You both said yes to all of it" in page_of(cast.ben, "beginning", cast.case)


def test_the_first_pulse_comes_once_both_said_yes(cast: Cast, hour: UUID) -> None:
    url = reverse("pulse", args=[hour])
    for viewer in (cast.ana, cast.ben):
        answer = browser_of(viewer).get(url)
        assert (answer.status_code, answer["Location"]) == (
            303,
            reverse("beginning", args=[cast.case]),
        )
    assert browser_of(cast.ben).get(reverse("pulse-here", args=[hour])).status_code == 303
    assert "How was" not in page_of(cast.ana, "case", cast.case)
    say(cast.ana, cast.case, sent="no", **ALL)
    assert browser_of(cast.ana).get(url).status_code == 303
    say(cast.ben, cast.case, sent="no", **ALL)
    for viewer in (cast.ana, cast.ben):
        assert browser_of(viewer).get(url).status_code == 200
    assert browser_of(cast.ben).get(reverse("pulse-here", args=[hour])).status_code == 200
    assert url in page_of(cast.ana, "case", cast.case)


def test_what_was_typed_into_a_pulse_stays_where_a_yes_was_taken_back_meanwhile(
    cast: Cast, hour: UUID
) -> None:
    both_say_yes(cast)
    say(cast.ben, cast.case, sent="no")
    line = "The door stood open."
    given = {"not_right": line, "not_right_for": "know", "visibility": "private"}
    answer = browser_of(cast.ana).post(reverse("pulse", args=[hour]), given)
    assert answer.status_code == 422
    assert line in answer.content.decode()
    assert queries.open_case(cast.ana, cast.case).all(Pulse) == ()


def test_where_pulses_have_begun_they_go_on(cast: Cast, hour: UUID) -> None:
    both_say_yes(cast)
    given = {"safe": "7", "visibility": "shared"}
    assert browser_of(cast.ana).post(reverse("pulse", args=[hour]), given).status_code == 303
    say(cast.ana, cast.case)
    for viewer in (cast.ana, cast.ben):
        assert browser_of(viewer).get(reverse("pulse", args=[hour])).status_code == 200


def test_a_pulse_that_is_sealed_tells_ben_nothing_by_what_he_may_do(cast: Cast, hour: UUID) -> None:
    both_say_yes(cast)
    given = {"safe": "7", "visibility": "private"}
    assert browser_of(cast.ana).post(reverse("pulse", args=[hour]), given).status_code == 303
    say(cast.ben, cast.case)
    assert browser_of(cast.ben).get(reverse("pulse", args=[hour])).status_code == 303


def test_a_client_who_cannot_sign_in_is_asked_nothing_here(cast: Cast) -> None:
    alone = actions.open_new_case(cast.ben, "Tilde", timezone.localdate())
    told = session(timezone.now() - timedelta(days=1))
    actions.record(cast.ben, alone, told)
    assert browser_of(cast.ben).get(reverse("pulse-here", args=[told.id])).status_code == 200


def test_a_quiet_card_leads_there_until_ones_own_yes_is_whole(cast: Cast) -> None:
    for viewer in (cast.ana, cast.ben):
        assert CARD in page_of(viewer, "case", cast.case)
        say(viewer, cast.case, **ALL)
        assert CARD in page_of(viewer, "case", cast.case), "whether she was sent is not said"
        say(viewer, cast.case, sent="no", **ALL)
        assert CARD not in page_of(viewer, "case", cast.case)


def test_a_yes_is_taken_back_without_a_reason_and_the_other_sees_it(cast: Cast) -> None:
    both_say_yes(cast)
    left = {line: "on" for line in LINES if line != "strange"}
    answer = say(cast.ana, cast.case, sent="no", **left)
    told = answer.client.get(answer["Location"]).content.decode()
    assert "You took a yes back; Ben can see it." in told
    assert "Ana: not yet" in page_of(cast.ben, "beginning", cast.case)
    news = "Ana does not say yes to all that you two agree on"
    assert news in page_of(cast.ben, "case", cast.case)


def test_a_yes_is_to_the_words_that_stood_there(cast: Cast) -> None:
    both_say_yes(cast)
    assert words(cast.ana, cast.case, danger=OWN).status_code == 303
    for viewer in (cast.ana, cast.ben):
        shown = page_of(viewer, "beginning", cast.case)
        assert OWN in shown
        assert shown.count("Ben: not yet") == shown.count("Ana: not yet") == 1
    say(cast.ben, cast.case, sent="no", **ALL)
    assert "Ben: not yet" not in page_of(cast.ana, "beginning", cast.case)


def test_nobody_says_yes_to_words_that_they_did_not_see(cast: Cast) -> None:
    before = queries.open_around(cast.ana, cast.case)
    version = before.version(before.row_id(before.frame))
    words(cast.ben, cast.case, danger=OWN)
    url = reverse("beginning", args=[cast.case])
    answer = browser_of(cast.ana).post(url, {"based_on": str(version), "sent": "no", **ALL})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert OWN in shown
    assert shown.count("checked") == len(LINES) + 1
    assert said(cast.ana, cast) == []


def test_said_twice_it_is_said_once_and_each_change_is_a_version(cast: Cast) -> None:
    both_say_yes(cast)
    (hers,) = (each for each in said(cast.ana, cast) if each.author == "client")
    say(cast.ana, cast.case, sent="no", **ALL)
    assert len(queries.history(cast.ana, hers.id)) == 1
    say(cast.ana, cast.case, sent="yes", **ALL)
    assert len(queries.history(cast.ana, hers.id)) == 2
    shown = page_of(cast.ben, "versions", hers.id)
    assert "yes, somebody did" in shown
    assert "Put this back" not in page_of(cast.ana, "versions", hers.id)


def test_what_either_said_is_never_deleted(cast: Cast) -> None:
    both_say_yes(cast)
    for told in said(cast.ana, cast):
        for viewer in (cast.ana, cast.ben):
            with pytest.raises(Hidden):
                actions.delete(viewer, told.id)
            assert browser_of(viewer).post(reverse("delete", args=[told.id])).status_code == 404
    assert len(said(cast.ana, cast)) == 2


def test_whoever_becomes_the_counsellor_says_yes_anew(cast: Cast) -> None:
    both_say_yes(cast)
    actions.hand_over(cast.case, cast.cleo.id)
    shown = page_of(cast.ana, "beginning", cast.case)
    assert shown.count("Cleo: not yet") == len(LINES)
    assert say(cast.cleo, cast.case, sent="no", **ALL).status_code == 303
    assert "You both said yes to all of it" in page_of(cast.ana, "beginning", cast.case)


def test_it_is_found_by_the_words_of_the_two(cast: Cast) -> None:
    words(cast.ben, cast.case, danger=OWN)
    found = browser_of(cast.ana).post(reverse("search", args=[cast.case]), {"words": "rings"})
    assert "What you two agreed" in found.content.decode()


def test_it_travels_in_the_case_file(cast: Cast) -> None:
    words(cast.ben, cast.case, danger=OWN)
    both_say_yes(cast)
    whole = actions.export_case(cast.ana, cast.case)
    assert there(whole.case.beginning).danger == OWN
    assert sum(isinstance(each, Agreement) for each in whole.entries) == 2
