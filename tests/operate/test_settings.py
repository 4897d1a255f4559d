"""Whatever stands in settings.toml is read rightly, or refused in a line that mends it."""

from pathlib import Path

import pytest

from relating import chosen, installation
from relating.chosen import OwnLine, Settings, Unsafe
from relating.cli import main

GOOD = 'address = "https://relating.example.org"\n'

READ: dict[str, tuple[str, str, object]] = {
    "a slash at the end": ('address = "https://a.example/"', "address", "https://a.example"),
    "white space around": ('address = "  https://a.example\\n"', "address", "https://a.example"),
    "large letters": ('address = "HTTPS://A.Example"', "address", "https://a.example"),
    "the usual port": ('address = "https://a.example:443"', "address", "https://a.example"),
    "another port": ('address = "https://a.example:8443/"', "address", "https://a.example:8443"),
    "letters beyond English": (
        'address = "https://präxis.example"',
        "address",
        "https://xn--prxis-hra.example",
    ),
    "six": ('address = "http://[::1]:8000"', "address", "http://[::1]:8000"),
    "a byte order mark": ("\ufeff" + GOOD, "address", "https://relating.example.org"),
    "lines of Windows": (GOOD.replace("\n", "\r\n"), "address", "https://relating.example.org"),
    "a backslash": (GOOD + 'practice = "A\\\\B"', "practice", "A\\B"),
    "quotation marks": (GOOD + "practice = 'The \"Harbour\"'", "practice", 'The "Harbour"'),
    "two lines": (GOOD + 'practice = """Harbour\nStreet"""', "practice", "Harbour Street"),
    "an empty database": (GOOD + 'database = ""', "database", ""),
    "a server": (
        GOOD + 'database = "postgresql:///a"\nkey_store = "postgresql:///b"',
        "database",
        "postgresql:///a",
    ),
    "a help line": (
        GOOD + 'help_lines = [{ name = "Us ", number = "0117" }]',
        "help_lines",
        (OwnLine("Us", "0117"),),
    ),
    "nothing but the address": (GOOD, "idle_minutes", 30),
}

REFUSED: dict[str, tuple[str, str]] = {
    "an empty file": ("", "must say where people open it"),
    "no address": ('practice = "Harbour"', "must say where people open it"),
    "an empty address": ('address = ""', "write for example"),
    "no scheme": ('address = "a.example"', 'write "https://a.example"'),
    "no scheme but a port": ('address = "a.example:8000"', 'write "https://a.example:8000"'),
    "a path": ('address = "https://a.example/relating"', 'write "https://a.example"'),
    "a name and a passphrase": ('address = "https://b:c@a.example"', 'write "https://a.example"'),
    "another scheme": ('address = "ftp://a.example"', "write for example"),
    "no such port": ('address = "http://localhost:99999"', "write for example"),
    "a space inside": ('address = "https://a example"', "write for example"),
    "in the clear": ('address = "http://a.example"', 'write "https://a.example"'),
    "in the clear, to a number": ('address = "http://192.168.1.5:8000"', "in the clear"),
    "half a bracket": ('address = "http://[::1"', "write for example"),
    "a label too long": (f'address = "https://{"a" * 70}.example"', "write for example"),
    "an address that is a number": ("address = 8000", "a text in quotation marks"),
    "a negative idleness": (GOOD + "idle_minutes = -5", "between 1 and 720"),
    "no idleness": (GOOD + "idle_minutes = 0", "between 1 and 720"),
    "an endless idleness": (GOOD + "idle_minutes = 100000", "between 1 and 720"),
    "idleness in a text": (GOOD + 'idle_minutes = "30"', "a whole number"),
    "half a minute": (GOOD + "idle_minutes = 0.5", "a whole number"),
    "a yes for a number": (GOOD + "idle_minutes = true", "a whole number"),
    "a script to leave to": (GOOD + 'leave_to = "javascript:alert(1)"', "is no page"),
    "a file to leave to": (GOOD + 'leave_to = "file:/etc/passwd"', "is no page"),
    "nowhere to leave to": (GOOD + 'leave_to = ""', "is no page"),
    "no scheme to leave to": (GOOD + 'leave_to = "www.bbc.co.uk"', "is no page"),
    "a wrong zone": (GOOD + 'time_zone = "Europe/Londen"', 'write for example "Europe/London"'),
    "a zone in small letters": (GOOD + 'time_zone = "europe/berlin"', '"Europe/Berlin"'),
    "a part of the world": (GOOD + 'time_zone = "Europe"', "is no time zone"),
    "a way out of the zones": (GOOD + 'time_zone = "../../etc/passwd"', "is no time zone"),
    "no zone": (GOOD + 'time_zone = ""', "is no time zone"),
    "a name of nothing": (GOOD + 'practice = "  "', "is empty"),
    "a name without end": (GOOD + f'practice = "{"a" * 121}"', "120 letters at the most"),
    "a bell in the name": (GOOD + 'practice = "Har\\u0007bour"', "no letters"),
    "one line for lines": (GOOD + 'help_lines = "112"', "a list of lines"),
    "a number for a line": (GOOD + "help_lines = [112]", "a list of lines"),
    "an empty line of help": (GOOD + 'help_lines = ["112", ""]', "is empty"),
    "a help line without a number": (GOOD + 'help_lines = [{ name = "We" }]', "a list of lines"),
    "a proxy by name": (GOOD + 'trusted_proxies = ["our proxy"]', "no network"),
    "another mode": (GOOD + 'mode = "clinik"', '"clinic" or "demo"'),
    "the mode of tests": (GOOD + 'mode = "test"', '"clinic" or "demo"'),
    "another database": (GOOD + 'database = "mysql://a@localhost/c"', "no address of a database"),
    "no name of a database": (GOOD + 'database = "postgresql://a@localhost"', "no address"),
    "another machine in the clear": (GOOD + 'database = "postgresql://a@b/c"', "verify-full"),
    "a journal without its keys": (GOOD + 'database = "postgresql:///c"', "both or neither"),
    "keys in the journal": (
        GOOD + 'database = "postgresql:///c"\nkey_store = "postgresql:///c"',
        "both or neither",
    ),
    "a misspelt setting": (GOOD + "idle_minute = 5", "Is idle_minutes meant?"),
    "an unknown setting": (GOOD + "colour = 'red'", "there is no setting"),
    "a part with a heading": (GOOD + "[mail]\nserver = 'a'", "there is no setting"),
    "a setting twice": (GOOD + GOOD, "line 2"),
    "a backslash by itself": (GOOD + 'practice = "A\\B"', "written twice"),
    "curly quotation marks": ("address = “https://a.example”", "straight quotation marks"),
    "an open quotation mark": ('address = "https://a.example', "straight quotation marks"),
    "brackets without end": (GOOD + "help_lines = " + "[" * 100_000, "cannot be read"),
    "a number without end": (GOOD + "idle_minutes = " + "9" * 5000, "cannot be read"),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "clinic"
    installation.create(folder, address="http://localhost:8000", practice="Harbour Street")
    return folder


@pytest.mark.parametrize("mutation", READ)
def test_what_can_be_meant_is_read_rightly(home: Path, mutation: str) -> None:
    text, name, meant = READ[mutation]
    (home / "settings.toml").write_text(text, encoding="utf-8", newline="")
    assert getattr(installation.load(home).settings, name) == meant


@pytest.mark.parametrize("mutation", REFUSED)
def test_what_cannot_be_meant_is_refused_in_one_line_with_its_mend(
    home: Path, mutation: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, mend = REFUSED[mutation]
    (home / "settings.toml").write_text(text, encoding="utf-8")
    assert main(["serve", "--home", str(home)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1, said.err
    assert said.err.startswith(f"Refused to start: {home / 'settings.toml'}")
    assert mend in said.err
    assert len(said.err) < 600


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_another_encoding_than_utf_8_is_named(home: Path, encoding: str) -> None:
    text = GOOD + 'practice = "Praxis Müller"\n'
    (home / "settings.toml").write_text(text, encoding=encoding)
    with pytest.raises(Unsafe, match="save it as UTF-8"):
        installation.load(home)


def test_of_two_wrong_settings_each_has_its_line(home: Path) -> None:
    (home / "settings.toml").write_text('address = ""\nidle_minutes = -5\n')
    with pytest.raises(Unsafe) as caught:
        installation.load(home)
    assert len(caught.value.reasons) == 2


@pytest.mark.parametrize(
    "named",
    ["A\\B", 'The "Harbour"', "Harbour\nStreet", " Harbour\t", "Café 🌊", "{practice}", "a'b"],
)
def test_a_practice_of_any_name_starts_again(tmp_path: Path, named: str) -> None:
    folder = tmp_path / "clinic"
    installation.create(folder, address="http://localhost:8000", practice=named)
    assert installation.load(folder).settings.practice == " ".join(named.split())


@pytest.mark.parametrize("named", ["", " \n", "a" * 121, "\udcff", "\x1b[31m", "\x7f"])
def test_a_name_that_cannot_be_meant_makes_no_folder(tmp_path: Path, named: str) -> None:
    with pytest.raises(Unsafe, match="practice"):
        installation.create(tmp_path / "clinic", address="http://localhost:8000", practice=named)
    assert not (tmp_path / "clinic").exists()


def test_a_new_settings_file_says_what_is_usual(home: Path) -> None:
    made = chosen.read(home / "settings.toml")
    assert made == Settings(practice="Harbour Street")


def test_every_setting_has_a_meaning_and_every_type_a_shape() -> None:
    fields = {name: Settings.__annotations__[name] for name in Settings.__struct_fields__}
    assert fields.keys() == chosen.MEANINGS.keys()
    assert {each for each in fields.values() if each not in chosen.SHAPES} == set()
