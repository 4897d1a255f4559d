"""The case file: what goes out comes back, and the same case is always the same bytes."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given

from relating.case import (
    CaseFile,
    CaseFileError,
    Episode,
    Person,
    Word,
    normalise,
    read,
    read_leniently,
    read_many,
    schema,
    vocabulary_of,
    write,
    write_line,
)
from relating.case.file.case_file import write_schema
from tests.case.examples import HOUR, a_case, an_episode
from tests.case.strategies import case_files

PUBLISHED = Path(__file__).parents[3] / "docs" / "method" / "case.schema.json"


@given(case_files())
def test_what_is_written_is_read_back_exactly(case_file: CaseFile) -> None:
    assert read(write(case_file)) == normalise(case_file)


@given(case_files())
def test_writing_what_was_read_changes_no_byte(case_file: CaseFile) -> None:
    once = write(case_file)

    assert write(read(once)) == once


@given(case_files())
def test_the_normal_form_of_the_normal_form_is_itself(case_file: CaseFile) -> None:
    assert normalise(normalise(case_file)) == normalise(case_file)


@given(case_files())
def test_a_case_on_one_line_is_the_same_case(case_file: CaseFile) -> None:
    line = write_line(case_file)

    assert line.count(b"\n") == 1
    assert read(line) == normalise(case_file)


@given(case_files())
def test_the_order_of_the_parts_does_not_matter(case_file: CaseFile) -> None:
    turned = msgspec.structs.replace(
        case_file,
        vocabulary=case_file.vocabulary[::-1],
        people=case_file.people[::-1],
        entries=case_file.entries[::-1],
    )

    assert write(turned) == write(case_file)


def test_the_file_is_plain_json_in_utf8_with_its_keys_in_order() -> None:
    episode = an_episode(story="Sie sagte „schön“ 🌊")
    data = write(a_case(entries=(episode,)))
    tree = json.loads(data)

    assert "schön“ 🌊".encode() in data
    assert list(tree) == ["format", "version", "case", "vocabulary", "people", "entries"]
    assert (tree["format"], tree["version"]) == ("relating.case", 2)
    assert list(tree["entries"][0])[:5] == ["kind", "id", "author", "visibility", "recorded_at"]
    assert data.endswith(b"}\n")


def test_times_are_written_in_utc() -> None:
    tree = json.loads(write(a_case()))

    assert tree["entries"][0]["recorded_at"] == "2026-02-03T18:20:00Z"


def test_entries_stand_in_the_order_in_which_they_were_recorded() -> None:
    late, early = an_episode(1, recorded_at=HOUR + timedelta(1)), an_episode(2, recorded_at=HOUR)
    twin = an_episode(3, recorded_at=HOUR)

    assert read(write(a_case(entries=(late, twin, early)))).entries == (early, twin, late)


def test_null_is_missing_and_an_empty_list_is_asked_and_none() -> None:
    tree = json.loads(write(a_case(entries=(an_episode(),))))
    tree["entries"][0].update(wish=None, feelings=[], i_did=None)
    (episode,) = read(json.dumps(tree).encode()).entries

    assert isinstance(episode, Episode)
    assert (episode.wish, episode.feelings, episode.i_did) == (None, (), None)


def test_an_empty_case_is_a_case() -> None:
    empty = a_case(vocabulary=(), people=(), entries=())

    assert read(write(empty)) == empty


def test_a_mark_at_the_start_that_some_editors_leave_is_overlooked() -> None:
    assert read(b"\xef\xbb\xbf" + write(a_case())) == normalise(a_case())


def test_the_counsellors_words_lie_below_the_clients() -> None:
    words = [
        Word(list="behaviour", code="pleasing", label="Mine", author="client"),
        Word(list="behaviour", code="pleasing", label="Theirs", author="counsellor"),
        Word(list="feeling", code="sad", label="blue", author="counsellor"),
    ]
    vocabulary = vocabulary_of(words)

    assert vocabulary.label("behaviour", "pleasing") == "Mine"
    assert vocabulary.label("feeling", "sad") == "blue"


def typos() -> bytes:
    tree = json.loads(write(a_case(entries=(an_episode(),))))
    tree["entries"][0]["feelings"][0]["code"] = "sadd"
    tree["entries"][0]["i_did"] = ["hovering", "pleasing", "hovering"]
    return json.dumps(tree).encode()


def test_a_lenient_reader_keeps_unknown_codes_as_words_and_says_so() -> None:
    case_file, notes = read_leniently(typos())
    kept = {(word.list, word.code) for word in case_file.vocabulary}

    assert {("feeling", "sadd"), ("behaviour", "hovering")} <= kept
    assert notes == (
        'entries[0].feelings[0].code: kept "sadd" as a word of its own in feeling',
        'entries[0].i_did[0]: kept "hovering" as a word of its own in behaviour',
        'entries[0].i_did[2]: kept "hovering" as a word of its own in behaviour',
    )


def test_what_a_lenient_reader_kept_every_reader_reads() -> None:
    case_file, _ = read_leniently(typos())

    assert read(write(case_file)) == case_file


@given(case_files())
def test_a_lenient_reader_has_nothing_to_say_of_a_good_file(case_file: CaseFile) -> None:
    assert read_leniently(write(case_file)) == (normalise(case_file), ())


BEYOND_LENIENCE: list[dict[str, Any]] = [
    {"valence": 9},
    {"person": "p9"},
    {"place": "elsewhere"},
    {"storry": "x"},
]


@pytest.mark.parametrize("change", BEYOND_LENIENCE)
def test_a_lenient_reader_is_lenient_with_codes_only(change: dict[str, Any]) -> None:
    tree = json.loads(typos())
    tree["entries"][0].update(change)

    with pytest.raises(CaseFileError) as caught:
        read_leniently(json.dumps(tree).encode())
    assert [problem.path for problem in caught.value.problems] == [
        f"entries[0].{next(iter(change))}"
    ]


def lines() -> Iterator[bytes]:
    yield write_line(a_case())
    yield b"\n"
    yield b"{broken\n"
    yield write_line(a_case(entries=()))


def test_a_broken_case_among_many_stops_no_other() -> None:
    found = dict(read_many(lines()))

    assert list(found) == [1, 3, 4]
    assert found[1] == normalise(a_case())
    assert isinstance(found[3], CaseFileError)
    assert found[4] == normalise(a_case(entries=()))


def test_many_cases_are_read_one_by_one() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield write_line(a_case())

    assert next(read_many(endless())) == (1, normalise(a_case()))


@pytest.mark.every_kind
def test_the_published_schema_is_the_one_of_the_types(tmp_path: Path) -> None:
    fresh = tmp_path / "case.schema.json"
    write_schema(fresh)

    assert PUBLISHED.read_text() == fresh.read_text(), "write it again: make schema"


def test_the_schema_knows_ranges_lists_and_required_keys() -> None:
    parts = schema()["$defs"]
    episode = parts["Episode"]["properties"]

    assert parts["CaseFile"]["required"] == ["format", "version", "case"]
    assert parts["Episode"]["additionalProperties"] is False
    assert set(parts["Episode"]["required"]) >= {"kind", "id", "author", "visibility"}
    assert {"minimum": -3, "maximum": 3, "type": "integer"} in episode["valence"]["anyOf"]
    assert '"x-vocabulary": ["behaviour", "new"]' in json.dumps(episode["i_did"])
    assert '"x-refers-to": "person"' in json.dumps(episode["person"])


def test_whose_clock_it_was_comes_back_as_it_went() -> None:
    told = an_episode(zone="Asia/Calcutta")

    assert b'"zone": "Asia/Calcutta"' in write(a_case(entries=(told,)))
    assert read(write(a_case(entries=(told,)))).entries == (told,)
    assert b'"zone"' not in write(a_case(entries=(an_episode(),)))


def with_people(**ways: str) -> bytes:
    """A file of people by their ids, each the same as another."""
    people = [Person(id=id, alias=id, same_as=to or None) for id, to in ways.items()]
    return write(a_case(people=tuple(people), entries=()))


def test_a_chain_of_people_who_are_the_same_is_read() -> None:
    people = read(with_people(a="b", b="c", c="")).people
    assert [each.same_as for each in people] == ["b", "c", None]


@pytest.mark.parametrize("ways", [{"a": "b", "b": "a"}, {"c": "a", "a": "b", "b": "c"}, {"a": "a"}])
def test_people_who_are_the_same_in_a_circle_are_refused_with_their_place(
    ways: dict[str, str],
) -> None:
    for reader in (read, read_leniently):
        with pytest.raises(CaseFileError) as refused:
            reader(with_people(**ways))
        (problem,) = refused.value.problems
        by = ways["a"]
        assert str(problem) == f'people[0].same_as: leads back to itself, by way of "{by}"'


def test_somebody_who_is_the_same_as_nobody_of_the_file_is_refused() -> None:
    with pytest.raises(CaseFileError, match=r'people\[0\]\.same_as: no person with the id "gone"'):
        read(with_people(a="gone"))


def test_a_file_without_such_people_says_nothing_of_it() -> None:
    assert b"same_as" not in write(a_case())
