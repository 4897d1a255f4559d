"""The measures of a case at the terminal: as lines to read, and as figures of the JSON object."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from relating.engine.measured import Measured

Figures: TypeAlias = dict[str, int | float | str | None]
CARRIES = 4
"""How many decimals a figure carries."""


def in_figures(figures: "Measured") -> dict[str, Figures | list[Figures] | None]:
    """Range, fit, trend of noticing and fears, each with its `n`, `null` where there is too little;
    what came of each way that was practised or tried; the network of the ties; T of the goals at
    each review."""
    return {
        "range": _range(figures),
        "fit": _fit(figures),
        "noticing": _noticing(figures),
        "fears": _fears(figures),
        "transfer": _transfer(figures),
        "network": _network(figures),
        "goals": _goals(figures),
    }


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
    if found := _fears(figures):
        lines.append(
            "  Fears: Brier {brier:.3f} ({n} tries), {reliability:.3f} - {resolution:.3f}"
            " + {uncertainty:.3f} (Murphy); feared less came {bias:+.2f}.".format_map(found)
        )
    if ways := _transfer(figures):
        used = [each for each in ways if each["uses"]]
        lines.append(f"  From practice into life: {len(used)} of {len(ways)} new ways were used.")
    if found := _network(figures):
        lines.append(
            "  Network on {on}: {near} near, {middle} in the middle, {far} far; turnover since"
            " {since} {turnover}.".format_map(found)
        )
    lines += [
        "  Goals at the review of {on}: T {t:.1f} (Kiresuk and Sherman, n {n}).".format_map(each)
        for each in _goals(figures)
    ]
    return lines and ["  In figures, for research; no score of anybody:", *lines]


def _network(figures: "Measured") -> Figures | None:
    found = figures.network
    if found is None:
        return None
    return {
        "on": found.on.isoformat(),
        "since": found.since.isoformat(),
        "n": found.support.n,
        **found.rings,
        "supporters": _rounded(found.support.supporters),
        "mean_kinds": _rounded(found.support.mean_kinds),
        "multiplex": _rounded(found.support.multiplex),
        "balance": _rounded(found.balance),
        "outside": _rounded(found.outside),
        "turnover": _rounded(found.turnover),
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, CARRIES)


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


def _fears(figures: "Measured") -> Figures | None:
    found = figures.fears
    if found is None or found.too_few:
        return None
    names = ("brier", "reliability", "resolution", "uncertainty", "bias")
    return {"n": found.n} | {name: round(getattr(found, name), CARRIES) for name in names}


def _transfer(figures: "Measured") -> list[Figures]:
    return [
        {
            "of": str(id),
            "practised": on_day(each.practised),
            "first": on_day(each.first),
            "days": each.days,
            "uses": each.uses,
            "breadth": each.breadth,
            "kept": each.kept,
            "days_to_closest": each.days_to_closest,
        }
        for id, each in figures.transfers.items()
    ]


def _goals(figures: "Measured") -> list[Figures]:
    return [
        {"on": each.on.isoformat(), "n": each.found.n, "t": round(each.found.t, CARRIES)}
        for each in figures.goals
    ]


def on_day(found: "date | None") -> str | None:
    """A day as JSON has it."""
    return None if found is None else found.isoformat()
