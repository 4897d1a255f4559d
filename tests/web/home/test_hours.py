"""With Ben: all that is between the two, hour by hour, for Ana alone."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone

from relating.case import Agenda, Answer, Feedback, Session
from relating.journal import actions
from tests.cast import Cast, agree, browser_of, page_of, session
from tests.web.ending.saying import stopped


def held(cast: Cast, days: int, **more: object) -> Session:
    """An hour so many days ago, as Ben wrote it down."""
    made = session(timezone.now() - timedelta(days=days), state="held", **more)
    actions.record(cast.ben, cast.case, made)
    return made


def noticed(cast: Cast, hour: UUID | None, *, saw: str, invitation: str = "") -> Feedback:
    """Feedback that Ben has said."""
    now = timezone.now()
    made = Feedback(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=now,
        said_at=now,
        session=hour,
        saw=saw,
        invitation=invitation,
    )
    actions.record(cast.ben, cast.case, made)
    return made


def brought(cast: Cast, words: str, at: datetime) -> None:
    line = Agenda(id=uuid4(), author="client", visibility="private", recorded_at=at, words=words)
    actions.record(cast.ana, cast.case, line)


def shown(cast: Cast) -> str:
    return page_of(cast.ana, "hours", cast.case)


def test_before_any_hour_it_asks_what_to_bring_and_nothing_else(cast: Cast) -> None:
    first = shown(cast)
    assert "What would you like to bring?" in first
    assert "what you two say of it stands here" in first


def test_what_was_said_of_an_hour_stands_under_it_each_in_its_own_voice(cast: Cast) -> None:
    older = held(cast, 9, summary="The first hour.")
    newer = held(cast, 2, summary="The second hour.")
    told = noticed(cast, older.id, saw="You smiled.")
    said = Answer(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        to=told.id,
        resonance="partly",
        words="I was tired.",
    )
    actions.record(cast.ana, cast.case, said)
    brought(cast, "The rota.", timezone.now())
    page = shown(cast)
    order = [page.index(each) for each in ("The rota.", "The second hour.", "You smiled.")]
    assert order == sorted(order)
    assert page.index("You smiled.") < page.index("I was tired.") < page.index("The first hour.")
    assert reverse("session", args=[newer.id]) in page


def test_a_question_stands_with_the_way_to_its_answer_however_old_its_hour_is(cast: Cast) -> None:
    old = held(cast, 80)
    for days in range(7, 50, 7):
        held(cast, days, summary=f"{days} days ago.")
    told = noticed(cast, old.id, saw="You smiled.", invitation="How is it to hear that?")
    page = shown(cast)
    assert page.index("How is it to hear that?") < page.index("The hours before")
    assert f'href="{reverse("feedback-one", args=[told.id])}"' in page
    assert "Answer Ben" in page


def test_once_the_two_have_ended_nothing_asks_for_an_answer_and_the_question_stays(
    cast: Cast,
) -> None:
    agree(cast.case, cast.ana, cast.ben)
    hour = held(cast, 2)
    told = noticed(cast, hour.id, saw="You looked away.", invitation="What was it like?")
    ways = [reverse("pulse", args=[hour.id]), "Answer Ben"]
    assert [each in shown(cast) for each in ways] == [True, True]
    stopped(cast, cast.ana)
    assert [each in shown(cast) for each in ways] == [False, False]
    assert "What was it like?" in shown(cast)
    assert reverse("feedback-one", args=[told.id]) in shown(cast)


def test_feedback_of_no_hour_is_not_lost(cast: Cast) -> None:
    noticed(cast, None, saw="You wrote that you were away.")
    page = shown(cast)
    assert "Between the hours" in page
    assert "You wrote that you were away." in page


def test_the_hours_before_are_folded_and_each_can_be_opened(cast: Cast) -> None:
    made = [held(cast, days, summary=f"So many: {days}.") for days in range(7, 50, 7)]
    folded = shown(cast).split("The hours before")[1]
    assert all(reverse("session", args=[each.id]) in folded for each in made[3:])
    assert reverse("session", args=[made[0].id]) not in folded


def test_it_is_anas_page_alone(cast: Cast) -> None:
    assert browser_of(cast.ben).get(reverse("hours", args=[cast.case])).status_code == 404
    assert browser_of(cast.cleo).get(reverse("hours", args=[cast.case])).status_code == 404
