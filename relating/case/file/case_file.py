"""The case file: one whole case in one open file, read whole or not at all.

`read(write(x)) == normalise(x)`, and `write(read(write(x))) == write(x)` byte for byte.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from relating.case.entries.frame import Frame
from relating.case.entries.person import Person
from relating.case.entry import Value
from relating.case.file import checks
from relating.case.file.diagnosis import diagnose
from relating.case.file.parsing import BYTE_ORDER_MARK, parse
from relating.case.file.problems import MOST_PROBLEMS, CaseFileError, Problem, quoted
from relating.case.file.versions import of_this_version
from relating.case.kinds import CaseEntry
from relating.case.words.vocabulary import DEFAULTS, Vocabulary, layered
from relating.case.words.word import Word

FORMAT = "relating.case"
VERSION: Literal[2] = 2
READ = (1, VERSION)
"""The versions that are read; only the newest is written."""


class CaseFile(
    Value, frozen=True, kw_only=True, omit_defaults=False, tag_field="format", tag=FORMAT
):
    """A whole case: its frame, the words that people changed, the people, and every entry."""

    version: Literal[1, 2] = VERSION
    case: Frame
    vocabulary: Annotated[tuple[Word, ...], Meta(max_length=10_000)] = ()
    people: Annotated[tuple[Person, ...], Meta(max_length=10_000)] = ()
    entries: Annotated[tuple[CaseEntry, ...], Meta(max_length=200_000)] = ()


_DECODER = msgspec.json.Decoder(CaseFile)


def read(data: bytes) -> CaseFile:
    """The case in a file, in its normal form. Raises `CaseFileError` with every problem found."""
    case_file = _decoded(data, codes=True)
    vocabulary = vocabulary_of(case_file.vocabulary)
    strays = (stray.problem(vocabulary) for stray in _strays(case_file, vocabulary))
    _stop_at(chain(_doubles(case_file), strays))
    return normalise(case_file)


def read_leniently(data: bytes) -> tuple[CaseFile, tuple[str, ...]]:
    """The case in a file, and a note for each code that was not known and became a word of its own.

    Raises `CaseFileError` for everything else that is wrong.
    """
    case_file = _decoded(data, codes=False)
    vocabulary = vocabulary_of(case_file.vocabulary)
    strays = tuple(_strays(case_file, vocabulary))
    lost = (stray.problem(vocabulary) for stray in strays if not stray.is_code)
    _stop_at(chain(_doubles(case_file), lost))
    codes = [stray for stray in strays if stray.is_code]
    return normalise(_with_words(case_file, codes)), tuple(code.note() for code in codes)


def read_many(lines: Iterable[bytes]) -> Iterator[tuple[int, CaseFile | CaseFileError]]:
    """The cases of a JSON-lines file, each with its line number. A broken one stops no other."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _read_or_error(line)


def write(case_file: CaseFile) -> bytes:
    """The file in its normal form: UTF-8, keys in declared order, entries in the order recorded."""
    return msgspec.json.format(_encoded(case_file), indent=1) + b"\n"


def write_line(case_file: CaseFile) -> bytes:
    """The file on one line, for a JSON-lines file of many cases."""
    return _encoded(case_file) + b"\n"


def normalise(case_file: CaseFile) -> CaseFile:
    """The case in this version, with its parts in their order; nothing else changes."""
    entries = case_file.entries
    if case_file.version != VERSION:
        entries = tuple(of_this_version(entry) for entry in entries)
    return msgspec.structs.replace(
        case_file,
        version=VERSION,
        vocabulary=tuple(sorted(case_file.vocabulary, key=lambda w: (w.list, w.code, w.author))),
        people=tuple(sorted(case_file.people, key=lambda person: person.id)),
        entries=tuple(sorted(entries, key=lambda e: (e.recorded_at, e.id.int))),
    )


def vocabulary_of(words: Iterable[Word]) -> Vocabulary:
    """The words of a case: the defaults, then the counsellor's changes, then the client's."""
    words = tuple(words)
    counsellors = [word for word in words if word.author == "counsellor"]
    return layered(DEFAULTS, counsellors, [word for word in words if word.author == "client"])


def schema() -> dict[str, Any]:
    """The JSON Schema of a case file, generated from the types."""
    generated = msgspec.json.schema(CaseFile)
    generated["$defs"]["CaseFile"]["required"] = ["format", "version", "case"]
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": "A case file of Relating", **generated}


def write_schema(path: Path) -> None:
    """Write the schema where the documentation shows it."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n")


def _encoded(case_file: CaseFile) -> bytes:
    return msgspec.json.encode(normalise(case_file))


def _decoded(data: bytes, *, codes: bool) -> CaseFile:
    """Fast when all is well; only when it is not are the reasons looked for."""
    tree = parse(data)
    _stop_at(_not_ours(tree))
    try:
        return _DECODER.decode(data.removeprefix(BYTE_ORDER_MARK))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        problems = chain(diagnose(tree, CaseFile), _codes_in(tree) if codes else ())
    _stop_at(problems)
    raise CaseFileError([Problem("", "this file does not fit the format")])


def _codes_in(tree: Any) -> Iterator[Problem]:
    """The unknown codes of a file that does not fit; none if its own words do not fit either."""
    try:
        words = msgspec.convert(tree.get("vocabulary", ()), tuple[Word, ...])
    except ValueError:
        return
    vocabulary = vocabulary_of(words)
    lists = {name: tree.get(name) for name in ("people", "entries")}
    parts = {name: things for name, things in lists.items() if isinstance(things, list)}
    for stray in checks.strays(parts, checks.known_codes(vocabulary)):
        yield stray.problem(vocabulary)


def _strays(case_file: CaseFile, vocabulary: Vocabulary) -> Iterator[checks.Stray]:
    people, entries = case_file.people, case_file.entries
    known = checks.known_codes(vocabulary) | checks.known_ids(people, entries)
    return checks.strays({"people": people, "entries": entries}, known)


def _doubles(case_file: CaseFile) -> Iterator[Problem]:
    yield from checks.word_problems(case_file.vocabulary)
    yield from checks.doubled("people", [person.id for person in case_file.people])
    yield from checks.circles(case_file.people)
    yield from checks.doubled("entries", [entry.id for entry in case_file.entries])
    yield from checks.zone_problems(case_file.entries)


def _with_words(case_file: CaseFile, codes: Iterable[checks.Stray]) -> CaseFile:
    words = dict.fromkeys(Word(list=code.list, code=code.value) for code in codes)
    return msgspec.structs.replace(case_file, vocabulary=(*case_file.vocabulary, *words))


def _stop_at(problems: Iterable[Problem]) -> None:
    found = tuple(islice(problems, MOST_PROBLEMS + 1))
    if found:
        raise CaseFileError(found)


def _read_or_error(line: bytes) -> CaseFile | CaseFileError:
    try:
        return read(line)
    except CaseFileError as error:
        return error


def _not_ours(tree: object) -> Iterator[Problem]:
    if not isinstance(tree, dict):
        yield Problem("", "a case file is one JSON object")
    elif tree.get("format") != FORMAT:
        yield Problem("format", f"expected {quoted(FORMAT)}: this is not a case file")
    elif type(tree.get("version")) is not int or tree["version"] not in READ:
        known = " or ".join(map(str, READ))
        yield Problem("version", f"expected {known}: this file is of another version")
