"""Undo beside every *Saved.*, earlier versions that are put back, and two texts kept as two."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Agenda, Answer, Consent, Episode, Feedback, Note, Person, Session
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.access.forms import forms
from tests.access.kinds import Around, By, made
from tests.cast import Cast, browser_of, page_of, person, row_in, session, tell
from tests.sure import as_a
from tests.web.undoing import after, undo, way_back

FIRST, SECOND = "What stood there first", "What was typed over it"


class Edited(NamedTuple):
    """A form for something that stands there already, and who changes it."""

    who: Viewer
    row: UUID
    address: str
    field: str


def recorded(cast: Cast, kind: str, by: By, hour: UUID | None = None) -> tuple[Viewer, UUID]:
    """An entry of a kind with the first words in each of its texts."""
    writer = cast.ana if by.author == "client" else cast.ben
    content = made(kind, by, Around(hour=hour), lambda: FIRST)
    return writer, actions.record(writer, cast.case, content).id


def edited(cast: Cast) -> Iterator[Edited]:
    """Every form in which something that stands there is changed."""
    client, private = By("client", "private"), By("counsellor", "private")
    for kind, by, field in (
        ("episode", client, "story"),
        ("episode", private, "story"),
        ("person", client, "alias"),
        ("session", By("counsellor", "shared"), "summary"),
        ("note", private, "text"),
        ("feedback", private, "saw"),
    ):
        writer, row = recorded(cast, kind, by)
        yield Edited(writer, row, reverse(f"{kind}-edit", args=[row]), field)
    writer, row = recorded(cast, "safety", client)
    yield Edited(writer, row, reverse("safety-edit", args=[cast.case]), "on_my_own")
    frame = queries.open_case(cast.ben, cast.case).frame
    row = row_in(cast.case, frame)
    yield Edited(cast.ben, row, reverse("contract", args=[cast.case]), "sessions")


def typed(who: Viewer, address: str, field: str, words: str) -> dict[str, str]:
    """What is sent from the form at an address with other words in one field of it."""
    browser = browser_of(who)
    page = browser.get(address).content.decode()
    form = next(each for each in forms(page, address) if field in each.names)
    return dict(next(form.bodies({}))) | {field: words}


def words_for(each: Edited) -> str:
    """Something else to say in a field."""
    return "17" if each.field == "sessions" else SECOND


def test_beside_every_form_that_changes_something_stands_a_way_back(cast: Cast) -> None:
    for each in edited(cast):
        browser = browser_of(each.who)
        before = queries.open_entry(each.who, each.row).content
        sent = typed(each.who, each.address, each.field, words_for(each))
        saved = after(browser, each.address, sent)
        assert queries.open_entry(each.who, each.row).content != before, each.address
        shown = undo(browser, saved).content.decode()
        assert "It is again as it was before." in shown
        assert queries.open_entry(each.who, each.row).content == before, each.address
        browser.post(way_back(saved))
        assert queries.open_entry(each.who, each.row).content == before, each.address
        assert len(queries.history(each.who, each.row)) == 3


def test_undo_can_be_undone(cast: Cast) -> None:
    told, browser = tell(cast, FIRST), browser_of(cast.ana)
    address = reverse("episode-edit", args=[told.id])
    saved = after(browser, address, typed(cast.ana, address, "story", SECOND))
    again = undo(browser, undo(browser, saved).content.decode())
    assert SECOND in again.content.decode()


def test_what_was_changed_since_is_not_undone_and_the_page_says_so(cast: Cast) -> None:
    told, browser = tell(cast, FIRST), browser_of(cast.ana)
    address = reverse("episode-edit", args=[told.id])
    saved = after(browser, address, typed(cast.ana, address, "story", SECOND))
    actions.revise(cast.ana, cast.case, replace(told, story="In another window"), based_on=2)
    shown = undo(browser, saved).content.decode()
    assert "It was changed again since, so nothing was undone." in shown
    assert "In another window" in page_of(cast.ana, "episode", told.id)


def test_something_new_is_undone_and_undoing_that_puts_it_back(cast: Cast) -> None:
    browser, address = browser_of(cast.ana), reverse("agenda", args=[cast.case])
    saved = after(browser, address, typed(cast.ana, address, "words", "Sundays."))
    shown = undo(browser, saved).content.decode()
    assert "“Sundays”. It is under Deleted." in shown
    assert queries.open_case(cast.ana, cast.case).all(Agenda) == ()
    undo(browser, shown)
    assert [each.words for each in queries.open_case(cast.ana, cast.case).all(Agenda)] == [
        "Sundays."
    ]


def test_a_wrong_tap_on_an_answer_is_undone(cast: Cast) -> None:
    said = made("feedback", By("counsellor", "shared"), Around(), lambda: FIRST)
    row = actions.record(cast.ben, cast.case, said).id
    browser, address = browser_of(cast.ana), reverse("feedback-answer", args=[row])
    undo(browser, after(browser, address, {"resonance": "not_really"}))
    assert queries.open_case(cast.ben, cast.case).all(Answer) == ()
    after(browser, address, {"resonance": "fits"})
    undo(browser, after(browser, address, {"resonance": "not_really"}))
    (answer,) = queries.open_case(cast.ben, cast.case).all(Answer)
    assert answer.resonance == "fits"


def test_a_way_back_that_says_rubbish_changes_nothing(cast: Cast) -> None:
    told, browser = tell(cast, FIRST), browser_of(cast.ana)
    for rubbish in ("", "?made=", "?made=x.y.z", f"?made={told.id}", "?made=1.2", "?made=..."):
        answer = browser.post(reverse("undo", args=[told.id]) + rubbish)
        assert answer.status_code == 303, rubbish
    for number in ("9" * 40, "-1", "²"):
        answer = browser.post(reverse("undo", args=[told.id]) + f"?made={told.id}.{number}.0")
        assert answer.status_code in {303, 404}, number
    assert queries.open_entry(cast.ana, told.id).content == told


# Versions ----------------------------------------------------------------------------------------


def test_each_earlier_version_that_says_something_else_can_be_put_back(cast: Cast) -> None:
    told, browser = tell(cast, FIRST), browser_of(cast.ana)
    actions.revise(cast.ana, cast.case, replace(told, story=SECOND), based_on=1)
    actions.share(cast.ana, told.id)
    address = reverse("versions", args=[told.id])
    page = browser.get(address).content.decode()
    back = [dict(next(each.bodies({}))) for each in forms(page, address) if "version" in each.names]
    assert back == [{"version": "1", "based_on": "3"}]
    shown = after(browser, address, back[0])
    assert "It is again as it was then." in shown
    assert FIRST in shown
    assert queries.open_case(cast.ben, cast.case).episodes == ()
    undo(browser, shown)
    (seen,) = queries.open_case(cast.ben, cast.case).episodes
    assert seen.story == SECOND


def test_a_version_in_which_nothing_was_written_says_what_happened_then(cast: Cast) -> None:
    writer, row = recorded(cast, "agenda", By("client", "private"))
    actions.share(writer, row)
    actions.unshare(writer, row)
    actions.delete(writer, row)
    actions.put_back(writer, row)
    page = page_of(writer, "versions", row)
    said = ["it was deleted or put back", "It was taken back.", "It was shared.", "First written."]
    assert sorted(said, key=page.index) == said
    assert "Put this back" not in page


def test_a_version_is_not_put_back_over_what_was_saved_since(cast: Cast) -> None:
    told, browser = tell(cast, FIRST), browser_of(cast.ana)
    actions.revise(cast.ana, cast.case, replace(told, story=SECOND), based_on=1)
    address = reverse("versions", args=[told.id])
    actions.revise(cast.ana, cast.case, replace(told, story="Newest"), based_on=2)
    shown = after(browser, address, {"version": "1", "based_on": "2"})
    assert "It was changed again since" in shown
    assert "Newest" in page_of(cast.ana, "episode", told.id)


def test_ben_puts_no_version_of_ana_s_back_and_sees_no_button_for_it(cast: Cast) -> None:
    told = tell(cast, FIRST, visibility="shared")
    actions.revise(cast.ana, cast.case, replace(told, story=SECOND), based_on=1)
    address = reverse("versions", args=[told.id])
    ben = browser_of(cast.ben)
    assert "Put this back" not in ben.get(address).content.decode()
    assert ben.post(address, {"version": "1", "based_on": "2"}).status_code == 404


# Two texts of one form ---------------------------------------------------------------------------

APART = re.compile(r'name="apart" value="([^"]+)"')


class Twice(NamedTuple):
    """A form that is sent twice with other words."""

    who: str
    name: str
    field: str
    kind: type
    more: dict[str, str]


HOUR = {"date": "2026-03-01", "time": "10:00", "state": "held"}
SEVERAL = [
    Twice("ana", "episode-new", "story", Episode, {}),
    Twice("ana", "agenda", "words", Agenda, {}),
    Twice("ana", "person-new", "alias", Person, {}),
    Twice("ben", "note-new", "text", Note, {}),
    Twice("ben", "feedback-new", "saw", Feedback, {}),
    Twice("ben", "session-new", "summary", Session, HOUR),
]


def texts(cast: Cast, each: Twice) -> list[str]:
    """What stands in the entries of a kind."""
    case = queries.open_case(getattr(cast, each.who), cast.case)
    found = case.people.values() if each.kind is Person else case.all(each.kind)
    words = (getattr(entry, each.field) for entry in found)
    return sorted(each for each in words if each in {FIRST, SECOND})


def kept_both(browser: Client, page: str, address: str, field: str) -> tuple[str, dict[str, str]]:
    """Press *Keep both* where two texts stand; where it was sent, and what."""
    token = APART.search(page)
    assert token, "both cannot be kept"
    form = next(each for each in forms(page, address) if "apart" in each.names)
    stands = {name: words for name, words in form.fields() if name != field} | {field: SECOND}
    return form.action, stands | {"apart": token[1]}


@pytest.mark.parametrize("each", SEVERAL, ids=lambda each: each.name)
def test_two_texts_of_one_form_are_kept_as_two_by_one_tap_and_once(cast: Cast, each: Twice) -> None:
    who = getattr(cast, each.who)
    browser, address = browser_of(who), reverse(each.name, args=[cast.case])
    sent = typed(who, address, each.field, FIRST) | each.more
    after(browser, address, sent)
    met = browser.post(address, sent | {each.field: SECOND})
    assert met.status_code == 409
    action, both = kept_both(browser, met.content.decode(), address, each.field)
    shown = after(browser, action, both)
    assert "The other one stays too." in html.unescape(shown)
    assert texts(cast, each) == [FIRST, SECOND]
    after(browser, action, both)
    assert texts(cast, each) == [FIRST, SECOND]
    undo(browser, shown)
    assert texts(cast, each) == [FIRST]


def test_what_the_client_adds_to_an_hour_is_kept_twice_too(cast: Cast) -> None:
    hour = session()
    actions.record(cast.ben, cast.case, hour)
    ana, address = browser_of(cast.ana), reverse("session", args=[hour.id])
    sent = typed(cast.ana, address, "words", FIRST)
    after(ana, address, sent)
    met = ana.post(address, sent | {"words": SECOND})
    action, both = kept_both(ana, met.content.decode(), address, "words")
    after(ana, action, both)
    added = queries.open_case(cast.ana, cast.case).all(Answer)
    assert sorted(each.words for each in added) == [FIRST, SECOND]


@pytest.mark.parametrize("name", ["safety-edit", "contract"])
def test_where_there_is_one_of_a_kind_the_page_says_so(cast: Cast, name: str) -> None:
    field, first, second = ("sessions", "7", "9") if name == "contract" else ("on_my_own", "a", "b")
    ana, address = browser_of(cast.ana), reverse(name, args=[cast.case])
    sent = typed(cast.ana, address, field, first)
    after(ana, address, sent)
    met = ana.post(address, sent | {field: second})
    assert met.status_code == 409
    page = met.content.decode()
    assert "There is one plan" in page or "You two have one agreement" in page
    assert not APART.search(page)


def test_one_person_changed_in_two_windows_stays_one(cast: Cast) -> None:
    mara = person()
    row = actions.record(cast.ana, cast.case, mara).id
    ana, address = browser_of(cast.ana), reverse("person-edit", args=[row])
    sent = typed(cast.ana, address, "alias", "Mara B.")
    after(ana, address, sent)
    met = ana.post(address, sent | {"alias": "Mara K."})
    page = met.content.decode()
    assert met.status_code == 409
    assert "It is one person" in page
    assert not APART.search(page)


# One tap that cannot be taken back is asked first ------------------------------------------------


def test_ben_is_asked_before_he_shares_what_he_cannot_take_back(cast: Cast) -> None:
    line = made("agenda", By("counsellor", "private"), Around(), lambda: FIRST)
    row = actions.record(cast.ben, cast.case, line).id
    page = page_of(cast.ben, "agenda", cast.case)
    address = reverse("share", args=[row])
    assert f'href="{address}"' in page
    assert f'action="{address}"' not in page
    assert "it cannot be taken back" in page_of(cast.ben, "share", row)


def test_a_yes_to_supervision_is_taken_back_after_a_question(cast: Cast) -> None:
    consent = as_a(Consent, made("consent", By("client", "shared"), Around(), lambda: FIRST))
    actions.agree(cast.ana, cast.case, consent)
    address = reverse("supervision-consent", args=[cast.case])
    assert f'href="{address}"' in page_of(cast.ana, "case-supervision", cast.case)
    asked = page_of(cast.ana, "supervision-consent", cast.case)
    assert "Take back your yes to supervision?" in asked
    (form,) = [each for each in forms(asked, address) if each.action == address]
    after(browser_of(cast.ana), address, dict(next(form.bodies({}))))
    (given,) = queries.open_case(cast.ana, cast.case).all(Consent)
    assert given.withdrawn_at is not None
