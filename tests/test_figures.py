"""How the measurements judge themselves."""

import pytest

from bench.browsing import filled, forms
from bench.figures import at_least, at_most, failures, in_words, median, table

SLOW = at_most("An episode stored", 20, "ms", 15)
LARGE = at_most("Largest page", 61, "KB", 60, "on the program")


def test_a_run_fails_for_what_no_machine_excuses_and_for_nothing_else() -> None:
    assert failures([SLOW, LARGE]) == [LARGE]


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    unknown = at_least("Lighthouse", None, "", 100, "on the program", "no npx found")
    assert unknown.met is None
    assert failures([unknown]) == []
    assert "not measured; no npx found" in "\n".join(table([unknown]))


@pytest.mark.parametrize(("value", "met"), [(0.0, True), (15.0, True), (15.1, False)])
def test_a_goal_is_met_up_to_its_edge(value: float, met: bool) -> None:
    assert at_most("x", value, "ms", 15).met is met


def test_the_table_says_what_was_missed() -> None:
    lines = list(table([SLOW, LARGE]))
    assert "MISSED; this machine" in lines[1]
    assert lines[2].endswith("MISSED")


def test_numbers_are_short_and_the_middle_one_is_the_middle_one() -> None:
    assert [in_words(each) for each in (0.0, 7.0, 0.4321, 1234.5, None)] == [
        "0", "7", "0.432", "1,234", "-",
    ]  # fmt: skip
    assert median([3.0, 1.0, 2.0]) == 2.0


def test_a_form_is_read_as_a_browser_sends_it() -> None:
    page = """<form><input name="a" value="1"><input type="radio" name="b" value="x">
    <input type="radio" name="b" value="y" checked><input type="checkbox" name="c" value="z">
    <select name="d"><option value="">none</option><option value="2" selected>two</option></select>
    <select name="e"><option value="first">first</option><option value="3">three</option></select>
    <textarea name="f">\nwords &amp; more</textarea><button name="g">Save</button></form>"""
    assert forms(page) == [
        [("a", "1"), ("b", "y"), ("d", "2"), ("e", "first"), ("f", "words & more")]
    ]
    assert filled([("a", "1"), ("b", "2")], {"b": "3"}) == [("a", "1"), ("b", "3")]
