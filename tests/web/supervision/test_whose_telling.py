"""What is lent to Dov says whose words each text is; a moment that both told stands once."""

import re
from uuid import UUID

import pytest
from django.urls import reverse

from relating.case import Episode, Impact
from relating.journal import actions
from tests.cast import Cast, browser_of, episode, person, session
from tests.web.supervision.test_supervision import filled, loan_url, page, says_yes

HIS = "I asked whether I had hurried, and she said that I had."
HERS = "I told him that he hurries."


def two_tellings(cast: Cast, *, named: bool = True) -> tuple[Episode, Episode]:
    """One moment with Ben, told by him and by Ana; in the room it is with him, though nobody is
    named."""
    who = person("Ben", role="counsellor", visibility="shared")
    actions.record(cast.ana, cast.case, who)
    hour = session(number=7)
    actions.record(cast.ben, cast.case, hour)
    with_him: dict[str, object] = {"place": "room", "visibility": "shared"}
    with_him["person"] = who.id if named else None
    his = episode(
        HIS,
        author="counsellor",
        session=hour.id,
        i_did=("joking",),
        other_then=("opened_up",),
        impact=Impact(text="Corrected.", source="counsellor"),
        **with_him,
    )
    hers = episode(
        HERS,
        telling_of=his.id,
        other_then=("opened_up",),
        impact=Impact(text="Uneasy.", source="guessed"),
        **with_him,
    )
    actions.record(cast.ben, cast.case, his)
    actions.record(cast.ana, cast.case, hers)
    return his, hers


def lent(cast: Cast, *entries: UUID) -> tuple[str, str]:
    """What Ben is shown before he brings these, and what Dov reads then."""
    says_yes(cast)
    ben, here = browser_of(cast.ben), reverse("supervision-new", args=[cast.case])
    sent = filled(cast, *map(str, entries))
    shown = ben.post(here, sent | {"do": "look"}).content.decode()
    assert ben.post(here, sent | {"do": "lend"}).status_code == 303
    dov = browser_of(cast.dov)
    return shown, dov.get(loan_url(dov)).content.decode()


def cards(shown: str) -> list[str]:
    return re.findall(r'<article class="card told".*?</article>', shown, re.DOTALL)


def tellings(card: str) -> dict[str, str]:
    """What stands under each telling, by whose it is."""
    one = r'<section class="telling" aria-label="([^"]*)">(.*?)</section>'
    return dict(re.findall(one, card, re.DOTALL))


@pytest.mark.parametrize("named", [True, False])
def test_two_tellings_of_one_moment_are_one_card_and_each_says_whose_it_is(
    cast: Cast, named: bool
) -> None:
    his, hers = two_tellings(cast, named=named)
    for shown in lent(cast, his.id, hers.id):
        [card] = cards(shown)
        assert "told by both" in card
        assert "session 7" in card
        found = tellings(card)
        assert list(found) == ["The client’s telling", "The counsellor’s telling"]
        assert "he hurries" in found["The client’s telling"]
        assert "I had hurried" in found["The counsellor’s telling"]


@pytest.mark.parametrize("named", [True, False])
def test_each_question_says_whose_it_is_and_the_counsellor_is_no_other_person(
    cast: Cast, named: bool
) -> None:
    his, hers = two_tellings(cast, named=named)
    _look, shown = lent(cast, his.id, hers.id)
    found = tellings(cards(shown)[0])
    asked = {whose: re.findall(r"<dt>(.*?)</dt>", text) for whose, text in found.items()}
    assert asked["The counsellor’s telling"] == [
        "What the counsellor saw the client do",
        "What the counsellor did then",
        "How it was for the counsellor",
    ]
    assert asked["The client’s telling"] == [
        "What the counsellor did then, as the client tells it",
        "How it was for the counsellor, as far as the client knows",
    ]
    assert "the client guesses" in found["The client’s telling"]
    assert "I guess" not in shown


def test_a_telling_whose_other_is_not_lent_says_nothing_of_it(cast: Cast) -> None:
    his, _hers = two_tellings(cast)
    _look, shown = lent(cast, his.id)
    [card] = cards(shown)
    assert list(tellings(card)) == ["The counsellor’s telling"]
    assert "told by both" not in shown


def test_ben_who_chooses_sees_whose_telling_each_is(cast: Cast) -> None:
    two_tellings(cast)
    says_yes(cast)
    shown = page(browser_of(cast.ben), "supervision-new", cast.case)
    labels = re.findall(r"<span>([^<]*(?:hurried|hurries)[^<]*)</span>", shown)
    assert sorted(each.rsplit(" · ", 1)[1] for each in labels) == ["Ana’s telling", "Your telling"]


@pytest.mark.parametrize("named", [True, False])
def test_of_a_moment_with_ben_each_of_the_two_is_asked_who_did_it_by_name(
    cast: Cast, named: bool
) -> None:
    his, _hers = two_tellings(cast, named=named)
    to_ana = browser_of(cast.ana).get(reverse("episode", args=[his.id])).content.decode()
    assert "What Ben did then" in to_ana
    to_ben = browser_of(cast.ben).get(reverse("episode", args=[his.id])).content.decode()
    assert "What did I do then?" in to_ben
    assert "What I did then, as Ana tells it" in to_ben
    assert "Ana guesses" in to_ben
    assert "the other person do" not in to_ana + to_ben
