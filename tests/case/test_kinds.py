"""The kinds: what is encoded is decoded, and what does not fit is refused."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from relating import case
from relating.case import (
    KINDS,
    Answer,
    Aside,
    Consent,
    Content,
    Entry,
    Feedback,
    Mark,
    Note,
    Pattern,
    Person,
    Supervision,
    Unfit,
    decode,
    encode,
    kind_of,
)
from relating.case.entry import Kept
from relating.case.fields import ClientsOwn
from relating.case.kinds import authors, never_shared, recorded_by
from tests.case.examples import an_episode, between_the_two
from tests.case.strategies import BY_KIND, contents

A_SECRET = "what Ana wrote about the river"


@given(contents)
def test_what_is_encoded_is_decoded_exactly(content: Content) -> None:
    assert decode(kind_of(content), encode(content)) == content


@given(contents)
def test_encoding_again_changes_no_byte(content: Content) -> None:
    once = encode(content)

    assert encode(decode(kind_of(content), once)) == once


@pytest.mark.every_kind
def test_every_kind_has_a_strategy() -> None:
    assert set(BY_KIND) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
@settings(max_examples=5)
def test_a_strategy_makes_the_kind_that_it_stands_for(kind: str, data: st.DataObject) -> None:
    assert kind_of(data.draw(BY_KIND[kind])) == kind


def test_every_kind_goes_by_the_name_of_its_class() -> None:
    together = [name.replace("_", "") for name in KINDS]
    assert together == [kind.__name__.lower() for kind in KINDS.values()]


@pytest.mark.every_kind
def test_every_kind_can_be_had_from_the_case() -> None:
    assert [kind for kind in KINDS.values() if kind.__name__ not in case.__all__] == []


def test_a_kind_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError):
        decode("letter", b"{}")


def test_an_entry_is_not_decoded_as_another_kind() -> None:
    with pytest.raises(Unfit):
        decode("session", encode(an_episode()))


def test_a_person_and_a_word_are_written_without_their_kind() -> None:
    person = msgspec.json.decode(encode(Person(id="p1", alias="Mara", role="boss")))

    assert person == {"id": "p1", "alias": "Mara", "role": "boss"}


@pytest.mark.parametrize("kind", [Note, Mark, Aside, Supervision])
def test_what_is_the_counsellors_alone_cannot_be_kept_as_shared(kind: type[Entry]) -> None:
    own = next(each for each in between_the_two() if isinstance(each, kind))

    with pytest.raises(Unfit):
        encode(replace(own, visibility="shared"))


@pytest.mark.parametrize("kind", [Feedback, Mark, Aside, Pattern, Supervision])
def test_the_client_does_not_write_in_the_counsellors_name(kind: type[Entry]) -> None:
    own = next(each for each in between_the_two() if isinstance(each, kind))

    with pytest.raises(Unfit):
        encode(replace(own, author="client"))


@pytest.mark.parametrize("kind", [Answer, Consent])
def test_the_counsellor_does_not_answer_for_the_client(kind: type[Entry]) -> None:
    own = next(each for each in between_the_two() if isinstance(each, kind))

    with pytest.raises(Unfit):
        encode(replace(own, author="counsellor"))


def test_what_people_wrote_is_in_no_error() -> None:
    with pytest.raises(Unfit) as caught:
        encode(an_episode(story=A_SECRET, place=A_SECRET))

    assert A_SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 10_000, b'{"kind":"episode"}'])
def test_broken_bytes_are_unfit_and_nothing_else(data: bytes) -> None:
    with pytest.raises(Unfit):
        decode("episode", data)


def test_a_field_nobody_knows_is_refused() -> None:
    data = encode(an_episode()).replace(b'"story"', b'"storry"')

    with pytest.raises(Unfit):
        decode("episode", data)


# --- Who may do what, as the types say it ---------------------------------------------------------


NOBODY: frozenset[str] = frozenset()


def kinds_that(holds: Callable[[type[Kept]], bool]) -> set[str]:
    return {name for name, kind in KINDS.items() if holds(kind)}


def test_what_is_never_shared_and_what_belongs_to_both() -> None:
    assert kinds_that(never_shared) == {"note", "mark", "aside", "supervision"}
    assert kinds_that(lambda kind: kind.joint) == {"frame", "safety", "card"}
    assert kinds_that(lambda kind: kind.stays) == {"frame", "agreement", "ending"}
    assert kinds_that(lambda kind: kind.by_handed_form) == {"pulse", "note", "episode"}


def test_a_kind_that_says_nothing_is_nobodys_to_write_and_is_never_shared() -> None:
    class Letter(Kept, frozen=True, kw_only=True):
        text: str = ""

    assert (authors(Letter), recorded_by(Letter), never_shared(Letter)) == (NOBODY, NOBODY, True)
    assert (Letter.joint, Letter.by_handed_form) == (False, False)


def test_a_type_that_says_more_than_who_and_whether_says_nothing() -> None:
    class Letter(Kept, frozen=True, kw_only=True):
        author: str
        visibility: str

    assert (authors(Letter), recorded_by(Letter), never_shared(Letter)) == (NOBODY, NOBODY, True)


def test_nobody_begins_what_the_type_does_not_let_them_write() -> None:
    class Letter(Kept, frozen=True, kw_only=True):
        recorded_by = ("client", "counsellor")
        author: ClientsOwn

    assert recorded_by(Letter) == {"client"}
