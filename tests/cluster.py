"""A PostgreSQL server for as long as a command runs: `python -m tests.cluster COMMAND`.

It is Debian's, lies in memory, and is reached by its socket alone. The command finds it under
`RELATING_TEST_SERVER`, as the owner of what is made there and no more than that: the rules of a row
hold for it too.
"""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

OWNER, APPLICATION = "relating_owner", "relating"
AS_ROOT = "postgres"
"""Whom root becomes: no server of PostgreSQL runs as root."""
SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_locks_per_transaction": "256",
}
ROLES = (
    f"CREATE ROLE {OWNER} LOGIN CREATEDB; CREATE ROLE {APPLICATION} LOGIN;"
    f" GRANT {APPLICATION} TO {OWNER};"
)
"""Who makes the tables, and whoever serves; a test is the one, and the other for a while."""


def programs() -> Path | None:
    """The folder of the server's programs, the newest of those that are here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=version)
    there = found[-1] if found else shutil.which("initdb")
    return Path(there).parent if there else None


def version(program: Path) -> float:
    """Which version a program is of, by the folder in which Debian puts it."""
    return float(program.parent.parent.name)


@contextmanager
def cluster() -> Iterator[Path]:
    """A server that runs, by the folder of its socket."""
    there = programs()
    if there is None:
        raise SystemExit("There is no PostgreSQL here: apt-get install postgresql")
    memory = Path("/dev/shm")
    base = memory if os.access(memory, os.W_OK) else None
    with TemporaryDirectory(dir=base, prefix="relating-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, AS_ROOT)
            folder.chmod(0o755)
        data, log = folder / "data", folder / "log"
        run(
            there / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8"
        )
        settings = " ".join(f"-c {setting}={value}" for setting, value in SETTINGS.items())
        begin = ("-w", "-D", data, "-l", log, "-o", f"-k {folder} {settings}", "start")
        run(there / "pg_ctl", *begin)
        try:
            run(there / "psql", "-h", folder, "-U", "postgres", "-c", ROLES)
            yield folder
        finally:
            run(there / "pg_ctl", "-w", "-D", data, "-m", "immediate", "stop")


def server_in(folder: Path) -> str:
    """The address of a server by the folder of its socket, as the owner."""
    return f"postgresql://{OWNER}@/?host={folder}"


def crashed(folder: Path) -> None:
    """End a server in the middle of what it does, and begin it again: it has its log to go by."""
    programs_of = programs()
    assert programs_of
    data, log = folder / "data", folder / "log"
    run(programs_of / "pg_ctl", "-w", "-D", data, "-l", log, "-m", "immediate", "restart")


def url(server: str, name: str = "", role: str = OWNER) -> str:
    """Where a database of a server is, for a role."""
    at, _, asked = server.partition("?")
    return f"{at.rstrip('/').replace(OWNER, role)}/{name}?{asked}"


@contextmanager
def two_empty(server: str, begin: str, role: str = OWNER) -> Iterator[tuple[str, str]]:
    """Two empty databases for a while: where the journal is to be, and where the keys."""
    names = f"{begin}_journal", f"{begin}_keys"
    with psycopg.connect(url(server, "postgres"), autocommit=True) as connection:
        for name in names:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {name}".encode())
    yield url(server, names[0], role), url(server, names[1], role)
    with psycopg.connect(url(server, "postgres"), autocommit=True) as connection:
        for name in names:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def run(*command: object) -> None:
    """Run one of the server's programs, as somebody who is not root."""
    user = pwd.getpwnam(AS_ROOT) if os.geteuid() == 0 else None
    subprocess.run(
        [str(each) for each in command],
        check=True,
        stdout=subprocess.DEVNULL,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
    )


def main(command: list[str]) -> int:
    """Run a command beside a server of its own; its exit code."""
    with cluster() as folder:
        there = os.environ | {"RELATING_TEST_SERVER": server_in(folder)}
        return subprocess.call(command, env=there)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
