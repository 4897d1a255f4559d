"""What is said to the person at the terminal."""

import sys


def say(text: str) -> None:
    """A line beside the output."""
    print(text, file=sys.stderr, flush=True)
