"""The `relating` command.

Exit codes: 0 done; 1 a file or a case was not accepted; 2 the call was wrong; 3 unsafe to start.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from relating import __version__
from relating.chosen import DEMO_PASSPHRASE, NOT_NAMED, Unsafe
from relating.installation import Installation
from relating.operate import caring
from relating.operate.terminal import command, say

if TYPE_CHECKING:
    from relating.operate.terminal import Commands

MOST_WORKERS = 64

ABOUT = "Relating: the shared working record of Interpersonal Therapy."
EXAMPLES = """\
start here
  relating demo                        a clinic of made-up people, to try everything
  relating serve                       your own practice, in the folder `clinic`

case files (one whole therapy in one open file)
  relating check ana.case.json         is it a good case file? says what is wrong, and where
  relating import ana.case.json --counsellor ben
  relating export                      which cases are there
  relating export CASE -o ana.case.json
  relating analyse ana.case.json       which patterns are really there, and which not yet

One folder holds an installation: settings.toml, data/ (sealed), keys/ and secrets/. Back up
data/ and keys/ apart from secrets/: whoever has all three can read everything.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    chosen = parser().parse_args(arguments)
    if "run" not in chosen:
        parser().print_help()
        return 2
    try:
        return int(chosen.run(chosen))
    except Unsafe as unsafe:
        for reason in unsafe.reasons:
            say(f"Refused to start: {reason}")
        return 3
    except of_a_database() as error:
        from relating.operate import tables

        say(f"Refused: the database {tables.reason(error)}.")
        return 3
    except OSError as error:
        say(f"Refused: {error.filename or 'this machine says'}: {error.strerror}.")
        return 3
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


def of_a_database() -> type[Exception]:
    """What a database raises that cannot do what it is asked: where one is used, this is loaded."""
    from django.db import OperationalError

    return OperationalError


def parser() -> argparse.ArgumentParser:
    """What can be said after `relating`."""
    made = argparse.ArgumentParser(
        prog="relating",
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"relating {__version__}")
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    add_serving(commands)
    caring.add(commands)
    add_files(commands)
    add_patterns(commands)
    return made


def add_serving(commands: "Commands") -> None:
    """serve, demo, doctor"""
    serving = command(
        commands, "serve", "Serve a practice; the first time, in an empty folder, set it up.", serve
    )
    serving.add_argument("--port", type=int, help="the port on this machine (default: 8000)")
    serving.add_argument("--host", help="the address of this machine to listen on (127.0.0.1)")
    serving.add_argument("--socket", type=Path, metavar="FILE", help="a Unix socket, no port")
    serving.add_argument("--workers", type=a_few, default=1, help="processes (default: 1)")
    serving.add_argument("--practice", default=NOT_NAMED, help="its name, the first time")
    serving.add_argument("--address", help="where people open it, the first time")
    trying = command(commands, "demo", "Serve a clinic of made-up people.", demo)
    trying.add_argument("--port", type=int, help="the port on this machine (default: 8000)")
    trying.add_argument("--fresh", action="store_true", help="begin again, forgetting all changes")
    for each in (serving, trying):
        each.add_argument("--database", default="", metavar="URL", help="on a server, at first")
        each.add_argument("--key-store", default="", metavar="URL", help="apart from it")
    looking = command(
        commands,
        "doctor",
        "Say what is wrong with an address that people open.",
        doctor,
        installed=False,
    )
    looking.add_argument("address", metavar="ADDRESS", help="for example https://a.example.org")


def a_few(text: str) -> int:
    """How many processes: at least one.

    Raises:
        ValueError: it is no such number.
    """
    number = int(text)
    if not 1 <= number <= MOST_WORKERS:
        raise ValueError(text)
    return number


def add_files(commands: "Commands") -> None:
    """check, import, export"""
    checking = command(
        commands, "check", "Say whether files are good case files.", check, installed=False
    )
    checking.add_argument("files", nargs="+", type=Path, metavar="FILE")
    checking.add_argument("--lenient", action="store_true", help="unknown words become own words")
    reading = command(commands, "import", "Read a case file in: whole, or not at all.", import_)
    reading.add_argument("file", type=Path, metavar="FILE")
    reading.add_argument(
        "--counsellor", metavar="NAME", help="whose case it becomes (sign-in name)"
    )
    reading.add_argument("--client", metavar="NAME", help="who its client is, if already here")
    reading.add_argument("--lenient", action="store_true", help="unknown words become own words")
    reading.add_argument("--copy", action="store_true", help="under new ids, beside the first one")
    writing = command(commands, "export", "Write a case file; without a case, list them.", export)
    writing.add_argument("case", nargs="?", metavar="CASE", help="its id")
    writing.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: the terminal")
    writing.add_argument("--yes", action="store_true", help="do not ask: private entries go along")


def add_patterns(commands: "Commands") -> None:
    """analyse, simulate"""
    looking = command(
        commands, "analyse", "Say which patterns there are in case files.", analyse, installed=False
    )
    looking.add_argument("files", nargs="+", type=Path, metavar="FILE", help="or a folder")
    looking.add_argument("--json", action="store_true", help="one JSON object for each case")
    looking.add_argument("--lenient", action="store_true", help="unknown words become own words")
    looking.add_argument("--processes", type=int, help="at a time (default: one for each core)")
    making = command(
        commands, "simulate", "Write made-up cases with their truth.", simulate, installed=False
    )
    making.add_argument("folder", type=Path, metavar="FOLDER")
    making.add_argument("--cases", type=int, default=1, help="how many (default: 1)")
    making.add_argument("--seed", type=int, default=1, help="of the first one (default: 1)")
    making.add_argument("--episodes", type=int, default=80, help="in each (default: 80)")
    making.add_argument("--templates", type=int, default=2, help="planted in each (default: 2)")
    making.add_argument("--strength", type=float, default=0.7, help="how often they act (0.7)")
    making.add_argument("--nuisance", default="plain", help="what is in the way (plain)")
    making.add_argument("--mechanism", choices=("rates", "agents", "unkind"), default="rates")
    making.add_argument("--twist", choices=("silent", "fading"), action="append", default=[])


def serve(chosen: argparse.Namespace) -> int:
    """`relating serve`"""
    from relating import installation
    from relating.operate import set_up
    from relating.operate.alone import alone

    folder = set_up.home(chosen.home)
    if not installation.found(folder):
        address = chosen.address or f"http://localhost:{chosen.port or 8000}"
        databases = chosen.database, chosen.key_store
        set_up.created(folder, "clinic", address, chosen.practice, databases)
        say(f"A new practice was set up in {folder}.")
    with alone(folder):
        found = set_up.opened(folder)
        set_up.erase_at_the_start(found)
        return served(found, chosen)


def served(found: Installation, chosen: argparse.Namespace) -> int:
    """Serve an installation where it was asked for, and say where that is."""
    from relating.operate import serving, set_up

    there = serving.place(found, chosen.host, chosen.port, chosen.socket)
    address = serving.opened_at(found, there)
    first = set_up.first_link(found, address)
    return serving.serve(found, there, chosen.workers, lambda: greet(first, address, str(there)))


def greet(link_there: str | None, address: str, there: str) -> None:
    """Where to open it, and how to come in the first time."""
    if link_there:
        say("Nobody looks after this practice yet. Open this link once, within 14 days:")
        say(f"\n  {link_there}\n")
    behind = f", behind the web server that leads to {there}" if address.startswith("https") else ""
    say(f"Relating is at {address}{behind}. Stop it with Ctrl+C.")


def demo(chosen: argparse.Namespace) -> int:
    """`relating demo`"""
    import shutil

    from relating import installation
    from relating.operate import serving
    from relating.operate.alone import alone
    from relating.operate.demo import caseload, clinic

    folder = Path(chosen.home or "demo-clinic").absolute()
    if installation.found(folder) and installation.load(folder).settings.mode != "demo":
        raise Unsafe(f"{folder} is not a demo: it is left alone.")
    if chosen.fresh and installation.found(folder):
        if installation.load(folder).on_server:
            raise Unsafe("On a server nothing is thrown away: name two empty databases.")
        with alone(folder):
            shutil.rmtree(folder)
    if not installation.found(folder):
        say("Making a clinic of made-up people …")
        clinic.begun(folder, chosen.port, (chosen.database, chosen.key_store))
    with alone(folder):
        found = clinic.ready(folder)
        there, waiting = serving.place(found, None, chosen.port, None), caseload.waiting()
        return serving.serve(found, there, 1, lambda: welcome(there.port, waiting))


def welcome(port: int, waiting: tuple[str, ...]) -> None:
    """How to come into the demo; whoever is not in yet comes in from now on."""
    from relating.operate.demo import caseload
    from relating.operate.demo.clinic import CAST

    say(f"\nOpen  http://localhost:{port}  and sign in as")
    for player in CAST:
        say(f"  {player.name.lower():<5} {player.part:<14} {player.tries}")
    say(f"\nThe passphrase of each is: {DEMO_PASSPHRASE}\nStop with Ctrl+C.\n")
    caseload.begin(waiting)


def doctor(chosen: argparse.Namespace) -> int:
    """`relating doctor ADDRESS`"""
    from relating.operate.doctor import examined

    return examined(chosen.address)


def check(chosen: argparse.Namespace) -> int:
    """`relating check`"""
    from relating.operate.case_files import checked

    return max(checked(path, lenient=chosen.lenient) for path in chosen.files)


def import_(chosen: argparse.Namespace) -> int:
    """`relating import`"""
    from relating.operate import case_files, set_up

    case_file = case_files.read(chosen.file, lenient=chosen.lenient)
    if case_file is None:
        return 1
    found = set_up.opened(set_up.home(chosen.home))
    return case_files.imported(
        case_file,
        counsellor=chosen.counsellor,
        client=chosen.client,
        copy=chosen.copy,
        address=found.settings.address,
    )


def export(chosen: argparse.Namespace) -> int:
    """`relating export`"""
    from relating.operate import case_files, set_up

    set_up.opened(set_up.home(chosen.home))
    if chosen.case is None:
        return case_files.listed()
    return case_files.exported(chosen.case, chosen.output, sure=chosen.yes)


def analyse(chosen: argparse.Namespace) -> int:
    """`relating analyse`"""
    from relating.operate import analyse as analysing

    return analysing.analyse(
        chosen.files, as_json=chosen.json, lenient=chosen.lenient, processes=chosen.processes
    )


def simulate(chosen: argparse.Namespace) -> int:
    """`relating simulate`"""
    from relating.case import write
    from relating.simulate import NUISANCES, case
    from relating.simulate.truth import write_truth

    if chosen.nuisance not in NUISANCES[chosen.mechanism]:
        say(f"{chosen.mechanism} knows these: {', '.join(NUISANCES[chosen.mechanism])}.")
        return 2
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(chosen.seed, chosen.seed + chosen.cases):
        made = case(
            seed,
            episodes=chosen.episodes,
            templates=chosen.templates,
            strength=chosen.strength,
            nuisance=chosen.nuisance,
            mechanism=chosen.mechanism,
            twists=chosen.twist,
        )
        (chosen.folder / f"{seed}.case.json").write_bytes(write(made.case_file))
        (chosen.folder / f"{seed}.truth.json").write_bytes(write_truth(made.truth))
    say(f"{chosen.cases} cases in {chosen.folder}, each with its truth beside it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
