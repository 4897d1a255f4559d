"""The number of a version stands in four places, and is the same."""

import re
import tomllib
from datetime import date
from pathlib import Path

from relating import __version__

HOUSE = Path(__file__).parents[1]
HEADING = re.compile(r"^## (\d+)\.(\d+)\.(\d+) - (\d{4}-\d\d-\d\d)$", re.MULTILINE)


def releases() -> list[tuple[tuple[int, ...], date]]:
    """The versions of the changelog with their days, as they stand."""
    found = HEADING.findall((HOUSE / "CHANGELOG.md").read_text(encoding="utf-8"))
    return [(tuple(map(int, number)), date.fromisoformat(day)) for *number, day in found]


def test_the_newest_part_of_the_changelog_is_of_this_version() -> None:
    newest, _ = releases()[0]
    assert ".".join(map(str, newest)) == __version__
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_every_part_of_the_changelog_is_of_a_version_newest_first() -> None:
    found = releases()
    assert found == sorted(found, reverse=True)
    headings = re.findall(
        r"^## .*$", (HOUSE / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(headings) == len(found) + headings.count("## Unreleased")
    assert "## Unreleased" not in headings[1:]


def test_what_a_version_asks_of_whoever_runs_it_is_written() -> None:
    asked = (HOUSE / "docs/guide/newer-versions.md").read_text(encoding="utf-8")
    versions = {f"{first}.{second}" for (first, second, _), _ in releases()}
    oldest = f"{releases()[-1][0][0]}.{releases()[-1][0][1]}"
    assert set(re.findall(r"^## (\d+\.\d+)$", asked, re.MULTILINE)) == versions - {oldest}
