"""Whatever is sent to a form, nothing breaks and nothing typed is lost."""

import os
from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import transaction

from tests.access.asking import FORM, Pairs
from tests.access.forms import Form
from tests.access.world import World
from tests.cast import browser_of
from tests.web.page.asked import Asked, FormsOf

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("all forms")]

POSTS = int(os.environ.get("RELATING_POSTS", "150"))
"""So many posts to each person's forms; 1000 each for the whole."""
ODD = (
    *("9" * 5000, "-1", "1e400", "nan", "inf", "٣", "½", "0x10", "1_000", "1" * 19, " 7 "),
    *("0001-01-01", "9999-12-31", "2026-02-30", "0001-01-01T00:00:00+14:00"),
    *("9999-12-31T23:59:59-14:00", "00:00", "24:00", "25:61", "2026-03-29T01:30"),
    *(
        "\x00",
        "a\x00b",
        "\U0001f600",
        "\u202e",
        "\ufeff",
        "{{ 7 }}",
        "%(name)s",
        "%s%n",
        "<script>",
    ),
    *("'; --", "../../etc", "00000000-0000-0000-0000-000000000000", "x" * 100_001, "\n" * 50, ""),
    *("[]", "{}", '[{"id": 1}]', "null", "on", "true"),
)
TWICE, GONE = 0.08, 0.16
MARKS = (
    '[{"id": "7d3b5a3e-0000-4000-8000-000000000001", "at": "0001-01-01T00:00:00+14:00"}]',
    '[{"id": "7d3b5a3e-0000-4000-8000-000000000002", "at": "9999-12-31T23:59:59-14:00"}]',
    '[{"id": "7d3b5a3e-0000-4000-8000-000000000003", "at": "2026-03-29T01:30:00Z", "pull": "x"}]',
    "[" * 5000,
)


def spoilt(form: Form, chance: Random) -> Pairs:
    """A form with odd things in a few of its fields, hidden ones too, and now and then one twice,
    or gone."""
    words = {name: f"typed-{number}-here" for number, name in enumerate(form.written)}
    pairs = [*chance.choice([*form.bodies(words)]), ("beside", "")]
    for _ in range(chance.randint(1, 4)):
        at, how = chance.randrange(len(pairs)), chance.random()
        name = pairs[at][0]
        odd = chance.choice(MARKS if name == "marks" else ODD)
        if how < TWICE:
            pairs.append((name, odd))
        elif how < GONE and len(pairs) > 1:
            del pairs[at]
        else:
            pairs[at] = (name, odd)
    return pairs


def faults(world: World, who: str, forms: list[Asked]) -> Iterator[str]:
    chance = Random(who)
    browser = browser_of(world.people[who])
    browser.raise_request_exception = False
    for turn in range(POSTS):
        each = forms[turn % len(forms)]
        address = each.form.action
        pairs = spoilt(each.form, chance)
        if address.endswith("/room/") and turn % 3 == 0:
            pairs.append(("marks", chance.choice(MARKS)))
        with transaction.atomic():
            answer = browser.post(address, urlencode(pairs), FORM)
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            yield f"{who} {address}: {answer.status_code} for {short(pairs)}"
        if answer.status_code in {409, 422}:
            page = answer.content.decode()
            sent = dict(pairs)
            gone = [
                text for text in sent.values() if text.startswith("typed-") and text not in page
            ]
            if gone:
                yield f"{who} {address}: {gone} is gone for {short(pairs)}"


def short(pairs: Pairs) -> str:
    return ", ".join(
        f"{name}={text[:24]!r}" for name, text in pairs if text in ODD or name == "marks"
    )


@pytest.mark.parametrize("who", ["ana", "ben", "dov", "eve"])
def test_whatever_is_posted_nothing_breaks_and_nothing_typed_is_lost(
    world: World, forms_of: FormsOf, who: str
) -> None:
    assert list(faults(world, who, forms_of(who))) == []
