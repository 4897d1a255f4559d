"""Where it serves: what is taken is refused, and what is said is where it is."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from relating.chosen import Settings, Unsafe
from relating.installation import Installation
from relating.operate import serving
from relating.operate.alone import alone
from relating.operate.serving import Place


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens, ready to share it as servers with workers do."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_port_in_use_is_refused_even_if_its_holder_would_share_it(taken: int) -> None:
    with pytest.raises(Unsafe, match=f"Port {taken} is in use"):
        serving.refuse_taken(Place(port=taken))


def test_a_free_port_is_not_refused_and_still_free_afterwards() -> None:
    port = free_port()
    serving.refuse_taken(Place(port=port))
    serving.refuse_taken(Place(port=port))


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "1.2.3", "a" * 300, "::g"])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(Unsafe, match="no address of this machine"):
        serving.refuse_taken(Place(host=host, port=free_port()))


@pytest.mark.parametrize("port", [0, -1, 65536, 10**9])
def test_a_port_that_there_is_not_is_refused(port: int) -> None:
    with pytest.raises(Unsafe, match="There is no port"):
        serving.refuse_taken(Place(port=port))


def test_a_socket_that_somebody_listens_on_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(path))
        other.listen()
        with pytest.raises(Unsafe, match="Somebody listens"):
            serving.refuse_taken(Place(socket=path))
    assert path.exists(), "nobody listens any more, and it lies there"
    serving.refuse_taken(Place(socket=path))
    assert not path.exists()


def test_a_file_is_not_replaced_by_a_socket(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("letter")
    with pytest.raises(Unsafe, match="is no socket"):
        serving.refuse_taken(Place(socket=path))
    with pytest.raises(Unsafe, match="There is no folder"):
        serving.refuse_taken(Place(socket=tmp_path / "nowhere" / "socket"))
    assert path.read_text() == "letter"


@pytest.mark.parametrize(
    ("address", "port", "said"),
    [
        ("http://localhost:8000", None, "http://localhost:8000"),
        ("http://localhost:8000", 9000, "http://localhost:9000"),
        ("http://localhost", None, "http://localhost:8000"),
        ("http://[::1]:8000", 9000, "http://[::1]:9000"),
        ("https://a.example", 9000, "https://a.example"),
    ],
)
def test_the_address_that_is_said_is_where_it_serves(
    address: str, port: int | None, said: str
) -> None:
    found = Installation(Path("clinic"), Settings(address=address))
    there = serving.place(found, None, port, None)
    assert serving.opened_at(found, there) == said


def test_one_folder_is_held_by_one_process(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    code = f"""
from pathlib import Path
from relating.operate.alone import alone
with alone(Path({str(tmp_path)!r})):
    pass
"""

    def other() -> int:
        call = [sys.executable, "-c", code]
        return subprocess.run(call, stderr=subprocess.DEVNULL, check=False).returncode

    with alone(tmp_path), alone(tmp_path):
        assert other() == 1
    assert other() == 0
