"""A pause in a bad moment: calm, true about who knows, and telling nobody."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from relating import web
from relating.case import DEFAULTS, Agenda, Contact, Episode, Safety
from relating.engine.danger import OF_DANGER
from relating.installation import OwnLine
from relating.journal import actions, queries
from relating.people.models import Clinic
from relating.web.voice.help_lines import calls
from tests.cast import Cast, browser_of, episode, page_of, session, tell

TEMPLATES = Path(web.__file__).parent / "templates" / "web"
SECRET = "What nobody knows."
LINE = "Something I want to talk about next time"


@pytest.fixture(autouse=True)
def _in_britain(cast: Cast) -> None:
    Clinic.objects.update(country="GB")


def pause(cast: Cast, query: str = "") -> str:
    return page_of(cast.ana, "pause", cast.case, query=query)


def danger(cast: Cast, **more: object) -> Episode:
    """Something of danger that Ana tells."""
    return tell(cast, SECRET, **{"self_treatment": ("not_alive",), **more})


def post(cast: Cast, query: str = "", **sent: str) -> str:
    address = reverse("pause", args=[cast.case]) + query
    answer = browser_of(cast.ana).post(address, sent)
    assert answer.status_code == 303
    return answer.headers["Location"]


def agenda(cast: Cast) -> list[Agenda]:
    return list(queries.open_case(cast.ana, cast.case).all(Agenda))


def looked_at(cast: Cast, name: str) -> str:
    """A page of Ben's without what is new each time."""
    masked = r'name="(csrfmiddlewaretoken|writer|fresh|id)" value="[^"]*"|data-draft-key="[^"]*"'
    masked += r"|\d\d:\d\d(:\d\d(\.\d+)?)?"
    return re.sub(masked, "", page_of(cast.ben, name, cast.case))


# Who knows, and whom to call -------------------------------------------------------------------


def test_it_says_who_does_not_see_it_and_of_what_was_shared_who_can(cast: Cast) -> None:
    private, shared = danger(cast), danger(cast, visibility="shared")
    for query in ("", f"?of={private.id}", "?of=rubbish", "?of="):
        assert "Ben does not see this now." in pause(cast, query)
    told = pause(cast, f"?of={shared.id}")
    assert "Ben can read this; nobody reads it at once." in told
    assert "does not see this now" not in told


def test_it_is_there_again_and_there_when_what_was_saved_is_gone(cast: Cast) -> None:
    told = danger(cast)
    assert "Read it" in pause(cast, f"?of={told.id}")
    actions.delete(cast.ana, told.id)
    again = pause(cast, f"?of={told.id}")
    assert "Are you safe right now?" in again
    assert "Read it" not in again


def test_neither_its_address_nor_its_title_tells_why(cast: Cast) -> None:
    assert "<title>A pause</title>" in pause(cast)
    address = reverse("pause", args=[cast.case])
    assert not re.search(r"safe|danger|harm|risk|crisis|emergency|help", address)


def test_the_lines_of_the_country_call_and_so_does_whom_she_named_herself(cast: Cast) -> None:
    plan = Safety(
        id=queries.open_case(cast.ana, cast.case).ids.of_one("safety"),
        author="client",
        visibility="private",
        recorded_at=timezone.now(),
        people_to_call=(Contact(name="Lea", number="0117 496 0114"),),
        professionals_to_call=(Contact(number="0117 496 0150"),),
    )
    actions.record(cast.ana, cast.case, plan)
    told = re.findall(r'href="tel:([^"]+)"', pause(cast))
    assert told == ["999", "116123", "111", "01174960114", "01174960150"]


@override_settings(
    HELP_LINES=(OwnLine(name="Night line", number="020 7946 0123"), "Come to 3 High St")
)
def test_a_practice_with_lines_of_its_own_has_those(cast: Cast) -> None:
    shown = pause(cast)
    assert re.findall(r'href="tel:([^"]+)"', shown) == ["02079460123"]
    assert "Night line" in shown
    assert "Come to 3 High St" in shown


@override_settings(HELP_LINES=())
def test_where_no_line_is_known_it_says_so_plainly(cast: Cast) -> None:
    Clinic.objects.update(country="")
    assert "The emergency number of your country" in pause(cast)


def test_a_line_in_own_words_is_a_button_and_no_number_stands_beside_another_name() -> None:
    lines = ("Sam, 0117 496 0123, from 10 to 12", "Sam 0117 496 0123, Lea 0117 496 0114", "116 123")
    told = [(each.name, each.number, each.note) for each in calls(lines, "GB")]
    assert told == [
        ("Sam", "0117 496 0123", "from 10 to 12"),
        (lines[1], "0117 496 0123", ""),
        (lines[1], "0117 496 0114", ""),
        ("", "116 123", ""),
    ]


# Next time --------------------------------------------------------------------------------------


def test_one_tap_is_one_line_that_ben_can_read_and_that_tells_nothing(cast: Cast) -> None:
    told = danger(cast)
    before = [looked_at(cast, name) for name in ("case", "episodes", "people")]
    query = f"?of={told.id}"
    assert post(cast, query) == f"{reverse('pause', args=[cast.case])}{query}#next"
    (line,) = agenda(cast)
    assert (line.words, line.visibility, line.about) == (LINE, "shared", ())
    assert LINE in page_of(cast.ben, "agenda", cast.case)
    assert LINE in page_of(cast.ben, "prepare", cast.case)
    assert before[1:] == [looked_at(cast, name) for name in ("episodes", "people")]
    assert "Ben can read these words, and nothing of what you wrote or chose." in pause(cast, query)


def test_a_line_from_a_bad_moment_and_one_from_the_list_are_the_same_to_ben(cast: Cast) -> None:
    post(cast)
    from_here = [looked_at(cast, name) for name in ("case", "prepare", "agenda")]
    post(cast, undo="1")
    browser = browser_of(cast.ana)
    address = reverse("agenda", args=[cast.case])
    assert f">{LINE}</button>" in browser.get(address).content.decode()
    assert browser.post(address, {"next_time": "1"}).status_code == 303
    assert from_here == [looked_at(cast, name) for name in ("case", "prepare", "agenda")]
    assert f">{LINE}</button>" not in browser.get(address).content.decode()
    assert len(agenda(cast)) == 1
    assert "On your list for next time" in pause(cast)


def test_ben_cannot_put_it_down_in_her_name(cast: Cast) -> None:
    address = reverse("agenda", args=[cast.case])
    assert browser_of(cast.ben).post(address, {"next_time": "1"}).status_code == 404
    assert LINE not in page_of(cast.ben, "agenda", cast.case)


def test_it_stands_there_once_however_often_it_is_tapped(cast: Cast) -> None:
    danger(cast)
    for query in ("", "", "?of=x"):
        post(cast, query)
    assert len(agenda(cast)) == 1
    assert "Tell Ben next time" not in pause(cast)


def test_it_can_be_undone_and_done_again(cast: Cast) -> None:
    post(cast)
    post(cast, undo="1")
    post(cast, undo="1")
    assert agenda(cast) == []
    post(cast)
    assert len(agenda(cast)) == 1


def test_a_line_that_she_took_back_stays_private_when_it_is_tapped_once_more(cast: Cast) -> None:
    post(cast)
    (line,) = agenda(cast)
    actions.unshare(cast.ana, line.id)
    post(cast)
    assert [each.visibility for each in agenda(cast)] == ["private"]
    assert "Ben sees it only when you share it." in pause(cast)
    assert LINE not in page_of(cast.ben, "agenda", cast.case)


def test_after_the_two_have_met_there_can_be_another(cast: Cast) -> None:
    post(cast)
    actions.record(cast.ben, cast.case, session(timezone.now() - timedelta(minutes=1)))
    post(cast)
    assert len(agenda(cast)) == 2


# The way on, and the ways here --------------------------------------------------------------------


def test_it_leads_back_to_what_was_being_written_and_nowhere_else(cast: Cast) -> None:
    page = reverse("episode-new", args=[cast.case])
    assert f'href="{page}">I am safe, back to what I was writing' in pause(cast, f"?at={page}")
    for elsewhere in (
        "//evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\\evil",
        "x",
    ):
        assert "back to what I was writing" not in pause(cast, f"?at={elsewhere}")


CAPTURE = ("episode-new", "agenda", "safety-edit", "person-new")


@pytest.mark.parametrize("name", CAPTURE)
def test_wherever_she_writes_help_is_a_tap_away_and_she_may_stop(cast: Cast, name: str) -> None:
    told = page_of(cast.ana, name, cast.case)
    way = f"{reverse('pause', args=[cast.case])}?at={reverse(name, args=[cast.case])}"
    form = told[told.index("data-draft=") : told.rindex("</form>")]
    assert way in form
    assert form.count("data-keeps") >= 3
    assert "Find my feet, or stop" in form
    assert told.count("I need help now") == 1


@pytest.mark.parametrize("name", CAPTURE)
def test_wherever_she_writes_whom_to_call_is_on_the_page_already(cast: Cast, name: str) -> None:
    told = page_of(cast.ana, name, cast.case)
    card = told[told.index("data-here hidden") :].split("</section>")[0]
    assert re.findall(r'href="tel:([^"]+)"', card) == ["999", "116123", "111"]
    assert "Ben does not see this now." in card
    choices = re.findall(r'data-danger="([^"]+)"', told)[0].split()
    wanted = {f"{name}={code}" for name, codes in OF_DANGER.items() for code in codes}
    assert set(choices) == wanted


NOT_HERS = {"feedback/form", "notes/form", "patterns/share", "sessions/form", "supervision/form"}
NOT_HERS |= {"supervision/loan", "episodes/conflict", "room/take", "ways/between", "after/after"}
"""Forms that are kept on the device and are Ben's or Dov's, or stand on the screen of both; and two
versions side by side."""


def test_each_form_of_hers_that_is_kept_on_the_device_has_it() -> None:
    kept = {
        str(path.relative_to(TEMPLATES).with_suffix(""))
        for path in TEMPLATES.rglob("*.html")
        if '{% include "web/page/draft.html" %}' in path.read_text(encoding="utf-8")
        and '{% include "web/page/steady.html" %}' not in path.read_text(encoding="utf-8")
    }
    assert kept - {"page/kept-line"} == NOT_HERS


@pytest.mark.parametrize("name", ["episode-new", "agenda"])
def test_ben_has_none_of_it(cast: Cast, name: str) -> None:
    told = page_of(cast.ben, name, cast.case)
    assert "I need help now" not in told
    assert "Find my feet" not in told
    assert "/pause/" not in told


# Lists ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["case", "diary", "episodes"])
def test_its_first_words_lie_folded_in_every_list_of_hers(cast: Cast, name: str) -> None:
    told = danger(cast)
    shown = page_of(cast.ana, name, cast.case)
    assert SECRET not in shown
    assert "A hard moment" in shown
    assert reverse("episode", args=[told.id]) in shown
    assert SECRET in page_of(cast.ana, "episode", told.id)


@pytest.mark.parametrize("name", ["case", "episodes"])
def test_ben_finds_a_shared_one_folded_in_his_list(cast: Cast, name: str) -> None:
    told = danger(cast, visibility="shared")
    shown = page_of(cast.ben, name, cast.case)
    assert SECRET not in shown
    assert "A hard moment" in shown
    assert SECRET in page_of(cast.ben, "episode", told.id)


def test_of_a_private_one_ben_sees_not_a_byte(cast: Cast) -> None:
    tell(cast, visibility="shared")
    pages = ("case", "prepare", "episodes", "agenda", "people", "safety", "episode-new")
    before = [looked_at(cast, name) for name in pages]
    danger(cast)
    danger(cast, self_treatment=None, ended="unsafe")
    assert before == [looked_at(cast, name) for name in pages]


def test_under_deleted_they_are_folded_too(cast: Cast) -> None:
    actions.delete(cast.ana, danger(cast).id)
    shown = page_of(cast.ana, "deleted", cast.case)
    assert SECRET not in shown
    assert "A hard moment" in shown


# The guide --------------------------------------------------------------------------------------


def test_the_guide_says_what_opens_it_and_what_does_not() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "guide" / "for-clients.md").read_text("utf-8")
    told = guide.split("## In a bad moment")[1].split("\n## ")[0]
    opens = set(re.findall(r"^- \*(.+)\*$", told, re.MULTILINE))
    assert opens == {DEFAULTS.label(name, code) for name in OF_DANGER for code in OF_DANGER[name]}
    assert f"does not open for *{DEFAULTS.label('self_treatment', 'st_attack')}*" in told
    for words in (LINE, "A hard moment", "I need help now", "Find my feet, or stop"):
        assert f"*{words}*" in told


# Today ------------------------------------------------------------------------------------------


def new_way(cast: Cast, days: int = 3) -> None:
    at = timezone.now() - timedelta(days=days)
    told = episode("I asked which comes first.", at=at, recorded_at=at, i_did=("say_need",))
    actions.record(cast.ana, cast.case, told)


CARD = "The last time you found a new way"


def test_on_a_hard_day_nothing_speaks_of_new_ways_and_the_next_day_it_may(cast: Cast) -> None:
    new_way(cast)
    assert CARD in page_of(cast.ana, "case", cast.case)
    told = danger(cast, at=timezone.now() - timedelta(days=9), recorded_at=timezone.now())
    assert CARD not in page_of(cast.ana, "case", cast.case)
    actions.delete(cast.ana, told.id)
    assert CARD in page_of(cast.ana, "case", cast.case)
    before = timezone.now() - timedelta(days=2)
    danger(cast, at=before, recorded_at=before)
    assert CARD in page_of(cast.ana, "case", cast.case)


def test_a_time_of_danger_is_never_the_new_way_itself(cast: Cast) -> None:
    at = timezone.now() - timedelta(days=3)
    danger(cast, at=at, recorded_at=at, i_did=("say_need",))
    assert CARD not in page_of(cast.ana, "case", cast.case)
