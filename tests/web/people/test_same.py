"""The same name is asked back; two are put together on a page, parted, and deleted in full view."""

import re
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Person
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, Response, browser_of, page_of, person, row_in, tell


def add(cast: Cast, alias: str = "Mara", **more: object) -> Person:
    """Somebody whom Ana wrote down."""
    who = person(alias, **more)
    actions.record(cast.ana, cast.case, who)
    return who


def his(cast: Cast, alias: str = "Mara", **more: object) -> Person:
    """Somebody whom Ben wrote down, for the two of them unless said otherwise."""
    who = person(alias, **({"author": "counsellor", "visibility": "shared"} | more))
    actions.record(cast.ben, cast.case, who)
    return who


def row(cast: Cast, who: Person) -> UUID:
    return row_in(cast.case, who)


def known(cast: Cast, viewer: Viewer | None = None) -> list[Person]:
    """Everybody of the case but for Ben, by name; a server has no order of its own."""
    people = queries.open_case(viewer or cast.ana, cast.case).people.values()
    others = (each for each in people if each.role != "counsellor")
    return sorted(others, key=lambda p: (p.alias, p.author, p.role))


def sent(cast: Cast, viewer: Viewer, **more: str) -> Response:
    """What the page of somebody new is sent: Mara, unless said otherwise."""
    data = {"id": str(uuid4()), "alias": "Mara", "visibility": "private"} | more
    return browser_of(viewer).post(reverse("person-new", args=[cast.case]), data)


def said(answer: Response, who: str) -> dict[str, str]:
    """The form as it came back, with an answer to the question."""
    form = answer.context["form"]
    fields = {name: str(form[name].value() or "") for name in form.fields}
    kept = {name: value for name, value in fields.items() if value not in {"", "False"}}
    return kept | {"same": who, "same_asked": form.same_name.name}


def text(answer: Response) -> str:
    return str(answer.content.decode())


# The same name ----------------------------------------------------------------------------------


def test_the_same_name_again_is_asked_back_and_nothing_typed_is_lost(cast: Cast) -> None:
    add(cast)
    answer = sent(cast, cast.ana, alias="MÀRA", role="friend", unsafe="on", standing="below")
    assert answer.status_code == 422
    assert "Is this Mara, your boss?" in text(answer)
    for words in ("Yes, that is Mara, my boss", "No, somebody else", 'value="MÀRA"'):
        assert words in text(answer), words
    assert '<option value="friend" selected>' in text(answer)
    assert len(known(cast)) == 1


def test_somebody_else_of_that_name_is_somebody_else(cast: Cast) -> None:
    add(cast)
    answer = sent(cast, cast.ana, role="friend")
    again = sent(cast, cast.ana, **said(answer, "new"))
    assert again.status_code == 303
    assert [each.role for each in known(cast)] == ["boss", "friend"]


def test_the_one_who_is_here_is_not_written_down_again(cast: Cast) -> None:
    mara = add(cast)
    answer = sent(cast, cast.ana)
    again = sent(cast, cast.ana, **said(answer, mara.id))
    assert again.headers["Location"] == reverse("person", args=[row(cast, mara)])
    assert known(cast) == [mara]


def test_what_was_typed_of_the_one_who_is_here_stands_in_their_form(cast: Cast) -> None:
    mara = add(cast, depends_on_me=True)
    typed = {"alias": "mara", "unsafe": "on", "gone": "estranged"}
    answer = sent(cast, cast.ana, **said(sent(cast, cast.ana, **typed), mara.id))
    assert "with what you typed now" in text(answer)
    assert known(cast) == [mara]
    form = answer.context["form"]
    kept = {name: str(form[name].value() or "") for name in form.fields}
    address = reverse("person-edit", args=[row(cast, mara)])
    assert f'action="{address}"' in text(answer)
    ticked = {name: value for name, value in kept.items() if value not in {"", "False"}}
    assert browser_of(cast.ana).post(address, ticked).status_code == 303
    (now,) = known(cast)
    assert (now.alias, now.role, now.gone) == ("Mara", "boss", "estranged")
    assert (now.unsafe, now.depends_on_me) == (True, True)


def test_what_was_typed_of_somebody_whom_the_other_wrote_down_is_kept_beside_it(
    cast: Cast,
) -> None:
    mara = his(cast)
    answer = sent(cast, cast.ana, **said(sent(cast, cast.ana, unsafe="on"), mara.id))
    assert answer.status_code == 303
    (hers,) = known(cast)
    assert (hers.id, hers.unsafe) == (mara.id, True)
    assert known(cast, cast.ben) == [mara]


def test_an_answer_holds_for_the_name_of_which_it_was_asked(cast: Cast) -> None:
    add(cast)
    add(cast, "Lea", role="friend")
    answer = said(sent(cast, cast.ana), "new") | {"alias": "Lea"}
    again = sent(cast, cast.ana, **answer)
    assert "Is this Lea, your friend?" in text(again)
    nobody = said(again, str(uuid4()))
    assert sent(cast, cast.ana, **nobody).status_code == 422
    assert len(known(cast)) == 2


def test_ben_is_not_asked_about_somebody_whom_ana_keeps_to_herself(cast: Cast) -> None:
    add(cast)
    assert sent(cast, cast.ben, visibility="shared").status_code == 303
    assert [each.author for each in known(cast)] == ["client", "counsellor"]


def test_ana_is_not_asked_about_a_note_of_bens_and_each_about_what_is_shared(cast: Cast) -> None:
    his(cast, visibility="private")
    assert sent(cast, cast.ana, visibility="shared").status_code == 303
    answer = sent(cast, cast.ben)
    assert "Is this one of them?" in text(answer)
    assert "Yes, that is Mara" in text(answer)


def test_the_same_form_sent_twice_is_not_asked_about_itself(cast: Cast) -> None:
    data = {"id": str(uuid4())}
    assert [sent(cast, cast.ana, **data).status_code for _ in range(2)] == [303, 303]


def test_a_name_that_is_changed_to_somebodys_is_asked_back_and_leads_to_the_two(
    cast: Cast,
) -> None:
    mara, lea = add(cast), add(cast, "Lea", role="friend")
    ana, address = browser_of(cast.ana), reverse("person-edit", args=[row(cast, lea)])
    typed = {"id": str(uuid4()), "alias": "mara", "role": "friend", "based_on": "1"}
    asked = ana.post(address, typed)
    assert "Is this Mara, your boss?" in text(asked)
    answer = ana.post(address, said(asked, mara.id))
    assert answer.headers["Location"].startswith(reverse("person-same", args=[row(cast, lea)]))
    assert [each.alias for each in known(cast)] == ["Mara", "mara"]
    assert ana.post(address, typed | {"based_on": "2", "unsafe": "on"}).status_code == 303


# Put together -----------------------------------------------------------------------------------


def pair(cast: Cast, one: Person, other: Person) -> str:
    return f"{reverse('person-same', args=[row(cast, one)])}?with={row(cast, other)}"


def merge(cast: Cast, one: Person, other: Person, stays: Person | None = None) -> Response:
    data = {"with": str(row(cast, other)), "do": "merge"}
    if stays:
        data["stays"] = str(row(cast, stays))
    return browser_of(cast.ana).post(reverse("person-same", args=[row(cast, one)]), data)


def test_before_two_are_put_together_the_page_says_what_stands_together(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "M.", role=None, unsafe=True, visibility="shared")
    tell(cast, person=mara.id)
    tell(cast, person=again.id)
    tell(cast, person=again.id)
    shown = text(browser_of(cast.ana).get(pair(cast, mara, again)))
    for words in (
        "1 time and 2 times then stand together: 3 times.",
        "If one of them is marked as not safe, both are.",
        "Ben does not see that they are one, and sees M. as before.",
        "They stand there as M.",
        "They are one person",
        "They are two people",
    ):
        assert words in shown, words
    assert len(known(cast)) == 2


def test_they_stand_under_the_name_that_was_chosen_and_one_tap_parts_them(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "M.")
    told = tell(cast, person=mara.id)
    ana = browser_of(cast.ana)
    answer = ana.post(
        reverse("person-same", args=[row(cast, mara)]),
        {"with": str(row(cast, again)), "do": "merge", "stays": str(row(cast, again))},
    )
    assert answer.headers["Location"] == reverse("person", args=[row(cast, again)])
    shown = text(ana.get(answer.headers["Location"]))
    undo = reverse("person-part", args=[row(cast, mara)])
    for words in ("They are one person now.", f'action="{undo}"', "1 time, last", "Mara"):
        assert words in shown, words
    assert "M." in text(ana.get(reverse("episode", args=[told.id])))
    assert ana.get(reverse("person", args=[row(cast, mara)])).status_code == 302
    assert ana.post(undo).status_code == 303
    assert known(cast) == [again, mara]


def test_a_double_tap_and_the_other_window_put_together_once(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "M.")
    for one, other in ((mara, again), (mara, again), (again, mara)):
        assert merge(cast, one, other).status_code == 303
    assert known(cast) == [mara]


def test_nobody_is_put_together_with_somebody_who_is_not_there(cast: Cast) -> None:
    mara = add(cast)
    for other in ("", "rubbish", str(uuid4()), str(row(cast, person("Nobody")))):
        address = reverse("person-same", args=[row(cast, mara)])
        answer = browser_of(cast.ana).post(address, {"with": other, "do": "merge"})
        assert answer.status_code == 404, other
        assert browser_of(cast.ana).get(f"{address}?with={other}").status_code == 200


def test_ben_finds_only_whom_he_may_put_together(cast: Cast) -> None:
    hers, secret, own = add(cast, visibility="shared"), add(cast, "Secret"), his(cast, "Mm.")
    ben, address = browser_of(cast.ben), reverse("person-same", args=[row(cast, hers)])
    shown = text(ben.get(address))
    assert "Mm." in shown
    assert "Secret" not in shown
    sent = {"with": str(row(cast, secret)), "do": "merge"}
    assert ben.post(address, sent).status_code == 404
    assert ben.post(address, sent | {"with": str(row(cast, own))}).status_code == 303
    assert [each.alias for each in known(cast, cast.ben)] == ["Mara"]


def test_the_same_name_stands_first_among_whom_it_may_be(cast: Cast) -> None:
    lea = add(cast, "Lea", role="friend")
    tell(cast, person=lea.id)
    first, second = add(cast), add(cast, "mara", role="friend")
    answer = browser_of(cast.ana).get(reverse("person-same", args=[row(cast, first)]))
    assert [row for row, _ in answer.context["others"]][:1] == [row(cast, second)]


def test_parting_says_first_whose_times_go_back(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "M.")
    tell(cast, person=mara.id)
    for _ in range(2):
        tell(cast, person=again.id)
    merge(cast, mara, again, mara)
    shown = page_of(cast.ana, "person-part", row(cast, again))
    assert "2 times with M." in shown
    assert "1 time with Mara" in shown
    parted = browser_of(cast.ana).get(reverse("person-part", args=[row(cast, mara)]))
    assert parted.headers["Location"] == reverse("person", args=[row(cast, mara)])


def test_two_of_one_name_whom_nothing_tells_apart_are_offered_to_look_at(cast: Cast) -> None:
    add(cast)
    add(cast, "Mara", role="friend")
    assert "Two here are called" not in page_of(cast.ana, "people", cast.case)
    third = add(cast, "mara")
    assert "Two here are called" in page_of(cast.ana, "people", cast.case)
    assert "Two here are called" not in page_of(cast.ben, "people", cast.case)
    actions.delete(cast.ana, row(cast, third))
    assert "Two here are called" not in page_of(cast.ana, "people", cast.case)


def test_who_is_not_safe_under_another_name_is_ticked_and_marked_there(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "M.", unsafe=True)
    merge(cast, again, mara, mara)
    ana, address = browser_of(cast.ana), reverse("person-edit", args=[row(cast, mara)])
    shown = text(ana.get(address))
    assert "It is marked where they stand a second time." in shown
    typed = {"id": str(uuid4()), "alias": "Mara", "role": "boss", "based_on": "1", "gone": "died"}
    assert ana.post(address, typed).status_code == 303
    (now,) = known(cast)
    assert (now.gone, now.unsafe) == ("died", True)
    assert not queries.open_case(cast.ana, cast.case).people.everybody[mara.id].unsafe


# Everywhere once --------------------------------------------------------------------------------

PAGES = ("case", "episodes", "diary", "circle", "timeline", "people", "ways", "patterns", "prepare")


def shown(cast: Cast, viewer: Viewer) -> dict[str, str]:
    """What stands on the pages of a case, but for tokens."""
    token = re.compile(
        r'name="(csrfmiddlewaretoken|writer|fresh|id)" value="[^"]*"|data-draft[^ ]*'
    )
    found = {}
    for name in PAGES:
        answer = browser_of(viewer).get(reverse(name, args=[cast.case]))
        if answer.status_code == 200:
            found[name] = token.sub("", text(answer))
    return found


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_every_page_is_as_if_there_had_been_one_from_the_beginning(cast: Cast, who: str) -> None:
    viewer: Viewer = getattr(cast, who)
    mara, again = add(cast, visibility="shared"), add(cast, "M.", visibility="shared")
    lea = add(cast, "Lea", visibility="shared")
    people = [mara, again, lea, again, mara]
    told = [
        tell(cast, f"Time {number}", person=each.id, visibility="shared", i_did=("pleasing",))
        for number, each in enumerate(people)
    ]
    apart = shown(cast, viewer)
    merge(cast, again, mara, mara)
    together = shown(cast, viewer)
    assert apart.keys() == together.keys()
    for each in told:
        if each.person == again.id:
            actions.write(cast.ana, cast.case, replace(each, person=mara.id), actions.LATEST)
    browser_of(cast.ana).post(reverse("person-part", args=[row(cast, again)]))
    actions.delete(cast.ana, row(cast, again))
    once = shown(cast, viewer)
    assert [name for name in once if once[name] != together[name]] == []
    assert [name for name in apart if apart[name] == together[name]] != list(apart)


def test_under_the_old_name_the_times_are_found_and_an_old_link_still_shows_them(
    cast: Cast,
) -> None:
    mara, again = add(cast), add(cast, "Schatzi")
    told = tell(cast, "Tea.", person=again.id)
    old = f"{reverse('episodes', args=[cast.case])}?who={row(cast, again)}"
    merge(cast, again, mara, mara)
    ana = browser_of(cast.ana)
    answer = ana.post(reverse("search", args=[cast.case]), {"words": "schatzi"}, follow=True)
    found = text(answer)
    assert reverse("episode", args=[told.id]) in found
    assert found.count(reverse("person", args=[row(cast, mara)])) == 1
    assert reverse("person", args=[row(cast, again)]) not in found
    assert "Tea." in text(ana.get(old))


def test_a_time_told_anew_stays_with_whom_it_was_told_of(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "M.")
    told = tell(cast, person=again.id)
    merge(cast, again, mara, mara)
    ana, address = browser_of(cast.ana), reverse("episode-edit", args=[told.id])
    form = ana.get(address).context["form"]
    assert [face.name for face in form.faces.first if face.chosen] == ["Mara"]
    fields = {name: form[name].value() for name in form.fields}
    given = {name: str(value) for name, value in fields.items() if value not in (None, "", [])}
    assert ana.post(address, given | {"person": mara.id, "story": "Anew."}).status_code == 303
    kept = queries.open_entry(cast.ana, told.id).content
    assert (getattr(kept, "story"), getattr(kept, "person")) == ("Anew.", again.id)  # noqa: B009


# Deleted ----------------------------------------------------------------------------------------


def test_before_somebody_is_deleted_the_page_says_what_becomes_of_their_times(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "M.")
    told = [tell(cast, "Here.", person=each.id) for each in (mara, again)]
    merge(cast, again, mara, mara)
    shown = page_of(cast.ana, "delete", row(cast, mara))
    assert "What happened stays: 2 times, with “somebody” in place of Mara." in shown
    ana = browser_of(cast.ana)
    answer = ana.post(reverse("delete", args=[row(cast, mara)]), follow=True)
    assert reverse("put-back", args=[row(cast, mara)]) in text(answer)
    listed = page_of(cast.ana, "episodes", cast.case)
    assert listed.count("somebody") == 2
    for each in told:
        assert "Somebody" in page_of(cast.ana, "episode", each.id)
    ana.post(reverse("put-back", args=[row(cast, mara)]))
    assert "somebody" not in page_of(cast.ana, "episodes", cast.case)
    assert known(cast) == [mara]


def test_deleting_says_who_stays_as_the_other_put_them_down(cast: Cast) -> None:
    hers, own = add(cast, visibility="shared"), his(cast, "Mm.")
    tell(cast, person=hers.id, visibility="shared")
    actions.merge(cast.ben, row(cast, own), row(cast, hers))
    shown = page_of(cast.ana, "delete", row(cast, hers))
    assert "1 time, with “somebody” in place of Mara." in shown
    assert "Whom Ben put down stays: nothing is written of Mm." in shown
    lonely = add(cast, "Lea")
    assert "Nothing is written of them." in page_of(cast.ana, "delete", row(cast, lonely))


def test_sharing_says_that_every_name_of_theirs_goes_along(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "Schatzi")
    merge(cast, again, mara, mara)
    assert "who Schatzi is" in page_of(cast.ana, "share", row(cast, mara))
    told = tell(cast, person=again.id)
    assert "who Schatzi is and who Mara is" in page_of(cast.ana, "share", told.id)


def test_the_versions_of_a_person_say_who_they_were_said_to_be(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "M.")
    merge(cast, again, mara, mara)
    shown = page_of(cast.ana, "versions", row(cast, again))
    assert "The same person as" in shown
