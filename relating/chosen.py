"""What a practice chose: `settings.toml`, read rightly or refused with what mends it."""

import ipaddress
import json
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo, available_timezones

import msgspec

Mode = Literal["clinic", "demo", "test"]

TEMPLATE = """\
# Relating: what this practice chose. Restart after a change.

# Where people open it. Anything but https is for this machine alone.
address = {address}

# "clinic" for real use; "demo" fills itself with a made-up case.
mode = {mode}

# Shown at sign-in.
practice = {practice}

# Whose clock the practice goes by. Without it: the one that is chosen when it is set up.
# time_zone = "Europe/London"

# Where Quick exit leads: an ordinary page that says nothing about this one.
leave_to = "https://www.bbc.co.uk/weather"

# Shown beside the safety plan and at sign-in. Empty: the lines of the practice's country, which is
# asked when it is set up. Your own: [{{ name = "Our crisis team", number = "0117 496 0123" }}].
help_lines = []

# Minutes without a page before reading asks for the passphrase again.
idle_minutes = 30

# On a PostgreSQL server, of which these are two databases; without them both lie in this folder.
# database = "postgresql://relating@localhost/relating"
# key_store = "postgresql://relating@localhost/relating_keys"

# Proxies in front, by address or network ("10.0.0.0/8"). One on this machine needs no line.
trusted_proxies = []
"""

NOT_NAMED = "Our practice"
"""What a practice is called until somebody names it."""

DEMO_PASSPHRASE = "four quiet words"  # noqa: S105  everybody's in the demo; it guards nothing

LONGEST_NAME, LONGEST_LINE, LONGEST_IDLE = 120, 200, 12 * 60


class OwnLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A help line that the practice names; its number is dialled as it is written."""

    name: str
    number: str


class Settings(msgspec.Struct, frozen=True):
    """`settings.toml`, typed."""

    address: str = "http://localhost:8000"
    mode: Mode = "clinic"
    practice: str = NOT_NAMED
    time_zone: str = ""
    leave_to: str = "https://www.bbc.co.uk/weather"
    help_lines: tuple[OwnLine | str, ...] = ()
    idle_minutes: int = 30
    trusted_proxies: tuple[str, ...] = ()
    database: str = ""
    key_store: str = ""


def for_tests() -> Settings:
    """Without an installation; `RELATING_TEST_SERVER` is where two databases can be made."""
    server = os.environ.get("RELATING_TEST_SERVER", "")
    if not server:
        return Settings(mode="test")
    address, _, asked = server.partition("?")
    names = [f"{address.rstrip('/')}/{name}?{asked}" for name in ("relating", "relating_keys")]
    return Settings(mode="test", database=names[0], key_store=names[1])


class Unsafe(Exception):
    """The installation must not be served; `reasons` say why, one sentence each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


class Wrong(ValueError):
    """A setting that cannot be meant; what it says is what to write instead."""


def read(path: Path) -> Settings:
    """The settings in a file.

    Raises:
        Unsafe: they cannot be read, or some cannot be meant: a line for each, with its mend.
    """
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Unsafe(
            f"{path} is not written in UTF-8, see line {line}: save it as UTF-8."
        ) from None
    except OSError as error:
        raise Unsafe(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise Unsafe(
            f"{path} cannot be read: {error}. A text stands in straight quotation marks, and a"
            " backslash in it is written twice."
        ) from None
    if "address" not in table:
        raise Unsafe(f'{path} must say where people open it: address = "https://…"')
    return checked(table, str(path))


def checked(table: Mapping[str, object], where: str) -> Settings:
    """Settings from what was given by name, each read rightly.

    Raises:
        Unsafe: some cannot be meant: a line for each.
    """
    meant, reasons = {}, []
    for name, value in table.items():
        try:
            meant[name] = meaning(name, value)
        except Wrong as wrong:
            reasons.append(f"{where}: {wrong}")
    if reasons:
        raise Unsafe(*reasons)
    settings = Settings(**meant)
    if bool(settings.database) != bool(settings.key_store) or (
        settings.database and settings.database == settings.key_store
    ):
        raise Unsafe(f"{where}: {TWO}")
    return settings


TWO = (
    "database and key_store are two databases of a server, and stand there both or neither: the"
    " keys are kept apart from what they open."
)


def meaning(name: str, value: object) -> Any:
    """What is meant by a setting.

    Raises:
        Wrong: nothing that could be.
    """
    known = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    if name not in known:
        near = get_close_matches(name, known, n=1)
        meant = f"Is {near[0]} meant?" if near else f"There are: {', '.join(known)}."
        raise Wrong(f"there is no setting {shown(name)}. {meant}")
    try:
        typed = msgspec.convert(value, known[name])
    except msgspec.ValidationError:
        raise Wrong(f"{name} = {shown(value)} should be {SHAPES[known[name]]}.") from None
    try:
        return MEANINGS[name](typed)
    except Wrong as wrong:
        raise Wrong(f"{name} = {shown(value)} {wrong}") from None


SHAPES: dict[object, str] = {
    str: "a text in quotation marks",
    int: "a whole number",
    Mode: '"clinic" or "demo"',
    tuple[str, ...]: 'a list of texts: ["…", "…"]',
    tuple[OwnLine | str, ...]: 'a list of lines: [{ name = "…", number = "…" }]',
}


def shown(value: object) -> str:
    """A value in a message, on one line and not at any length."""
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= LONGEST_NAME else f"{written[:LONGEST_NAME]}…"


def address(text: str) -> str:
    """Scheme, host and port, as browsers write them; a slash at the end means nothing."""
    scheme, host, port = parts(text)
    if scheme == "http" and not on_this_machine(host):
        raise Wrong(f'would send passphrases in the clear: write "https://{host}".')
    named = f"[{host}]" if ":" in host else host
    return f"{scheme}://{named}" + (f":{port}" if port and (scheme, port) != ("https", 443) else "")


def parts(text: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address that leads to a server and no further."""
    text = text.strip()
    try:
        split = urlsplit(text)
        host, port = (split.hostname or "").encode("idna").decode(), split.port
    except ValueError:
        raise Wrong(f"is no address: {EXAMPLE}") from None
    if text and "://" not in text:
        raise Wrong(f'lacks its beginning: write "https://{text}".')
    if split.scheme not in {"http", "https"} or not host or port == 0 or set(host) & FORBIDDEN:
        raise Wrong(f"is no address: {EXAMPLE}")
    if split.path.strip("/") or split.query or split.fragment or "@" in split.netloc:
        raise Wrong(f'says too much: write "{split.scheme}://{split.netloc.rpartition("@")[2]}".')
    return split.scheme, host, port


EXAMPLE = 'write for example "https://relating.example.org".'
FORBIDDEN = set(" \t\r\n\\%<>\"'|^`{}*_,;")


def on_this_machine(host: str) -> bool:
    """Whether an address leads to the machine on which it is opened."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def page(text: str) -> str:
    """The address of a page anywhere."""
    text = text.strip()
    try:
        split = urlsplit(text)
        good = (
            split.scheme in {"http", "https"} and split.hostname and not set(text) & set(' \\"<>')
        )
    except ValueError:
        good = False
    if not good or not text.isprintable():
        raise Wrong('is no page: write for example "https://www.bbc.co.uk/weather".')
    return text


def zone(text: str) -> str:
    """A time zone that this machine knows."""
    try:
        ZoneInfo(text)
    except (ValueError, LookupError, OSError):
        known = {name.lower(): name for name in available_timezones()}
        near = get_close_matches(text.lower(), known, n=1, cutoff=0.5)
        example = known[near[0]] if near else "Europe/London"
        raise Wrong(f'is no time zone: write for example "{example}".') from None
    return text


def name(text: str) -> str:
    """What a practice is called, on one line."""
    return line(text, LONGEST_NAME)


def line(text: str, longest: int = LONGEST_LINE) -> str:
    """A text on one line: white space in it is one space."""
    text = " ".join(text.split())
    if not text:
        raise Wrong("is empty: write something, or leave the line out.")
    if any(unicodedata.category(each) in {"Cc", "Cs"} for each in text):
        raise Wrong("has signs in it that are no letters: write it anew.")
    if len(text) > longest:
        raise Wrong(f"is too long: {longest} letters at the most.")
    return text


def lines(given: tuple[OwnLine | str, ...]) -> tuple[OwnLine | str, ...]:
    """Help lines, each on one line."""
    return tuple(
        OwnLine(line(each.name), line(each.number)) if isinstance(each, OwnLine) else line(each)
        for each in given
    )


def networks(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses of machines, or networks of them."""
    for text in texts:
        try:
            ipaddress.ip_network(text)
        except ValueError:
            raise Wrong(
                'has no address and no network: write for example ["10.0.0.0/8"].'
            ) from None
    return texts


def without_passphrase(address: str) -> str:
    """The address of a database as it may be shown."""
    return re.sub(r"(?<=:)[^:@/]*(?=@)|(?<=password=)[^&]*", "…", address)


def minutes(number: int) -> int:
    """How long nobody may ask for a page, within the twelve hours that a sign-in lasts."""
    if not 1 <= number <= LONGEST_IDLE:
        raise Wrong(f"should be between 1 and {LONGEST_IDLE}, for example 30.")
    return number


def mode(chosen: Mode) -> Mode:
    """A real practice, or the demo; tests need no file."""
    if chosen == "test":
        raise Wrong('should be "clinic" or "demo".')
    return chosen


def server(text: str) -> str:
    """A database on a PostgreSQL server, named as its own programs name it; nothing is a file."""
    text = text.strip()
    if not text:
        return text
    try:
        split = urlsplit(text)
        asked = dict(parse_qsl(split.query, keep_blank_values=True))
        host = asked.get("host") or split.hostname or ""
    except ValueError:
        raise Wrong(f"is no address of a database: {DATABASE_EXAMPLE}") from None
    if split.scheme not in {"postgresql", "postgres"} or not split.path.strip("/"):
        raise Wrong(f"is no address of a database: {DATABASE_EXAMPLE}")
    near = not host or host.startswith("/") or on_this_machine(host)
    if not near and asked.get("sslmode") != "verify-full":
        raise Wrong(
            'would talk to another machine in the clear: end it with "?sslmode=verify-full".'
        )
    return text


DATABASE_EXAMPLE = 'write for example "postgresql://relating@localhost/relating".'


MEANINGS: dict[str, Callable[[Any], Any]] = {
    "address": address,
    "mode": mode,
    "practice": name,
    "time_zone": zone,
    "leave_to": page,
    "help_lines": lines,
    "idle_minutes": minutes,
    "trusted_proxies": networks,
    "database": server,
    "key_store": server,
}


def written(settings: Settings) -> str:
    """A new `settings.toml`: what was chosen, and for the rest what is usual, with its reasons."""
    chosen = (settings.address, settings.mode, settings.practice)
    texts = [json.dumps(each, ensure_ascii=False).replace("\x7f", "") for each in chosen]
    whole = TEMPLATE.format(address=texts[0], mode=texts[1], practice=texts[2])
    if settings.database:
        for name, at in (("database", settings.database), ("key_store", settings.key_store)):
            line = f"{name} = {json.dumps(at, ensure_ascii=False)}"
            whole = re.sub(f"(?m)^# {name} = .*$", line.replace("\\", r"\\"), whole)
    return whole
