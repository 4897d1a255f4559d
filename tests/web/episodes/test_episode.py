"""One episode in full: what was answered, who may read it, and what may be done with it."""

import re

from django.urls import reverse

from relating.case import Episode, Expected, Feeling, Impact
from relating.journal import actions
from tests.cast import Cast, episode, page_of, person, tell

STORY = "She asked. I said of course."


def full(who: str) -> Episode:
    """An episode in which everything was answered."""
    return episode(
        person=who,
        feelings=(Feeling(code="afraid", intensity=7, layer="primary"),),
        i_did=("pleasing",),
        other_did=("criticised",),
        ended="i_gave_in",
        valence=-2,
        awareness=1,
        authenticity=0,
        worth_at_stake=9,
        seen_as="As somebody who always can.",
        impact=Impact(text="Pleased, I think.", source="guessed"),
        expected=Expected(other_did="criticised", chance=70, words="A sigh."),
        my_position=(0.4, -0.6),
        something_new=False,
    )


def test_an_episode_shows_everything_that_was_answered(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    told = full(mara.id)
    actions.record(cast.ana, cast.case, told)
    shown = page_of(cast.ana, "episode", told.id)
    for words in (
        "Mara", STORY, "7 of 10", "underneath", "I gave in", ">bad<", "0 of 10", "9 of 10",
        "As somebody who always can.", "Pleased, I think.", "70 in 100", "A sigh.",
        "letting the other lead",
    ):  # fmt: skip
        assert words in shown, words


def test_zero_is_an_answer_none_of_these_is_one_and_not_asked_is_left_out(cast: Cast) -> None:
    told = tell(cast, authenticity=0, i_did=())
    shown = page_of(cast.ana, "episode", told.id)
    assert "0 of 10" in shown
    assert "none of these" in shown
    assert "worth was at stake" not in shown


def test_words_are_shown_in_full_and_never_as_markup(cast: Cast) -> None:
    story = "One.\n\nTwo <b>bold</b>. " + "long " * 2000 + "end."
    shown = page_of(cast.ana, "episode", tell(cast, story).id)
    assert "<p>One.</p>" in shown
    assert "&lt;b&gt;bold" in shown
    assert "end.</p>" in shown


def test_a_private_episode_says_so_and_offers_to_share(cast: Cast) -> None:
    shown = page_of(cast.ana, "episode", tell(cast).id)
    assert "Private to you" in shown
    assert "Share with Ben" in shown


def test_ben_reads_what_is_shared_and_can_change_nothing_of_it(cast: Cast) -> None:
    told = tell(cast, visibility="shared", i_did=("pleasing",))
    shown = page_of(cast.ben, "episode", told.id)
    assert STORY in shown
    assert "What did Ana do?" in shown
    for name in ("episode-edit", "delete", "unshare"):
        assert reverse(name, args=[told.id]) not in shown


def test_what_ben_wrote_is_marked_as_his(cast: Cast) -> None:
    told = episode("Ana looked away.", author="counsellor", visibility="shared", place="room")
    actions.record(cast.ben, cast.case, told)
    assert "Ben wrote this for the two of you" in page_of(cast.ana, "episode", told.id)


def test_the_title_of_an_episode_names_nobody(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    shown = page_of(cast.ana, "episode", tell(cast, person=mara.id).id)
    assert re.findall("<title>(.*)</title>", shown) == ["What happened"]
