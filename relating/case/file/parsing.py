"""From bytes to plain values, stricter than most readers: one object, no key twice, no NaN."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from relating.case.file.problems import CaseFileError, Problem, quoted

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LARGEST_FILE = 64 * 1024 * 1024


class _Doubled(dict[str, object]):
    """An object in which some keys stand twice."""

    twice: tuple[str, ...] = ()


class _NotANumber(ValueError):
    """JSON has no word for it."""


def parse(data: bytes) -> object:
    """The plain values in a JSON text. Raises `CaseFileError`, and nothing else."""
    if len(data) > LARGEST_FILE:
        raise CaseFileError([Problem("", "this file is larger than 64 megabytes")])
    text = _text(data)
    doubled: list[_Doubled] = []
    tree = _tree(text, doubled)
    if doubled:
        raise CaseFileError(_doubles(tree))
    if "\\ud" in text.lower():
        _refuse_half_letters(tree)
    return tree


def _text(data: bytes) -> str:
    try:
        text = data.removeprefix(BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        cut = error.end == len(data) and error.reason == "unexpected end of data"
        what = "file is cut off within a letter" if cut else "is not UTF-8 text"
        message = f"this {what} (byte {error.start})"
        raise CaseFileError([Problem("", message)]) from None
    if not text.strip():
        raise CaseFileError([Problem("", "this file is empty")])
    return text


def _tree(text: str, doubled: list[_Doubled]) -> object:
    def paired(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        plain = dict(pairs)
        return plain if len(plain) == len(pairs) else _noted(pairs, doubled)

    try:
        tree: object = json.loads(text, object_pairs_hook=paired, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise CaseFileError([Problem("", _syntax(error))]) from None
    except _NotANumber:
        message = "a number is NaN or infinite, which JSON does not know"
        raise CaseFileError([Problem("", message)]) from None
    except RecursionError:
        raise CaseFileError([Problem("", "this file is nested too deeply")]) from None
    except ValueError:
        raise CaseFileError([Problem("", "a number in this file is too long")]) from None
    return tree


def _refuse(_constant: str) -> NoReturn:
    raise _NotANumber


def _noted(pairs: list[tuple[str, Any]], doubled: list[_Doubled]) -> _Doubled:
    found = _Doubled(pairs)
    keys = [key for key, _ in pairs]
    found.twice = tuple(key for key in found if keys.count(key) > 1)
    doubled.append(found)
    return found


def _syntax(error: json.JSONDecodeError) -> str:
    where = f"line {error.lineno}, column {error.colno}"
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):
        return f"this file is cut off ({where})"
    return f"this is not JSON ({where}: {error.msg.lower()})"


def _refuse_half_letters(tree: object) -> None:
    """Half of a surrogate pair stands for no letter and cannot be written again."""
    half = [path for path, value in _walk(tree) if isinstance(value, str) and _is_half(value)]
    if half:
        message = "half a letter: a surrogate without its other half"
        raise CaseFileError(Problem(path, message) for path in half)


def _is_half(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _doubles(tree: object) -> Iterator[Problem]:
    for path, value in _walk(tree):
        if isinstance(value, _Doubled):
            yield from (Problem(path, f"the key {quoted(key)} stands twice") for key in value.twice)


def _walk(tree: object) -> Iterator[tuple[str, object]]:
    """Every value with its path, in the order of the file; a stack, so that depth cannot hurt."""
    waiting: list[tuple[str, object]] = [("", tree)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        waiting.extend(reversed(list(_children(path, value))))


def _children(path: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield f"{path}.{quoted(key)[1:-1]}".lstrip("."), child
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield f"{path}[{index}]", child
