"""Something happened: from a form to an episode and back, exactly once, nothing lost."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from relating.case import Feeling, Word
from relating.journal import actions, queries
from relating.people.models import User
from relating.web.voice.episode import felt
from tests.cast import PASSPHRASE, Cast, browser_of, episode, person
from tests.web.episodes.telling import (
    SIXTY,
    answers_of,
    names,
    page_of,
    tell,
    told,
)


def test_one_tap_is_enough_and_it_stays_private(cast: Cast) -> None:
    answer = tell(browser_of(cast.ana), cast.case, feelings=["sad"])
    assert answer.status_code == 303
    assert answer.headers["Location"] == reverse("episode", args=[told(cast).id])
    assert (told(cast).visibility, told(cast).author) == ("private", "client")
    assert queries.open_case(cast.ben, cast.case).episodes == ()


def test_sent_twice_it_is_there_once(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    answers = answers_of(
        page_of(browser, cast.case), story="Once", person="new", new_alias="Mara", own_new="Waiting"
    )
    for _ in range(2):
        assert browser.post(reverse("episode-new", args=[cast.case]), answers).status_code == 303
    opened = queries.open_case(cast.ana, cast.case)
    assert [each.story for each in opened.episodes] == ["Once"]
    assert names(opened) == ["Ben", "Mara"]
    assert {each.role for each in opened.people.values()} == {"counsellor", None}
    assert [each.label for each in opened.words] == ["Waiting"]


def test_someone_new_and_own_words_are_added_with_it_and_shared_with_it(cast: Cast) -> None:
    tell(
        browser_of(cast.ana),
        cast.case,
        person="new",
        new_alias="Mara",
        new_role="boss",
        own_behaviour="Vanishing",
        own_feeling="small",
        visibility="shared",
    )
    seen = queries.open_case(cast.ben, cast.case)
    (episode,) = seen.episodes
    assert seen.people[episode.person or ""].alias == "Mara"
    assert seen.vocabulary.label("behaviour", (episode.i_did or ("",))[0]) == "Vanishing"
    assert seen.vocabulary.label("feeling", (episode.feelings or ())[0].code) == "small"


def test_an_own_word_that_is_there_already_is_not_doubled(cast: Cast) -> None:
    tell(browser_of(cast.ana), cast.case, own_feeling="Ashamed ")
    assert [each.code for each in told(cast).feelings or ()] == ["ashamed"]
    assert queries.open_case(cast.ana, cast.case).words == ()


def test_a_second_own_word_does_not_rename_the_first(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    tell(browser, cast.case, own_feeling="small")
    edit = reverse("episode-edit", args=[told(cast).id])
    browser.post(edit, answers_of(browser.get(edit), own_feeling="far away"))
    opened = queries.open_case(cast.ana, cast.case)
    felt = [opened.vocabulary.label("feeling", each.code) for each in told(cast).feelings or ()]
    assert felt == ["small", "far away"]


def test_someone_new_without_a_name_is_called_by_who_they_are(cast: Cast) -> None:
    tell(browser_of(cast.ana), cast.case, person="new", new_role="boss")
    added = queries.open_case(cast.ana, cast.case).people[told(cast).person or ""]
    assert (added.alias, added.role) == ("Boss", "boss")


def test_with_nothing_at_all_one_thing_is_asked_for_and_one_is_enough(cast: Cast) -> None:
    browser, address = browser_of(cast.ana), reverse("episode-new", args=[cast.case])
    begun = browser.get(address)
    asked = browser.post(address, answers_of(begun, story="  ", place="room", person="new"))
    assert asked.status_code == 422
    assert "Tap one thing, or write a word." in asked.content.decode()
    assert queries.open_case(cast.ana, cast.case).episodes == ()
    assert browser.post(address, answers_of(asked, feelings=["sad"])).status_code == 303


def test_someone_new_is_nobody_as_long_as_nothing_is_said_of_them(cast: Cast) -> None:
    tell(browser_of(cast.ana), cast.case, person="new", feelings=["sad"])
    assert told(cast).person is None


def test_in_a_case_that_does_not_know_ben_he_becomes_a_person_when_he_is_chosen(
    cast: Cast,
) -> None:
    browser = browser_of(cast.ana)
    opened = queries.open_case(cast.ben, cast.case)
    actions.delete(cast.ben, opened.person_row(next(iter(opened.people))))
    for _ in range(2):
        face = page_of(browser, cast.case).context["form"].faces.first[0]
        assert face.name == "Ben"
        tell(browser, cast.case, place="room", person=face.id)
    opened = queries.open_case(cast.ana, cast.case)
    assert [(each.alias, each.role) for each in opened.people.values()] == [("Ben", "counsellor")]


@pytest.mark.parametrize(
    ("first", "end", "words"),
    [
        ("7", "4", "ashamed, 7, then 4 of 10"),
        ("7", "", "ashamed, 7 of 10"),
        ("", "0", "ashamed, 0 of 10 at the end"),
        ("", "", "ashamed"),
    ],
)
def test_how_strong_a_feeling_was_at_first_and_at_the_end_is_kept_and_said(
    cast: Cast, first: str, end: str, words: str
) -> None:
    browser = browser_of(cast.ana)
    said = {"feelings": ["ashamed"], "strength_ashamed": first, "after_ashamed": end}
    assert tell(browser, cast.case, **said, strength_sad="9", after_sad="9").status_code == 303
    (kept,) = told(cast).feelings or ()
    numbers = [int(each) if each else None for each in (first, end)]
    assert [kept.intensity, kept.after] == numbers
    vocabulary = queries.open_case(cast.ana, cast.case).vocabulary
    assert felt(kept, vocabulary) == words
    page = browser.get(reverse("episode", args=[told(cast).id])).content.decode()
    assert words in page
    form = browser.get(reverse("episode-edit", args=[told(cast).id])).content.decode()
    assert ('name="after_ashamed" value=' in form) is (end != "")


def test_a_number_beyond_ten_at_the_end_is_asked_again(cast: Cast) -> None:
    answer = tell(browser_of(cast.ana), cast.case, feelings=["ashamed"], after_ashamed="11")
    assert answer.status_code == 422
    assert 'name="after_ashamed" value="11"' in answer.content.decode()


def test_a_wrong_answer_brings_the_page_back_with_everything_typed(cast: Cast) -> None:
    answer = tell(
        browser_of(cast.ana),
        cast.case,
        date="",
        story="Ten to six <coat> on",
        person="new",
        new_alias="Mara",
        own_new="Waiting",
        feelings=["ashamed", "tender"],
        strength_ashamed=7,
        valence=-2,
        my_warmth=0.35,
        visibility="shared",
    )
    assert answer.status_code == 422
    form = answer.context["form"]
    kept = {name: form[name].value() for name in ("story", "new_alias", "own_new", "valence")}
    typed = {"story": "Ten to six <coat> on", "new_alias": "Mara", "own_new": "Waiting"}
    assert kept == typed | {"valence": "-2"}
    page = answer.content.decode()
    assert "Ten to six &lt;coat&gt; on" in page
    for sign in ('value="Mara"', 'value="Waiting"', 'name="strength_ashamed" value="7"', "0.35"):
        assert sign in page
    assert re.search(r'name="person" value="new" checked', page)
    assert re.search(r'name="visibility" value="shared"[^>]* checked', page)
    assert names(queries.open_case(cast.ana, cast.case)) == ["Ben"]


def test_a_page_with_scripts_learns_that_the_entry_was_received(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    answers = answers_of(page_of(browser, cast.case), story="Kept")
    address = reverse("episode-new", args=[cast.case])
    answer = browser.post(address, answers, headers={"Accept": "application/json"})
    assert json.loads(answer.content) == {"next": reverse("episode", args=[told(cast).id])}


def test_what_was_being_sent_when_the_sign_in_ran_out_is_in_the_page_again(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    page = page_of(browser, cast.case)
    answers = answers_of(page, story="Kept", person="new", new_alias="Mara", feelings=["sad"])
    browser.logout()
    address = reverse("episode-new", args=[cast.case])
    refused = browser.post(address, answers | {"writer": page.context["writer"]})
    assert refused.status_code == 401
    door = {"login": "ana", "password": PASSPHRASE, "kept": refused.context["kept"]}
    back = browser.post(reverse("sign-in"), door, follow=True)
    form = back.context["form"]
    assert [form[name].value() for name in ("story", "new_alias", "feelings")] == [
        "Kept",
        "Mara",
        ["sad"],
    ]
    assert str(form["id"].value()) == answers["id"][0]


def test_a_page_from_before_a_new_sign_in_loses_nothing(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get(pk=cast.ana.id))
    page = page_of(browser, cast.case)
    stale = answers_of(page, story="Kept", person="new", new_alias="Mara")
    stale |= {"writer": page.context["writer"], "csrfmiddlewaretoken": "x" * 64}
    refused = browser.post(reverse("episode-new", args=[cast.case]), stale)
    assert refused.status_code == 403
    assert "What you wrote is kept" in refused.content.decode()
    form = page_of(browser, cast.case).context["form"]
    assert [form[name].value() for name in ("story", "new_alias")] == ["Kept", "Mara"]
    assert queries.open_case(cast.ana, cast.case).episodes == ()


def test_a_page_that_is_not_ours_puts_nothing_into_a_form(cast: Cast) -> None:
    """Whoever writes carries a mark of their own; Carl's puts nothing into Ana's form."""
    browser, other = Client(enforce_csrf_checks=True), browser_of(cast.carl)
    browser.force_login(User.objects.get(pk=cast.ana.id))
    writer = page_of(other, cast.other_case).context["writer"]
    for mark in ("", writer):
        sent = {"story": "Not hers", "writer": mark, "csrfmiddlewaretoken": "x" * 64}
        refused = browser.post(reverse("episode-new", args=[cast.case]), sent)
        assert refused.status_code == 403
        assert "What you wrote is kept" not in refused.content.decode()
        assert page_of(browser, cast.case).context["form"]["story"].value() is None


def test_a_page_stays_small_with_thirty_people(cast: Cast) -> None:
    for number in range(30):
        actions.record(cast.ana, cast.case, person(f"Somebody {number}"))
    assert len(page_of(browser_of(cast.ana), cast.case).content) < SIXTY


def test_the_people_of_late_come_first(cast: Cast) -> None:
    people = [person(name) for name in ("Ada", "Bob", "Cyn")]
    for each in people:
        actions.record(cast.ana, cast.case, each)
    actions.record(cast.ana, cast.case, episode(person=people[2].id))
    form = page_of(browser_of(cast.ana), cast.case).context["form"]
    assert [face.name for face in form.faces.first] == ["Cyn", "Ada", "Ben", "Bob"]


def test_the_words_of_late_come_first(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode(i_did=("withdraw", "mend")))
    actions.record(cast.ana, cast.case, episode(feelings=(Feeling(code="free"),)))
    form = page_of(browser_of(cast.ana), cast.case).context["form"]
    assert form.chips["feelings"].first[0].code == "free"


def test_ben_adds_nothing_about_ana_s_life(cast: Cast) -> None:
    answer = tell(browser_of(cast.ben), cast.case, place="life")
    assert answer.status_code == 422


def test_ben_has_no_switch_between_private_and_shared(cast: Cast) -> None:
    page = page_of(browser_of(cast.ben), cast.case).content.decode()
    assert 'name="visibility"' not in page


def test_a_hidden_word_that_was_chosen_before_is_still_offered(cast: Cast) -> None:
    kept = episode(ended="i_gave_in")
    actions.record(cast.ana, cast.case, kept)
    actions.word(cast.ana, cast.case, Word(list="ended", code="i_gave_in", hidden=True))
    page = browser_of(cast.ana).get(reverse("episode-edit", args=[kept.id]))
    assert [chip.code for chip in page.context["form"].chips["ended"].first if chip.chosen] == [
        "i_gave_in"
    ]


def test_what_a_feeling_means_is_one_tap_away(cast: Cast) -> None:
    shown = page_of(browser_of(cast.ana), cast.case).content.decode()
    there = re.search(r'<a href="([^"]+)"[^>]*>\s*What they mean</a>', shown)
    assert there is not None
    words = browser_of(cast.ana).get(there[1]).content.decode()
    feelings = queries.open_case(cast.ana, cast.case).vocabulary.terms("feeling")
    said = [term.help for term in feelings if term.help]
    assert len(said) > 30
    assert all(escape(each) in words for each in said)
