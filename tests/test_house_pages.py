"""The pages of the house keep its rules: templates, style sheets, scripts, tests in a browser."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

from tests.written import HOUSE, PACKAGE, WEB, read, templates, where

BLOCKS = (
    "html|head|body|div|section|article|main|nav|header|footer|aside|form|fieldset|legend|p|h[1-6]"
    "|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|td|th|figure|figcaption|details|summary"
)


def test_no_line_of_a_template_is_longer_than_120_characters() -> None:
    assert where(r".{121}", templates()) == []


def test_no_line_of_a_template_opens_two_blocks() -> None:
    assert where(rf"<({BLOCKS})\b.*<({BLOCKS})\b", templates()) == []


def test_a_browser_test_sees_the_next_page_before_it_looks_at_it_or_at_what_is_stored() -> None:
    """A press only begins the way there: asked at once, it is the page before that answers."""
    press = r"\.(click|tap|dblclick|press)\([^()]*\)"
    look = r"(assert axe\(|.*\b(queries|told|marks)[.(])"
    hasty = re.compile(rf"^( *)[^\n# ][^\n]*{press}\n\1{look}", re.MULTILINE)
    found = [
        f"{path.name}: {place[0].splitlines()[0].strip()}"
        for path in sorted((HOUSE / "tests/browser").glob("*.py"))
        for place in hasty.finditer(read(path))
    ]
    assert found == []


def test_no_template_uses_the_safe_filter_or_autoescape_off() -> None:
    assert where(r"\|\s*safe(seq)?\b|autoescape\s+off", templates()) == []


def test_no_template_has_a_style_of_its_own() -> None:
    assert where(r"<style\b|\sstyle\s*=", templates()) == []


def test_no_template_has_a_script_of_its_own() -> None:
    assert where(r"<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", templates()) == []


def test_no_page_takes_anything_from_another_origin() -> None:
    assert where(r"(src|action|poster|data)\s*=\s*[\"'](https?:)?//", templates()) == []
    sheets = sorted(PACKAGE.rglob("static/**/*.css"))
    assert where(r"url\(\s*[\"']?(https?:)?//|@import", sheets) == []


def test_every_colour_and_size_that_a_style_sheet_uses_is_given_somewhere() -> None:
    sheets = "".join(map(read, sorted(PACKAGE.rglob("static/**/*.css"))))
    used = set(re.findall(r"var\((--[\w-]+)", sheets))
    assert used - set(re.findall(r"(--[\w-]+)\s*:", sheets)) == set()


def test_no_script_builds_markup_out_of_text() -> None:
    scripts = sorted(PACKAGE.rglob("static/**/*.js"))
    assert where(r"(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(", scripts) == []


STATIC = WEB / "static"
OWNED = re.compile(r"web/([a-z]+)/[a-z/-]+\.(?:css|js|html)\b")


def room_of(path: Path) -> str:
    """The room of a template; what stands at the top is the page's."""
    parts = path.relative_to(PACKAGE / "web" / "templates").parts
    return parts[1] if len(parts) > 1 else "page"


def test_a_style_sheet_or_a_script_is_used_by_its_own_room_unless_it_is_the_pages() -> None:
    used = [
        (path, found)
        for path in templates()
        for found in OWNED.finditer(read(path))
        if not found[0].endswith(".html")
    ]
    assert len(used) > 50
    foreign = [
        f"{path.name}: {found[0]}"
        for path, found in used
        if found[1] not in {"page", room_of(path)} or not (STATIC / found[0]).exists()
    ]
    assert foreign == []


def test_the_page_stands_without_the_rooms() -> None:
    pages = [path for path in templates() if room_of(path) == "page"]
    used = [(path.name, found) for path in pages for found in OWNED.finditer(read(path))]
    assert [(name, found[0]) for name, found in used if found[1] != "page"] == []


def test_a_name_that_a_template_does_not_get_is_an_error() -> None:
    with pytest.raises(pytest.fail.Exception, match="nobody"):
        Template("{{ nobody }}").render(Context())
