"""Faults to plant in the program: those that have a name, and those that a walk over it finds.

The walk takes one thing at a time out of a function: a check that refuses, a part of a condition,
a condition of a query; or it turns an answer round. What has a name stands in `mutants.toml`.
"""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

HOUSE = Path(__file__).parent.parent.parent
LIST = Path(__file__).with_suffix(".toml")
WALKED = (
    "relating/people/policies.py",
    "relating/people/gate.py",
    "relating/people/clinic.py",
    "relating/people/draft_keys.py",
    "relating/people/invitations.py",
    "relating/vault/seal.py",
    "relating/vault/keys.py",
    "relating/journal/sealing.py",
    "relating/journal/rows.py",
    "relating/journal/handing.py",
    "relating/journal/lending.py",
    "relating/journal/actions/*.py",
)
REFUSING = ("require", "check")
NARROWING = ("filter", "exclude")

Place: TypeAlias = ast.FunctionDef | ast.ClassDef
Change: TypeAlias = tuple[ast.expr | ast.stmt, str, str]
"""What is replaced, by which text, and what is said of it."""


class Fault(NamedTuple):
    """A fault: its name, the file and in it the function or class that has it, the whole text of
    the file with it, and the tests that must see it; where none are named, all that come by."""

    name: str
    file: str
    where: str
    text: str
    seen_by: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str]:
        """The file and the function or class."""
        return self.file, self.where


SEAL = "relating/vault/seal.py"
NOTHING = Fault("Nothing is wrong", SEAL, "opened", (HOUSE / SEAL).read_text())
"""What nobody can notice."""


class Equivalent(NamedTuple):
    """A fault that the walk finds and nobody could see, and why."""

    name: str
    why: str


def named() -> list[Fault]:
    """The faults that have a name."""
    return [fault_of(**each) for each in tomllib.loads(LIST.read_text()).get("fault", [])]


def every() -> list[Fault]:
    """Those with a name and those that the walk finds."""
    return [*named(), *walked()]


def equivalents() -> list[Equivalent]:
    """The faults that change nothing, each with the reason."""
    return [Equivalent(**each) for each in tomllib.loads(LIST.read_text())["equivalent"]]


def fault_of(
    what: str, file: str, where: str, text: str, instead: str, seen_by: list[str]
) -> Fault:
    """A fault with a name. Its text stands once in the function or class that `where` names, or
    in the whole file where it names none.

    Raises:
        ValueError: it does not.
    """
    source = (HOUSE / file).read_text()
    start, end = span(source, place(ast.parse(source), where)) if where else (0, len(source))
    if source[start:end].count(text) != 1:
        raise ValueError(f"{what}: in {where} of {file} this does not stand once: {text}")
    changed = source[start:end].replace(text, instead)
    return Fault(what, file, where, source[:start] + changed + source[end:], tuple(seen_by))


def place(tree: ast.Module, name: str) -> Place:
    """The function or class of this name.

    Raises:
        ValueError: there is none.
    """
    found = (each for each in ast.walk(tree) if isinstance(each, Place) and each.name == name)
    for each in found:
        return each
    raise ValueError(f"there is no {name}")


def span(source: str, node: ast.expr | ast.stmt) -> tuple[int, int]:
    """Where in the source a node begins and where it ends."""
    lines = source.splitlines(keepends=True)
    begins = [sum(map(len, lines[:number])) for number in range(len(lines))]

    def at(line: int | None, column: int | None) -> int:
        text = lines[(line or 1) - 1].encode()[:column].decode()
        return begins[(line or 1) - 1] + len(text)

    return at(node.lineno, node.col_offset), at(node.end_lineno, node.end_col_offset)


# The walk ---------------------------------------------------------------------------------------


def walked() -> list[Fault]:
    """Every fault that the walk finds, in the order of the files."""
    files = [path for pattern in WALKED for path in sorted(HOUSE.glob(pattern))]
    return [fault for path in files for fault in faults_in(str(path.relative_to(HOUSE)))]


def faults_in(file: str) -> Iterator[Fault]:
    """The faults that can be planted in a file; the second of the same name has a number."""
    source = (HOUSE / file).read_text()
    seen: Counter[str] = Counter()
    for function in ast.parse(source).body:
        if isinstance(function, ast.FunctionDef):
            for node, instead, said in changes(function):
                name = f"{file}, {function.name}: {said}"
                seen[name] += 1
                start, end = span(source, node)
                number = f" ({seen[name]})" if seen[name] > 1 else ""
                text = source[:start] + instead + source[end:]
                yield Fault(name + number, file, function.name, text)


def changes(function: ast.FunctionDef) -> Iterator[Change]:
    """What can be changed in a function so that it refuses less, finds more or says the reverse."""
    answers = function.returns is not None and ast.unparse(function.returns) == "bool"
    for statement in function.body:
        for node in ast.walk(statement):
            yield from refusals(node)
            yield from parts(node)
            if answers:
                yield from turned_round(node)


def refusals(node: ast.AST) -> Iterator[Change]:
    """Without what refuses: a condition and what it raises, or a check that is called."""
    match node:
        case ast.If(test=test, body=[*_, ast.Raise()]):
            yield without(test, "False", "if ")
        case ast.Expr(value=ast.Call(func=asked)) if last_of(asked).startswith(REFUSING):
            yield without(node, "pass")


def turned_round(node: ast.AST) -> Iterator[Change]:
    """An answer turned round, or one that is not given early."""
    match node:
        case ast.If(test=test, body=[*_, ast.Return()]):
            yield without(test, "False", "if ")
        case ast.Return(value=ast.expr() as answer):
            yield answer, f"not ({ast.unparse(answer)})", f"not `{ast.unparse(answer)}`"


def parts(node: ast.AST) -> Iterator[Change]:
    """A condition, or that of a query, without one of its parts, each in turn."""
    match node:
        case ast.BoolOp(op=ast.Or(), values=[*_, ast.Constant()]):
            return  # what stands there for want of anything else
        case ast.BoolOp(op=op, values=values):
            joined = " and " if isinstance(op, ast.And) else " or "
            for part in values:
                others = [f"({ast.unparse(each)})" for each in values if each is not part]
                yield node, f"({joined.join(others)})", f"without `{ast.unparse(part)}`"
        case ast.BinOp(op=ast.BitAnd() | ast.BitOr(), left=left, right=right):
            if "Q(" in ast.unparse(node):
                yield node, f"({ast.unparse(right)})", f"without `{ast.unparse(left)}`"
                yield node, f"({ast.unparse(left)})", f"without `{ast.unparse(right)}`"
        case ast.Call(func=asked, args=args, keywords=keywords) if last_of(asked) in NARROWING:
            conditions = [ast.unparse(each) for each in [*args, *keywords]]
            for number, condition in enumerate(conditions):
                rest = ", ".join(conditions[:number] + conditions[number + 1 :])
                yield node, f"{ast.unparse(asked)}({rest})", f"without `{condition}`"


def without(node: ast.expr | ast.stmt, instead: str, word: str = "") -> Change:
    """A change that leaves something out."""
    return node, instead, f"without `{word}{ast.unparse(node)}`"


def last_of(asked: ast.expr) -> str:
    """The name of what is called, without what it is taken from."""
    return ast.unparse(asked).split(".")[-1]
