"""The measures of a case at the terminal: as lines to read, and as figures of the JSON object."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from relating.engine.measured import Measured

Figures: TypeAlias = dict[str, int | float | None]
CARRIES = 4
"""How many decimals a figure carries."""


def in_figures(figures: "Measured") -> dict[str, Figures | None]:
    """Range, fit and trend of noticing, each with its `n`; `null` where there is too little."""
    return {"range": _range(figures), "fit": _fit(figures), "noticing": _noticing(figures)}


def in_lines(figures: "Measured") -> list[str]:
    """The same for people to read; nothing of what there is too little of."""
    lines = []
    if found := _range(figures):
        lines.append(
            "  Range: {ways} ways in {n} acts, as many as {effective:.1f} used equally often"
            " ({entropy:.2f} bits).".format_map(found)
        )
    if found := _fit(figures):
        lines.append(
            "  Fit: what they did first tells {information:.2f} of {entropy:.2f} bits of what was"
            " done, by chance alone {by_chance:.2f} (p {p:.2f}, {n} times).".format_map(found)
        )
    if found := _noticing(figures):
        lines.append(
            "  Noticing: {slope:+.3f} stages from time to time (Sen), z {z:+.2f}"
            " (Mann-Kendall, {n} times).".format_map(found)
        )
    return lines and ["  In figures, for research; no score of anybody:", *lines]


def _range(figures: "Measured") -> Figures | None:
    found = figures.repertoire
    if found is None or found.too_few:
        return None
    return {
        "n": found.n,
        "ways": found.ways,
        "entropy": round(found.entropy, CARRIES),
        "effective": round(found.effective, CARRIES),
    }


def _fit(figures: "Measured") -> Figures | None:
    found = figures.fit
    if found is None or found.fit.too_few:
        return None
    return {
        "n": round(found.fit.n),
        "entropy": round(found.fit.entropy, CARRIES),
        "information": round(found.fit.information, CARRIES),
        "by_chance": round(found.by_chance, CARRIES),
        "p": found.p,
    }


def _noticing(figures: "Measured") -> Figures | None:
    slope, rising = figures.trend, figures.rising
    if slope is None or rising is None or rising.too_few:
        return None
    return {
        "n": rising.n,
        "slope": round(slope.slope, CARRIES),
        "s": rising.s,
        "variance": round(rising.variance, CARRIES),
        "z": round(rising.z, CARRIES),
    }
