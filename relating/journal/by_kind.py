"""The contents of a case under their kinds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias, TypeVar, cast

from relating.case import Content

Kind = TypeVar("Kind")
ByKind: TypeAlias = Mapping[type[object], tuple[Content, ...]]


def by_kind(contents: Iterable[Content]) -> ByKind:
    """Contents, each under its kind."""
    found: dict[type[object], list[Content]] = defaultdict(list)
    for content in contents:
        found[type(content)].append(content)
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}


def of(kind: type[Kind], contents: ByKind) -> tuple[Kind, ...]:
    """The contents that are of one kind."""
    return cast("tuple[Kind, ...]", contents.get(kind, ()))
