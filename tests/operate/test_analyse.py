"""`relating analyse` and `relating simulate`: the documented object, a report, nothing stopped."""

import json
import os
import sys
from pathlib import Path
from signal import SIGINT
from subprocess import PIPE, Popen
from time import sleep

import pytest
from msgspec.structs import replace

from relating import cli, simulate
from relating.case import CaseFile, write, write_line
from relating.case.entries.episode import Episode
from relating.operate.analyse import found
from tests.extent import LONG


@pytest.fixture(scope="module")
def a_case() -> CaseFile:
    return simulate.case(4, episodes=160, strength=0.9).case_file


def test_the_object_has_the_documented_keys(
    a_case: CaseFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ana.case.json").write_bytes(write(a_case))
    assert cli.main(["analyse", "--json", str(tmp_path / "ana.case.json")]) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"case", "episodes", "patterns", "watch", "not_yet", "measures"}
    assert (said["case"], said["episodes"], said["not_yet"]) == (str(a_case.case.id), 160, None)
    pattern = said["patterns"][0]
    assert set(pattern) == {
        *(
            "cue",
            "behaviour",
            "basis",
            "feelings",
            "n",
            "k",
            "others_n",
            "others_k",
            "expected",
            "p_adjusted",
            "people",
            "places",
        ),
        *("change", "episodes", "counter_examples", "text"),
    }
    assert set(pattern["people"][0]) == {"person", "n", "k", "interval", "says"}
    assert set(pattern["places"][0]) == {"place", "n", "k", "interval", "says"}
    assert set(pattern["change"]) == {"says", "probability"}
    assert set(pattern["cue"]) <= {"other_did", "wish", "standing", "feeling", "ended_badly"}
    assert len(pattern["episodes"]) == pattern["k"]


def test_one_broken_case_is_reported_and_stops_no_other(
    a_case: CaseFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_bytes(write_line(a_case) + b'{"format": "other"}\n' + write_line(a_case))
    assert cli.main(["analyse", "--json", "--processes", "1", str(lines)]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert "many.jsonl:2: not analysed" in said.err


def test_several_processes_say_the_same_in_the_same_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in range(3):
        made = simulate.case(seed, episodes=60, strength=0.9)
        (tmp_path / f"{seed}.case.json").write_bytes(write(made.case_file))
    assert cli.main(["analyse", "--json", "--processes", "1", str(tmp_path)]) == 0
    one = capsys.readouterr().out
    assert cli.main(["analyse", "--json", "--processes", "2", str(tmp_path)]) == 0
    assert capsys.readouterr().out == one
    assert len(one.splitlines()) == 3


@pytest.mark.slow
@pytest.mark.parametrize("after", [0, 0.5, 4] if LONG else [0.5])
def test_ctrl_c_ends_every_process_with_one_sentence(
    a_case: CaseFile, tmp_path: Path, after: float
) -> None:
    """What was begun is still loading when it comes, or in the middle of its work."""
    lines = tmp_path / "many.jsonl"
    lines.write_bytes(write_line(a_case) * 20_000)
    call = [sys.executable, "-m", "relating.cli", "analyse", "--processes", "2", str(lines)]
    with Popen(call, stdout=PIPE, stderr=PIPE, start_new_session=True) as work:
        while len(begun_by(work.pid)) < 3:  # the two, and who tidies up after them
            assert work.poll() is None
        sleep(after)
        os.killpg(work.pid, SIGINT)
        _, said = work.communicate(timeout=60)
    assert (work.returncode, said.decode()) == (130, "Stopped.\n")


def begun_by(process: int) -> list[str]:
    """The ids of the processes that this one began."""
    return Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()


def test_the_report_speaks_to_people(
    a_case: CaseFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ana.case.json").write_bytes(write(a_case))
    assert cli.main(["analyse", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "at other times with the same people" in said
    assert "Times it went otherwise" in said


def test_a_file_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["analyse", str(tmp_path / "nobody.case.json")]) == 1
    assert "cannot be opened" in capsys.readouterr().err


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["analyse", str(tmp_path)]) == 1
    assert "no case file" in capsys.readouterr().err


def test_made_up_cases_lie_with_their_truth_beside_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["simulate", str(tmp_path), "--cases", "2", "--episodes", "30", "--twist", "silent"]
    assert cli.main(arguments) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["1.case.json", "1.truth.json", "2.case.json", "2.truth.json"]
    truth = json.loads((tmp_path / "1.truth.json").read_bytes())
    assert len(truth["templates"]) == 2
    assert [name for name, _ in found([tmp_path])] == [
        str(tmp_path / "1.case.json"),
        str(tmp_path / "2.case.json"),
    ]


def test_simulate_says_which_conditions_a_mechanism_knows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["simulate", str(tmp_path), "--episodes", "20", "--nuisance", "runs"]
    assert cli.main(asked) == 2
    assert "rates knows these: plain, person, mixed." in "".join(capsys.readouterr())
    assert cli.main([*asked, "--mechanism", "unkind"]) == 0


def test_the_measures_stand_in_the_object_and_in_the_report(
    a_case: CaseFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ana.case.json").write_bytes(write(a_case))
    assert cli.main(["analyse", "--json", "--processes", "1", str(tmp_path)]) == 0
    said = json.loads(capsys.readouterr().out)["measures"]
    assert set(said["range"]) == {"n", "ways", "entropy", "effective"}
    assert set(said["fit"]) == {"n", "entropy", "information", "by_chance", "p"}
    assert said["fit"]["information"] > said["fit"]["by_chance"]
    assert cli.main(["analyse", "--processes", "1", str(tmp_path)]) == 0
    report = capsys.readouterr().out
    assert f"Range: {said['range']['ways']} ways in {said['range']['n']} acts" in report
    assert "no score of anybody" in report


def test_of_what_there_is_too_little_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = simulate.case(4, episodes=4).case_file
    (tmp_path / "few.case.json").write_bytes(write(few))
    assert cli.main(["analyse", "--json", "--processes", "1", str(tmp_path)]) == 0
    said = json.loads(capsys.readouterr().out)["measures"]
    assert said == {
        "range": None,
        "fit": None,
        "noticing": None,
        "fears": None,
        "transfer": [],
        "network": None,
        "goals": [],
    }
    assert cli.main(["analyse", "--processes", "1", str(tmp_path)]) == 0
    assert "In figures" not in capsys.readouterr().out


def test_the_trend_of_noticing_comes_from_eight_times_on(
    a_case: CaseFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [each for each in a_case.entries if isinstance(each, Episode) and each.place == "life"]
    for n in (7, 8):
        noticed = tuple(replace(each, awareness=2) for each in told[:n])
        (tmp_path / f"{n}.case.json").write_bytes(write(replace(a_case, entries=noticed)))
    assert cli.main(["analyse", "--json", "--processes", "1", str(tmp_path)]) == 0
    seven, eight = map(json.loads, capsys.readouterr().out.splitlines())
    assert seven["measures"]["noticing"] is None
    flat = {"n": 8, "slope": 0.0, "s": 0, "variance": 0.0, "z": 0.0}
    assert eight["measures"]["noticing"] == flat
