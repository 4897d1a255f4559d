"""The style sheets say nothing that a browser does not understand: it would drop it in silence."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import relating

SHEETS = sorted(Path(relating.__file__).parent.rglob("static/**/*.css"))
BLOCK = re.compile(r"([^{};]+)\{([^{}]*)\}")
AHEAD = {"line-clamp"}
"""What no browser reads yet; the spelling that they read stands beside it."""
STEP = re.compile(r"from|to|[\d.]+%")
NOT_UNDERSTOOD = """([declarations, selectors]) => {
    const misread = (selector) => {
        try { document.querySelector(selector); return false; } catch { return true; }
    };
    const dropped = declarations.filter(([name, value]) => !CSS.supports(name, value));
    return [...dropped.map((each) => each.join(": ")), ...selectors.filter(misread)];
}"""


def read(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The declarations in a style sheet, but for names of its own, and its selectors."""
    blocks = BLOCK.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    lines = [line.strip() for _, body in blocks for line in body.split(";") if line.strip()]
    named = [line.partition(":")[::2] for line in lines if not line.startswith("--")]
    told = [(name.strip(), value.split("!important")[0].strip()) for name, value in named]
    heads = [head.strip() for head, _ in blocks]
    selectors = [head for head in heads if head[0] != "@" and not STEP.fullmatch(head)]
    return [each for each in told if each[0] not in AHEAD], selectors


def not_understood(chromium: Browser, text: str) -> list[str]:
    """What a browser would drop of this style sheet."""
    page = chromium.new_page()
    found: list[str] = page.evaluate(NOT_UNDERSTOOD, list(read(text)))
    page.close()
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_browser_understands_every_line_of_a_style_sheet(chromium: Browser, sheet: Path) -> None:
    assert not_understood(chromium, sheet.read_text(encoding="utf-8")) == []


def test_a_style_asks_how_wide_its_page_is_and_not_the_screen() -> None:
    """Large text makes a narrow page, and the screen knows nothing of it."""
    of_screens = re.compile(r"@media[^{]*width")
    assert [each.stem for each in SHEETS if of_screens.search(each.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        (".a { colour: red; }", "colour: red"),
        (".a { colour: var(--ink); }", "colour: var(--ink)"),
        (".a { margin: 3pxx; }", "margin: 3pxx"),
        (".a { color: #12345; }", "color: #12345"),
        ("@media print { .a { display: nonne !important } }", "display: nonne"),
        (".a:hovr { color: red; }", ".a:hovr"),
    ],
)
def test_a_slip_in_a_style_sheet_is_found(chromium: Browser, planted: str, said: str) -> None:
    assert not_understood(chromium, planted) == [said]
