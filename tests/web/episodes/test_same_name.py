"""Somebody who is named while something is told, and whom the case knows already."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from relating.case import Person
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, Response, browser_of, person, row_in
from tests.web.episodes.telling import answers_of, page_of


def add(cast: Cast, alias: str = "Mara", viewer: Viewer | None = None, **more: object) -> Person:
    who = person(alias, **more)
    actions.record(viewer or cast.ana, cast.case, who)
    return who


def sent(cast: Cast, viewer: Viewer, **answers: Any) -> Response:
    """Something that happened with somebody new."""
    browser = browser_of(viewer)
    given = {"person": "new", "story": "Ten to six <coat> on", "place": "room"} | answers
    page = page_of(browser, cast.case)
    return browser.post(reverse("episode-new", args=[cast.case]), answers_of(page, **given))


def once_more(cast: Cast, viewer: Viewer, asked: Response, who: str, **more: Any) -> Response:
    """The form as it came back, with an answer to its question."""
    form = asked.context["form"]
    answers = answers_of(asked, same=who, same_asked=form.same_name.name, **more)
    return browser_of(viewer).post(reverse("episode-new", args=[cast.case]), answers)


def people(cast: Cast, viewer: Viewer | None = None) -> list[tuple[str, str | None]]:
    found = queries.open_case(viewer or cast.ana, cast.case).people.values()
    return sorted((each.alias, each.role) for each in found if each.role != "counsellor")


def with_whom(cast: Cast, viewer: Viewer | None = None) -> str | None:
    return queries.open_case(viewer or cast.ana, cast.case).episodes[0].person


def test_a_name_that_is_here_is_asked_back_and_nothing_typed_is_lost(cast: Cast) -> None:
    add(cast)
    typed = {"new_alias": "mara", "new_role": "friend", "own_new": "Waiting", "valence": "-1"}
    asked = sent(cast, cast.ana, **typed)
    shown = asked.content.decode()
    assert asked.status_code == 422
    assert "Is this Mara, your boss?" in shown
    assert "Yes, that is Mara, my boss" in shown
    assert "No, somebody else" in shown
    assert "Ten to six &lt;coat&gt; on" in shown
    form = asked.context["form"]
    assert {name: str(form[name].value()) for name in typed} == typed
    assert queries.open_case(cast.ana, cast.case).episodes == ()


def test_it_is_her_and_nobody_is_written_down_again(cast: Cast) -> None:
    mara = add(cast)
    asked = sent(cast, cast.ana, new_alias="Mara ", new_role="boss")
    assert once_more(cast, cast.ana, asked, mara.id).status_code == 303
    assert (people(cast), with_whom(cast)) == ([("Mara", "boss")], mara.id)


def test_it_is_somebody_else_of_that_name(cast: Cast) -> None:
    mara = add(cast)
    asked = sent(cast, cast.ana, new_alias="Mara", new_role="boss")
    answers = [once_more(cast, cast.ana, asked, "new") for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert people(cast) == [("Mara", "boss"), ("Mara", "boss")]
    assert with_whom(cast) != mara.id


def test_what_they_are_is_kept_where_it_was_not_said_before(cast: Cast) -> None:
    mara = add(cast, role=None, unsafe=True)
    asked = sent(cast, cast.ana, new_alias="Mara", new_role="boss")
    once_more(cast, cast.ana, asked, mara.id)
    kept = queries.open_case(cast.ana, cast.case).people[mara.id]
    assert (kept.role, kept.unsafe) == ("boss", True)


def test_what_the_other_said_of_them_stays_as_it_is(cast: Cast) -> None:
    mara = add(cast, viewer=cast.ben, role=None, author="counsellor", visibility="shared")
    asked = sent(cast, cast.ana, new_alias="Mara", new_role="boss")
    assert once_more(cast, cast.ana, asked, mara.id).status_code == 303
    assert (people(cast), with_whom(cast)) == ([("Mara", None)], mara.id)


def test_who_has_no_name_is_known_by_who_they_are(cast: Cast) -> None:
    sent(cast, cast.ana, new_role="boss")
    asked = sent(cast, cast.ana, new_role="boss")
    assert "Is this Boss, your boss?" in asked.content.decode()
    assert len(people(cast)) == 1


def test_ben_is_not_asked_about_whom_ana_keeps_to_herself(cast: Cast) -> None:
    mara = add(cast)
    assert sent(cast, cast.ben, new_alias="Mara", new_role="boss").status_code == 303
    assert people(cast, cast.ben) == [("Mara", "boss")]
    assert with_whom(cast, cast.ben) != mara.id


def test_ben_is_asked_about_whom_both_know(cast: Cast) -> None:
    mara = add(cast, visibility="shared")
    asked = sent(cast, cast.ben, new_alias="Mara", new_role="boss")
    assert "Is this Mara, Ana’s boss?" in asked.content.decode()
    assert once_more(cast, cast.ben, asked, mara.id).status_code == 303
    assert with_whom(cast, cast.ben) == mara.id


def test_it_is_not_asked_beside_an_answer_that_does_not_fit(cast: Cast) -> None:
    add(cast)
    answer = sent(cast, cast.ana, new_alias="Mara", date="")
    assert "Say on which day it was" in answer.content.decode()
    assert "Is this Mara" not in answer.content.decode()


def test_whom_she_is_the_same_as_is_who_it_was_with(cast: Cast) -> None:
    mara, again = add(cast), add(cast, "Schatzi")
    rows: list[UUID] = [row_in(cast.case, each) for each in (again, mara)]
    actions.merge(cast.ana, *rows)
    asked = sent(cast, cast.ana, new_alias="schatzi")
    assert "Is this Mara, your boss?" in asked.content.decode()
    once_more(cast, cast.ana, asked, mara.id)
    assert with_whom(cast) == mara.id


def test_a_face_that_was_there_before_two_were_put_together_can_still_be_chosen(
    cast: Cast,
) -> None:
    mara, again = add(cast), add(cast, "Schatzi")
    page = page_of(browser_of(cast.ana), cast.case)
    actions.merge(cast.ana, row_in(cast.case, again), row_in(cast.case, mara))
    given = answers_of(page, person=again.id, story="Tea.", place="life")
    browser_of(cast.ana).post(reverse("episode-new", args=[cast.case]), given)
    assert with_whom(cast) == mara.id
