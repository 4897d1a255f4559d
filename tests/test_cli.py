"""The `relating` command, as the person who runs a practice uses it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from relating.case.file.case_file import write
from relating.cli import main
from relating.simulate import stories
from tests.travelling import without_notes

NOT_OURS = {"RELATING_HOME", "DJANGO_SETTINGS_MODULE"}


def relating(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, in a process of its own."""
    outside = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    call = [sys.executable, "-m", "relating.cli", *map(str, words)]
    return subprocess.run(call, capture_output=True, text=True, env=outside, check=False)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one counsellor, Ben."""
    home = tmp_path_factory.mktemp("practice") / "clinic"
    code = f"""
from pathlib import Path
from relating.operate import set_up
found = set_up.created(Path({str(home)!r}), "clinic", "http://localhost:8000", "Harbour")
from relating.people.models import Membership, User
ben = User.objects.create(username="ben", called="Ben")
Membership.objects.create(clinic_id=set_up.practice_id("Harbour"), user=ben, role="counsellor")
"""
    outside = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    subprocess.run([sys.executable, "-c", code], env=outside, check=True)
    return home


def test_a_call_without_a_command_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "start here" in capsys.readouterr().out


def test_a_good_file_is_called_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ana.case.json"
    file.write_bytes(write(stories.load("ana")))
    assert main(["check", str(file)]) == 0
    assert "good" in capsys.readouterr().out


def test_a_bad_file_is_told_where_and_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = json.loads(write(stories.load("rui")))
    broken["entries"][0]["place"] = "lifee"
    file = tmp_path / "rui.case.json"
    file.write_text(json.dumps(broken))
    assert main(["check", str(file)]) == 1
    assert "entries[0].place" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_an_error_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "nothing.json")]) == 1
    assert "cannot be opened" in capsys.readouterr().err


@pytest.mark.slow
def test_a_case_read_in_and_written_out_again_is_the_same_to_the_byte(
    practice: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "ana.case.json", tmp_path / "out.case.json"
    file.write_bytes(write(without_notes(stories.load("ana"))))
    read = relating("import", file, "--home", practice)
    assert read.returncode == 0, read.stderr
    assert re.search(r"/invitation/\S+/", read.stderr)
    written = relating("export", read.stdout.strip(), "--yes", "-o", out, "--home", practice)
    assert written.returncode == 0, written.stderr
    assert out.read_bytes() == file.read_bytes()
    assert out.stat().st_mode & 0o077 == 0
    again = relating("import", file, "--home", practice)
    assert again.returncode == 1
    assert "already" in again.stderr
    assert relating("import", file, "--copy", "--home", practice).returncode == 0


@pytest.mark.slow
def test_a_case_is_written_out_in_the_clear_only_by_somebody_who_says_that_they_are_sure(
    practice: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "rui.case.json", tmp_path / "out.case.json"
    file.write_bytes(write(stories.load("rui")))
    case = relating("import", file, "--copy", "--home", practice).stdout.strip()
    asked = relating("export", case, "-o", out, "--home", practice)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert "Who read what" in asked.stderr
    assert "--yes" in asked.stderr
    assert not out.exists()


@pytest.mark.slow
def test_a_file_with_one_fault_is_not_read_in_at_all(practice: Path, tmp_path: Path) -> None:
    broken = json.loads(write(stories.load("rui")))
    broken["entries"][-1]["valence"] = 9
    file = tmp_path / "rui.case.json"
    file.write_text(json.dumps(broken))
    before = relating("export", "--home", practice).stdout
    assert relating("import", file, "--home", practice).returncode == 1
    assert relating("export", "--home", practice).stdout == before


@pytest.mark.slow
def test_an_installation_that_others_can_read_is_refused(practice: Path) -> None:
    (practice / "secrets").joinpath("key-encryption-key").chmod(0o644)
    refused = relating("export", "--home", practice)
    (practice / "secrets").joinpath("key-encryption-key").chmod(0o600)
    assert refused.returncode == 3
    assert "can be read by others" in refused.stderr


@pytest.mark.slow
def test_whoever_forgot_their_passphrase_gets_a_new_one(practice: Path) -> None:
    made = relating("passphrase", "Ben", "--home", practice)
    assert made.returncode == 0, made.stderr
    assert re.fullmatch(r"([bdfghjklmnprstvwz][aeiou]){2}( ([a-z]){4}){3}\n", made.stdout)
    code = """
from pathlib import Path
import sys
from relating.operate import set_up
set_up.opened(Path(sys.argv[1]))
from relating.people.models import User
print(User.objects.get(username="ben").check_password(sys.argv[2]))
"""
    outside = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    call = [sys.executable, "-c", code, str(practice), made.stdout.strip()]
    asked = subprocess.run(call, env=outside, check=True, capture_output=True, text=True)
    assert asked.stdout.strip() == "True"


@pytest.mark.slow
def test_a_name_that_nobody_has_gets_no_passphrase(practice: Path) -> None:
    asked = relating("passphrase", "cleo", "--home", practice)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert "Nobody here signs in with this name." in asked.stderr
