"""Every address that answers somebody with a page, in a real browser: axe finds nothing.

Ana on her phone, everybody else at a laptop, in light and in dark. `make bench` looks at all of
them on both. Every ninth page is looked at; the seed of the run says which.
"""

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from bench.axe import looked_at
from bench.clinic import Address, peopled
from relating.people.models import User
from tests.access.table import KIND_OF
from tests.browser.conftest import LAPTOP, PHONE, SignIn, Window
from tests.extent import share

HERS = {"ana": PHONE}
NOT_PAGES = {"sign-out", "leave", "account_login"}


@pytest.fixture
def addresses(transactional_db: None) -> tuple[Address, ...]:
    return peopled(40, 5)[1]


def answers(client: Client, addresses: tuple[Address, ...]) -> list[Address]:
    """The addresses that answer with a page, and one that nobody has; of an address of an entry
    one, for `make bench` looks at all of them."""
    there = [each for each in addresses if each.name not in NOT_PAGES and is_page(client, each)]
    entries = {each.name: each for each in there if each.name in KIND_OF}
    kept = [each for each in there if entries.get(each.name, each) is each]
    return [*kept, Address("nothing here", "/nothing/here/")]


def is_page(client: Client, address: Address) -> bool:
    answer = client.get(address.path)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ana", "ben", "eve", "dov", "nobody"])
def test_axe_finds_nothing_on_any_page(
    name: str,
    addresses: tuple[Address, ...],
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    pytestconfig: pytest.Config,
) -> None:
    context = window(base_url=live_server.url, **HERS.get(name, LAPTOP))
    client = Client()
    if name != "nobody":
        user = User.objects.get(username=name)
        client.force_login(user)
        sign_in(context, user)
    there = answers(client, addresses)
    page = context.new_page()
    some = share(there, 9, pytestconfig.getoption("randomly_seed", 0))
    assert [line for address in some for line in looked_at(page, address)] == []
    assert len(there) >= {"ana": 20, "ben": 20}.get(name, 3)
