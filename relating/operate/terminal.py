"""What is said to the person at the terminal, and asked of them."""

import argparse
import sys
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  it has no public name
"""The commands of `relating`; argparse has no other name for it."""


def command(
    commands: Commands,
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
    *,
    installed: bool = True,
) -> argparse.ArgumentParser:
    """One command, its help, and the function that runs it."""
    made = commands.add_parser(name, help=text, description=text)
    made.set_defaults(run=run)
    if installed:
        made.add_argument("--home", metavar="FOLDER", help="the installation (default: clinic)")
    return made


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
