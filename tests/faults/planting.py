"""Plants faults one by one and sees which test notices: `python -m tests.faults.planting WORD …`.

The program is loaded once, and the tests are run once as they are; which of them runs which
function is noted. Then a process forks off for each fault: it puts the function with the fault in
the place of the one without, and runs the tests that come by there until one fails. What is read
once, while the program is loaded, is changed in a copy of the house instead, in a process of its
own. Only faults in whose names all the words stand are tried, and who noticed each is told.
"""

import inspect
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import monotonic
from types import CodeType, FrameType, FunctionType
from typing import Any, TypeAlias

import pytest

from relating.vault import prepared
from tests.faults.mutants import HOUSE, NOTHING, Fault, every
from tests.put_back import ANEW

TESTS = ("tests/people", "tests/vault", "tests/journal")
COPIED = ("relating", "tests", "pyproject.toml")
PLAINLY = (
    "-q",
    "-o",
    "console_output_style=classic",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:randomly",
)
PATIENCE = 180
"""After so many seconds of work without an end a fault counts as noticed."""
NOTICED_BY, NOBODY = " | noticed by ", "nobody"
FAILED = 1
FEW = 10

Place: TypeAlias = tuple[str, str]
"""A file and a function in it."""


class Planting:
    """A run of pytest that plants faults in itself."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.places: dict[int, Place] = {}
        self.runs: defaultdict[str, dict[Place, bool]] = defaultdict(dict)
        self.seconds: dict[str, float] = {}
        self.telling: int | None = None
        self.noticed: dict[str, str] = {}

    # As they are ----------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        with self.noting(item, itself=False):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        with self.noting(item, itself=True):
            return (yield)

    @contextmanager
    def noting(self, item: pytest.Item, *, itself: bool) -> Iterator[None]:
        """Note which functions the test runs itself, and which what it stands on."""

        def note(frame: FrameType, event: str, _: Any) -> None:
            if event == "call" and (place := self.places.get(id(frame.f_code))):
                self.runs[item.nodeid][place] = itself

        if self.telling is None:
            sys.setprofile(note)
        try:
            yield
        finally:
            sys.setprofile(None)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.telling is None:
            pytest.exit(f"fails without any fault: {report.nodeid}\n{report.longreprtext}", FAILED)
        if report.failed and self.telling is not None:
            os.write(self.telling, report.nodeid.encode())
            os._exit(FAILED)

    def pytest_report_teststatus(self) -> tuple[str, str, str]:
        return "", "", ""

    # With a fault ---------------------------------------------------------------------------------

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all tests once, and then with each fault those that come by it."""
        functions = [(fault, function_of(fault)) for fault in self.faults]
        self.places = {id(real.__code__): fault.place for fault, real in functions if real}
        for item in session.items:
            began = monotonic()
            run(item, session)
            self.seconds[item.nodeid] = monotonic() - began
        running: dict[int, tuple[Fault, int]] = {}
        for fault in self.faults:
            if len(running) == os.cpu_count():
                self.wait_for_one(running)
            told, telling = os.pipe()
            process = os.fork()
            if not process:
                self.telling = telling
                self.run_with(fault, session)
            os.close(telling)
            running[process] = (fault, told)
        while running:
            self.wait_for_one(running)
        return True

    def wait_for_one(self, running: dict[int, tuple[Fault, int]]) -> None:
        """Wait until one process has ended, and keep what it told."""
        process, status = os.wait()
        fault, told = running.pop(process)
        with os.fdopen(told, "rb") as pipe:
            by = pipe.read().decode()
        self.noticed[fault.name] = NOBODY if status == 0 else by or f"no end (status {status})"

    def run_with(self, fault: Fault, session: pytest.Session) -> None:
        """Run tests with a fault until one notices, and end this process."""
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        real = function_of(fault)
        if real is None:
            self.run_alone(fault)
        else:
            real.__code__ = code_of(fault)
            for item in self.coming_by(fault, session.items):
                run(item, session)
        os._exit(0)

    def run_alone(self, fault: Fault) -> None:
        """Run tests in a copy of the house that has the fault."""
        with tempfile.TemporaryDirectory() as folder:
            copy_with(fault, Path(folder))
            around = {name: text for name, text in os.environ.items() if "PYTEST" not in name}
            call = [sys.executable, "-m", "pytest", "-x", *PLAINLY, *fault.seen_by]
            quietly = subprocess.DEVNULL
            code = subprocess.run(call, cwd=folder, env=around, stdout=quietly, check=False)
        if code.returncode == FAILED:
            os.write(self.telling or 1, " ".join(fault.seen_by).encode())
            os._exit(FAILED)

    def coming_by(self, fault: Fault, items: list[pytest.Item]) -> list[pytest.Item]:
        """The tests that must notice a fault, the quick first: those that run its function, and a
        few of the many that only stand on what ran it, which is the same for all."""
        if fault.seen_by:
            return [each for each in items if each.nodeid.startswith(fault.seen_by)]
        ways = [(self.runs[each.nodeid].get(fault.place), each) for each in items]
        themselves = sorted((each for way, each in ways if way), key=self.took)
        others = sorted((each for way, each in ways if way is False), key=self.took)
        return [*themselves, *others[:FEW]]

    def took(self, item: pytest.Item) -> float:
        """How many seconds a test took without any fault."""
        return self.seconds[item.nodeid]


def run(item: pytest.Item, session: pytest.Session) -> None:
    """Run a test and take down all that was set up for it; queries are made anew in each."""
    prepared.forget()
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=session)


def function_of(fault: Fault) -> FunctionType | None:
    """The function that has a fault; `None` where what has it is no function."""
    module = import_module(fault.file.removesuffix(".py").replace("/", "."))
    real = inspect.unwrap(getattr(module, fault.where, object))
    return real if isinstance(real, FunctionType) else None


def code_of(fault: Fault) -> CodeType:
    """The code of the function with the fault in it."""
    whole = compile(fault.text, str(HOUSE / fault.file), "exec", dont_inherit=True)
    codes = (each for each in whole.co_consts if isinstance(each, CodeType))
    return next(each for each in codes if each.co_name == fault.where)


def copy_with(fault: Fault, folder: Path) -> None:
    """Copy the house into a folder, with the fault in it."""
    for name in COPIED:
        copy = shutil.copytree if (HOUSE / name).is_dir() else shutil.copy2
        copy(HOUSE / name, folder / name)
    (folder / fault.file).write_text(fault.text)


def noticed(faults: list[Fault]) -> dict[str, str]:
    """Which test noticed each fault, by its name, or that nobody did. Once in a process.

    Raises:
        SystemExit: the tests fail as they are.
    """
    os.environ[ANEW] = "1"
    planting = Planting(faults)
    named = {each.partition("::")[0] for fault in faults for each in fault.seen_by}
    others = [each for each in sorted(named) if not each.startswith(TESTS)]
    if code := pytest.main([*PLAINLY, *TESTS, *others], plugins=[planting]):
        raise SystemExit(code)
    return planting.noticed


def chosen(words: list[str]) -> list[Fault]:
    """The faults in whose names all these words stand; for `-` those named on standard input."""
    if words != ["-"]:
        return [each for each in every() if all(word in each.name for word in words)]
    names = set(sys.stdin.read().splitlines())
    return [each for each in (NOTHING, *every()) if each.name in names]


def main() -> None:
    """Tell of each fault who noticed it."""
    for name, by in noticed(chosen(sys.argv[1:])).items():
        sys.stdout.write(f"{name}{NOTICED_BY}{by}\n")


if __name__ == "__main__":
    main()
