"""The browser tests' own instruments find what was planted."""

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import PHONE, See, Window

STRICT = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'"}
GOOD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Today</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Today</h1>{more}</main></body></html>"""


def show(page: Page, more: str = "") -> None:
    """Show a page under the product's policy, without a server."""

    def answer(route: Route) -> None:
        body = GOOD.format(more=more)
        route.fulfill(status=200, headers=STRICT, content_type="text/html", body=body)

    page.route("**/*", answer)
    page.goto("http://localhost/")


@pytest.fixture
def page(window: Window) -> Page:
    return window().new_page()


def test_axe_finds_nothing_on_a_good_page_under_the_strict_policy(page: Page, axe: See) -> None:
    show(page)
    assert axe(page) == ""


def test_axe_finds_an_input_without_a_name_under_the_strict_policy(page: Page, axe: See) -> None:
    show(page, '<input type="text">')
    assert "label (critical)" in axe(page)


def test_the_policy_stays_in_force_while_axe_looks(chromium: Browser, axe: See) -> None:
    context = chromium.new_context()
    page = context.new_page()
    show(page, "<script>document.title = 'broken'</script>")
    axe(page)
    assert page.title() == "Today"
    context.close()


def test_a_window_tells_of_a_refused_script(chromium: Browser) -> None:
    context = chromium.new_context()
    lines: list[str] = []
    context.on("console", lambda line: lines.append(line.text))
    show(context.new_page(), "<script>document.title = 'broken'</script>")
    context.close()
    assert "Content Security Policy" in " ".join(lines)


def test_the_phone_is_as_wide_as_a_phone(window: Window) -> None:
    page = window(**PHONE).new_page()
    show(page)
    assert page.evaluate("[innerWidth, innerHeight, 'ontouchstart' in window]") == [390, 844, True]
