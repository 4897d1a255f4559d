"""The safety plan: there for Ana at once, private until she shares it, open about who reads it."""

from uuid import UUID

import pytest
from django.test import override_settings
from django.urls import reverse

from relating.case import Contact, Safety
from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.people.models import Clinic
from relating.web.safety.in_words import in_words
from relating.web.voice.help_lines import help_lines
from tests.cast import Cast, browser_of
from tests.sure import there

LINES = ("In danger: 112 or 999", "Samaritans 116 123")


def page(viewer: Viewer, cast: Cast, name: str = "safety") -> str:
    answer = browser_of(viewer).get(reverse(name, args=[cast.case]))
    assert answer.status_code == 200
    return answer.content.decode()


def write(viewer: Viewer, cast: Cast, **words: str) -> int:
    address = reverse("safety-edit", args=[cast.case])
    return browser_of(viewer).post(address, words).status_code


def test_where_she_puts_it_on_her_phone_stands_under_her_own_plan_alone(cast: Cast) -> None:
    ways_there = reverse("phone", args=[cast.case]) + "#reading"
    assert ways_there not in page(cast.ana, cast)
    write(cast.ana, cast, on_my_own="Walk to the sea.")
    assert ways_there in page(cast.ana, cast)
    actions.share(cast.ana, plan_id(cast))
    assert "Walk to the sea." in page(cast.ben, cast)
    assert ways_there not in page(cast.ben, cast)
    assert ways_there not in page(cast.ana, cast, "case")


def plan_id(cast: Cast) -> UUID:
    kept = plan(cast)
    assert kept is not None
    return kept.id


def plan(cast: Cast, viewer: Viewer | None = None) -> Safety | None:
    return queries.open_case(viewer or cast.ana, cast.case).safety


@pytest.fixture(autouse=True)
def _in_britain(cast: Cast) -> None:
    Clinic.objects.update(country="GB")


@override_settings(HELP_LINES=LINES)
def test_the_help_lines_stand_there_before_there_is_a_plan(cast: Cast) -> None:
    for viewer in (cast.ana, cast.ben):
        shown = page(viewer, cast)
        assert 'href="tel:112"' in shown
        assert 'href="tel:116123"' in shown
        assert "Nobody reads this at once" in shown


def test_nothing_floats_over_the_plan(cast: Cast) -> None:
    plus = reverse("episode-new", args=[cast.case])
    assert plus not in page(cast.ana, cast)
    assert plus in page(cast.ana, cast, "more")


def test_numbers_can_be_called_and_words_stay_words() -> None:
    told = [[(part.text, part.call) for part in line] for line in help_lines(LINES, "GB")]
    assert told == [
        [("In danger: ", ""), ("112", "112"), (" or ", ""), ("999", "999")],
        [("Samaritans ", ""), ("116 123", "116123")],
    ]


def test_a_number_in_her_own_plan_can_be_called_and_a_time_or_a_date_cannot(cast: Cast) -> None:
    words = "Lea <b>0117 496 0123</b>, after 19:30.\nNot on 12/11/2026. Else 999."
    write(cast.ana, cast, people_to_ask=words)
    shown = page(cast.ana, cast)
    assert 'Lea &lt;b&gt;<a href="tel:01174960123">0117 496 0123</a>&lt;/b&gt;' in shown
    assert "after 19:30.<br>Not on 12/11/2026." in shown
    assert 'Else <a href="tel:999">999</a>.' in shown


def test_where_the_practice_named_no_lines_those_of_its_country_stand_there(cast: Cast) -> None:
    Clinic.objects.update(country="DE")
    shown = page(cast.ana, cast)
    assert 'class="call" href="tel:08001110111"' in shown
    assert '<span class="call-name">TelefonSeelsorge</span>' in shown
    assert 'href="tel:112"' in shown
    Clinic.objects.update(country="")
    assert "The emergency number of your country" in page(cast.ana, cast)


# Whom to call ------------------------------------------------------------------------------------


def test_whom_ana_names_is_called_by_the_number_as_she_wrote_it(cast: Cast) -> None:
    rows = {
        "people_to_call-0-name": "Lea <b>",
        "people_to_call-0-number": "(0117) 496 0123",
        "professionals_to_call-0-name": "",
        "professionals_to_call-0-number": "+44 (0)20 7946 0958",
    }
    assert write(cast.ana, cast, people_to_ask="Lea, any hour.", **rows) == 303
    shown = page(cast.ana, cast)
    assert 'class="call" href="tel:01174960123"' in shown
    assert '<span class="call-name">Lea &lt;b&gt;</span>' in shown
    assert '<span class="call-number">(0117) 496 0123</span>' in shown
    assert "To call, above: Lea &lt;b&gt;" in shown
    assert 'class="call" href="tel:+442079460958"' in shown
    kept = there(plan(cast))
    assert kept.people_to_call == (Contact(name="Lea <b>", number="(0117) 496 0123"),)
    form = page(cast.ana, cast, "safety-edit")
    assert 'value="(0117) 496 0123"' in form
    told = queries.open_case(cast.ana, cast.case)
    assert "Lea <b> (0117) 496 0123" in " ".join(map(str, in_words(kept, told).values()))


@pytest.mark.parametrize("number", ["0800 1111 (24/7)", "0800 1111 24/7", "116 123 9-5", "ask Sam"])
def test_what_is_beside_a_number_goes_beside_it(cast: Cast, number: str) -> None:
    given = {"people_to_call-0-name": "Lea", "people_to_call-0-number": number}
    address = reverse("safety-edit", args=[cast.case])
    answer = browser_of(cast.ana).post(address, given)
    assert answer.status_code == 422
    assert "hours and words go beside the name" in answer.content.decode()
    assert f'value="{number}"' in answer.content.decode()
    assert plan(cast) is None


def test_a_number_that_nobody_knows_is_asked_back_once_and_then_taken_as_it_is(cast: Cast) -> None:
    ana, address = browser_of(cast.ana), reverse("safety-edit", args=[cast.case])
    given = {"people_to_call-0-name": "Lea", "people_to_call-0-number": "0117 496 012"}
    asked = ana.post(address, given)
    assert asked.status_code == 422
    assert "save once more" in asked.content.decode()
    looked_at = asked.context["form"]["looked_at"].value()
    other = given | {"people_to_call-0-number": "0117 496 013", "looked_at": looked_at}
    assert ana.post(address, other).status_code == 422
    assert ana.post(address, given | {"looked_at": looked_at}).status_code == 303
    assert 'href="tel:0117496012"' in page(cast.ana, cast)


def test_a_name_without_a_number_is_not_lost_in_silence(cast: Cast) -> None:
    address = reverse("safety-edit", args=[cast.case])
    answer = browser_of(cast.ana).post(address, {"people_to_call-0-name": "Lea"})
    assert answer.status_code == 422
    assert "Write the number too" in answer.content.decode()


def test_there_are_always_two_empty_rows_and_a_row_that_is_emptied_goes(cast: Cast) -> None:
    rows = {f"people_to_call-{row}-number": f"0117 496 012{row}" for row in range(3)}
    write(cast.ana, cast, **rows)
    form = page(cast.ana, cast, "safety-edit")
    assert form.count('name="people_to_call-') == 5 * 2
    assert write(cast.ana, cast, **(rows | {"people_to_call-1-number": ""}), based_on="1") == 303
    numbers = [each.number for each in there(plan(cast)).people_to_call]
    assert numbers == ["0117 496 0120", "0117 496 0122"]


def test_after_two_windows_both_lists_of_whom_to_call_stand_there(cast: Cast) -> None:
    ana, url = browser_of(cast.ana), reverse("safety-edit", args=[cast.case])
    rows = {f"people_to_call-{row}-number": f"0117 496 012{row}" for row in range(4)}
    ana.post(url, {"based_on": "0", "people_to_call-0-number": "0117 496 0120"})
    ana.post(url, {"based_on": "1", **rows})
    met = ana.post(url, {"based_on": "1", "people_to_call-0-number": "0117 496 0129"})
    assert met.status_code == 409
    assert "0117 496 0123" in met.content.decode()
    assert 'value="0117 496 0129"' in met.content.decode()


def test_ana_writes_her_plan_and_it_is_private(cast: Cast) -> None:
    assert write(cast.ana, cast, on_my_own="Walk to the sea.") == 303
    written = plan(cast)
    assert written is not None
    assert (written.on_my_own, written.visibility) == ("Walk to the sea.", "private")
    assert "Walk to the sea." in page(cast.ana, cast)


def test_ben_cannot_tell_a_private_plan_from_none(cast: Cast) -> None:
    before = page(cast.ben, cast)
    write(cast.ana, cast, on_my_own="Walk to the sea.")
    after = page(cast.ben, cast)
    assert "There is none that Ana has shared." in before
    assert without_tokens(before) == without_tokens(after)
    assert browser_of(cast.ben).get(reverse("safety-edit", args=[cast.case])).status_code == 404


def without_tokens(shown: str) -> list[str]:
    return [line for line in shown.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_shared_plan_belongs_to_both_and_either_changes_it(cast: Cast) -> None:
    write(cast.ana, cast, on_my_own="Walk to the sea.")
    actions.share(cast.ana, plan_id(cast))
    assert "Walk to the sea." in page(cast.ben, cast)
    assert (
        write(cast.ben, cast, on_my_own="Walk to the sea.", professionals="Ben", based_on="1")
        == 303
    )
    changed = plan(cast)
    assert changed is not None
    assert (changed.professionals, changed.author) == ("Ben", "client")


def test_two_windows_lose_nothing(cast: Cast) -> None:
    write(cast.ana, cast, on_my_own="First.")
    assert write(cast.ana, cast, on_my_own="In this window.", based_on="1") == 303
    address = reverse("safety-edit", args=[cast.case])
    answer = browser_of(cast.ana).post(address, {"on_my_own": "In that window.", "based_on": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "In this window." in shown
    assert "In that window." in shown


def test_a_plan_that_was_deleted_can_be_written_again(cast: Cast) -> None:
    write(cast.ana, cast, on_my_own="First.")
    actions.delete(cast.ana, plan_id(cast))
    assert write(cast.ana, cast, on_my_own="Again.") == 303
    again = plan(cast)
    assert again is not None
    assert again.on_my_own == "Again."


def test_taking_the_plan_back_hides_it_from_ben(cast: Cast) -> None:
    write(cast.ana, cast, on_my_own="Walk to the sea.")
    browser = browser_of(cast.ana)
    browser.post(reverse("share", args=[plan_id(cast)]))
    browser.post(reverse("unshare", args=[plan_id(cast)]))
    assert "Walk to the sea." not in page(cast.ben, cast)
    assert plan(cast, cast.ben) is None


def test_an_empty_step_says_so_instead_of_leaving_a_hole(cast: Cast) -> None:
    write(cast.ana, cast, on_my_own="Walk to the sea.")
    assert page(cast.ana, cast).count("Nothing here yet.") == 5


def test_what_was_typed_before_the_sign_in_ran_out_is_in_the_form_again(cast: Cast) -> None:
    from django.test import Client

    from tests.cast import PASSPHRASE

    form = page(cast.ana, cast, "safety-edit")
    writer = form.split('name="writer" value="')[1].split('"')[0]
    stranger = Client()
    address = reverse("safety-edit", args=[cast.case])
    asked = stranger.post(address, {"on_my_own": "Walk.", "writer": writer}).content.decode()
    kept = asked.split('name="kept" value="')[1].split('"')[0]
    entry = {"login": "ana", "password": PASSPHRASE, "kept": kept}
    shown = stranger.post(reverse("sign-in"), entry, follow=True).content.decode()
    assert "Walk.</textarea>" in shown


def test_after_two_windows_the_plan_stands_there_as_it_was_typed(cast: Cast) -> None:
    ana, url = browser_of(cast.ana), reverse("safety-edit", args=[cast.case])
    ana.post(url, {"based_on": "0", "on_my_own": "Walk to the sea."})
    ana.post(url, {"based_on": "1", "on_my_own": "Swim."})
    met = ana.post(url, {"based_on": "1", "on_my_own": "Sing."})
    assert met.status_code == 409
    assert met.context["form"]["on_my_own"].value() == "Sing."
    assert ">\nSing.</textarea>" in met.content.decode()
