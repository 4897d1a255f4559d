"""Figures: what was measured, what the goal is, and whether a miss ends in failure."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

Direction = Literal["at most", "at least"]
Depends = Literal["on the machine", "on the program"]


class Figure(msgspec.Struct, frozen=True):
    """One figure. Missing one that depends on the program alone ends the run in failure."""

    name: str
    value: float | None
    unit: str
    goal: float
    direction: Direction
    depends: Depends
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None when nothing was measured."""
        if self.value is None:
            return None
        return self.value <= self.goal if self.direction == "at most" else self.value >= self.goal


def at_most(
    name: str,
    value: float | None,
    unit: str,
    goal: float,
    depends: Depends = "on the machine",
    note: str = "",
) -> Figure:
    """A figure that should be small."""
    return Figure(name, value, unit, goal, "at most", depends, note)


def at_least(
    name: str,
    value: float | None,
    unit: str,
    goal: float,
    depends: Depends = "on the machine",
    note: str = "",
) -> Figure:
    """A figure that should be large."""
    return Figure(name, value, unit, goal, "at least", depends, note)


def failures(figures: Iterable[Figure]) -> list[Figure]:
    """The figures that end a run in failure: missed, and not because of the machine."""
    return [each for each in figures if each.met is False and each.depends == "on the program"]


def in_words(number: float | None) -> str:
    """A number as short as it can be read.

    >>> in_words(1234.5), in_words(0.4321), in_words(7.0)
    ('1,234', '0.432', '7')
    """
    if number is None:
        return "-"
    if number == int(number) or abs(number) >= 1000:
        return f"{int(number):,}"
    return f"{number:.3g}"


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """The figures as lines: what, goal, figure, and met or not."""
    yield f"{'':<58} {'goal':>18} {'figure':>12}"
    for each in figures:
        goal = f"{'≤' if each.direction == 'at most' else '≥'} {in_words(each.goal)} {each.unit}"
        yield f"{each.name:<58} {goal:>18} {in_words(each.value):>12}  {verdict(each)}"


def verdict(figure: Figure) -> str:
    """Met, missed, or not measured and why."""
    said = {True: "met", False: "MISSED", None: "not measured"}[figure.met]
    excused = figure.met is False and figure.depends == "on the machine"
    return "; ".join(filter(None, (said, "this machine" if excused else "", figure.note)))


def median(numbers: Iterable[float]) -> float:
    """The middle one of at least one number; of two in the middle the larger.

    >>> median([3.0, 1.0, 2.0])
    2.0
    """
    ordered = sorted(numbers)
    return ordered[len(ordered) // 2]


def repeated(times: int, measure: Callable[[], float]) -> list[float]:
    """A measurement done many times."""
    return [measure() for _ in range(times)]
