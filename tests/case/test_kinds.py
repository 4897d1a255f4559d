"""The kinds: what is encoded is decoded, and what does not fit is refused."""

import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace

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
from tests.case.examples import a_case, an_episode, between_the_two
from tests.case.strategies import contents

A_SECRET = "what Ana wrote about the river"


@given(contents)
def test_what_is_encoded_is_decoded_exactly(content: Content) -> None:
    assert decode(kind_of(content), encode(content)) == content


@given(contents)
def test_encoding_again_changes_no_byte(content: Content) -> None:
    once = encode(content)

    assert encode(decode(kind_of(content), once)) == once


def test_every_kind_has_its_name() -> None:
    assert set(KINDS) == {kind_of(content) for content in a_case().entries} | {
        *("frame", "person", "word")
    }
    assert all(KINDS[kind_of(content)] is type(content) for content in a_case().entries)


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
