"""The pages of patterns: how tests open them, press on them and read them."""

import re
from datetime import UTC, datetime
from uuid import UUID

from django.test import Client
from django.urls import reverse

from relating.case import Pattern
from relating.journal import queries
from tests.cast import Cast, browser_of

NOW = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
CLAIM = "someone criticised Ana, then pleasing, being nice: 15 of 18"
FITS = 'value="fits"'
TO_HER = CLAIM.replace("criticised Ana", "criticised me")


def url(cast: Cast, name: str = "patterns", *more: object) -> str:
    return reverse(name, args=[cast.case, *more])


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def text(html: str) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", "", html).replace("&nbsp;", " ").split())


def key_of(html: str) -> UUID:
    """The key of the claim that is shown, from the address of one of its buttons."""
    found = re.search(r"patterns/([0-9a-f-]{36})/", html)
    assert found is not None
    return UUID(found[1])


def press(browser: Client, cast: Cast, key: UUID, act: str) -> str:
    answer = browser.post(url(cast, "pattern-act", key, act), follow=True)
    assert answer.status_code == 200
    return text(answer.content.decode())


def kept(cast: Cast) -> list[Pattern]:
    return list(queries.open_case(cast.ben, cast.case).all(Pattern))


def shared(cast: Cast, words: str = "I wonder about this") -> UUID:
    """Ben shares what is proposed first; return its key."""
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    answer = ben.post(url(cast, "pattern-share", key), {"statement": words})
    assert answer.status_code == 303
    return key
