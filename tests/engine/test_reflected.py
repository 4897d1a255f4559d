"""How others see me: what I thought beside what they said, each with its moment."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from relating.case import Episode, Feedback, Impact
from relating.engine.moments import moments
from relating.engine.reflected import reflected

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(days: int, **more: Any) -> Episode:
    at = AT + timedelta(days=days)
    said: dict[str, Any] = {"place": "life", "author": "client", "visibility": "shared"} | more
    return Episode(id=uuid4(), recorded_at=at, at=at, person="dad", **said)


def voices(
    *episodes: Episode, responses: tuple[Feedback, ...] = ()
) -> list[tuple[list[str], list[str]]]:
    found = reflected(moments(episodes), responses)
    return [([v.words for v in each.thought], [v.words for v in each.said]) for each in found]


def said(words: str, source: Any = "told") -> Impact:
    return Impact(text=words, source=source)


def test_a_thought_and_what_they_said_in_one_moment_stand_in_one_row() -> None:
    both = told(0, seen_as="Careless.", impact=said("You'd check things twice."))
    assert voices(both) == [(["Careless."], ["You'd check things twice."])]


def test_what_they_say_later_stands_beside_what_was_thought_last() -> None:
    first, then = told(0, seen_as="Careless."), told(9, impact=said("You check.", "asked"))
    assert voices(then, first) == [(["Careless."], ["You check."])]
    assert voices(then, first, told(5, seen_as="Loud.")) == [
        (["Loud."], ["You check."]),
        (["Careless."], []),
    ]


def test_what_stands_already_is_not_spoken_over() -> None:
    first = told(0, seen_as="Careless.", impact=said("Hm."))
    assert voices(first, told(9, impact=said("You check."))) == [
        ([], ["You check."]),
        (["Careless."], ["Hm."]),
    ]


def test_a_guess_is_a_thought_and_not_what_they_said() -> None:
    assert voices(told(0, impact=said("It tired him.", "guessed"))) == [(["It tired him."], [])]


def test_bens_own_response_stands_beside_her_guess_once_he_gave_it() -> None:
    hers = told(0, place="room", seen_as="Too much.")
    his = told(
        0,
        place="room",
        author="counsellor",
        telling_of=hers.id,
        impact=said("I was moved.", "counsellor"),
    )
    assert voices(hers) == [(["Too much."], [])]
    assert voices(hers, his) == [(["Too much."], ["I was moved."])]


def test_feedback_counts_from_when_it_was_said() -> None:
    hers = told(0, place="room", seen_as="Too much.")

    def feedback(said_at: datetime | None) -> Feedback:
        return Feedback(
            id=UUID(int=1),
            author="counsellor",
            visibility="shared",
            recorded_at=AT,
            about=(hers.id,),
            response="I was glad.",
            said_at=said_at,
            agreed_ahead=said_at is None,
        )

    assert voices(hers, responses=(feedback(None),)) == [(["Too much."], [])]
    assert voices(hers, responses=(feedback(AT),)) == [(["Too much."], ["I was glad."])]


def test_what_the_counsellor_writes_of_anybody_else_is_not_theirs() -> None:
    his = told(0, author="counsellor", seen_as="Small.", impact=said("It hurt.", "told"))
    assert voices(his) == []


def test_back_then_is_left_out() -> None:
    assert voices(told(0, place="past", age=9, seen_as="A nuisance.")) == []
