"""The recipes of the guide, with TLS on the loopback: a web server in front, a doctor outside."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPMessage, HTTPSConnection
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlencode

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bench.browsing import filled, forms
from bench.clinic import free_port
from tests.operate.conftest import outside, relating

pytestmark = pytest.mark.slow
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "behind-a-web-server.md"
NAME = "relating.example.org"
PATIENCE = 120.0


def recipe(kind: str, which: int = 0) -> str:
    """A block of the guide: the first of its kind, or another one."""
    text = GUIDE.read_text(encoding="utf-8")
    return str(re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[which])


def program(name: str) -> str:
    """A web server on this machine; without it the test is left out."""
    places = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    found = os.environ.get(f"RELATING_{name.upper()}") or shutil.which(name, path=places)
    if not found:
        pytest.skip(f"there is no {name} here")
    return found


class Front(msgspec.Struct, frozen=True):
    """A practice behind a web server: the ports of both, where their files lie; and a port that is
    taken, at which nobody listens."""

    folder: Path
    public: int
    own: int
    nobodys: int

    @property
    def certificate(self) -> Path:
        return self.folder / "fullchain.pem"

    @property
    def key(self) -> Path:
        return self.folder / "privkey.pem"

    @property
    def address(self) -> str:
        return f"https://localhost:{self.public}"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which nobody listens, nor anybody who begins meanwhile."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.fixture
def front(tmp_path: Path, taken: int) -> Front:
    """Ports, and a certificate for this machine alone."""
    made = Front(tmp_path, free_port(), free_port(), taken)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names: list[x509.GeneralName] = [
        x509.DNSName("localhost"),
        x509.IPAddress(ip_address("127.0.0.1")),
    ]
    begins = datetime.now(UTC) - timedelta(days=1)  # noqa: TID251  a real certificate, looked at now
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=3))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    made.certificate.write_bytes(certificate.public_bytes(pem))
    made.key.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return made


@contextmanager
def running(call: list[str], log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program for as long as it is needed."""
    with log.open("wb") as file:
        process = subprocess.Popen(call, stdout=file, stderr=file, env=outside() | more)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


@contextmanager
def practice_behind(front: Front, *words: str) -> Iterator[str]:
    """A new practice behind the web server; its set-up link."""
    log = front.folder / "relating.log"
    call = [sys.executable, "-m", "relating.cli", "serve", "--home", str(front.folder / "clinic")]
    call += ["--address", front.address, *(words or ("--port", str(front.own)))]
    with running(call, log) as process:
        until = time.monotonic() + PATIENCE
        while "Stop it with" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        link = re.search(rf"{front.address}(/set-up/\S+)", log.read_text())
        assert link, log.read_text()
        yield link[1]


@contextmanager
def nginx(front: Front, text: str) -> Iterator[None]:
    """nginx with the recipe, on other ports and with the certificate of the test."""
    served = (
        text.replace("listen 443", f"listen 127.0.0.1:{front.public}")
        .replace("listen 80", f"listen 127.0.0.1:{free_port()}")
        .replace(NAME, "localhost")
        .replace("127.0.0.1:8000", f"127.0.0.1:{front.own}")
    )
    served = re.sub(r"ssl_certificate \S+;", f"ssl_certificate {front.certificate};", served)
    served = re.sub(r"ssl_certificate_key \S+;", f"ssl_certificate_key {front.key};", served)
    kept = "\n".join(
        f"{kind}_temp_path {front.folder / kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    log = front.folder / "nginx-error.log"
    settings = front.folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    settings.write_text(
        f"{user} daemon off; pid {front.folder / 'nginx.pid'}; error_log {log};\n"
        f"events {{}}\nhttp {{\n{kept}\n{served}\n}}\n"
    )
    call = [program("nginx"), "-p", str(front.folder), "-c", str(settings), "-e", str(log)]
    with running(call, front.folder / "nginx.log"):
        await_front(front)
        yield


@contextmanager
def caddy(front: Front, text: str) -> Iterator[None]:
    """Caddy with the recipe, on another port and with the certificate of the test."""
    served = text.replace(NAME, front.address, 1).replace(
        "127.0.0.1:8000", f"127.0.0.1:{front.own}"
    )
    served = served.replace("{\n", f"{{\n    tls {front.certificate} {front.key}\n", 1)
    settings = front.folder / "Caddyfile"
    settings.write_text(f"{{\n  admin off\n  auto_https disable_redirects\n}}\n{served}")
    call = [program("caddy"), "run", "--config", str(settings), "--adapter", "caddyfile"]
    with running(call, front.folder / "caddy.log", HOME=str(front.folder)):
        await_front(front)
        yield


def naming_two(server: str, front: Front) -> str:
    """A recipe that names two processes: at the second nobody listens, as if it had ended."""
    if server == "nginx":
        one = recipe(server).replace("http://127.0.0.1:8000", "http://relating")
        text = recipe(server, 1) + one
    else:
        text = recipe(server, 1)
    assert "127.0.0.1:8001" in text
    return text.replace("127.0.0.1:8001", f"127.0.0.1:{front.nobodys}")


FRONTS = {"nginx": nginx, "caddy": caddy}


def await_front(front: Front) -> None:
    """Wait until the web server answers, whatever it says."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            asked(front, "GET", "/health")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(logs(front))


def logs(front: Front) -> str:
    """What both wrote down."""
    return "\n".join(path.read_text() for path in front.folder.glob("*.log"))


def asked(
    front: Front, method: str, path: str, body: str | None = None, **headers: str
) -> tuple[int, HTTPMessage, str]:
    """One request over TLS, with the certificate looked at."""
    trusting = ssl.create_default_context(cafile=str(front.certificate))
    connection = HTTPSConnection("localhost", front.public, timeout=10, context=trusting)
    connection.request(
        method, path, body, {"Origin": front.address, **headers} if body else headers
    )
    answer = connection.getresponse()
    read = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, answer.headers, read


def doctor(front: Front) -> subprocess.CompletedProcess[str]:
    return relating("doctor", front.address, SSL_CERT_FILE=str(front.certificate))


@pytest.mark.parametrize("server", FRONTS)
def test_behind_the_recipe_everything_is_well_and_somebody_can_be_set_up(
    front: Front, server: str
) -> None:
    program(server)
    with practice_behind(front) as link, FRONTS[server](front, naming_two(server, front)):
        told = doctor(front)
        assert (told.returncode, told.stderr) == (0, ""), told.stderr
        status, headers, page = asked(front, "GET", link)
        assert status == 200, logs(front)
        cookie = headers["Set-Cookie"].split(";")[0]
        assert cookie.startswith("__Host-csrf=")
        form = next(each for each in forms(page) if "csrfmiddlewaretoken" in dict(each))
        given = {name: "a quiet river at dawn" for name, _ in form if "pass" in name}
        given |= {name: "Eve" for name, _ in form if name not in given and "csrf" not in name}
        given["country"] = "GB"
        sent = urlencode(filled(form, given))
        kind = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        status, headers, page = asked(front, "POST", link, sent, **kind)
        assert status == 302, page
        kept = headers.get_all("Set-Cookie") or []
        assert any(each.startswith("__Host-session=") for each in kept)
        assert all("Secure" in each for each in kept)
    log = (front.folder / "relating.log").read_text()
    assert "POST set-up 302" in log
    assert "Traceback" not in log
    assert link not in log.partition("Stop it with")[2]


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Proto", "X-Forwarded-For"])
def test_a_header_that_is_not_passed_on_is_named(front: Front, header: str) -> None:
    program("nginx")
    text = re.sub(rf"\n *proxy_set_header {header} .*", "", recipe("nginx"))
    assert text != recipe("nginx")
    with practice_behind(front), nginx(front, text):
        told = doctor(front)
        assert told.returncode == 1
        assert f"does not pass on {header}:" in told.stderr
        status, _, page = asked(front, "POST", "/sign-in/", "login=ben")
        assert status == 403
        assert f"does not pass on {header} as it should" in page


def test_letters_that_are_turned_away_and_headers_that_are_changed_are_named(
    front: Front,
) -> None:
    program("nginx")
    text = recipe("nginx").replace("client_max_body_size 3m;", "")
    text = text.replace("location / {", "location / { proxy_hide_header Content-Security-Policy;")
    with practice_behind(front), nginx(front, text):
        told = doctor(front)
    assert told.returncode == 1
    assert "client_max_body_size 3m" in told.stderr
    assert "do not get the header Content-Security-Policy" in told.stderr
    assert told.stderr.count("\n") == 2, told.stderr


def test_over_a_unix_socket_it_is_well_too(front: Front) -> None:
    program("nginx")
    path = front.folder / "socket"
    text = recipe("nginx").replace("http://127.0.0.1:8000", f"http://unix:{path}")
    with practice_behind(front, "--socket", str(path)), nginx(front, text):
        assert path.stat().st_mode & 0o007 == 0
        told = doctor(front)
        assert (told.returncode, told.stderr) == (0, ""), told.stderr
    assert not path.exists()


@pytest.mark.parametrize("server", FRONTS)
def test_a_server_that_is_down_and_a_certificate_that_is_not_trusted_are_named(
    front: Front, server: str
) -> None:
    program(server)
    with FRONTS[server](front, recipe(server)):
        told = doctor(front)
        assert told.returncode == 1
        assert "is the server behind it up?" in told.stderr
        told = relating("doctor", front.address)
        assert told.returncode == 1
        assert "certificate is not accepted" in told.stderr


def test_nobody_there_is_said_in_one_line() -> None:
    told = relating("doctor", f"http://localhost:{free_port()}")
    assert told.returncode == 1
    assert "nothing answers there" in told.stderr
    assert told.stderr.count("\n") == 1
    assert relating("doctor", "a.example").returncode == 2
