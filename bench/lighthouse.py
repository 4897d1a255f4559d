"""Lighthouse on the phone profile, signed in. Left out, with a word, where it cannot be had.

`npx` fetches it into npm's own cache, never into this folder.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench.browsing import Browser
from bench.clinic import Place
from bench.figures import Depends, Figure, at_least
from tests.browser.conftest import executable

LIGHTHOUSE = "lighthouse@12"  # the next wants a newer Node than Debian has
GOALS = {"accessibility": 100, "best-practices": 100, "performance": 95}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic"
PATIENCE = 300


class Category(msgspec.Struct):
    """What Lighthouse says of one side of a page, from 0 to 1."""

    score: float | None


class Environment(msgspec.Struct):
    """How fast Lighthouse found the machine: about 1,500 or more if nothing else runs on it."""

    speed: float = msgspec.field(name="benchmarkIndex")


class Report(msgspec.Struct):
    """What is read of a report."""

    categories: dict[str, Category]
    environment: Environment
    shown: str = msgspec.field(name="finalDisplayedUrl")


def figures(place: Place) -> Iterator[Figure]:
    """The lowest score of the pages looked at, for each side; the server is running."""
    reports, note = looked_at(place)
    for side, goal in GOALS.items():
        scores = [report.categories[side].score for report in reports.values()]
        known = [100 * score for score in scores if score is not None]
        value = min(known) if known else None
        depends: Depends = "on the machine" if side == "performance" else "on the program"
        yield at_least(f"Lighthouse, phone: {side}", value, "", goal, depends, note)


def looked_at(place: Place) -> tuple[dict[str, Report], str]:
    """The reports on first pages of Ana's and Ben's and the sign-in page, and a word about them."""
    if not shutil.which("npx") or executable() is None:
        return {}, "no npx or no Chromium found"
    case = f"/cases/{place.cases['ana']}/"
    wanted = {
        "Today": ("ana", case),
        "With Ben": ("ana", f"{case}hours/"),
        "More": ("ana", f"{case}more/"),
        "the safety plan": ("ana", f"{case}safety/"),
        "the case": ("ben", case),
        "signing in": (None, "/sign-in/"),
        "writing without a sign-in": (None, "/write/"),
    }
    reports = {}
    for page, (who, path) in wanted.items():
        report = report_on(place, who, path)
        if report is None:
            return {}, "Lighthouse could not be fetched or did not run"
        reports[page] = report
        said = {side: report.categories[side].score for side in GOALS}
        print(f"  Lighthouse on {page}: {said}")
    speed = min(each.environment.speed for each in reports.values())
    return reports, f"the lowest of {', '.join(wanted)}; the machine's index {speed:.0f}"


def report_on(place: Place, who: str | None, path: str) -> Report | None:
    """What Lighthouse says of one page; None when it cannot be run."""
    browser = Browser(place.port)
    if who:
        browser.sign_in(who)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        headers = Path(folder) / "headers.json"
        cookie = "; ".join(f"{name}={text}" for name, text in browser.cookies.items())
        headers.write_text(json.dumps({"Cookie": cookie}), encoding="utf-8")
        call = ["npx", "--yes", LIGHTHOUSE, f"http://localhost:{place.port}{path}"]
        call += ["--quiet", f"--chrome-flags={FLAGS}", f"--extra-headers={headers}"]
        call += ["--output=json", f"--output-path={out}"]
        call += [f"--only-categories={','.join(GOALS)}"]
        environment = os.environ | {"CHROME_PATH": executable() or ""}
        if not run(call, folder, environment) or not out.exists():
            return None
        report = msgspec.json.decode(out.read_bytes(), type=Report)
        assert report.shown.endswith(path), f"Lighthouse was shown {report.shown}, not {path}"
        return report


def run(call: list[str], folder: str, environment: dict[str, str]) -> bool:
    """Run Lighthouse in a folder of its own; whether it ended well."""
    try:
        done = subprocess.run(
            call, cwd=folder, env=environment, timeout=PATIENCE, capture_output=True, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
