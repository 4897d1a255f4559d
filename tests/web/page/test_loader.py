"""How templates are read: what is sent of them, and that white space stays where it counts."""

from django.template.backends.django import Template
from django.template.loader import get_template
from django.template.loaders import app_directories

from relating.web.page.loader import sent
from tests.sure import as_a


def test_indentation_is_not_sent() -> None:
    assert sent("<ul>\n  <li>\n    one\n  </li>\n</ul>\n") == "<ul>\n<li>\none\n</li>\n</ul>\n"


def test_nothing_is_sent_of_a_line_that_only_decides() -> None:
    told = sent(
        "{# what it takes #}\n{% load look %}\none\n  {% if a %}\n    two\n  {% endif %}\nthree"
    )
    assert told == "{# what it takes #}{% load look %}one\n{% if a %}two\n{% endif %}three"


def test_white_space_stays_behind_whatever_writes_something() -> None:
    for line in (
        "{% if a %}one{% endif %}",
        "{{ one }}",
        '{% icon "go" %}',
        '{% include "one.html" %}',
        "{% if a %}{{ one }}{% else %}two{% endif %}",
        "{% for one in a %}{{ one }}{% endfor %}",
    ):
        assert sent(f"{line}\n  two") == f"{line}\ntwo"


def test_the_pages_are_read_so() -> None:
    page = as_a(Template, get_template("web/page/field.html")).template
    loader = page.origin.loader
    assert isinstance(loader, app_directories.Loader)
    assert "\n " not in loader.get_contents(page.origin)
