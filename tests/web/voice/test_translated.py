"""Every page in a language that nobody speaks: what is English on it cannot be translated."""

import re
from collections.abc import Iterator
from copy import deepcopy
from http import HTTPStatus
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from bench.clinic import opened_for_nobody
from relating.journal.models import Entry
from relating.operate.demo import clinic as demo
from relating.people.models import Clinic, Relation, User
from relating.web.patterns import discovery
from tests.access.table import KIND_OF, patterns
from tests.cast import Response
from tests.test_struck_words import STRUCK
from tests.web.voice.pseudo import CODE, NARROW, installed, wide
from tests.web.voice.seen import seen
from tests.web.voice.written import Written

CAST = {"ana": "", "ben": "", "dov": "supervision", "eve": "none", "": "none"}
"""Who looks, nobody at last; and of which kind the entries are that they may see, if of one."""
OF_ANY = {"versions", "share", "unshare", "delete"}
"""Pages that an entry of each kind has; each other page belongs to one kind."""
AWAY = {"sign-out"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
"""What a form sends along that nobody sees; without it a form would be no form of ours."""


@pytest.fixture
def language(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The pages speak the language that nobody speaks, and wait for what is looked for."""
    monkeypatch.setattr(discovery, "PATIENCE", 30)
    settings.LOCALE_PATHS = [installed(tmp_path)]
    settings.LANGUAGE_CODE = CODE


@pytest.fixture
def cases(db: None) -> list[UUID]:
    """Ana's case in the demo, and one that was just opened."""
    Clinic.objects.create(name=demo.PRACTICE)
    demo.fill()
    ana = Relation.objects.get(user__username="ana").case_id
    return [ana, opened_for_nobody(User.objects.get(username="ben").pk)]


def filled(struck: tuple[str, ...]) -> Iterator[str]:
    """Struck phrases as a page says them: with a number or a name in the places for values."""
    for each in struck:
        yield each.replace(r"%\(\w+\)s", r"(?!I\b)[\w-]+")


def addresses(cases: list[UUID], kind: str) -> Iterator[str]:
    """Every address, written out for both cases and for an entry of its kind of each writer, if
    that is this kind or there is none."""
    found = Entry.objects.filter(case_id=cases[0], **({"kind": kind} if kind else {}))
    facts = ("pk", "kind", "author", "visibility")
    in_order = found.order_by("received_at", "pk").values_list(*facts)
    entries = {each[1:]: each[0] for each in in_order}
    known: dict[str, list[object]] = {
        "case_id": [*cases],
        "name": ["behaviour", "role"],
        "user": [User.objects.get(username="dov").pk],
    }
    for name, pattern in patterns().items():
        if name not in AWAY:
            known["entry_id"] = [
                each for (of, *_), each in entries.items() if name in OF_ANY or of == KIND_OF[name]
            ]
            wanted = sorted(pattern.pattern.converters)
            for given in product(*(known.get(each, []) for each in wanted)):
                yield reverse(name, kwargs=dict(zip(wanted, given, strict=True)))


def pages(cases: list[UUID]) -> Iterator[tuple[str, str]]:
    """Each page with its address, for each of the cast and for nobody; and as it is shown again
    when its form is sent empty."""
    for name, kind in CAST.items():
        browser = Client()
        if name:
            browser.force_login(User.objects.get(username=name))
        for address in addresses(cases, kind):
            shown = browser.get(address)
            if is_page(shown):
                page = shown.content.decode()
                yield f"{name} {address}", page
                yield f"{name} {address} sent", sent_empty(browser, address, page)


def is_page(answer: Response) -> bool:
    """Whether it is a page to look at."""
    return answer.status_code == HTTPStatus.OK and answer["Content-Type"].startswith("text/html")


def sent_empty(browser: Client, address: str, page: str) -> str:
    """The page with what is missing in its form; nothing is kept of what was sent."""
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        answer = browser.post(address, dict(HIDDEN.findall(page)))
        transaction.set_rollback(True)
    browser.cookies = cookies
    wrong = answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    return answer.content.decode() if wrong else ""


@pytest.mark.slow
def test_no_page_has_a_word_that_people_did_not_write_or_a_phrase_that_was_struck(
    language: None, cases: list[UUID]
) -> None:
    said = {text: address for address, page in pages(cases) for text in seen(page)}
    wrote = Written()
    strange = ((piece, text) for text in said for piece in wrote.strange(text))
    found = [f"{piece!r} in {text!r} at {said[text]}" for piece, text in strange]
    assert "\n".join(found) == ""
    found = [f"{text.translate(NARROW)!r} at {said[text]}" for text in said if is_struck(text)]
    assert "\n".join(found) == ""


ON_PAGES = re.compile("|".join(f"(?:{each})" for each in filled(STRUCK)), re.IGNORECASE)


def is_struck(text: str) -> bool:
    """Whether the program says a struck phrase in a text; what people write is theirs."""
    found = ON_PAGES.finditer(text.translate(NARROW))
    return any(text[each.start() : each.end()] != each[0] for each in found)


@pytest.mark.parametrize(
    ("text", "so"),
    [
        (wide("You need not carry it alone"), True),
        (wide("In %(n)s of the %(all)s times") % {"n": 3, "all": 5}, True),
        ("You need not carry it alone", False),
        (wide("Fine, all of it"), False),
    ],
)
def test_a_struck_phrase_is_noticed_on_a_page_unless_somebody_wrote_it(text: str, so: bool) -> None:
    assert is_struck(text) is so
