"""Serving: where, by how many, and until it is asked to stop."""

import errno
import logging
import socket
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from relating.installation import Installation, Unsafe
from relating.operate import static_files
from relating.operate.set_up import erase_daily
from relating.operate.terminal import say

if TYPE_CHECKING:
    from granian.server.mp import MPServer

USUAL_HOST, USUAL_PORT = "127.0.0.1", 8000
PATIENCE = 60.0
LAST_ANSWERS = 3
"""Seconds within which an answer that is under way may be finished once it is asked to stop."""


class Place(msgspec.Struct, frozen=True):
    """Where a server listens: on a port of an address of this machine, or on a Unix socket."""

    host: str = USUAL_HOST
    port: int = USUAL_PORT
    socket: Path | None = None

    def __str__(self) -> str:
        if self.socket:
            return f"unix:{self.socket}"
        return (
            f"http://[{self.host}]:{self.port}"
            if ":" in self.host
            else f"http://{self.host}:{self.port}"
        )


def place(found: Installation, host: str | None, port: int | None, at: Path | None) -> Place:
    """Where to listen: as asked for, else as the address says."""
    address = urlsplit(found.settings.address)
    own = address.port if address.scheme == "http" else None
    return Place(host or USUAL_HOST, port or own or USUAL_PORT, at and at.absolute())


def opened_at(found: Installation, there: Place) -> str:
    """The address to open in a browser: what the settings say, with the port that is served."""
    address = urlsplit(found.settings.address)
    if address.scheme == "https" or there.socket:
        return found.settings.address
    host = address.netloc.rpartition(":")[0] if address.port else address.netloc
    return f"http://{host}:{there.port}"


def refuse_taken(there: Place) -> None:
    """Look whether one can listen there: nobody else does, and it is on this machine.

    Raises:
        Unsafe: in one line.
    """
    if there.socket:
        refuse_taken_socket(there.socket)
        return
    if not 0 < there.port < 2**16:
        raise Unsafe(f"There is no port {there.port}: choose one between 1024 and 65535.")
    try:
        found = socket.getaddrinfo(there.host, there.port, type=socket.SOCK_STREAM)
        with socket.socket(found[0][0], socket.SOCK_STREAM) as probe:
            # Without SO_REUSEPORT, which the server itself sets: two could share a port with it.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(found[0][4])
            probe.listen()
    except (OSError, UnicodeError) as error:
        raise Unsafe(why(error, there)) from None


def why(error: Exception, there: Place) -> str:
    """Why one cannot listen there, and what to do."""
    match getattr(error, "errno", None):
        case errno.EADDRINUSE:
            return (
                f"Port {there.port} is in use by another program."
                " End that, or choose another: --port."
            )
        case errno.EACCES | errno.EPERM:
            return f"Port {there.port} is not for everybody. Choose one above 1023: --port."
        case _:
            return f"{there.host} is no address of this machine. Leave out --host, or name one."


def refuse_taken_socket(path: Path) -> None:
    """Look whether a Unix socket can be made; one that nobody listens on any more is removed.

    Raises:
        Unsafe: somebody listens, or it cannot be made.
    """
    if not path.parent.is_dir():
        raise Unsafe(f"There is no folder {path.parent} for the socket: make it first.")
    if not path.exists():
        return
    if not stat.S_ISSOCK(path.stat().st_mode):
        raise Unsafe(f"{path} is there already, and is no socket. Name another one: --socket.")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
    raise Unsafe(
        f"Somebody listens on {path} already. End that program, or name another: --socket."
    )


def serve(found: Installation, there: Place, workers: int, greet: Callable[[], None]) -> int:
    """Serve until stopped, and greet once it answers; return the exit code.

    Raises:
        Unsafe: one cannot listen there.
    """
    from django.conf import settings
    from django.db import connections

    refuse_taken(there)
    static_files.lay_out(found.static / settings.STATIC_VERSION)
    made = server(there, workers)
    connections.close_all()
    for work, given in ((erase_daily, ()), (once_it_answers, (there, greet))):
        Thread(target=work, args=given, daemon=True).start()
    try:
        made.serve()
    except SystemExit:
        if not made.interrupt_signal:
            say("A worker ended again and again: stopped. The lines above say more.")
            return 1
    say("Stopped.")
    return 0


def server(there: Place, workers: int) -> "MPServer":
    """What hands connections to workers; one that ends is replaced."""
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server.mp import MPServer

    made = MPServer(
        "relating.wsgi:application",
        address=there.host,
        port=there.port,
        uds=there.socket,
        uds_permissions=0o660 if there.socket else None,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=3,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_ANSWERS,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
    )
    # Ctrl+C reaches the workers too. That they end is then no news.
    logging.getLogger("_granian").addFilter(lambda _: not made.interrupt_signal)
    return made


def once_it_answers(there: Place, greet: Callable[[], None]) -> None:
    """Greet when the first page could be opened."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if answers(there):
            greet()
            return
        time.sleep(0.05)


def answers(there: Place) -> bool:
    """Whether a server answers there that it is well."""
    kind, where = (
        (socket.AF_UNIX, str(there.socket))
        if there.socket
        else (socket.AF_INET6 if ":" in there.host else socket.AF_INET, (there.host, there.port))
    )
    with suppress(OSError), socket.socket(kind, socket.SOCK_STREAM) as asking:
        asking.settimeout(5)
        asking.connect(where)
        asking.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return asking.recv(64).startswith(b"HTTP/1.1 200")
    return False
