"""What a reader says of a file that does not fit: where, what, and what was probably meant."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from relating.case import Agenda, CaseFileError, read, write
from relating.case.file.problems import MOST_PROBLEMS
from tests.case.examples import a_case, an_entry, an_episode

A_SECRET = "what Ana wrote about the river, word for word, and what it meant to her that evening"
Tree = dict[str, Any]


def tree_of(**changes: Any) -> Tree:
    """Ana's case as plain values, to be spoilt."""
    tree: Tree = json.loads(write(a_case(**changes)))
    return tree


def said(spoilt: Tree | bytes) -> list[str]:
    """What the reader says of it."""
    data = spoilt if isinstance(spoilt, bytes) else json.dumps(spoilt).encode()
    with pytest.raises(CaseFileError) as caught:
        read(data)
    return [str(problem) for problem in caught.value.problems]


def first_episode(change: Callable[[Tree], object]) -> list[str]:
    tree = tree_of(entries=(an_episode(),))
    change(tree["entries"][0])
    return said(tree)


def test_an_unknown_code_is_said_with_its_path_and_the_nearest_one() -> None:
    problems = first_episode(lambda episode: episode.update(feelings=[{"code": "sadd"}]))

    assert problems == ['entries[0].feelings[0].code: unknown feeling "sadd"; did you mean "sad"?']


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Lisbn", 'unknown time zone "Europe/Lisbn"; did you mean "Europe/Lisbon"?'),
        ("../../etc/passwd", 'unknown time zone "../../etc/passwd"'),
        ("Europe", 'unknown time zone "Europe"'),
        ("a\0b", 'unknown time zone "a?b"'),
        (3, "expected text of 1 to 64 characters"),
        ("", "expected text of 1 to 64 characters"),
    ],
)
def test_an_unknown_clock_is_said_with_its_path_and_the_nearest_one(
    zone: object, expected: str
) -> None:
    (problem,) = first_episode(lambda episode: episode.update(zone=zone))

    assert problem.startswith(f"entries[0].zone: {expected}")


CODES = [
    ("wish", ["understod"], 'entries[0].wish[0]: unknown wish "understod"; did you mean'),
    ("other_did", ["critisised"], 'entries[0].other_did[0]: unknown other_did "critisised"'),
    ("i_did", ["vanish", "pleesing"], 'entries[0].i_did[1]: unknown behaviour "pleesing"'),
    ("i_did", ["say_non"], 'unknown behaviour "say_non"; did you mean "say_no"?'),
    ("i_did", ["vanesh"], 'unknown behaviour "vanesh"; did you mean "vanish"?'),
    ("ended", "i_gave_inn", 'entries[0].ended: unknown ended "i_gave_inn"'),
    ("expected", {"other_did": "xyz"}, 'entries[0].expected.other_did: unknown other_did "xyz"'),
    ("place", "lief", 'entries[0].place: unknown place "lief"; did you mean "life"?'),
    ("place", "qqq", 'unknown place "qqq"; expected one of room, life, past, practice'),
    ("author", "cliennt", 'unknown author "cliennt"; did you mean "client"?'),
    ("kind", "episod", 'entries[0].kind: unknown kind "episod"; did you mean "episode"?'),
    ("kind", None, "entries[0].kind: say which one: "),
]


@pytest.mark.parametrize(("field", "value", "expected"), CODES)
def test_a_code_that_is_not_known(field: str, value: object, expected: str) -> None:
    (problem,) = first_episode(lambda episode: episode.update({field: value}))

    assert expected in problem


VALUES = [
    ("valence", 7, "entries[0].valence: expected a whole number from -3 to 3"),
    ("valence", "2", "entries[0].valence: expected a whole number from -3 to 3"),
    ("valence", 1.5, "entries[0].valence: expected a whole number from -3 to 3"),
    ("awareness", True, "entries[0].awareness: expected a whole number from 0 to 5"),
    ("my_position", [0.1], "entries[0].my_position: expected a list of exactly 2"),
    ("my_position", [0.1, 2], "entries[0].my_position[1]: expected a number from -1 to 1"),
    ("story", None, "entries[0].story: expected text of at most 100000 characters"),
    ("story", "a" * 100_001, "entries[0].story: expected text of at most 100000 characters"),
    ("wish", "heard", "entries[0].wish: expected a list of at most 50 items"),
    ("wish", ["heard"] * 51, "entries[0].wish: expected a list of at most 50 items"),
    ("wish", [5], "entries[0].wish[0]: expected text of 1 to 64 characters"),
    ("feelings", ["sad"], "entries[0].feelings[0]: expected an object"),
    ("something_new", "yes", "entries[0].something_new: expected true or false"),
    ("at", "yesterday", "entries[0].at: expected a time with its zone"),
    ("at", "2026-02-03T18:20:00", "entries[0].at: expected a time with its zone"),
    ("at", None, "entries[0].at: say when it happened"),
    ("age", 9, "entries[0].age: only a past episode tells an age"),
    ("id", "one", "entries[0].id: expected an id such as"),
    ("storry", "x", 'entries[0].storry: unknown key "storry"; did you mean "story"?'),
    ("person", "p9", 'entries[0].person: no person with the id "p9"'),
]


@pytest.mark.parametrize(("field", "value", "expected"), VALUES)
def test_a_value_that_does_not_fit(field: str, value: object, expected: str) -> None:
    (problem,) = first_episode(lambda episode: episode.update({field: value}))

    assert problem.startswith(expected)


@pytest.mark.parametrize("key", ["id", "author", "visibility", "recorded_at", "place"])
def test_a_key_that_is_missing(key: str) -> None:
    assert first_episode(lambda episode: episode.pop(key)) == [f"entries[0].{key}: this is missing"]


def test_a_session_that_is_not_there() -> None:
    lost = "00000000-0000-0000-0000-0000000000ff"
    problems = first_episode(lambda episode: episode.update(session=lost))

    assert problems == [f'entries[0].session: no session with the id "{lost}"']


def test_an_episode_is_no_session() -> None:
    itself = first_episode(lambda episode: episode.update(session=episode["id"]))

    assert "no session with the id" in itself[0]


def test_ids_that_stand_twice() -> None:
    tree = tree_of()
    tree["entries"][3]["id"] = tree["entries"][1]["id"]
    tree["people"][2]["id"] = tree["people"][0]["id"]

    assert said(tree)[:2] == [
        "people[2].id: the same as people[0].id",
        "entries[3].id: the same as entries[1].id",
    ]


def test_words_for_a_list_that_does_not_exist_or_takes_none() -> None:
    tree = tree_of()
    tree["vocabulary"] += [
        {"list": "behavior", "code": "hum"},
        {"list": "place", "code": "rom"},
        {"list": "behaviour", "code": "vanish"},
    ]

    assert said(tree) == [
        'vocabulary[2].list: unknown list "behavior"; did you mean "behaviour"?',
        'vocabulary[3].code: unknown place "rom"; did you mean "room"?',
        "vocabulary[4].code: the same as vocabulary[1].code",
    ]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    tree = tree_of()
    tree["extra"] = 1
    tree["case"]["started"] = "soon"
    tree["people"][0]["role"] = "bos"
    tree["entries"][2]["valence"] = 9
    tree["entries"][2]["i_did"] = ["pleasin"]
    tree["entries"][3]["feelings"][0]["code"] = "sadd"
    del tree["entries"][4]["author"]

    assert {problem.partition(":")[0] for problem in said(tree)} == {
        "extra",
        "case.started",
        "people[0].role",
        "entries[2].valence",
        "entries[2].i_did[0]",
        "entries[3].feelings[0].code",
        "entries[4].author",
    }


def test_codes_are_not_judged_while_the_files_own_words_cannot_be_read() -> None:
    tree = tree_of()
    tree["vocabulary"][1]["position"] = "left"

    assert said(tree) == ["vocabulary[1].position: expected a list of exactly 2"]


def test_no_more_than_fifty_problems_are_listed() -> None:
    tree = tree_of(entries=tuple(an_episode(number) for number in range(1, 100)))
    for episode in tree["entries"]:
        episode["valence"] = 9

    with pytest.raises(CaseFileError) as caught:
        read(json.dumps(tree).encode())
    assert (len(caught.value.problems), caught.value.more) == (MOST_PROBLEMS, True)


def test_few_problems_are_all_there_are() -> None:
    with pytest.raises(CaseFileError) as caught:
        read(b"[]")
    assert (len(caught.value.problems), caught.value.more) == (1, False)


WHOLE = [
    (b"", "this file is empty"),
    (b" \n", "this file is empty"),
    (b"null", "a case file is one JSON object"),
    (b"[]", "a case file is one JSON object"),
    (b"{", "this file is cut off (line 1, column 2)"),
    (b'{"format": "rel', "this file is cut off (line 1, column 12)"),
    (b'{"a" 1}', "this is not JSON (line 1, column 6: expecting ':' delimiter)"),
    (b"PK\x03\x04", "this is not JSON (line 1, column 1: expecting value)"),
    (b"\xff\xfe{", "this is not UTF-8 text (byte 0)"),
    ('{"format": "é'.encode()[:-1], "this file is cut off within a letter (byte 12)"),
    (b'{"a": NaN}', "a number is NaN or infinite, which JSON does not know"),
    (b'{"a": -Infinity}', "a number is NaN or infinite, which JSON does not know"),
    (b'{"a": ' + b"1" * 5000 + b"}", "a number in this file is too long"),
    (b"[" * 100_000, "this file is nested too deeply"),
    (b'{"a":' * 100_000, "this file is nested too deeply"),
    (b'{"a": {"b": 1, "b": 2}}', 'a: the key "b" stands twice'),
    (b'{"a": [{"b": 1}, {"b": 1, "b": 2}]}', 'a[1]: the key "b" stands twice'),
    (b'{"a": ["\\ud800"]}', "a[0]: half a letter: a surrogate without its other half"),
    (b"{}", 'format: expected "relating.case": this is not a case file'),
    (b'{"format": "relating.cas"}', 'format: expected "relating.case": this is not a case file'),
    (b'{"format": "relating.case"}', "version: expected 1 or 2: this file is of another version"),
    (
        b'{"format": "relating.case", "version": 3}',
        "version: expected 1 or 2: this file is of another version",
    ),
    (
        b'{"format": "relating.case", "version": true}',
        "version: expected 1 or 2: this file is of another version",
    ),
    (b'{"format": "relating.case", "version": 1}', "case: this is missing"),
]


@pytest.mark.parametrize(("data", "expected"), WHOLE, ids=lambda value: str(value)[:30])
def test_a_file_that_is_no_case_file(data: bytes, expected: str) -> None:
    assert said(data) == [expected]


def test_a_file_that_is_too_large_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relating.case.file.parsing.LARGEST_FILE", 10)

    assert said(write(a_case())) == ["this file is larger than 64 megabytes"]


def test_a_key_that_stands_twice_in_an_entry_is_named_with_its_path() -> None:
    data = write(a_case(entries=(an_episode(),))).replace(
        b'"valence": -2', b'"valence": -2, "valence": 3'
    )

    assert said(data) == ['entries[0]: the key "valence" stands twice']


def outcome(tree: Tree) -> str:
    """What the reader says, if anything: some keys may hold any text."""
    try:
        read(json.dumps(tree).encode())
    except CaseFileError as error:
        return f"{error} {error.__cause__}"
    return ""


def places(tree: Tree) -> list[tuple[Tree, str]]:
    """Every key of the file that might be given a text which does not belong there."""
    things = [tree, tree["case"], *tree["people"], *tree["vocabulary"], *tree["entries"]]
    return [(thing, key) for thing in things for key in thing]


@pytest.mark.parametrize("index", range(len(places(tree_of()))))
def test_what_people_wrote_is_never_quoted_at_length(index: int) -> None:
    tree = tree_of()
    thing, key = places(tree)[index]
    thing[key] = A_SECRET
    problems = outcome(tree)

    assert A_SECRET[:61] not in problems


def test_a_story_is_not_quoted_even_in_part() -> None:
    tree = tree_of(entries=(an_episode(story=A_SECRET, valence=9),))
    tree["entries"][0]["storry"] = A_SECRET
    tree["entries"][0]["expected"]["words"] = [A_SECRET]

    assert not any("Ana" in problem for problem in said(tree))


def test_a_key_that_is_a_whole_text_is_cut_short() -> None:
    (problem,) = first_episode(lambda episode: episode.update({A_SECRET: 1}))

    assert A_SECRET[:60] in problem
    assert A_SECRET[:61] not in problem


def test_a_problem_stands_on_one_line() -> None:
    (problem,) = first_episode(lambda episode: episode.update({"wish": ["a\nb\x1b[31m"]}))

    assert problem.isprintable()


def test_an_id_of_an_entry_that_is_not_there_is_said_with_its_path() -> None:
    lost = an_entry(Agenda, 1, about=(UUID(int=99),))
    with pytest.raises(CaseFileError, match=r"entries\[0\]\.about\[0\]: no entry with the id"):
        read(write(a_case(entries=(lost,))))
