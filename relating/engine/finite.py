"""What a formula was given: finite numbers within their range, or it is refused in words."""

from collections.abc import Iterable
from math import inf, isfinite


def finite(
    values: Iterable[float], what: str, *, least: float = -inf, most: float = inf
) -> tuple[float, ...]:
    """The values themselves; a ValueError that says `what` if there is none, or a wrong one.

    >>> finite([0, 0.5, 1], "forecasts", least=0, most=1)
    (0, 0.5, 1)
    >>> finite([0, float("nan")], "forecasts")
    Traceback (most recent call last):
        ...
    ValueError: forecasts must be finite numbers
    """
    given = tuple(values)
    if not given:
        raise ValueError(f"{what} must hold at least one number")
    if not all(isfinite(each) for each in given):
        raise ValueError(f"{what} must be finite numbers")
    if not all(least <= each <= most for each in given):
        raise ValueError(f"{what} must lie between {least:g} and {most:g}")
    return given
