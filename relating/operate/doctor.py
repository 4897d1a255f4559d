"""`relating doctor ADDRESS`: what whoever opens the address in a browser would meet with."""

import http.client
import json
import socket
import ssl
from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

from relating import chosen
from relating.operate.terminal import say

PATIENCE = 10
LONG = 2_000_000
"""Bytes of a long letter; one that the server itself accepts."""

PASSED_ON = {
    "Host": "the name that people open, with its port. nginx: proxy_set_header Host $http_host;",
    "X-Forwarded-Proto": "https. nginx: proxy_set_header X-Forwarded-Proto $scheme;",
    "X-Forwarded-For": (
        "where somebody comes from. nginx: proxy_set_header X-Forwarded-For"
        " $proxy_add_x_forwarded_for;"
    ),
}
SENT = {
    "Content-Security-Policy": "script-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SENT_BY_TLS = {"Strict-Transport-Security": "max-age="}


class Unreachable(Exception):
    """Nothing answers there; what it says is why."""


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def examined(text: str) -> int:
    """Say what is wrong with an address, a line each; 0 if nothing is, else 1, or 2: it is none."""
    try:
        address = chosen.address(text)
    except chosen.Wrong as wrong:
        say(f"{chosen.shown(text)} {wrong}")
        return 2
    try:
        found = [*complaints(address)]
    except Unreachable as unreachable:
        found = [str(unreachable)]
    for complaint in found:
        say(f"{address}: {complaint}")
    if not found:
        print(f"{address}: well.")
    return 1 if found else 0


def complaints(address: str) -> Iterator[str]:
    """Everything that is wrong there.

    Raises:
        Unreachable: nothing answers.
    """
    health = asked(address, "GET", "/health")
    if not is_ours(health):
        misled = health.status == HTTPStatus.BAD_REQUEST
        yield (
            "it serves under another name. Set `address` in settings.toml to this one, and pass on"
            f" Host: {PASSED_ON['Host']}"
            if misled
            else f"something else answers there, with {health.status}: is the server behind it up?"
        )
        return
    told = json.loads(health.body)
    for part in ("database", "keys"):
        if not told[part]:
            yield f"the {part} cannot be read; its log says more."
    for name in told["not_passed_on"]:
        yield f"the web server in front does not pass on {name}: {PASSED_ON[name]}"
    yield from about_pages(address)
    yield from about_http(address)


def is_ours(answer: Answer) -> bool:
    """Whether Relating answered."""
    try:
        told = json.loads(answer.body)
    except ValueError:
        return False
    return (
        isinstance(told, dict) and {"serving", "database", "keys", "not_passed_on"} <= told.keys()
    )


def about_pages(address: str) -> Iterator[str]:
    """Headers that browsers must get, and long letters that must come through."""
    page = asked(address, "GET", "/sign-in/")
    expected = SENT | (SENT_BY_TLS if address.startswith("https") else {})
    for name, part in expected.items():
        if part not in (page.headers.get(name) or ""):
            yield f"browsers do not get the header {name} as it was sent: take out what changes it."
    letter = asked(address, "POST", "/sign-in/", b"x" * LONG)
    if letter.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        yield "long letters are turned away. nginx: client_max_body_size 3m;"


def about_http(address: str) -> Iterator[str]:
    """Whoever types the name alone should be led to https."""
    split = urlsplit(address)
    if split.scheme != "https" or split.port:
        return
    try:
        plain = asked(f"http://{split.netloc}", "GET", "/health")
    except Unreachable:
        return
    if not (plain.headers.get("Location") or "").startswith("https://"):
        yield "http:// answers by itself: let it lead to https:// and do nothing else."


def asked(address: str, method: str, path: str, body: bytes | None = None) -> Answer:
    """One request.

    Raises:
        Unreachable: nothing came back.
    """
    split = urlsplit(address)
    host = split.hostname or ""
    connection = (
        http.client.HTTPSConnection(
            host, split.port, timeout=PATIENCE, context=ssl.create_default_context()
        )
        if split.scheme == "https"
        else http.client.HTTPConnection(host, split.port, timeout=PATIENCE)
    )
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    except BrokenPipeError:
        return Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, http.client.HTTPMessage(), b"")
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(f"its certificate is not accepted: {error.verify_message}.") from None
    except ssl.SSLError as error:
        raise Unreachable(f"it does not speak TLS there: {error.reason}.") from None
    except socket.gaierror:
        raise Unreachable("there is no machine of this name.") from None
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(f"nothing answers there: {type(error).__name__}.") from None
    finally:
        connection.close()
