"""What goes wrong where people are protected, a test notices; `mutants.toml` has the names."""

import subprocess
import sys

from tests.faults.mutants import HOUSE, NOTHING, equivalents, every, named, walked
from tests.faults.planting import NOBODY, NOTICED_BY

IN_SHORT = 24
"""Of so many faults the short form tries one."""


def noticed(names: list[str]) -> dict[str, str]:
    """Who noticed each of these faults."""
    call = [sys.executable, "-m", "tests.faults.planting", "-"]
    done = subprocess.run(
        call, cwd=HOUSE, input="\n".join(names), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = (line.partition(NOTICED_BY) for line in done.stdout.splitlines() if NOTICED_BY in line)
    return {name: by for name, _, by in lines}


def test_every_fault_is_noticed_but_those_that_change_nothing(short: bool) -> None:
    faults = [each.name for each in every()]
    tried = [NOTHING.name, *faults[:: IN_SHORT if short else 1]]
    by = noticed(tried)
    sys.stdout.write(f"\n{len(tried) - 1} of {len(faults)} faults planted\n")
    excused = {each.name for each in equivalents()} & set(tried)
    assert set(by) == set(tried)
    assert {name for name in tried if by[name] == NOBODY} == {NOTHING.name} | excused


def test_what_is_said_to_change_nothing_is_found_by_the_walk_and_has_a_reason() -> None:
    assert {each.name for each in equivalents()} <= {each.name for each in walked()}
    assert all(each.why.endswith(".") for each in equivalents())


def test_no_two_faults_have_one_name_and_each_changes_its_file_and_has_its_tests() -> None:
    names = [each.name for each in every()]
    assert len(set(names)) == len(names)
    assert all(each.text != (HOUSE / each.file).read_text() for each in every())
    assert all(each.seen_by for each in named())
    assert all((HOUSE / by).exists() for each in named() for by in each.seen_by)
