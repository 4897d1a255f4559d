"""Process notes: Ben's own, under a key of their own, on nobody else's page."""

from uuid import UUID, uuid4

from django.urls import reverse

from relating.case import Note
from relating.journal import actions, queries
from relating.journal.ids import NOTES, SHARED
from relating.journal.models import Entry
from relating.journal.sealing import purpose
from relating.people.gate import Viewer
from relating.vault import keys, seal
from tests.cast import Cast, browser_of, episode, id_from

WORDS = "canary: I was glad when she cancelled."


def write(cast: Cast, **more: object) -> UUID:
    made = uuid4()
    given = {"id": str(made), "based_on": "0", "text": WORDS, **more}
    answer = browser_of(cast.ben).post(reverse("note-new", args=[cast.case]), given)
    assert answer.status_code == 303
    return id_from(cast.ben, cast.case, made)


def page(viewer: Viewer, name: str, given: UUID) -> str:
    answer = browser_of(viewer).get(reverse(name, args=[given]))
    assert answer.status_code == 200
    return answer.content.decode()


def notes(cast: Cast, viewer: Viewer) -> list[Note]:
    return list(queries.open_case(viewer, cast.case).all(Note))


def test_ben_writes_a_note_and_finds_it_again(cast: Cast) -> None:
    made = write(cast, pull=["pull_back"], feelings=["relieved"], counsellor_part=["too_quiet"])
    shown = page(cast.ben, "notes", cast.case)
    assert WORDS in shown
    assert "To pull back" in shown
    assert "Was too quiet" in shown
    assert WORDS in page(cast.ben, "note-edit", made)


def test_nobody_else_has_the_page_or_the_note(cast: Cast) -> None:
    made = write(cast)
    for viewer in (cast.ana, cast.cleo, cast.carl, cast.dov, cast.eve):
        for name, given in (
            ("notes", cast.case),
            ("note-new", cast.case),
            ("note-edit", made),
            ("versions", made),
        ):
            assert browser_of(viewer).get(reverse(name, args=[given])).status_code == 404


def test_no_page_of_anas_tells_that_there_is_a_note(cast: Cast) -> None:
    for name in ("seen", "more", "alliance", "feedback", "case"):
        before = page(cast.ana, name, cast.case).count("note")
        write(cast)
        assert page(cast.ana, name, cast.case).count("note") == before
        assert WORDS not in page(cast.ana, name, cast.case)
    assert notes(cast, cast.ana) == []


def test_it_is_in_bens_own_search_and_in_no_copy(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode("A canary sang.", visibility="shared"))
    write(cast)
    address = reverse("search", args=[cast.case])
    hers, his = (
        browser_of(viewer).post(address, {"words": "canary"}).content.decode()
        for viewer in (cast.ana, cast.ben)
    )
    assert "sang" in hers
    assert "cancelled" not in hers
    assert "cancelled" in his
    for viewer in (cast.ana, cast.ben):
        assert "cancelled" not in str(actions.export_case(viewer, cast.case))
    assert "cancelled" not in str(actions.export_whole(cast.case))


def test_it_is_sealed_under_the_key_of_notes(cast: Cast) -> None:
    made = write(cast)
    row = Entry.objects.get(pk=made)
    assert purpose(row.author, row.visibility) == NOTES
    ring = keys.ring(cast.case, (SHARED, NOTES))
    assert WORDS.encode() not in bytes(row.sealed)
    where = f"relating|2|entry|{made}|{cast.case}|1|note|counsellor"
    bound = f"{where}|{cast.ben.id}|private|now".encode()
    assert WORDS.encode() in seal.opened(ring[NOTES], bytes(row.sealed), bound)
    try:
        seal.opened(ring[SHARED], bytes(row.sealed), bound)
    except (ValueError, seal.Tampered):
        return
    raise AssertionError("the shared key opened a note")


def test_it_cannot_be_shared(cast: Cast) -> None:
    made = write(cast)
    for method in ("get", "post"):
        answer = getattr(browser_of(cast.ben), method)(reverse("share", args=[made]))
        assert answer.status_code == 404
    assert notes(cast, cast.ana) == []


def test_two_windows_lose_nothing_and_it_can_be_deleted_and_put_back(cast: Cast) -> None:
    made = write(cast)
    address = reverse("note-edit", args=[made])
    given = {"id": str(made), "based_on": "1"}
    assert browser_of(cast.ben).post(address, given | {"text": "One."}).status_code == 303
    met = browser_of(cast.ben).post(address, given | {"text": "Two."})
    assert met.status_code == 409
    assert "Two." in met.content.decode()
    assert [each.text for each in met.context["met"]] == ["One."]
    gone = browser_of(cast.ben).post(reverse("delete", args=[made]))
    assert gone["Location"] == reverse("notes", args=[cast.case])
    assert notes(cast, cast.ben) == []
    browser_of(cast.ben).post(reverse("put-back", args=[made]))
    assert [each.text for each in notes(cast, cast.ben)] == ["One."]


def test_many_notes_are_told_page_by_page(cast: Cast) -> None:
    for number in range(27):
        write(cast, text=f"Note number {number}.")
    first = page(cast.ben, "notes", cast.case)
    assert first.count("Note number") == 25
    assert len(first.encode()) < 60_000
    address = reverse("notes", args=[cast.case])
    older = browser_of(cast.ben).get(f"{address}?page=2").content.decode()
    assert older.count("Note number") == 2
