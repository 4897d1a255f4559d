"""Something happened: from a form to an episode and back, exactly once, nothing lost."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from uuid import UUID, uuid4

import pytest
from django.forms import MultipleChoiceField
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from relating.case import DEFAULTS, Episode, Expected, Feeling, Impact, Place, Word
from relating.journal import actions, queries
from relating.people.models import User
from relating.web.episodes.form_to_entry import initial, plain
from relating.web.episodes.forms import EpisodeForm
from relating.web.voice.episode import felt
from tests.cast import PASSPHRASE, Cast, Response, browser_of, episode, person
from tests.sure import as_a

SIXTY = 60_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def filled_in(form: EpisodeForm, **answers: Any) -> QueryDict:
    """What a browser sends for a form, with these answers in it."""
    sent = QueryDict(mutable=True)
    for name in dict.fromkeys((*form.fields, *answers)):
        value = answers[name] if name in answers else form[name].value()
        if isinstance(form.fields.get(name), MultipleChoiceField):
            value = value or []
        several = value if isinstance(value, list) else [value]
        sent.setlist(name, [plain(each) for each in several])
    return sent


def page_of(browser: Client, case: UUID) -> Response:
    return browser.get(reverse("episode-new", args=[case]))


def answers_of(page: Response, **answers: Any) -> dict[str, Any]:
    """What a browser sends for a page that was shown, with these answers in it."""
    return dict(filled_in(page.context["form"], **answers).lists())


def tell(browser: Client, case: UUID, **answers: Any) -> Response:
    page = page_of(browser, case)
    return browser.post(reverse("episode-new", args=[case]), answers_of(page, **answers))


def told(cast: Cast) -> Episode:
    return queries.open_case(cast.ana, cast.case).episodes[0]


def names(opened: queries.OpenCase) -> list[str]:
    return sorted(each.alias for each in opened.people.values())


# From a form to an episode and back ------------------------------------------------------------

moments = st.integers(-600_000_000_000_000, 3_600_000_000_000_000).map(
    lambda microseconds: EPOCH + timedelta(microseconds=microseconds)
)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"))
sides = st.floats(-1, 1)
tens = st.none() | st.integers(0, 10)


def codes(*lists: str) -> st.SearchStrategy[tuple[str, ...] | None]:
    known = [term.code for name in lists for term in DEFAULTS.terms(name)]
    return st.none() | st.lists(st.sampled_from([*known, "own_1"]), max_size=5).map(tuple)


@st.composite
def whole_episodes(draw: st.DrawFn) -> Episode:
    place = draw(st.sampled_from(get_args(Place)))
    past = place == "past"
    felt = st.builds(
        Feeling,
        code=st.sampled_from([term.code for term in DEFAULTS.terms("feeling")]),
        intensity=tens,
        after=tens,
        layer=st.sampled_from([None, "primary", "covering"]),
    )
    impacts = st.builds(Impact, text=texts, source=st.sampled_from(["guessed", "asked", "told"]))
    chances = st.none() | st.integers(0, 100)
    feared = st.sampled_from([None, "criticised", "own_2"])
    return Episode(
        id=uuid4(),
        author="client",
        visibility=draw(st.sampled_from(["private", "shared"])),
        recorded_at=draw(moments),
        at=draw(st.none() | moments) if past else draw(moments),
        age=draw(st.none() | st.integers(0, 120)) if past else None,
        place=place,
        session=draw(st.none() | st.uuids()),
        person=draw(st.sampled_from([None, "p1"])),
        story=draw(texts),
        wish=draw(codes("wish")),
        other_did=draw(codes("other_did")),
        feelings=draw(st.none() | st.lists(felt, max_size=4).map(tuple)),
        i_did=draw(codes("behaviour", "new")),
        self_treatment=draw(codes("self_treatment")),
        ended=draw(st.sampled_from([None, "i_gave_in", "own_3"])),
        valence=draw(st.none() | st.integers(-3, 3)),
        other_position=draw(st.none() | st.tuples(sides, sides)),
        my_position=draw(st.none() | st.tuples(sides, sides)),
        awareness=draw(st.none() | st.integers(0, 5)),
        authenticity=draw(tens),
        worth_at_stake=draw(tens),
        seen_as=draw(st.none() | texts),
        impact=draw(st.none() | impacts),
        plan=draw(st.none() | st.uuids()),
        expected=draw(
            st.none() | st.builds(Expected, other_did=feared, chance=chances, words=texts)
        ),
        need=draw(codes("need")),
        how_met=draw(codes("how_met")),
        rather=draw(st.none() | texts),
        unsaid=draw(st.none() | texts),
        something_new=draw(st.none() | st.booleans()),
        joke=draw(st.sampled_from([None, "connecting", "covering", "needed"])),
        protects_from=draw(codes("protects_from")),
        cost=draw(codes("cost")),
        place_context=draw(st.sampled_from([None, "home", "own_4"])),
        confidence_before=draw(tens),
        confidence_after=draw(tens),
        landed=draw(st.none() | texts),
        swapped=draw(st.none() | st.booleans()),
        alone=draw(st.none() | st.booleans()),
        zone=draw(st.sampled_from([None, "Europe/Lisbon", "Pacific/Kiritimati", "No/Where"])),
    )


@pytest.fixture
def opened(cast: Cast) -> queries.OpenCase:
    return queries.open_case(cast.ana, cast.case)


def test_an_episode_comes_back_from_the_form_as_it_went_in(opened: queries.OpenCase) -> None:
    @given(whole_episodes())
    def there_and_back(before: Episode) -> None:
        now = datetime(2026, 3, 3, 14, 20, tzinfo=UTC)
        shown = EpisodeForm(None, opened, now, before, 1)
        sent = EpisodeForm(filled_in(shown), opened, now, before, 1)
        assert sent.is_valid(), sent.errors
        assert sent.episode == before

    there_and_back()


def test_a_form_that_was_not_touched_asked_nothing(opened: queries.OpenCase, now: datetime) -> None:
    shown = EpisodeForm(None, opened, now)
    sent = EpisodeForm(filled_in(shown), opened, now)
    assert sent.is_valid()
    empty = Episode(
        id=sent.episode.id,
        author="client",
        visibility="private",
        recorded_at=now,
        at=now,
        place="life",
    )
    assert sent.episode == empty


def test_what_was_chosen_once_and_is_taken_back_was_asked_and_none(
    opened: queries.OpenCase, now: datetime
) -> None:
    before = episode(wish=("close",), feelings=None)
    shown = EpisodeForm(None, opened, now, before, 1)
    sent = EpisodeForm(filled_in(shown, wish=[]), opened, now, before, 1)
    assert sent.is_valid()
    assert (sent.episode.wish, sent.episode.feelings) == ((), None)


def test_a_memory_from_back_then_needs_an_age_only_if_it_is_known(
    opened: queries.OpenCase, now: datetime
) -> None:
    shown = EpisodeForm(None, opened, now)
    sent = EpisodeForm(filled_in(shown, place="past", age=9), opened, now)
    assert sent.is_valid()
    assert (sent.episode.place, sent.episode.age, sent.episode.at) == ("past", 9, None)


def test_the_shown_answers_are_those_of_the_episode() -> None:
    shown = initial(episode(i_did=("say_no", "pleasing")), DEFAULTS)
    assert (shown["old_ways"], shown["new_ways"]) == (["pleasing"], ["say_no"])


# Ana tells something ---------------------------------------------------------------------------


def test_when_alone_is_enough_and_it_stays_private(cast: Cast) -> None:
    answer = tell(browser_of(cast.ana), cast.case)
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


def test_someone_new_is_nobody_as_long_as_nothing_is_said_of_them(cast: Cast) -> None:
    tell(browser_of(cast.ana), cast.case, person="new")
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
    answers = answers_of(page_of(browser, cast.case))
    address = reverse("episode-new", args=[cast.case])
    answer = browser.post(address, answers, headers={"Accept": "application/json"})
    assert json.loads(answer.content) == {"next": reverse("episode", args=[told(cast).id])}


OF_DANGER = ({"self_treatment": ["body"]}, {"self_treatment": ["not_alive"]}, {"ended": "unsafe"})
DARK = "I want to die. I cut my body. He hit me and it was not safe. Suicide. Help me now."


@pytest.mark.parametrize("chosen", OF_DANGER)
def test_what_she_chose_of_danger_opens_whom_to_call_before_anything_else(
    cast: Cast, chosen: dict[str, Any]
) -> None:
    browser = browser_of(cast.ana)
    answer = tell(browser, cast.case, story="Quiet words.", **chosen)
    pause = reverse("pause", args=[cast.case])
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{pause}?of={told(cast).id}")
    page = browser.get(answer.headers["Location"]).content.decode()
    assert page.index("Are you safe right now?") < page.index("What you wrote is kept")
    assert "Quiet words" not in page


def test_a_page_with_scripts_is_led_there_too(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    answers = answers_of(page_of(browser, cast.case), story="x", ended="unsafe")
    address = reverse("episode-new", args=[cast.case])
    answer = browser.post(address, answers, headers={"Accept": "application/json"})
    pause = reverse("pause", args=[cast.case])
    assert json.loads(answer.content) == {"next": f"{pause}?of={told(cast).id}"}


def test_telling_it_later_opens_it_as_well(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    tell(browser, cast.case, story="x")
    address = reverse("episode-edit", args=[told(cast).id])
    answers = answers_of(browser.get(address), self_treatment=["body"])
    answer = browser.post(address, answers)
    assert answer.headers["Location"].startswith(reverse("pause", args=[cast.case]))


@pytest.mark.parametrize("code", ["st_attack", "st_blame", "st_love"])
def test_her_words_are_never_read_and_being_cruel_to_herself_opens_nothing(
    cast: Cast, code: str
) -> None:
    browser = browser_of(cast.ana)
    answer = tell(browser, cast.case, story=DARK, seen_as=DARK, self_treatment=[code])
    assert answer.headers["Location"] == reverse("episode", args=[told(cast).id])
    assert "Are you safe" not in browser.get(answer.headers["Location"]).content.decode()


def test_to_ben_it_is_never_opened(cast: Cast) -> None:
    browser = browser_of(cast.ben)
    for chosen in ({}, *OF_DANGER):
        answer = tell(browser, cast.case, story=DARK, **chosen)
        assert "/pause/" not in answer.headers.get("Location", "")


def test_the_words_of_danger_are_there_to_see_and_do_not_move_to_the_front(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    codes = [each.code for each in DEFAULTS.terms("self_treatment")]
    for _ in range(3):
        tell(browser, cast.case, self_treatment=["not_alive", "st_free"])
    chips = page_of(browser, cast.case).context["form"].chips["self_treatment"]
    first = [each.code for each in chips.first]
    assert first[0] == "st_free"
    assert [each for each in first if each != "st_free"] == [c for c in codes if c != "st_free"]


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


# Ana tells it better ---------------------------------------------------------------------------


@pytest.fixture
def before(cast: Cast) -> Episode:
    kept = episode("First words", valence=-1, plan=uuid4())
    actions.record(cast.ana, cast.case, kept)
    return kept


def test_a_better_telling_is_a_new_version_and_keeps_what_the_form_does_not_ask(
    cast: Cast, before: Episode
) -> None:
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[before.id])
    browser.post(edit, answers_of(browser.get(edit), story="Better words"))
    assert told(cast) == replace(before, story="Better words")


# What they did first, and then ------------------------------------------------------------------


def test_what_they_did_first_and_what_they_did_then_are_two_answers(cast: Cast) -> None:
    tell(browser_of(cast.ana), cast.case, other_did=["criticised"], other_then=["warm"])
    assert (told(cast).other_did, told(cast).other_then) == (("criticised",), ("warm",))
    assert told(cast).order is None


@pytest.fixture
def open_order(cast: Cast) -> Episode:
    """Told before anybody was asked what came first."""
    kept = episode("First words", other_did=("criticised",), order="unknown")
    actions.record(cast.ana, cast.case, kept)
    return kept


@pytest.mark.parametrize(
    ("answers", "order"),
    [
        ({"story": "Better words"}, "unknown"),
        ({"came_first": "1"}, None),
        ({"other_did": ["warm"]}, None),
        ({"other_then": ["warm"]}, None),
    ],
)
def test_the_order_stays_open_until_somebody_says_what_came_first(
    cast: Cast, open_order: Episode, answers: dict[str, Any], order: str | None
) -> None:
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[open_order.id])
    page = browser.get(edit)
    assert b"Yes, this came first." in page.content
    browser.post(edit, answers_of(page, **answers))
    assert told(cast).order == order


def test_where_the_order_is_known_nobody_is_asked(cast: Cast, before: Episode) -> None:
    page = browser_of(cast.ana).get(reverse("episode-edit", args=[before.id]))
    assert b"Yes, this came first." not in page.content


def test_of_two_versions_one_that_knows_the_order_is_enough(
    cast: Cast, open_order: Episode
) -> None:
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[open_order.id])
    answers = answers_of(browser.get(edit), came_first="1", story="Mine")
    actions.revise(cast.ana, cast.case, replace(open_order, story="Theirs"), 1)
    page = browser.post(edit, answers)
    browser.post(page.context["action"], settled(page))
    assert (told(cast).story, told(cast).order) == ("Theirs\n\nMine", None)


def conflict_page(cast: Cast, before: Episode, mine: str) -> tuple[Client, Response]:
    """Ana changes an episode in one window while she has it open in another."""
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[before.id])
    answers = answers_of(browser.get(edit), story=mine)
    actions.revise(cast.ana, cast.case, replace(before, story="Theirs", valence=2), 1)
    return browser, browser.post(edit, answers)


def settled(page: Response, **chosen: str) -> dict[str, Any]:
    """What a browser sends for the page with both versions."""
    sent: dict[str, Any] = {}
    for name, value in page.context["carried"]:
        sent.setdefault(name, []).append(value)
    keeps = {f"keep_{each.name}": each.keep for each in page.context["differences"]}
    return (
        sent | {"fresh": page.context["fresh"], "settled": page.context["origin"]} | keeps | chosen
    )


def test_two_windows_end_in_both_versions_side_by_side(cast: Cast, before: Episode) -> None:
    _, page = conflict_page(cast, before, "Mine")
    assert page.status_code == 409
    found = {each.name: (each.mine, each.theirs, each.keep) for each in page.context["differences"]}
    assert found == {
        "story": ("Mine", "Theirs", "both"),
        "valence": ("not good", "good", "theirs"),
    }
    assert told(cast).story == "Theirs"


def test_choosing_saves_on_top_of_the_newest_and_loses_nothing(cast: Cast, before: Episode) -> None:
    browser, page = conflict_page(cast, before, "Mine")
    assert browser.post(page.context["action"], settled(page)).status_code == 303
    assert (told(cast).story, told(cast).valence, told(cast).plan) == (
        "Theirs\n\nMine",
        2,
        before.plan,
    )
    earlier = [as_a(Episode, each.content).story for each in queries.history(cast.ana, before.id)]
    assert earlier == ["Theirs\n\nMine", "Theirs", "First words"]


def test_mine_can_be_kept_in_every_answer(cast: Cast, before: Episode) -> None:
    browser, page = conflict_page(cast, before, "Mine")
    sent = settled(page, keep_story="mine", keep_valence="mine")
    browser.post(page.context["action"], sent)
    assert (told(cast).story, told(cast).valence) == ("Mine", -1)


def test_a_third_window_is_a_conflict_again(cast: Cast, before: Episode) -> None:
    browser, page = conflict_page(cast, before, "Mine")
    actions.revise(cast.ana, cast.case, replace(before, story="A third"), 2)
    again = browser.post(page.context["action"], settled(page))
    assert again.status_code == 409
    assert "A third" in again.content.decode()
    assert "Mine" in again.content.decode()


def test_what_was_deleted_meanwhile_can_be_put_back_with_the_new_words(
    cast: Cast, before: Episode
) -> None:
    browser, edit = browser_of(cast.ana), reverse("episode-edit", args=[before.id])
    answers = answers_of(browser.get(edit), story="Mine")
    actions.delete(cast.ana, before.id)
    page = browser.post(edit, answers)
    assert (page.status_code, page.context["deleted"]) == (409, True)
    assert queries.open_case(cast.ana, cast.case).episodes == ()
    browser.post(page.context["action"], settled(page, keep_story="mine"))
    assert told(cast) == replace(before, story="Mine")


def test_going_back_and_saving_something_else_shows_both(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    answers = answers_of(page_of(browser, cast.case), story="Saved")
    address = reverse("episode-new", args=[cast.case])
    browser.post(address, answers)
    page = browser.post(address, answers | {"story": "Thought over"})
    assert page.status_code == 409
    browser.post(page.context["action"], settled(page, keep_story="mine"))
    assert [each.story for each in queries.open_case(cast.ana, cast.case).episodes] == [
        "Thought over"
    ]


def test_ben_cannot_tell_ana_s_episode_better(cast: Cast, before: Episode) -> None:
    actions.share(cast.ana, before.id)
    edit = reverse("episode-edit", args=[before.id])
    assert browser_of(cast.ben).get(edit).status_code == 404
    assert browser_of(cast.ben).post(edit, {"story": "x"}).status_code == 404


# Ben adds something on Ana's behalf ------------------------------------------------------------


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
