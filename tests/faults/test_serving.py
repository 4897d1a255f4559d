"""The server itself: asked to stop under load, a worker killed, the server killed, two at once."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path

import pytest

from bench.browsing import Browser
from bench.clinic import Place, environment, free_port
from bench.server import Server, served
from bench.writing import writers

Practice = Callable[[], Place]
WITHIN = 5.0
PEOPLE = 6


@contextmanager
def load(place: Place) -> Iterator[None]:
    """People who write as fast as they can, and are not put off by anything."""
    enough = threading.Event()
    people = writers(place, PEOPLE)

    def write(number: int) -> None:
        while not enough.is_set():
            with suppress(OSError, HTTPException, LookupError):
                people[number].tell()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def gone(process: subprocess.Popen[bytes]) -> float:
    """How many seconds it takes until a process is gone."""
    began = time.monotonic()
    process.wait(60)
    return time.monotonic() - began


def test_it_stops_within_five_seconds_under_load_every_time(
    practice: Practice, short: bool
) -> None:
    place = practice()
    server = Server(place, workers=2).start()
    times = []
    with load(place):
        for turn in range(4 if short else 20):
            if turn:
                server.start()
            time.sleep(0.5)
            process = server.process
            assert process is not None
            if turn % 2:
                os.killpg(process.pid, signal.SIGINT)  # as Ctrl+C does: the workers too
            else:
                process.send_signal(signal.SIGTERM)
            times.append(gone(process))
            assert process.returncode == 0
            server.process = None
    sys.stdout.write(f"\n{len(times)} stops under load, the slowest after {max(times):.1f} s\n")
    assert max(times) < WITHIN
    log = server.log()
    assert "Traceback" not in log
    assert "Unexpected exit" not in log


def test_a_killed_worker_comes_back_with_a_line_and_the_others_answer_on(
    practice: Practice,
) -> None:
    place = practice()
    with served(place, workers=2) as server:
        before = server.workers()
        os.kill(before[0], signal.SIGKILL)
        until = time.monotonic() + 30
        while len(set(server.workers()) - {before[0]}) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        after = server.workers()
        assert before[1] in after
        assert len(after) == 2
        assert before[0] not in after
        assert "ERROR - _granian Unexpected exit from worker-1" in server.log()
        answer = None
        while answer is None and time.monotonic() < until:
            with suppress(OSError, HTTPException):  # a connection that the dead worker had taken
                answer = Browser(place.port).get("/robots.txt")
        assert answer is not None
        assert answer.status == 200


def test_workers_of_a_killed_server_end_and_the_next_one_starts(practice: Practice) -> None:
    place = practice()
    server = Server(place, workers=2).start()
    workers, process = server.workers(), server.process
    assert process is not None
    process.kill()
    process.wait(10)
    until = time.monotonic() + 10
    while any(Path(f"/proc/{each}").exists() for each in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert [each for each in workers if Path(f"/proc/{each}").exists()] == []
    server.start()
    server.stop()


@pytest.mark.parametrize("same", ["folder", "port"])
def test_two_servers_on_one_folder_or_one_port_cannot_be(practice: Practice, same: str) -> None:
    place, other = practice(), practice()
    folder, port = (place.folder, free_port()) if same == "folder" else (other.folder, place.port)
    with served(place):
        call = ["-m", "relating.cli", "serve", "--home", folder, "--port", str(port)]
        second = subprocess.run(
            [sys.executable, *call],
            capture_output=True,
            text=True,
            env=environment(),
            check=False,
            timeout=60,
        )
        assert second.returncode == 3
        assert second.stderr.count("\n") == 1, second.stderr
        assert ("served by another" if same == "folder" else "is in use") in second.stderr
        assert Browser(place.port).get("/robots.txt").status == 200
