"""Several web processes on one database server, behind Caddy; any of them may die, and it too."""

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from msgspec.structs import replace

from bench.clinic import Place, free_port, made
from bench.server import Server
from tests.cluster import APPLICATION, OWNER, cluster, crashed, server_in, two_empty, url
from tests.faults.rig import Run, await_more
from tests.operate.conftest import relating
from tests.operate.test_behind import NAME, program, recipe, running

OTHERS_GO_ON = 5
"""So many stories are acknowledged while one process is gone, before it is begun again."""


@dataclass
class Group:
    """A practice on a database server: where people come in, and the processes behind that."""

    cluster: Path
    place: Place
    servers: list[Server]

    @property
    def server(self) -> str:
        """The address of the database server, as the owner."""
        return server_in(self.cluster)


def connected(group: Group) -> set[int]:
    """Who is connected to the journal, by the number of each connection's process."""
    asked = "SELECT pid FROM pg_stat_activity WHERE datname = 'group_journal'"
    with psycopg.connect(url(group.server, "postgres")) as connection:
        return {pid for (pid,) in connection.execute(asked)}


@contextmanager
def group(folder: Path, number: int) -> Iterator[Group]:
    """Set one up, and let it be served by so many."""
    with ExitStack() as up:
        there = up.enter_context(cluster())
        owners = up.enter_context(two_empty(server_in(there), "group"))
        place = made(folder / "clinic", 5, databases=owners)
        serve_as_the_application(Path(place.folder), owners)
        servers = [Server(beside(place, each)) for each in range(number)]
        for server in servers:
            up.callback(server.stop)
            server.start()
        up.enter_context(in_front(folder, place, servers))
        yield Group(there, place, servers)


def serve_as_the_application(folder: Path, owners: tuple[str, str]) -> None:
    """From now on by the role that owns nothing, as the guide says."""
    settings = folder / "settings.toml"
    settings.write_text(settings.read_text().replace(f"//{OWNER}@", f"//{APPLICATION}@"))
    named = ("--owner", owners[0], "--owner-of-keys", owners[1])
    done = relating("prepare", "--home", folder, *named)
    assert done.returncode == 0, done.stderr


def beside(place: Place, number: int) -> Place:
    """Another folder with the same settings and secrets, and a port of its own."""
    folder = Path(f"{place.folder}-{number}")
    for name in ("data", "keys"):
        (folder / name).mkdir(parents=True, mode=0o700)
    shutil.copytree(Path(place.folder) / "secrets", folder / "secrets")
    shutil.copy(Path(place.folder) / "settings.toml", folder)
    return replace(place, folder=str(folder), port=free_port())


@contextmanager
def in_front(folder: Path, place: Place, servers: list[Server]) -> Iterator[None]:
    """Caddy with the recipe of the guide, on the port at which people come in."""
    named = " ".join(f"127.0.0.1:{each.place.port}" for each in servers)
    text = recipe("caddy", 1).replace("127.0.0.1:8000 127.0.0.1:8001", named)
    assert named in text
    settings = folder / "Caddyfile"
    settings.write_text(f"{{\n admin off\n}}\n{text.replace(NAME, f'http://:{place.port}', 1)}")
    call = [program("caddy"), "run", "--config", str(settings), "--adapter", "caddyfile"]
    with running(call, folder / "caddy.log", HOME=str(folder)) as process:
        front = Server(place)
        front.process = process
        front.wait()
        yield


def killed_by_turns(run: Run, group: Group, wanted: int, kills: int, crashes: int) -> None:
    """Kill one process after the other, at random moments; each time the others go on. Now and
    then the database server ends too."""
    chance = random.Random(kills)
    ends = {(turn + 1) * kills // (crashes + 1) for turn in range(crashes)}
    for turn in range(kills):
        await_more(run, wanted * (turn + 1) // (kills + 1))
        time.sleep(chance.uniform(0, 0.1))
        if turn in ends:
            crashed(group.cluster)
            await_more(run, len(run.acknowledged) + OTHERS_GO_ON)
        server = group.servers[turn % len(group.servers)]
        server.kill()
        run.kills += 1
        await_more(run, len(run.acknowledged) + OTHERS_GO_ON)
        server.start()
    await_more(run, wanted)
