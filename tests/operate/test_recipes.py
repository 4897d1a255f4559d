"""What the guide and the Containerfile tell whoever runs it to do can be done."""

import argparse
import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from relating import cli
from tests.operate.conftest import outside
from tests.operate.test_behind import recipe
from tests.sure import as_a

HOUSE = Path(__file__).parents[2]


def test_every_option_that_a_recipe_names_is_one() -> None:
    guides = [*(HOUSE / "docs/guide").glob("*.md"), HOUSE / "README.md", HOUSE / "Containerfile"]
    known = {command: set(made._option_string_actions) for command, made in commands().items()}
    for guide in guides:
        for line in guide.read_text(encoding="utf-8").splitlines():
            for call in re.findall(r"(?:^|[/ `])relating ([a-z-]+ [^`#\n]*)", line):
                command, *words = call.split()
                options = {word.strip("],.") for word in words if word.startswith("--")}
                if command in known:
                    assert options <= known[command], f"{guide.name}: relating {call}"


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command."""
    made = cli.parser()
    found = next(each for each in made._actions if isinstance(each.choices, dict))
    return dict(as_a(dict, found.choices))


def test_the_service_starts_what_there_is_and_does_not_start_again_what_is_unsafe() -> None:
    unit = configparser.ConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation says
    unit.read_string(recipe("ini"))
    service = unit["Service"]
    assert service["ExecStart"].startswith("/opt/relating/.venv/bin/relating serve --home ")
    assert service["ReadWritePaths"] == service["ExecStart"].split("--home ")[1]
    assert (service["Restart"], service["RestartPreventExitStatus"]) == ("on-failure", "3")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_understands_the_service(tmp_path: Path) -> None:
    unit = tmp_path / "relating.service"
    unit.write_text(recipe("ini").replace("/opt/relating/.venv/bin/relating", sys.executable))
    call = ["systemd-analyze", "verify", str(unit)]
    told = subprocess.run(call, capture_output=True, text=True, check=False)
    assert "relating.service" not in told.stderr, told.stderr


@pytest.mark.slow
def test_what_the_container_copies_is_enough_to_run_it(tmp_path: Path) -> None:
    text = (HOUSE / "Containerfile").read_text(encoding="utf-8")
    for source, target in re.findall(r"^COPY (\S+) (\S+)$", text, re.MULTILINE):
        (tmp_path / target).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (HOUSE / source).is_dir() else shutil.copy
        copy(HOUSE / source, tmp_path / target)
    call = [sys.executable, "-I", "-c", "import sys; sys.path.insert(0, sys.argv.pop(1));"]
    call[-1] += "from relating import cli; print(cli.__file__); sys.exit(cli.main())"
    told = subprocess.run(
        [*call, str(tmp_path), "link", "--home", str(tmp_path / "nothing")],
        capture_output=True,
        text=True,
        env=outside(),
        check=False,
    )
    assert told.stdout.startswith(str(tmp_path))
    assert told.returncode == 3, told.stderr
    assert (tmp_path / "requirements" / "run.txt").is_file()
