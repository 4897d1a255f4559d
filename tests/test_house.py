"""The code of the house keeps its rules: what a reader relies on without looking it up."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from tests.written import (
    HOUSE,
    PACKAGE,
    WEB,
    functions,
    modules,
    read,
    templates,
    texts,
    tree,
    where,
)

NAMED_AFTER_NOTHING = {"utils", "util", "helpers", "core", "common", "manager", "service", "misc"}


def length(function: ast.FunctionDef) -> int:
    """Lines of the body, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_file_of_the_package_is_longer_than_400_lines() -> None:
    written = [
        path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".js", ".html", ".css"}
    ]
    long = [
        f"{path.relative_to(HOUSE)}: {n}"
        for path in written
        if (n := len(read(path).splitlines())) > 400
    ]
    assert long == []


def test_most_functions_are_shorter_than_15_lines() -> None:
    lengths = [length(function) for path in modules() for function in functions(path)]
    assert sum(n < 15 for n in lengths) >= 0.8 * len(lengths)


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(HOUSE)}: {function.name}"
        for path in modules()
        for function in functions(path)
        if length(function) > 50
    ]
    assert long == []


def test_no_file_is_named_after_nothing() -> None:
    assert [path for path in modules() if path.stem in NAMED_AFTER_NOTHING] == []


def test_nothing_is_left_to_be_done_later() -> None:
    later = r"\b(TODO" + r"|FIXME" + r"|XXX" + r")\b"
    assert where(later, [*modules(), *templates()]) == []


def test_whoever_asks_the_type_checker_to_look_away_says_why() -> None:
    code = [path for path in texts() if path.suffix == ".py"]
    assert where(r"# type: ignore(\[[^]]*\])?$", code) == []


def test_people_read_british_words() -> None:
    american = r"\b(behavior" + r"|counselor" + r"|practicing)"
    assert (
        where(american, [*templates(), *HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")]) == []
    )


def contracts() -> dict[str, dict[str, list[str]]]:
    """What import-linter holds to, by name."""
    settings = tomllib.loads(read(HOUSE / "pyproject.toml"))["tool"]["importlinter"]
    return {contract["id"]: contract for contract in settings["contracts"]}


def test_every_room_has_its_place_in_the_contracts() -> None:
    rooms = {path.parent.name: path.parent for path in PACKAGE.glob("*/__init__.py")}
    plain = [name for name, room in rooms.items() if not (room / "apps.py").exists()]
    pure = {f"relating.{name}" for name in plain if name != "operate"}
    assert set(contracts()["pure"]["source_modules"]) == pure
    assert pure <= set(contracts()["no-domain"]["forbidden_modules"])
    layers = " ".join(contracts()["doors"]["layers"] + contracts()["reading"]["layers"])
    assert [name for name in rooms if not re.search(rf"relating\.{name}\b", layers)] == []


def names_in(function: ast.FunctionDef) -> set[str]:
    """What a function takes and what it puts down."""
    asked = function.args
    taken = {each.arg for each in [*asked.posonlyargs, *asked.args, *asked.kwonlyargs]}
    put = (each for each in ast.walk(function) if isinstance(each, ast.Name))
    return taken | {each.id for each in put if isinstance(each.ctx, ast.Store)}


def test_no_function_hides_itself_behind_a_name_of_its_own() -> None:
    hidden = [
        f"{path.relative_to(HOUSE)}: {each.name}"
        for path in modules()
        for each in tree(path).body
        if isinstance(each, ast.FunctionDef) and each.name in names_in(each)
    ]
    assert hidden == []


def test_what_is_called_has_a_name() -> None:
    nameless = [
        f"{path.relative_to(HOUSE)}: {ast.unparse(each)}"
        for path in modules()
        for each in ast.walk(tree(path))
        if isinstance(each, ast.Call) and isinstance(each.func, ast.IfExp)
    ]
    assert nameless == []


def test_whatever_an_address_leads_to_is_a_view_in_the_contracts() -> None:
    led_to = (
        str(each.lookup_str) for each in get_resolver().url_patterns if isinstance(each, URLPattern)
    )
    views = {each.rpartition(".")[0] for each in led_to}
    named = set(contracts()["views"]["protected_modules"]) - {"relating.web.*.views"}
    assert {each for each in views if not each.endswith(".views")} == named
    writing = {each for each in contracts()["writes"]["allowed_importers"] if ".web." in each}
    assert writing - {"relating.web.*.views"} <= named


ONE_PERSON = PACKAGE / "case" / "people.py"


def compares_people(node: ast.AST) -> bool:
    """Whether this piece of code asks itself who the person of an entry is, or who is whom."""
    match node:
        case ast.Compare(left=left, ops=how, comparators=others):
            alike = any(isinstance(each, ast.Eq | ast.NotEq) for each in how)
            listed = [each for each in others if isinstance(each, ast.Set | ast.List | ast.Tuple)]
            sides = [left, *others, *(one for each in listed for one in each.elts)]
            named = any(isinstance(each, ast.Attribute) and each.attr == "person" for each in sides)
            return named and (alike or bool(listed))
        case _:
            return False


def test_who_is_whom_is_asked_of_the_people_of_the_case() -> None:
    """Somebody may have been written down twice; an id is not the person who stands for it."""
    asked = [
        f"{path.relative_to(HOUSE)}: {ast.unparse(node)}"
        for path in modules()
        if path != ONE_PERSON and not path.is_relative_to(PACKAGE / "simulate")
        for node in ast.walk(tree(path))
        if compares_people(node)
    ]
    assert asked == []


MOMENTS = PACKAGE / "engine" / "moments.py"
MAY_GATHER_TELLINGS = {
    "case/file/checks.py: zone_problems": "each telling of a file is checked by itself",
    "engine/patterns/discover.py: counted_in": "hands them to `counted`",
    "engine/prepare.py: prepare": "hands them to `counted`",
    "engine/prepare.py: _tries": "asks of the telling of a try whom it was with",
    "engine/tries.py: transfers": "each take of practice is a day of practice",
    "journal/gathered.py: of_side": "each telling is kept by itself",
    "journal/queries.py: arranged": "hands them to `moments`",
    "journal/queries.py: naming": "of whom each telling was told, before people are put together",
    "journal/queries.py: counted_for_both": "hands those that are shared to `counted`",
    "journal/memories.py: folded_in": "each telling of back then is folded or not by itself",
    "journal/tellings.py: as_opened": "the page of one telling: handed to `moment_of`",
    "journal/tellings.py: told_lately": "looks for one that may be of the moment of another",
    "web/after/page.py: became": "each mark that became a telling leads to it",
    "web/ending/readers.py: as_shared": "hands those that are shared to `moments`",
    "web/episodes/tell.py: version_of": "versions of one telling",
    "web/supervision/page.py: moments": "hands those that are lent to `moments`",
    "web/prepare/page.py: a_rhyme": "the two times of a rhyme, which is made of `counted`",
    "web/sessions/moments.py: tellings": "each telling that came of a mark gets the hour of it",
    "web/supervision/lendable.py: lendable": "a telling is lent, no moment: his holds what was his",
}
"""Where tellings are gone through one by one, and why. Whatever else makes a list, a picture or a
count takes `moments`, or the `episodes` of an open case, which are made of them."""
PICKS_ONE = {"isinstance", "replace", "as_a", "gate.as_a"}


def is_kind(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "Episode"


def is_type(node: ast.expr) -> bool:
    """Whether this makes a type of another, as `list` and `Iterable` do."""
    return isinstance(node, ast.Name) and (node.id[0].isupper() or node.id in {"list", "set"})


def picks_episodes(asked: ast.expr) -> bool:
    """Whether this keeps what is an episode; leaving episodes out is something else."""
    match asked:
        case ast.Call(func=ast.Name(id="isinstance"), args=[_, kind]):
            return any(is_kind(each) for each in ast.walk(kind) if isinstance(each, ast.expr))
        case ast.BoolOp(values=several):
            return any(map(picks_episodes, several))
        case _:
            return False


def kept_by(node: ast.AST) -> list[ast.expr]:
    """By what a loop keeps some of what it goes through."""
    match node:
        case ast.comprehension(ifs=conditions):
            return conditions
        case ast.GeneratorExp(elt=ast.IfExp(test=asked)) | ast.ListComp(elt=ast.IfExp(test=asked)):
            return [asked]
        case ast.For(body=body):
            every = [each for one in body for each in ast.walk(one)]
            return [each.test for each in every if isinstance(each, ast.If)]
        case _:
            return []


def gathers_tellings(node: ast.AST) -> bool:
    """Whether this piece of code takes all tellings of a case, as they were told."""
    match node:
        case ast.Attribute(attr="tellings"):
            return True
        case ast.Call(func=called, args=taken):
            name = ast.unparse(called)
            return name not in PICKS_ONE and any(map(is_kind, taken))
        case ast.Subscript(value=held, slice=key):
            return is_kind(key) and not is_type(held)
        case _:
            return any(map(picks_episodes, kept_by(node)))


def gathering(path: Path) -> set[str]:
    """`file: function` for each function that takes all tellings of a case."""
    return {
        f"{path.relative_to(PACKAGE)}: {function.name}"
        for function in functions(path)
        if any(gathers_tellings(node) for each in function.body for node in ast.walk(each))
    }


def test_nothing_but_the_moments_goes_through_tellings_for_lists_pictures_and_counts() -> None:
    made_up = PACKAGE / "simulate"
    paths = [each for each in modules() if each != MOMENTS and not each.is_relative_to(made_up)]
    found = {each for path in paths for each in gathering(path)}
    assert found - MAY_GATHER_TELLINGS.keys() == set(), "go through `moments` instead"
    assert MAY_GATHER_TELLINGS.keys() - found == set(), "no longer needed in the list"
    pages = [each for each in templates() if "episodes" not in each.parts]
    assert where(r"\.tellings\b", pages) == []


@pytest.mark.parametrize(
    "fault",
    [
        "len(case.tellings)",
        "[each for each in case.tellings if each.place == 'room']",
        "of(Episode, kinds)",
        "case.all(Episode)",
        "case.by_kind[Episode]",
        "[each for each in case.contents if isinstance(each, Episode)]",
        "[each for each in entries if isinstance(each, (Episode, Note)) and each.story]",
        "(each if isinstance(each, Episode) else None for each in entries)",
    ],
)
def test_whoever_goes_through_tellings_is_noticed(fault: str) -> None:
    assert any(gathers_tellings(node) for node in ast.walk(ast.parse(fault)))


@pytest.mark.parametrize(
    "code",
    [
        "[each for each in case.episodes if each.place == 'room']",
        "[each for each in entries if not isinstance(each, Episode)]",
        "isinstance(found.content, Episode)",
        "held: list[Episode] = []",
        "Episode(id=id, place='life')",
    ],
)
def test_whoever_goes_through_moments_is_not(code: str) -> None:
    assert not any(gathers_tellings(node) for node in ast.walk(ast.parse(code)))


SIDES = {"client", "counsellor", "supervisor", "administrator"}


def is_a_side(node: ast.expr) -> bool:
    """Whether it is somebody's role, or who wrote something."""
    return isinstance(node, ast.Attribute) and node.attr in {"role", "author"}


def names_a_side(node: ast.expr) -> bool:
    """Whether it is one, or the name of one, or holds some."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(map(names_a_side, node.elts))
    return is_a_side(node) or (isinstance(node, ast.Constant) and node.value in SIDES)


def tells_sides_apart(node: ast.AST) -> bool:
    """Whether this piece of code compares, matches or looks up a role or an author."""
    match node:
        case ast.Compare(left=left, ops=how, comparators=others):
            with_none = all(isinstance(each, ast.Is | ast.IsNot) for each in how)
            return not with_none and any(map(names_a_side, [left, *others]))
        case ast.Match(subject=asked) | ast.Subscript(slice=asked):
            return is_a_side(asked)
        case ast.Call(func=ast.Attribute(attr="get"), args=[asked, *_]):
            return is_a_side(asked)
        case _:
            return False


def test_no_page_tells_roles_or_authors_apart_outside_the_voice() -> None:
    web = [path for path in modules() if path.is_relative_to(PACKAGE / "web")]
    apart = [
        f"{path.relative_to(HOUSE)}: {ast.unparse(node)}"
        for path in web
        if path.parent.name != "voice"
        for node in ast.walk(tree(path))
        if tells_sides_apart(node)
    ]
    asked = r"\b(role|author)\b\s*[!=]=|[!=]=\s*.(client|counsellor)\b"
    assert apart + where(asked, templates()) == []


SHARED_ROOMS = {"page", "voice"}
"""What the other rooms stand on: no address leads to them."""


def folders(path: Path, holding: str) -> set[str]:
    """What the folders are called that have such a file in them."""
    return {found.parent.name for found in path.glob(f"*/{holding}")}


def test_every_room_of_the_web_has_its_addresses_templates_and_tests_under_its_name() -> None:
    rooms = folders(WEB, "__init__.py") - {"templatetags"}
    assert folders(WEB, "urls.py") == rooms - SHARED_ROOMS
    assert folders(WEB / "templates" / "web", "*.html") == rooms - {"voice"}
    assert folders(WEB / "static" / "web", "*.*") <= rooms | {"icons"}
    assert folders(HOUSE / "tests" / "web", "test_*.py") == rooms
