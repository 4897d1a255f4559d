"""A thousand broken files: each is read exactly or refused in words, and never anything else."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from relating.case import CaseFile, CaseFileError, normalise, read, read_leniently, write
from tests.case.examples import a_case

Tree = Any
GOOD = write(a_case())
WRONG: list[Any] = [
    None, True, 0, -1, 7, 10**30, 1.5, 1e308, "", "x", "sadd", "2026-13-01", "a" * 100_001,
    [], [[]], [None], {}, {"code": "sad"}, "\x00", "9999-12-31T23:59:59-23:00",
]  # fmt: skip


def holders(tree: Tree) -> list[tuple[Any, Any]]:
    """Every container in a tree with each key or place in it."""
    keys = list(tree) if isinstance(tree, dict) else range(len(tree))
    found: list[tuple[Any, Any]] = [(tree, key) for key in keys]
    for child in [tree[key] for key in keys]:
        if isinstance(child, dict | list):
            found += holders(child)
    return found


def somewhere(chance: random.Random, tree: Tree, kind: type = object) -> tuple[Any, Any]:
    return chance.choice([(box, key) for box, key in holders(tree) if isinstance(box[key], kind)])


def without_a_key(chance: random.Random, tree: Tree) -> None:
    box, key = somewhere(chance, tree)
    del box[key]


def with_a_key_renamed(chance: random.Random, tree: Tree) -> None:
    named = [(box, key) for box, key in holders(tree) if isinstance(box, dict)]
    box, key = chance.choice(named)
    box[typo(chance, key)] = box.pop(key)


def with_a_wrong_value(chance: random.Random, tree: Tree) -> None:
    box, key = somewhere(chance, tree)
    box[key] = chance.choice(WRONG)


def with_a_typo(chance: random.Random, tree: Tree) -> None:
    box, key = somewhere(chance, tree, str)
    box[key] = typo(chance, box[key])


def with_a_number_too_far(chance: random.Random, tree: Tree) -> None:
    box, key = chance.choice(
        [(box, key) for box, key in holders(tree) if isinstance(box[key], int | float)]
    )
    box[key] = chance.choice([box[key] + 1, -box[key] * 100, box[key] + 0.5, 10**400])


def with_something_nested(chance: random.Random, tree: Tree) -> None:
    box, key = somewhere(chance, tree)
    for _ in range(chance.choice([1, 3, 200])):
        box[key] = chance.choice([[box[key]], {"deeper": box[key]}])


def with_something_swapped(chance: random.Random, tree: Tree) -> None:
    (one, here), (other, there) = somewhere(chance, tree), somewhere(chance, tree)
    one[here], other[there] = (
        json.loads(json.dumps(other[there])),
        json.loads(json.dumps(one[here])),
    )


def with_an_entry_twice(chance: random.Random, tree: Tree) -> None:
    box, key = somewhere(chance, tree, list)
    if box[key]:
        box[key].append(chance.choice(box[key]))


def typo(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word) + 1)
    return chance.choice(
        [word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word.upper(), word + " ", ""]
    )


def cut_off(chance: random.Random) -> bytes:
    return GOOD[: chance.randrange(len(GOOD))]


def with_bytes_flipped(chance: random.Random) -> bytes:
    data = bytearray(GOOD)
    for _ in range(chance.choice([1, 2, 10])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def with_a_line_lost_or_twice(chance: random.Random) -> bytes:
    lines = GOOD.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return b"".join([*lines[:at], *lines[at : at + 1] * chance.choice([0, 2]), *lines[at + 1 :]])


IN_THE_TREE: list[Callable[[random.Random, Tree], None]] = [
    without_a_key,
    with_a_key_renamed,
    with_a_wrong_value,
    with_a_typo,
    with_a_number_too_far,
    with_something_nested,
    with_something_swapped,
    with_an_entry_twice,
]
IN_THE_BYTES = [cut_off, with_bytes_flipped, with_a_line_lost_or_twice]


def broken(number: int) -> bytes:
    """The file with this number: the same one each time."""
    chance = random.Random(number)
    if number % 3 == 0:
        return chance.choice(IN_THE_BYTES)(chance)
    tree = json.loads(GOOD)
    for _ in range(chance.choice([1, 1, 1, 4])):
        chance.choice(IN_THE_TREE)(chance, tree)
    return json.dumps(tree).encode()


def outcome(reader: Callable[[bytes], CaseFile], data: bytes) -> CaseFile | CaseFileError:
    """What became of it. Any other exception is a failure of the test."""
    try:
        return reader(data)
    except CaseFileError as error:
        return error


def is_in_words(error: CaseFileError) -> bool:
    """Each problem is said on one short line, and nothing else hangs on the error."""
    said = [str(problem) for problem in error.problems]
    return (
        bool(said)
        and all(line.isprintable() and len(line) < 400 for line in said)
        and error.__cause__ is None
    )


@pytest.mark.parametrize("hundred", range(10))
def test_a_broken_file_is_refused_in_words_or_read_exactly(hundred: int) -> None:
    files = [broken(number) for number in range(hundred * 100, hundred * 100 + 100)]
    outcomes = [(data, outcome(read, data)) for data in files]
    refused = [found for _, found in outcomes if isinstance(found, CaseFileError)]
    imported = [(data, found) for data, found in outcomes if isinstance(found, CaseFile)]

    assert all(is_in_words(error) for error in refused)
    assert all(read(write(found)) == found == normalise(found) for _, found in imported)
    assert all(says_the_same(json.loads(d), json.loads(write(found))) for d, found in imported)
    assert 50 < len(refused) < 100


@pytest.mark.parametrize("hundred", range(10))
def test_a_lenient_reader_never_fails_otherwise(hundred: int) -> None:
    for number in range(hundred * 100, hundred * 100 + 100):
        found = outcome(lambda data: read_leniently(data)[0], broken(number))
        if isinstance(found, CaseFileError):
            assert is_in_words(found)
        else:
            assert read(write(found)) == found


def says_the_same(given: Tree, written: Tree) -> bool:
    """Nothing that stood in the file is lost or changed by reading it, but order and gaps."""
    return facts(given) == facts(written)


def facts(tree: Tree) -> list[str]:
    things = [("case", tree["case"])]
    for part in ("vocabulary", "people", "entries"):
        things += [(part, thing) for thing in tree.get(part, [])]
    return sorted(json.dumps([part, plain(thing)], sort_keys=True) for part, thing in things)


LISTS = {"about", "alike", "entries", "reviews"}
"""Lists that say the same when they are empty as when they are not there."""


def plain(value: Tree) -> Tree:
    """Without what says the same as nothing; whole numbers and others alike."""
    if isinstance(value, dict):
        said = {key: item for key, item in value.items() if item not in (None, "", False)}
        return {key: plain(item) for key, item in said.items() if item != [] or key not in LISTS}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, int) else value
