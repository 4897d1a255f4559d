"""The safety plan: there for Ana at once, private until she shares it, open about who reads it."""

from uuid import UUID

from django.test import override_settings
from django.urls import reverse

from relating.case import Safety
from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.web.voice.telephones import help_lines
from tests.cast import Cast, browser_of

LINES = ("In danger: 112 or 999", "Samaritans 116 123")


def page(viewer: Viewer, cast: Cast, name: str = "safety") -> str:
    answer = browser_of(viewer).get(reverse(name, args=[cast.case]))
    assert answer.status_code == 200
    return answer.content.decode()


def write(viewer: Viewer, cast: Cast, **words: str) -> int:
    address = reverse("safety-edit", args=[cast.case])
    return browser_of(viewer).post(address, words).status_code


def plan_id(cast: Cast) -> UUID:
    kept = plan(cast)
    assert kept is not None
    return kept.id


def plan(cast: Cast, viewer: Viewer | None = None) -> Safety | None:
    return queries.open_case(viewer or cast.ana, cast.case).safety


@override_settings(HELP_LINES=LINES)
def test_the_help_lines_stand_there_before_there_is_a_plan(cast: Cast) -> None:
    for viewer in (cast.ana, cast.ben):
        shown = page(viewer, cast)
        assert 'href="tel:112"' in shown
        assert 'href="tel:116123"' in shown
        assert "Nobody reads this at once" in shown


def test_numbers_can_be_called_and_words_stay_words() -> None:
    told = [[(part.text, part.call) for part in line] for line in help_lines(LINES)]
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
