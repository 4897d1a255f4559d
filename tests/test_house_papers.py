"""What lies around the code keeps its rules: requirements, decisions, documents."""

import re
import socket
import tomllib
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.written import HOUSE, PACKAGE, WEB, documents, read, texts, where


def others() -> list[Path]:
    """Every text but this one, which has to name what it looks for."""
    return [path for path in texts() if path != Path(__file__)]


def test_no_address_of_a_registry_stands_in_the_repository() -> None:
    hosts = r"pypi\.(org|python)|pythonhosted|registry\.npm|--(extra-)?index-url|--find-links"
    assert where(hosts, [path for path in texts() if path != Path(__file__)]) == []


def test_no_path_of_a_machine_stands_in_the_repository() -> None:
    machine = r"(^|[^\w.-])/(work|root|Users|home/\w+)/|file:///"
    assert where(machine, others()) == []


def test_nothing_beyond_this_machine_can_be_reached_from_a_test() -> None:
    with pytest.warns(UserWarning, match="192.0.2.1"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)


# --- Requirements and decisions -------------------------------------------------------------------


def required(name: str) -> list[str]:
    """The lines of a list of requirements that name one."""
    lines = read(HOUSE / "requirements" / f"{name}.in").splitlines()
    return [line for line in lines if line and line[0] not in "#-"]


def test_the_package_asks_for_what_the_pinned_list_holds() -> None:
    project = tomllib.loads(read(HOUSE / "pyproject.toml"))["project"]
    assert project["dependencies"] == required("run")


@pytest.mark.parametrize("name", ["run", "dev", "uv"])
def test_every_requirement_is_in_the_page_of_dependencies(name: str) -> None:
    page = read(HOUSE / "docs" / "decisions" / "dependencies.md")
    wanted = [re.split(r"[<>=\[]", line)[0] for line in required(name)]
    assert [one for one in wanted if f"**{one}**" not in page] == []


@pytest.mark.parametrize("name", ["run", "dev", "uv"])
def test_every_pinned_requirement_has_its_hashes(name: str) -> None:
    pinned = read(HOUSE / "requirements" / f"{name}.txt").split("\n")
    names = [place for place, line in enumerate(pinned) if re.match(r"[a-z0-9]", line)]
    assert names
    assert all("--hash=sha256:" in pinned[place + 1] for place in names)


def decisions() -> list[Path]:
    return sorted((HOUSE / "docs" / "decisions").glob("[0-9]*.md"))


def test_no_two_decisions_have_the_same_number() -> None:
    # A number is taken when the work begins, so that of one which is not done yet may be missing.
    assert len({page.name[:4] for page in decisions()}) == len(decisions())


def test_every_decision_stands_in_the_list_of_documents() -> None:
    listed = read(HOUSE / "docs" / "README.md")
    assert [page.name for page in decisions() if page.name not in listed] == []


def test_every_decision_says_why_what_follows_and_how_to_go_back() -> None:
    headings = ["## Context", "## Decision", "## Consequences", "## How to reverse it"]
    assert [page.name for page in decisions() if any(h not in read(page) for h in headings)] == []


PLACES = [HOUSE, PACKAGE, WEB, WEB / "templates"]
"""From where a document may name a file."""
NOT_KEPT = ("build/", ".venv/")


def test_every_file_that_contributing_names_is_there() -> None:
    named = re.findall(r"`([\w.-]+/[\w/.-]+)`", read(HOUSE / "CONTRIBUTING.md"))
    gone = [
        each
        for each in named
        if not each.startswith(NOT_KEPT) and not any((root / each).exists() for root in PLACES)
    ]
    assert len(named) > 30
    assert gone == []


def test_every_link_between_documents_leads_somewhere() -> None:
    link = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#:\s]+)(?:#[^)]*)?\)")
    broken = [
        f"{page.relative_to(HOUSE)}: {target}"
        for page in documents()
        for target in link.findall(read(page))
        if not (page.parent / target).exists()
    ]
    assert broken == []
