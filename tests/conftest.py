"""What every test stands on: a fixed hour, both databases, nothing beyond this machine."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from relating.vault import looking
from tests.cast import cast, cast_once

__all__ = ["cast", "cast_once"]  # Ana, Ben and the others, for whoever asks

# RELATING_SHORT=1 tries few made-up examples, a run under CI tries the same many each time.
SLOW_MACHINE: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
}
hypothesis_settings.register_profile("short", max_examples=15, **SLOW_MACHINE)
hypothesis_settings.register_profile("usual", max_examples=50, **SLOW_MACHINE)
hypothesis_settings.register_profile("ci", max_examples=100, derandomize=True, **SLOW_MACHINE)


def profile() -> str:
    """How hard Hypothesis tries in this run."""
    if os.environ.get("RELATING_SHORT") == "1":
        return "short"
    return "ci" if os.environ.get("CI") else "usual"


def pytest_configure() -> None:
    looking.as_operator()  # a test looks as whoever runs the server; its pages as whoever is in
    hypothesis_settings.load_profile(profile())
    if os.environ.get("RELATING_HOME"):
        pytest.exit("RELATING_HOME names a real installation: unset it to run the tests.", 2)


NEEDS_DATABASE = {"db", "transactional_db", "live_server", "client", "admin_client"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that uses a database may use both: the journal's and the key store."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and (marker.args or "databases" in marker.kwargs):
            continue
        if marker or NEEDS_DATABASE & set(getattr(item, "fixturenames", ())):
            chosen = {**(marker.kwargs if marker else {}), "databases": "__all__"}
            item.add_marker(pytest.mark.django_db(**chosen), append=False)


def pytest_collection_finish() -> None:
    """What is loaded by now stays; to look through all of it again and again took a fifteenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once what was left out, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason, count in Counter(report.longrepr[2] for report in skipped).items():
        terminalreporter.write_line(f"{count} tests left out: {reason.removeprefix('Skipped: ')}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The databases are files, as everywhere: one in memory is one connection for all threads, on
    which what two people do at once runs into each other. On a server they are made there."""
    if connections["default"].vendor != "sqlite":
        yield
        return
    memory = Path("/dev/shm")  # nothing here needs to outlive the machine
    base = memory if os.access(memory, os.W_OK) else tmp_path_factory.getbasetemp()
    with TemporaryDirectory(dir=base) as folder:
        for name in settings.DATABASES:
            connections[name].settings_dict["TEST"]["NAME"] = f"{folder}/{name}.sqlite3"
        yield


@pytest.fixture(scope="session", autouse=True)
def files_found_once() -> Iterator[None]:
    """What pages are made of is looked for once a run: each browser of a test would do it anew, and
    that took longer than most pages."""
    found: dict[str, Any] = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def once(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            look(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def passphrases_hashed_quickly() -> Iterator[None]:
    """By Argon2, but with little memory and once: a hash is slow for whoever has many to try,
    and each sign-in of a test took two fifths of a second."""
    with pytest.MonkeyPatch.context() as patched:
        for cost, little in {"time_cost": 1, "memory_cost": 1024, "parallelism": 1}.items():
            patched.setattr(Argon2PasswordHasher, cost, little)
        yield


@pytest.fixture(scope="session")
def now() -> datetime:
    """The hour at which the tests happen: a Tuesday, twenty past two. Pass it on as `now`."""
    return datetime(2026, 3, 3, 14, 20, tzinfo=UTC)


@pytest.fixture(scope="session")
def today(now: datetime) -> date:
    """The day of `now`."""
    return now.date()
