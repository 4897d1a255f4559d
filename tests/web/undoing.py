"""The way back that stands beside a sentence such as *Saved.*, as somebody presses it."""

import html
import re

from django.test import Client

from tests.cast import Response

WAY_BACK = re.compile(r'<form class="message" method="post" action="([^"]+)"')


def way_back(page: str) -> str:
    """The address of *Undo* on a page; empty where none is offered."""
    found = WAY_BACK.search(page)
    return html.unescape(found[1]) if found else ""


def after(browser: Client, address: str, sent: dict[str, str] | None = None) -> str:
    """The page that comes after a form was sent."""
    answer = browser.post(address, sent or {}, follow=True)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def undo(browser: Client, page: str) -> Response:
    """Press *Undo* on a page, and see the next one."""
    address = way_back(page)
    assert address, "no way back is offered"
    return browser.post(address, follow=True)
