"""How long a case file of ten thousand episodes takes to write and to read."""

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from uuid import UUID

from relating.case import CaseFile, Episode, Expected, Feeling, Frame, Impact, Person, read, write

EPISODES = 10_000
START = datetime(2016, 1, 1, tzinfo=UTC)


def an_episode(number: int) -> Episode:
    """An episode in which nearly everything was answered."""
    at = START + timedelta(hours=7 * number)
    return Episode(
        id=UUID(int=number),
        author="client",
        visibility="shared",
        recorded_at=at + timedelta(minutes=40),
        at=at,
        place="life",
        person=f"p{number % 30}",
        story="She read the whole page aloud, sighed, and put it back on my desk. " * 3,
        wish=("understood", "respected"),
        other_did=("criticised", "dismissed"),
        feelings=(Feeling(code="ashamed", intensity=number % 11), Feeling(code="angry")),
        i_did=("pleasing", "say_no"),
        self_treatment=("st_blame",),
        ended="i_gave_in",
        valence=number % 7 - 3,
        other_position=(-0.5, 0.6),
        my_position=(0.4, -0.6),
        awareness=number % 6,
        authenticity=3,
        worth_at_stake=8,
        seen_as="weak",
        impact=Impact(text="She looked relieved.", source="guessed"),
        expected=Expected(other_did="criticised", chance=80),
    )


def a_case() -> CaseFile:
    """Thirty people and all the episodes."""
    return CaseFile(
        case=Frame(id=UUID(int=0), label="A.", started=date(2016, 1, 1)),
        people=tuple(Person(id=f"p{n}", alias=f"Person {n}", role="friend") for n in range(30)),
        entries=tuple(an_episode(number) for number in range(EPISODES)),
    )


def main() -> None:
    """Print the figures."""
    data = write(a_case())
    start = perf_counter()
    case_file = read(data)
    seconds = perf_counter() - start
    print(f"{len(case_file.entries):,} episodes read in {seconds:.2f} s ({len(data):,} bytes)")
    start = perf_counter()
    write(case_file)
    print(f"{len(case_file.entries):,} episodes written in {perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
