"""The real server with a fault planted in it: `python -m tests.faults.planted FAULT FOLDER PORT`.

Only the rigs use it, to show that they would notice. Nothing of it is part of the product.
"""

import io
import queue
import sys
import threading
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.clinic import Place

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
TELLING = "/episodes/new/"
SEE_OTHER = "303 See Other"


def is_telling(environ: Environ) -> bool:
    """Whether somebody tells what happened."""
    path: str = environ["PATH_INFO"]
    return environ["REQUEST_METHOD"] == "POST" and path.endswith(TELLING)


def answering_before_commit(real: Application) -> Application:
    """Says that it is stored and stores it later, in another thread."""
    waiting: queue.Queue[Environ] = queue.Queue()

    def store() -> None:
        while True:
            b"".join(real(waiting.get(), lambda *answer: None))

    threading.Thread(target=store, daemon=True).start()

    def application(environ: Environ, start: Start) -> Iterable[bytes]:
        if not is_telling(environ):
            return real(environ, start)
        body = environ["wsgi.input"].read()
        waiting.put({**environ, "wsgi.input": io.BytesIO(body)})
        start(SEE_OTHER, [("Location", "/"), ("Content-Length", "0")])
        return [b""]

    return application


def losing_answers(real: Application) -> Application:
    """Stores everything, and loses every third answer on the way."""
    number = count(1)

    def application(environ: Environ, start: Start) -> Iterable[bytes]:
        if not is_telling(environ) or next(number) % 3:
            return real(environ, start)
        b"".join(real(environ, lambda *answer: None))
        start("503 Service Unavailable", [("Content-Length", "0")])
        return [b""]

    return application


def forgetting_ids(real: Application) -> Application:
    """Loses answers, and gives whatever is sent again an id of its own."""
    from uuid import uuid4

    from relating.journal.ids import Ids

    patch.object(Ids, "of_token", lambda ids, token: uuid4()).start()
    return losing_answers(real)


def receiving_nothing(real: Application) -> Application:
    """Says of every letter of a phone that it is received, and stores none."""
    import json

    def application(environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/inbox/":
            return real(environ, start)
        sent = json.loads(environ["wsgi.input"].read())
        answer = json.dumps({"received": sent["id"]}).encode()
        start("200 OK", [("Content-Length", str(len(answer)))])
        return [answer]

    return application


def forgetting_letters(real: Application) -> Application:
    """Loses every second answer to a letter, and gives whatever is sent again an id of its own."""
    from uuid import uuid4

    from relating.journal.ids import Ids

    patch.object(Ids, "of_token", lambda ids, token: uuid4()).start()
    number = count(1)

    def application(environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/inbox/" or next(number) % 2:
            return real(environ, start)
        b"".join(real(environ, lambda *answer: None))
        start("503 Service Unavailable", [("Content-Length", "0")])
        return [b""]

    return application


def full_key_store(real: Application) -> Application:
    """Has no room for one more page of the key store: SQLite says that the disk is full."""
    from django.db import connections

    keys = connections["keys"].settings_dict
    full = keys["OPTIONS"]["init_command"] + "PRAGMA max_page_count=1;"  # as many as it has
    keys["OPTIONS"] = keys["OPTIONS"] | {"init_command": full}
    return real


FAULTS: dict[str, Callable[[Application], Application]] = {
    "answering-before-commit": answering_before_commit,
    "losing-answers": losing_answers,
    "forgetting-ids": forgetting_ids,
    "full-key-store": full_key_store,
    "receiving-nothing": receiving_nothing,
    "forgetting-letters": forgetting_letters,
}


def planted(fault: str, place: Place) -> tuple[str, ...]:
    """What starts a server with a fault."""
    return ("-m", "tests.faults.planted", fault, place.folder, str(place.port))


def application_with(fault: str) -> Application:
    """The real application with one fault around it."""
    from relating.wsgi import application as real

    return FAULTS[fault](real)


def __getattr__(name: str) -> Any:
    """The server asks for `application`; which fault it has stands in the environment."""
    import os

    if name == "application":
        return application_with(os.environ["PLANTED_FAULT"])
    raise AttributeError(name)


def main() -> None:
    """Serve an installation with a fault."""
    import os

    from granian import Granian
    from granian.constants import Interfaces

    from relating.operate import set_up

    fault, folder, port = sys.argv[1:4]
    os.environ["PLANTED_FAULT"] = fault
    set_up.opened(Path(folder))
    Granian(
        "tests.faults.planted:application",
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.WSGI,
        blocking_threads=3,
        websockets=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
