"""What is said to the person at the terminal, and asked of them."""

import sys


def say(text: str) -> None:
    """A line beside the output."""
    print(text, file=sys.stderr, flush=True)


def is_sure(warning: str) -> bool:
    """Whether somebody at a terminal says yes after a warning; where nobody sits, nobody does."""
    say(warning)
    if not sys.stdin.isatty():
        say("Nobody can be asked here. Whoever is sure says --yes.")
        return False
    print("Go on? Type yes: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() == "yes"
