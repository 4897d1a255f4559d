"""Whether all that is kept opens, said to who runs the server: ids and kinds, never content."""

from relating.operate.terminal import say


def verify() -> int:
    """Open every case and check every file; 0 if all is well, else 1."""
    from relating.journal import verifying

    cases, found = verifying.cases(), 0
    for number, case_id in enumerate(cases, start=1):
        for problem in verifying.problems_of(case_id):
            found += 1
            print(f"{problem.what} {problem.id} {problem.wrong}")
        if number % 20 == 0:
            say(f"  {number} of {len(cases)} cases looked at")
    for problem in verifying.problems_beside():
        found += 1
        print(f"{problem.what} {problem.id} {problem.wrong}")
    say(f"{len(cases)} cases looked at, {found} things wrong." if found else all_well(len(cases)))
    return 1 if found else 0


def all_well(cases: int) -> str:
    """That nothing is wrong."""
    return f"{cases} cases looked at: everything opens, and is as it was left."
