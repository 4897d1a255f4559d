"""Who there is, one of them, and somebody new."""

from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from relating.case import Person
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, Response, browser_of, episode, person


def page(viewer: Viewer, name: str, *ids: object) -> str:
    answer = browser_of(viewer).get(reverse(name, args=ids))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def known(cast: Cast, viewer: Viewer | None = None) -> dict[str, Person]:
    """The people of the case by alias, but for Ben."""
    people = queries.open_case(viewer or cast.ana, cast.case).people.values()
    return {each.alias: each for each in people if each.role != "counsellor"}


def row(cast: Cast, who: Person) -> UUID:
    return queries.open_case(cast.ana, cast.case).person_row(who.id)


def given(**more: object) -> dict[str, object]:
    """What the form sends."""
    return {"id": str(uuid4()), "alias": "Mara", "role": "boss", "visibility": "private"} | more


def send(browser: Client, cast: Cast, data: dict[str, object]) -> Response:
    return browser.post(reverse("person-new", args=[cast.case]), data)


def add(cast: Cast, **more: object) -> Person:
    who = person(**more)
    actions.record(cast.ana, cast.case, who)
    return who


def test_ana_adds_somebody_who_stays_private_to_her(cast: Cast) -> None:
    answer = send(browser_of(cast.ana), cast, given(lives_with_me="on", standing="above"))
    assert answer.status_code == 303
    mara = known(cast)["Mara"]
    assert (mara.visibility, mara.author, mara.lives_with_me) == ("private", "client", True)
    assert (mara.standing, mara.gone, mara.unsafe) == ("above", None, False)
    assert known(cast, cast.ben) == {}


def test_the_same_form_sent_twice_adds_one_person(cast: Cast) -> None:
    data, browser = given(), browser_of(cast.ana)
    answers = [send(browser, cast, data) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert list(known(cast)) == ["Mara"]


def test_going_back_and_changing_the_name_asks_once_and_then_keeps_it(cast: Cast) -> None:
    data, browser = given(), browser_of(cast.ana)
    send(browser, cast, data)
    answer = send(browser, cast, data | {"alias": "Mara B."})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Mara B." in shown
    mara = known(cast)["Mara"]
    again = data | {"alias": "Mara B.", "based_on": "1"}
    assert browser.post(reverse("person-edit", args=[row(cast, mara)]), again).status_code == 303
    assert list(known(cast)) == ["Mara B."]


def test_a_form_without_a_name_keeps_what_was_chosen(cast: Cast) -> None:
    answer = send(browser_of(cast.ana), cast, given(alias="", role="friend", unsafe="on"))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="friend" selected>' in shown
    assert "Nothing you wrote is lost" in shown


def test_the_list_tells_role_count_and_last_time_and_stays_discreet(cast: Cast) -> None:
    mara = add(cast, alias="Mara", standing="above", unsafe=True)
    actions.record(cast.ana, cast.case, episode(person=mara.id))
    shown = page(cast.ana, "people", cast.case)
    for words in ("Mara", "Boss", "They have more say", "1 time, last 3 February"):
        assert words in shown, words
    assert "not safe" not in shown


def test_what_was_not_said_of_somebody_is_not_said_on_the_page(cast: Cast) -> None:
    add(cast, alias="Mara")
    assert "They have more say" not in page(cast.ana, "people", cast.case)


def test_who_somebody_is_need_not_be_said(cast: Cast) -> None:
    send(browser_of(cast.ana), cast, given(role=""))
    mara = known(cast)["Mara"]
    assert mara.role is None
    shown = page(cast.ana, "person", row(cast, mara))
    assert "Acquaintance" not in shown
    assert "None" not in shown


def test_ben_finds_himself_among_the_people_as_you(cast: Cast) -> None:
    actions.record(cast.ben, cast.case, episode("Here.", place="room", author="counsellor"))
    ben = next(each for each in queries.open_case(cast.ben, cast.case).people.values())
    shown = page(cast.ben, "people", cast.case) + page(cast.ben, "person", row(cast, ben))
    assert "You" in shown
    assert "My counsellor" not in shown
    assert "My counsellor" in page(cast.ana, "people", cast.case)


def test_before_the_first_person_ana_still_finds_ben_and_a_way_to_add(cast: Cast) -> None:
    shown = page(cast.ana, "people", cast.case)
    assert "Ben" in shown
    assert reverse("person-new", args=[cast.case]) in shown


def test_a_persons_page_shows_what_happened_with_them_only(cast: Cast) -> None:
    mara, lea = add(cast, alias="Mara"), add(cast, alias="Lea", role="friend")
    actions.record(cast.ana, cast.case, episode("About Mara.", person=mara.id))
    actions.record(cast.ana, cast.case, episode("About Lea.", person=lea.id))
    shown = page(cast.ana, "person", row(cast, mara))
    assert "About Mara." in shown
    assert "About Lea." not in shown


def test_ben_sees_only_the_people_who_are_shared(cast: Cast) -> None:
    mara = add(cast, alias="Mara")
    add(cast, alias="Lea", visibility="shared")
    shown = page(cast.ben, "people", cast.case)
    assert "Lea" in shown
    assert "Mara" not in shown
    assert browser_of(cast.ben).get(reverse("person", args=[row(cast, mara)])).status_code == 404


def test_ben_counts_only_what_he_may_see(cast: Cast) -> None:
    lea = add(cast, alias="Lea", visibility="shared")
    actions.record(cast.ana, cast.case, episode(person=lea.id))
    assert "nothing written yet" in page(cast.ben, "people", cast.case)


def test_ben_adds_somebody_whom_ana_sees(cast: Cast) -> None:
    send(browser_of(cast.ben), cast, given(visibility="shared"))
    assert known(cast)["Mara"].author == "counsellor"


def test_ben_cannot_change_a_person_of_anas(cast: Cast) -> None:
    lea = add(cast, alias="Lea", visibility="shared")
    address = reverse("person-edit", args=[row(cast, lea)])
    assert browser_of(cast.ben).get(address).status_code == 404
    assert address not in page(cast.ben, "person", row(cast, lea))


def test_an_edit_keeps_who_may_read_it(cast: Cast) -> None:
    lea = add(cast, alias="Lea", visibility="shared")
    data = given(alias="Lea B.", based_on="1", visibility="private")
    browser_of(cast.ana).post(reverse("person-edit", args=[row(cast, lea)]), data)
    assert known(cast)["Lea B."].visibility == "shared"


def test_two_windows_lose_nothing_and_the_second_is_told(cast: Cast) -> None:
    lea, browser = add(cast, alias="Lea"), browser_of(cast.ana)
    address = reverse("person-edit", args=[row(cast, lea)])
    browser.post(address, given(alias="In this window", based_on="1"))
    answer = browser.post(address, given(alias="In that window", based_on="1"))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "In that window" in shown
    assert 'name="based_on" value="2"' in shown
    assert list(known(cast)) == ["In this window"]


def test_saving_an_edit_of_somebody_deleted_meanwhile_puts_them_back(cast: Cast) -> None:
    lea, browser = add(cast, alias="Lea"), browser_of(cast.ana)
    address = reverse("person-edit", args=[row(cast, lea)])
    actions.delete(cast.ana, row(cast, lea))
    assert browser.get(address).status_code == 404
    browser.post(address, given(alias="Lea again", based_on="1"))
    assert list(known(cast)) == ["Lea again"]


def test_a_hidden_role_that_somebody_has_is_still_offered(cast: Cast) -> None:
    from relating.case import Word

    mara = add(cast, alias="Mara")
    actions.word(cast.ana, cast.case, Word(list="role", code="boss", hidden=True))
    assert '<option value="boss" selected>' in page(cast.ana, "person-edit", row(cast, mara))
    assert 'value="boss"' not in page(cast.ana, "person-new", cast.case)


def test_the_title_of_a_persons_page_names_nobody(cast: Cast) -> None:
    assert "<title>A person</title>" in page(cast.ana, "person", row(cast, add(cast)))


def test_after_two_windows_what_was_typed_stands_there_as_it_was_typed(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    ana, url = browser_of(cast.ana), reverse("person-edit", args=[row(cast, mara)])
    sent = {"id": mara.id, "based_on": "1", "role": "boss", "standing": "", "gone": ""}
    ana.post(url, sent | {"alias": "Mara Santos"})
    met = ana.post(url, sent | {"alias": "Mara, upstairs"})
    assert met.status_code == 409
    assert 'value="Mara, upstairs"' in met.content.decode()
    assert "Saved there: Mara Santos" in met.content.decode()
    newer = str(met.context["form"]["based_on"].value())
    done = ana.post(url, sent | {"alias": "Mara, upstairs", "based_on": newer})
    assert done.status_code == 303
