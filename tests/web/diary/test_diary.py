"""The diary, one episode in full, its versions, and who may read it."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Episode, Expected, Feeling, Impact, Word
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import THEN, Cast, browser_of, episode, person

STORY = "She asked. I said of course."


def seen(viewer: Viewer, name: str, *ids: UUID, query: str = "") -> str:
    answer = browser_of(viewer).get(reverse(name, args=ids) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def tell(cast: Cast, **more: object) -> Episode:
    told = episode(**more)
    actions.record(cast.ana, cast.case, told)
    return told


def test_the_diary_says_what_will_be_there_before_the_first_entry(cast: Cast) -> None:
    assert "Whatever you put down will stand here" in seen(cast.ana, "diary", cast.case)


def test_days_stand_under_their_months_newest_first(cast: Cast) -> None:
    for day in (datetime(2026, 1, 30, 9, tzinfo=UTC), datetime(2026, 2, 3, 9, tzinfo=UTC)):
        tell(cast, at=day)
    shown = seen(cast.ana, "diary", cast.case)
    order = [
        shown.index(each) for each in ("February 2026", "Tuesday 3", "January 2026", "Friday 30")
    ]
    assert order == sorted(order)


def test_under_its_day_a_row_says_the_hour_and_not_the_day_again(cast: Cast) -> None:
    tell(cast, at=datetime(2026, 2, 3, 9, 40, tzinfo=UTC))
    shown = seen(cast.ana, "diary", cast.case)
    assert "<span>09:40</span>" in shown
    assert "3 February" not in shown


def test_a_page_of_the_diary_holds_thirty_and_stays_small(cast: Cast) -> None:
    for number in range(45):
        tell(cast, at=THEN + timedelta(hours=number), story="She said this and I said that. " * 40)
    first = seen(cast.ana, "diary", cast.case)
    second = seen(cast.ana, "diary", cast.case, query="?page=2")
    assert (first.count('class="row"'), second.count('class="row"')) == (30, 15)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert len(first.encode()) < 60_000


@pytest.mark.parametrize("number", ["0", "-1", "999999", "x", ""])
def test_a_page_number_that_is_none_leads_to_a_page(cast: Cast, number: str) -> None:
    tell(cast)
    assert STORY in seen(cast.ana, "diary", cast.case, query=f"?page={number}")


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
    shown = seen(cast.ana, "episode", told.id)
    for words in (
        "Mara", STORY, "7 of 10", "underneath", "I gave in", ">bad<", "0 of 10", "9 of 10",
        "As somebody who always can.", "Pleased, I think.", "70 in 100", "A sigh.", "yielding",
    ):  # fmt: skip
        assert words in shown, words


def test_zero_is_an_answer_none_of_these_is_one_and_not_asked_is_left_out(cast: Cast) -> None:
    told = tell(cast, authenticity=0, i_did=())
    shown = seen(cast.ana, "episode", told.id)
    assert "0 of 10" in shown
    assert "none of these" in shown
    assert "worth was at stake" not in shown


def test_words_are_shown_in_full_and_never_as_markup(cast: Cast) -> None:
    story = "One.\n\nTwo <b>bold</b>. " + "long " * 2000 + "end."
    shown = seen(cast.ana, "episode", tell(cast, story=story).id)
    assert "<p>One.</p>" in shown
    assert "&lt;b&gt;bold" in shown
    assert "end.</p>" in shown


def test_a_private_episode_says_so_and_offers_to_share(cast: Cast) -> None:
    shown = seen(cast.ana, "episode", tell(cast).id)
    assert "Private to you" in shown
    assert "Share with Ben" in shown


def test_sharing_says_beforehand_who_and_which_words_go_along(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    actions.word(
        cast.ana, cast.case, Word(list="behaviour", code="vanish", label="Vanishing", old=True)
    )
    told = tell(cast, person=mara.id, i_did=("vanish",))
    for name in ("episode", "share"):
        shown = seen(cast.ana, name, told.id)
        assert "who Mara is" in shown
        assert "“Vanishing”" in shown


def test_what_is_known_already_is_not_said_to_go_along(cast: Cast) -> None:
    mara = person("Mara", visibility="shared")
    actions.record(cast.ana, cast.case, mara)
    for name in ("episode", "share"):
        shown = seen(cast.ana, name, tell(cast, person=mara.id).id)
        assert "who Mara is" not in shown.replace("can still see who Mara is", "")


def test_ana_shares_and_takes_back_and_is_told_what_cannot_be_undone(cast: Cast) -> None:
    told, browser = tell(cast), browser_of(cast.ana)
    answer = browser.post(reverse("share", args=[told.id]))
    assert (answer.status_code, answer["Location"]) == (303, reverse("episode", args=[told.id]))
    assert STORY in seen(cast.ben, "episode", told.id)
    shown = seen(cast.ana, "episode", told.id)
    assert "what was read before cannot be unread" in shown
    browser.post(reverse("unshare", args=[told.id]))
    assert browser_of(cast.ben).get(reverse("episode", args=[told.id])).status_code == 404


def test_ben_reads_what_is_shared_and_can_change_nothing_of_it(cast: Cast) -> None:
    told = tell(cast, visibility="shared", i_did=("pleasing",))
    shown = seen(cast.ben, "episode", told.id)
    assert STORY in shown
    assert "What did Ana do?" in shown
    for name in ("episode-edit", "delete", "unshare"):
        assert reverse(name, args=[told.id]) not in shown


def test_what_ben_wrote_is_marked_as_his(cast: Cast) -> None:
    told = episode("Ana looked away.", author="counsellor", visibility="shared", place="room")
    actions.record(cast.ben, cast.case, told)
    assert "Ben wrote this for the two of you" in seen(cast.ana, "episode", told.id)


def test_the_title_of_an_episode_names_nobody(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    shown = seen(cast.ana, "episode", tell(cast, person=mara.id).id)
    assert re.findall("<title>(.*)</title>", shown) == ["What happened"]


def test_deleting_asks_first_and_the_next_page_offers_undo(cast: Cast) -> None:
    told, browser = tell(cast), browser_of(cast.ana)
    assert "Delete this?" in seen(cast.ana, "delete", told.id)
    after = browser.post(reverse("delete", args=[told.id]), follow=True)
    shown = after.content.decode()
    assert "Undo" in shown
    assert STORY not in shown
    back = browser.post(reverse("put-back", args=[told.id]), follow=True)
    assert STORY in back.content.decode()


def test_the_list_of_the_deleted_puts_back_and_erases_for_good(cast: Cast) -> None:
    told, browser = tell(cast), browser_of(cast.ana)
    browser.post(reverse("delete", args=[told.id]))
    assert STORY in seen(cast.ana, "deleted", cast.case)
    assert STORY not in seen(cast.ben, "deleted", cast.case)
    assert "cannot be undone" in seen(cast.ana, "erase", told.id)
    browser.post(reverse("erase", args=[told.id]))
    assert STORY not in seen(cast.ana, "deleted", cast.case)
    assert browser.get(reverse("erase", args=[told.id])).status_code == 404


def test_versions_tell_field_by_field_what_was_and_what_is(cast: Cast) -> None:
    told = tell(cast, valence=-2)
    better = replace(told, story="She asked. I said no.", valence=2)
    actions.revise(cast.ana, cast.case, better, based_on=1)
    shown = seen(cast.ana, "versions", told.id)
    assert f"<del>{STORY}</del>" in shown
    assert "<ins>She asked. I said no.</ins>" in shown
    assert "<del>bad</del>" in shown
    assert "<ins>good</ins>" in shown
    assert "First written." in shown


def test_ben_never_sees_a_version_from_when_it_was_private(cast: Cast) -> None:
    told = tell(cast, story="What she first wrote.")
    shared = replace(told, story="What she shares.", visibility="shared")
    actions.revise(cast.ana, cast.case, shared, based_on=1)
    shown = seen(cast.ben, "versions", told.id)
    assert "What she shares." in shown or "First written." in shown
    assert "What she first wrote." not in shown


def test_who_read_what_tells_ana_what_ben_opened_and_when(cast: Cast) -> None:
    told = tell(cast, visibility="shared")
    tell(cast, story="Only mine.")
    queries.open_entry(cast.ben, told.id)
    shown = seen(cast.ana, "seen", cast.case)
    assert "Ben read 1 thing you shared" in shown
    assert STORY in shown
    assert "You wrote down 2 things that happened" in shown


def test_ben_who_reads_one_episode_is_not_said_to_have_read_them_all(cast: Cast) -> None:
    told = tell(cast, visibility="shared")
    tell(cast, story="Shared, and not opened yet.", visibility="shared")
    seen(cast.ben, "episode", told.id)
    assert "Ben read 1 thing you shared" in seen(cast.ana, "seen", cast.case)


def test_who_read_what_tells_ben_nothing_of_what_is_private(cast: Cast) -> None:
    tell(cast, story="Only mine.")
    shown = seen(cast.ben, "seen", cast.case)
    assert "that happened" not in shown
    assert "Only mine." not in shown


def test_taking_it_along_warns_first_and_then_gives_the_whole_file(cast: Cast) -> None:
    from relating.case import read

    told, browser = tell(cast), browser_of(cast.ana)
    assert "not sealed" in seen(cast.ana, "export", cast.case)
    answer = browser.post(reverse("export", args=[cast.case]))
    assert re.fullmatch(
        r'attachment; filename="export-\d{4}-\d\d-\d\d\.json"', answer["Content-Disposition"]
    )
    assert read(answer.content).entries == (told,)


def test_the_clients_own_pages_are_not_the_counsellors(cast: Cast) -> None:
    for name in ("more", "ways"):
        assert browser_of(cast.ben).get(reverse(name, args=[cast.case])).status_code == 404
        assert "Sign out" in seen(cast.ana, "more", cast.case)


def test_my_ways_says_not_yet_instead_of_showing_an_empty_list(cast: Cast) -> None:
    assert "Not yet" in seen(cast.ana, "ways", cast.case)


def test_a_client_who_has_no_name_of_her_own_here_is_called_as_the_case_is(cast: Cast) -> None:
    from relating.people.models import User

    User.objects.filter(pk=cast.ana.id).update(called="")
    tell(cast, visibility="shared")
    assert "Ana wrote down something that happened" in seen(cast.ben, "seen", cast.case)
