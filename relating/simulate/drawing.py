"""Chance by weight: whether something happens, which, and which ones."""

import numpy as np


def draw(random: np.random.Generator, weights: np.ndarray) -> int:
    """One index, each as likely as its weight; the weights need not add up to one."""
    heaped = weights.cumsum()
    return min(int(heaped.searchsorted(random.random() * heaped[-1], "right")), len(heaped) - 1)


def happens(random: np.random.Generator, chance: float) -> bool:
    """Whether something with this chance happens now."""
    return bool(random.random() < chance)


def draws(random: np.random.Generator, weights: np.ndarray, count: int) -> list[int]:
    """So many different indices, one after the other."""
    left, found = weights.copy(), []
    for _ in range(count):
        found.append(draw(random, left))
        left[found[-1]] = 0.0
    return found
