"""How often the rules for a dip are right, and the rhymes: on made-up lines and cases.

python -m bench.alliance
"""

import random
from collections.abc import Iterator
from itertools import product

from relating.case.entries.episode import Episode
from relating.engine.dips_found import RULES, How, flags
from relating.engine.rhymes import rhymes
from relating.simulate import MECHANISMS, Mechanism, case

LINES = 2_000
SESSIONS = 20
AT = 14
DROP = 2.0
CASES = 30
NEW = 8


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


def main() -> None:
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
