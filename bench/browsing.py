"""A browser without a window: one person's cookies, one open connection, forms as they stand."""

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from http.cookies import SimpleCookie
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlencode

from relating.chosen import DEMO_PASSPHRASE

Pairs = list[tuple[str, str]]


class Answer(NamedTuple):
    """What came back, and after how many milliseconds."""

    status: int
    body: bytes
    location: str
    milliseconds: float

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Browser:
    """One person's browser."""

    def __init__(self, port: int, timeout: float = 60) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.connection = HTTPConnection("127.0.0.1", port, timeout=timeout)

    def get(self, path: str) -> Answer:
        try:
            return self.ask("GET", path)
        except RemoteDisconnected:  # what was streamed before ended the connection with it
            return self.ask("GET", path)

    def post(self, path: str, fields: Iterable[tuple[str, str]]) -> Answer:
        return self.ask("POST", path, urlencode(list(fields)).encode())

    def ask(self, method: str, path: str, body: bytes | None = None) -> Answer:
        """One request.

        Raises:
            OSError, http.client.HTTPException: no answer came; whether it was done is unknown.
        """
        headers = {"Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            read = response.read()
        except BaseException:
            self.connection.close()
            raise
        spent = (perf_counter() - start) * 1000
        self.keep(response)
        return Answer(response.status, read, response.getheader("Location") or "", spent)

    def keep(self, response: HTTPResponse) -> None:
        """Keep the cookies of an answer."""
        for line in response.msg.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value

    def form(self, path: str, having: str) -> Pairs:
        """The fields of the form at an address that has a field of this name.

        Raises:
            LookupError: there is none.
        """
        answer = self.get(path)
        found = [form for form in forms(answer.text) if having in dict(form)]
        if not found:
            raise LookupError(f"{path}: {answer.status}, no form with the field {having!r}.")
        return found[0]

    def sign_in(self, name: str) -> "Browser":
        """Sign in by the page on which everybody does.

        Raises:
            LookupError: it did not work.
        """
        given = {"login": name, "password": DEMO_PASSPHRASE}
        answer = self.post("/sign-in/", filled(self.form("/sign-in/", "login"), given))
        if answer.status not in {302, 303}:
            raise LookupError(f"Nobody could sign in as {name}: {answer.status}.")
        return self

    def close(self) -> None:
        self.connection.close()

    def __del__(self) -> None:
        self.close()


def filled(form: Pairs, given: Mapping[str, str]) -> Pairs:
    """A form with other values in some of its fields."""
    return [(name, text) for name, text in form if name not in given] + list(given.items())


def forms(html: str) -> list[Pairs]:
    """The fields of every form of a page, as a browser would send them."""
    reader = Forms()
    reader.feed(html)
    return reader.found


class Forms(HTMLParser):
    """Reads forms: inputs, choices and boxes, with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Pairs] = []
        self.select, self.box = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: text or "" for name, text in attrs}
        if tag == "form":
            self.found.append([])
        elif tag == "input" and sent(given):
            self.field(given["name"], given.get("value", "on" if is_tick(given) else ""))
        elif tag == "select":
            self.select = given.get("name", "")
        elif tag == "option" and self.select:
            self.option(given)
        elif tag == "textarea":
            self.box = given.get("name", "")
            self.field(self.box, "")

    def option(self, given: dict[str, str]) -> None:
        """The first of a choice, or the one that is chosen."""
        fields = self.found[-1] if self.found else []
        if self.select not in dict(fields):
            self.field(self.select, given.get("value", ""))
        elif "selected" in given:
            fields[:] = [each for each in fields if each[0] != self.select]
            self.field(self.select, given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.box:
            fields = self.found[-1]
            told = fields[-1][1] + data
            fields[-1] = (self.box, told.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.box = ""

    def field(self, name: str, text: str) -> None:
        if name and self.found:
            self.found[-1].append((name, text))


def is_tick(given: dict[str, str]) -> bool:
    return given.get("type") in {"checkbox", "radio"}


def sent(given: dict[str, str]) -> bool:
    """Whether a browser sends this field along when another button is pressed."""
    if "name" not in given or given.get("type") in {"submit", "button", "image", "file"}:
        return False
    return "checked" in given if is_tick(given) else True
