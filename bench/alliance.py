"""How often the rules for a dip are right, and the rhymes: on made-up lines and cases.

python -m bench.alliance
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from typing import NamedTuple
from uuid import UUID

from relating.case.entries.episode import Episode
from relating.case.entries.pulse import Pulse
from relating.engine.dips_found import RULES, How, flags
from relating.engine.pulse import hard_to_say, same_again
from relating.engine.rhymes import rhymes
from relating.simulate import MECHANISMS, Mechanism, case

LINES = 2_000
SESSIONS = 20
AT = 14
DROP = 2.0
CASES = 30
NEW = 8
FIRST = datetime(2026, 1, 5, tzinfo=UTC)


def line(chance: random.Random, noise: float, slope: float, drop: float = 0.0) -> list[float]:
    """Twenty scores around 7, to the nearest .2 as a pulse gives them; perhaps one that drops."""
    scores = [7 + slope * at + chance.gauss(0, noise) for at in range(SESSIONS)]
    scores[AT] -= drop
    return [round(min(10.0, max(0.0, score)) * 5) / 5 for score in scores]


def rates(how: How, noise: float, slope: float) -> tuple[float, float]:
    """Shares of lines: with any dip where there is none, and with the drop at session 15 seen."""
    chance = random.Random(1)
    calm = [flags(line(chance, noise, slope), how) for _ in range(LINES)]
    fell = [flags(line(chance, noise, slope, DROP), how) for _ in range(LINES)]
    seen = sum(any(flag.index == AT for flag in found) for found in fell)
    return sum(map(bool, calm)) / LINES, seen / LINES


def ways() -> Iterator[tuple[str, How]]:
    """The rules, and the live one with a baseline that does not move."""
    yield from ((rule, How(rule=rule)) for rule in RULES)
    yield "xmr3, first five", How(rolling=False)


def rhymed(mechanism: Mechanism, episodes: int) -> tuple[float, float, float]:
    """Rhymes a case among eight new episodes, the share that is right, and that of any pair."""
    shown, right, pairs, true = 0, 0, 0, 0
    for seed in range(CASES):
        made = case(seed, episodes=episodes, mechanism=mechanism)
        told = [each for each in made.case_file.entries if isinstance(each, Episode)]
        fired = [set(template.fired) for template in made.truth.templates]
        new = [each.id for each in told[-NEW:]]
        found = rhymes(told, new)[:3]
        shown += len(found)
        right += sum(any({each.life, each.other} <= ids for ids in fired) for each in found)
        both = possible(told, set(new))
        pairs += len(both)
        true += sum(any(set(pair) <= ids for ids in fired) for pair in both)
    return shown / CASES, right / max(1, shown), true / max(1, pairs)


def possible(told: list[Episode], new: set[object]) -> list[tuple[object, object]]:
    """Every pair of an episode in life and one in the room or back then, one of them new."""
    lives = [each.id for each in told if each.place == "life"]
    others = [each.id for each in told if each.place in {"room", "past"}]
    return [pair for pair in product(lives, others) if new & set(pair)]


class Pleasing(NamedTuple):
    """A client who answers high whatever happens; only what could be said follows a strain."""

    usual: float
    noise: float
    falls_by: float


PLEASING = (
    *(Pleasing(usual, noise, 3.0) for usual in (6.0, 7.5, 9.0) for noise in (0.8, 1.2)),
    Pleasing(7.5, 1.0, 2.0),
)
STRAINED, WITHIN = 13, 2
PER = 50


def pulses_of(chance: random.Random, client: Pleasing, *, strained: bool) -> list[Pulse]:
    """Twenty pulses, the strain from the fourteenth on."""

    def answer(middle: float, noise: float) -> int:
        return min(10, max(0, round(chance.gauss(middle, noise))))

    return [
        Pulse(
            id=UUID(int=number),
            author="client",
            visibility="shared",
            recorded_at=FIRST + timedelta(weeks=number),
            safe=answer(9.4, 0.5),
            understood=answer(9.4, 0.5),
            matters=answer(9.4, 0.5),
            way=answer(9.4, 0.5),
            could_say=answer(
                client.usual - (client.falls_by if strained and number >= STRAINED else 0),
                client.noise,
            ),
        )
        for number in range(SESSIONS)
    ]


def asked(pulses: list[Pulse]) -> list[bool]:
    """At which pulse there would be something to ask about, as it stood then."""
    stood = [pulses[: number + 1] for number in range(len(pulses))]
    return [bool(hard_to_say(each)) or bool(same_again(each)) for each in stood]


def hidden(client: Pleasing) -> tuple[float, float]:
    """How often a strain is met within two sessions, and how often in 50 sessions without one a
    question begins."""
    chance = random.Random(3)
    strained = [asked(pulses_of(chance, client, strained=True)) for _ in range(LINES // 2)]
    met = sum(any(each[STRAINED : STRAINED + WITHIN]) for each in strained)
    calm = [asked(pulses_of(chance, client, strained=False)) for _ in range(LINES // 2)]
    begun = sum(now and not before for each in calm for before, now in pairwise([False, *each]))
    return met / len(strained), begun / len(calm) / SESSIONS * PER


def main() -> None:
    print("| pleasing client: could say | noise | falls by | met in two sessions | begun in 50 |")
    print("|---|---|---|---|---|")
    for client in PLEASING:
        met, begun = hidden(client)
        print(f"| {client.usual} | {client.noise} | {client.falls_by} | {met:.2f} | {begun:.2f} |")
    print()
    print("| rule | noise | line | any dip where none is | a drop of 2 seen |")
    print("|---|---|---|---|---|")
    for name, how in ways():
        for noise, slope in product((0.3, 0.6, 1.0), (0.0, 0.1)):
            false, seen = rates(how, noise, slope)
            way = "rising" if slope else "flat"
            print(f"| {name} | {noise} | {way} | {false:.2f} | {seen:.2f} |")
    print("\n| cases | episodes | rhymes a case | right | any pair |\n|---|---|---|---|---|")
    for mechanism, episodes in product(MECHANISMS, (40, 120, 300)):
        shown, right, any_pair = rhymed(mechanism, episodes)
        print(f"| {mechanism} | {episodes} | {shown:.2f} | {right:.2f} | {any_pair:.3f} |")


if __name__ == "__main__":
    main()
