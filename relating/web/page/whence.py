"""Where one came from: after something is kept one is there again."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from relating.web.page import visit
from relating.web.page.map import PLACES

BACK = "back"
"""The hidden field in which a form carries it."""
FORMS = {"episode-new"}
OTHERS = {"person", "episode", "way", "wondered", "session", "pattern"}
NAMES = {each.address for each in PLACES} | OTHERS


def came_from(request: HttpRequest) -> str:
    """The page one came from, as the form carries it or the browser says; empty where that is not
    known or is no page to be on again. Of an address nothing after its path is taken."""
    given = visit.sent(request) or request.GET
    said = given.get(BACK) or request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(said, {request.get_host()})
    path = urlsplit(said).path if here else ""
    return path if is_a_page(path) else ""


def is_a_page(path: str) -> bool:
    """Whether this path leads to a page that one can be on again."""
    try:
        return resolve(path).url_name in NAMES - FORMS
    except Resolver404:
        return False
