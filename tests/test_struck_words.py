"""Words that no page, picture or guide says again. Each says something that it should not.

Every message of templates, pictures, forms and lists is in the catalogue that translators get;
the guide is read as it stands.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from messages.catalogue import HOUSE
from tests.written import all_messages

pytestmark = pytest.mark.xdist_group("all messages")
STRUCK = (
    r"need not carry it alone",
    r"what it did to (?:me|you|%)",
    r"may have felt you leave",
    r"leaned on as a child|i leaned on",
    r"fewer than 1 would|would be expected",
    r"%\(\w+\)s of %\(\w+\)s shared|you shared%",
    r"complained about",
    r"confronted me",
    r"explained instead",
    r"^it came back",
    r"something torn|well again between",
    r"acting helpless|attacking first|testing them|^performing$",
    r"\bonly (?:you|ben|%\(\w+\)s) (?:sees?|reads?)\b",
    r"only you\b",
    r"cannot be taken back by you",
    r"in %\(\w+\)s of the %\(\w+\)s times",
    r"treat themselves afterwards|['’]s worth was|had %\(\w+\)s feared",
    r"yield|taking charge|took charge|(?:warm|cold) side",
    r"end (?:their|somebody['’]s) work",
    r"none must be filled",
    r"how sure of it|let myself go|how much was that",
    r"validated instrument\. skip",
    r"everything here was received|what shall be done|opens the weather|leave open",
    r"by profession|paler: follows",
    r"did it anyway",
    r"where a new way begins",
    r"said in counselling",
    r"you are (?:a|always) ",
    r"never lost",
)
"""As regular expressions, whatever the case of their letters; `%(name)s` is filled by a page."""
ON_VALIDATION = "not a validated instrument"


def messages() -> Iterator[str]:
    """Everything that pages, pictures and lists can say."""
    for message in all_messages():
        ids = (message.id,) if isinstance(message.id, str) else message.id
        yield from ids


def guide() -> Iterator[str]:
    """The guide, a paragraph at a time."""
    for path in sorted(Path(HOUSE / "docs/guide").glob("*.md")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            yield " ".join(paragraph.split())


@pytest.fixture(scope="module")
def said() -> tuple[str, ...]:
    return (*messages(), *guide())


@pytest.mark.parametrize("struck", STRUCK)
def test_a_struck_phrase_is_said_nowhere(said: tuple[str, ...], struck: str) -> None:
    found = [each for each in said if re.search(struck, each, re.IGNORECASE)]
    assert found == []


def test_the_pulse_says_once_that_it_is_not_validated() -> None:
    pages = [each for each in messages() if ON_VALIDATION in each]
    assert len(pages) == 2, "about the five questions, and about the picture of the alliance"
