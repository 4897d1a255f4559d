"""Any entry: shared, taken back, deleted, put back, told in its versions, taken along."""

import re
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Answer, Dip, read
from relating.journal import actions, queries
from tests.access.kinds import Around, By, made
from tests.cast import Cast, agree, browser_of, page_of, person, tell
from tests.sure import as_a

STORY = "She asked. I said of course."


def test_ana_shares_and_takes_back_and_is_told_what_cannot_be_undone(cast: Cast) -> None:
    told, browser = tell(cast), browser_of(cast.ana)
    answer = browser.post(reverse("share", args=[told.id]))
    assert (answer.status_code, answer["Location"]) == (303, reverse("episode", args=[told.id]))
    assert STORY in page_of(cast.ben, "episode", told.id)
    shown = page_of(cast.ana, "episode", told.id)
    assert "what was read before cannot be unread" in shown
    browser.post(reverse("unshare", args=[told.id]))
    assert browser_of(cast.ben).get(reverse("episode", args=[told.id])).status_code == 404


def test_the_question_met_again_by_back_says_that_it_was_done_and_offers_no_button(
    cast: Cast,
) -> None:
    told, browser = tell(cast), browser_of(cast.ana)
    asked = (("share", "You share this with Ben already"), ("unshare", "This is private to you"))
    for act, already in asked:
        address = f'action="{reverse(act, args=[told.id])}"'
        before = page_of(cast.ana, act, told.id)
        assert address in before
        assert already not in before
        browser.post(reverse(act, args=[told.id]))
        after = page_of(cast.ana, act, told.id)
        assert already in after
        assert address not in after
        assert f'href="{reverse("episode", args=[told.id])}"' in after


def test_deleting_asks_first_and_the_next_page_offers_undo(cast: Cast) -> None:
    told, browser = tell(cast), browser_of(cast.ana)
    assert "Delete this?" in page_of(cast.ana, "delete", told.id)
    after = browser.post(reverse("delete", args=[told.id]), follow=True)
    shown = after.content.decode()
    assert "Undo" in shown
    assert STORY not in shown
    back = browser.post(reverse("put-back", args=[told.id]), follow=True)
    assert STORY in back.content.decode()


def test_the_list_of_the_deleted_puts_back_and_erases_for_good(cast: Cast) -> None:
    told, browser = tell(cast), browser_of(cast.ana)
    browser.post(reverse("delete", args=[told.id]))
    assert STORY in page_of(cast.ana, "deleted", cast.case)
    assert STORY not in page_of(cast.ben, "deleted", cast.case)
    assert "cannot be undone" in page_of(cast.ana, "erase", told.id)
    browser.post(reverse("erase", args=[told.id]))
    assert STORY not in page_of(cast.ana, "deleted", cast.case)
    assert browser.get(reverse("erase", args=[told.id])).status_code == 404


def test_versions_tell_field_by_field_what_was_and_what_is(cast: Cast) -> None:
    told = tell(cast, valence=-2)
    better = replace(told, story="She asked. I said no.", valence=2)
    actions.revise(cast.ana, cast.case, better, based_on=1)
    shown = page_of(cast.ana, "versions", told.id)
    assert f"<del>{STORY}</del>" in shown
    assert "<ins>She asked. I said no.</ins>" in shown
    assert "<del>bad</del>" in shown
    assert "<ins>good</ins>" in shown
    assert "First written." in shown


def test_versions_say_what_was_chosen_in_the_words_that_were_chosen_from(cast: Cast) -> None:
    own = By("client", "private")
    answer = made("answer", own, Around(hour=uuid4()), lambda: "Hm.")
    dip = made("dip", own, Around(hour=uuid4()), lambda: "Hm.")
    for first, then, was, now in (
        (
            replace(as_a(Answer, answer), resonance="not_really"),
            replace(as_a(Answer, answer), resonance="partly"),
            "Not really",
            "Partly",
        ),
        (
            replace(as_a(Dip, dip), rupture="not_sure", mended="no", mended_session=None),
            replace(as_a(Dip, dip), rupture="not_sure", mended="yes"),
            "Not yet",
            "Yes",
        ),
    ):
        row = actions.record(cast.ana, cast.case, first).id
        actions.revise(cast.ana, cast.case, then, based_on=1)
        shown = page_of(cast.ana, "versions", row)
        assert f"<del>{was}</del>" in shown
        assert f"<ins>{now}</ins>" in shown
        assert not {"not_really", "not_sure", "Resonance", "Mended"} & {*re.findall(r"\w+", shown)}


def test_ben_never_sees_a_version_from_when_it_was_private(cast: Cast) -> None:
    told = tell(cast, "What she first wrote.")
    shared = replace(told, story="What she shares.", visibility="shared")
    actions.revise(cast.ana, cast.case, shared, based_on=1)
    shown = page_of(cast.ben, "versions", told.id)
    assert "What she shares." in shown or "First written." in shown
    assert "What she first wrote." not in shown


def test_taking_it_along_warns_first_and_then_gives_the_whole_file(cast: Cast) -> None:
    told, browser = tell(cast), browser_of(cast.ana)
    assert "not sealed" in page_of(cast.ana, "export", cast.case)
    answer = browser.post(reverse("export", args=[cast.case]))
    assert re.fullmatch(
        r'attachment; filename="export-\d{4}-\d\d-\d\d\.json"', answer["Content-Disposition"]
    )
    assert read(answer.content).entries == (told,)


def test_ben_finds_the_door_in_the_rail_and_takes_what_he_may_read_without_his_notes(
    cast: Cast,
) -> None:
    shared, browser = tell(cast, visibility="shared"), browser_of(cast.ben)
    tell(cast, "Nobody reads this.")
    browser.post(
        reverse("note-new", args=[cast.case]), {"id": uuid4(), "based_on": 0, "text": "Tired."}
    )
    door = reverse("export", args=[cast.case])
    assert f'href="{door}"' in page_of(cast.ben, "sessions", cast.case)
    assert "Your notes stay behind" in page_of(cast.ben, "export", cast.case)
    answer = browser.post(door)
    assert shared.story in answer.content.decode()
    assert "Nobody reads this." not in answer.content.decode()
    assert "Tired." not in answer.content.decode()
    assert "Ben took a copy along" in page_of(cast.ana, "seen", cast.case)
    agree(cast.case, cast.ana, cast.ben, sent=True)
    assert f'href="{door}"' not in page_of(cast.ben, "sessions", cast.case)
    assert browser.get(door).status_code == browser.post(door).status_code == 404


def test_a_version_in_which_ben_may_read_nothing_new_has_no_row_for_him(cast: Cast) -> None:
    mara = person(visibility="shared", recorded_at=timezone.now().replace(microsecond=0))
    actions.record(cast.ana, cast.case, mara)
    row = queries.open_case(cast.ana, cast.case).person_row(mara.id)
    before = page_of(cast.ben, "versions", row)
    actions.write(cast.ana, cast.case, replace(mara, unsafe=True), actions.LATEST)
    after = page_of(cast.ben, "versions", row)
    assert after.count('id="v') == before.count('id="v') == 1
    assert "as it is now" in after
    for shown in (after, page_of(cast.ana, "versions", row)):
        assert "deleted or put back" not in shown
        assert "safe" not in shown.split("<ol")[1].split("</ol>")[0]
    actions.write(cast.ana, cast.case, replace(mara, alias="M.", unsafe=True), actions.LATEST)
    assert "<del>Mara</del>" in page_of(cast.ben, "versions", row)
