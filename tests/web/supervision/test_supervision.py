"""Supervision as people meet it: Ana's yes, Ben's moments, Dov's answer."""

import re
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from relating.journal import actions
from tests.cast import Cast, browser_of, episode, person

PROMISED = "Nothing is lent yet"


def says_yes(cast: Cast, words: str = "") -> Client:
    ana = browser_of(cast.ana)
    sent = ana.post(
        reverse("supervision-consent", args=[cast.case]), {"months": "6", "words": words}
    )
    assert sent.status_code == 303
    return ana


def moment(cast: Cast) -> str:
    who = person("Mara", visibility="shared")
    told = episode("Mara shut the door in Braga.", person=who.id, visibility="shared", place="room")
    actions.record(cast.ana, cast.case, who)
    actions.record(cast.ana, cast.case, told)
    return str(told.id)


def filled(cast: Cast, *entries: str, **more: object) -> dict[str, object]:
    given = {"id": str(uuid4()), "question": "What is mine, when Ana goes quiet?"}
    return given | {"entries": entries, "supervisor": str(cast.dov.id), "weeks": "2"} | more


def page(browser: Client, name: str, *ids: object) -> str:
    return browser.get(reverse(name, args=ids)).content.decode()


def lent(cast: Cast) -> Client:
    """Ben has brought one moment to Dov."""
    ben, here = browser_of(cast.ben), reverse("supervision-new", args=[cast.case])
    says_yes(cast)
    sent = ben.post(here, filled(cast, moment(cast), do="lend"))
    assert sent.status_code == 303
    return ben


def loan_url(browser: Client) -> str:
    found = re.search(r'href="(/supervision/[0-9a-f-]{36}/)"', page(browser, "supervision"))
    assert found
    return found[1]


def test_before_ana_said_yes_ben_is_told_so_and_cannot_bring_anything(cast: Cast) -> None:
    ben = browser_of(cast.ben)
    assert "Ana has not agreed" in page(ben, "case-supervision", cast.case)
    new = ben.get(reverse("supervision-new", args=[cast.case]))
    assert new.headers["Location"] == reverse("case-supervision", args=[cast.case])


def test_ana_says_yes_in_her_words_and_ben_reads_them(cast: Cast) -> None:
    ana = says_yes(cast, "Not my father")
    assert "You said yes" in page(ana, "case-supervision", cast.case)
    assert "Not my father" in page(browser_of(cast.ben), "case-supervision", cast.case)


def test_ben_sees_what_will_be_read_before_anything_is_lent(cast: Cast) -> None:
    says_yes(cast)
    ben, dov = browser_of(cast.ben), browser_of(cast.dov)
    sent = filled(cast, moment(cast), do="look")
    shown = ben.post(reverse("supervision-new", args=[cast.case]), sent).content.decode()
    assert PROMISED in shown
    assert "[boss] shut the door in Braga." in shown
    assert 'name="left_out" value="Braga"' in shown
    assert "Nothing was brought to you" in page(dov, "supervision")


def test_what_ben_taps_is_left_out_as_well(cast: Cast) -> None:
    says_yes(cast)
    sent = filled(cast, moment(cast), do="look", left_out="Braga")
    here = reverse("supervision-new", args=[cast.case])
    shown = browser_of(cast.ben).post(here, sent).content.decode()
    assert "[boss] shut the door in […]." in shown
    assert 'name="names" value="Braga"' in shown


def test_six_moments_or_nothing_at_all_are_refused_and_what_was_typed_stays(cast: Cast) -> None:
    says_yes(cast)
    ben, here = browser_of(cast.ben), reverse("supervision-new", args=[cast.case])
    many = ben.post(here, filled(cast, *(moment(cast) for _ in range(6))))
    assert (many.status_code, "What is mine" in many.content.decode()) == (422, True)
    assert ben.post(here, filled(cast, question=" ")).status_code == 422


def test_dov_reads_and_answers_and_ben_finds_the_answer(cast: Cast) -> None:
    ben, dov = lent(cast), browser_of(cast.dov)
    url = loan_url(dov)
    shown = dov.get(url).content.decode()
    assert "[boss] shut the door" in shown
    assert "Mara" not in shown
    assert "Ana" not in shown
    assert dov.post(url, {"answer": "Stay with the quiet."}).status_code == 303
    assert "Stay with the quiet." in ben.get(url).content.decode()
    assert dov.post(url, {"answer": " "}).status_code == 422


def test_ana_finds_that_it_happened_and_ends_it(cast: Cast) -> None:
    lent(cast)
    dov, ana = browser_of(cast.dov), browser_of(cast.ana)
    url = loan_url(dov)
    dov.get(url)
    shown = page(ana, "case-supervision", cast.case)
    assert "Ben brought something to supervision" in shown
    assert "Dov read something you shared" in shown
    assert "Mara shut the door" in shown
    assert "What is mine" not in shown
    ana.post(reverse("supervision-consent", args=[cast.case]), {"do": "withdraw"})
    assert dov.get(url).status_code == 404
    assert "Nothing was brought to you" in page(dov, "supervision")


def test_ben_ends_it_after_being_asked_and_a_second_tap_does_no_harm(cast: Cast) -> None:
    ben, dov = lent(cast), browser_of(cast.dov)
    url = loan_url(dov)
    assert "End this now?" in ben.get(f"{url}end/").content.decode()
    assert ben.post(f"{url}end/").status_code == 303
    assert ben.post(f"{url}end/").status_code == 303
    assert dov.get(url).status_code == 404
    assert "This has ended" in ben.get(url).content.decode()


def test_nobody_answers_their_own_question(cast: Cast) -> None:
    ben, dov = lent(cast), browser_of(cast.dov)
    assert ben.post(loan_url(dov), {"answer": "Well done."}).status_code == 404


def test_what_ana_said_with_her_yes_stands_where_ben_looks(cast: Cast) -> None:
    says_yes(cast, "Not my father")
    here = reverse("supervision-new", args=[cast.case])
    shown = browser_of(cast.ben).post(here, filled(cast, moment(cast), do="look"))
    assert "What Ana said with the yes" in shown.content.decode()
    assert "Not my father" in shown.content.decode()


def test_what_resembles_a_name_is_offered_and_a_script_without_capitals_is_said(cast: Cast) -> None:
    says_yes(cast)
    here = reverse("supervision-new", args=[cast.case])
    sent = filled(cast, moment(cast), do="look", question="Marachen, \u05d3\u05e0\u05d4 and her?")
    shown = browser_of(cast.ben).post(here, sent).content.decode()
    assert 'name="left_out" value="Marachen"' in shown
    assert "in a script without capital letters" in shown


def test_no_name_that_is_to_be_left_out_is_dropped_in_silence(cast: Cast) -> None:
    says_yes(cast)
    here = reverse("supervision-new", args=[cast.case])
    names = ", ".join(f"Name{number}" for number in range(51))
    answer = browser_of(cast.ben).post(here, filled(cast, moment(cast), do="lend", names=names))
    assert answer.status_code == 422
    assert "too many names" in answer.content.decode()
