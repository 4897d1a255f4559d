"""The worked examples in the pure rooms run."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import relating

PACKAGE = Path(relating.__path__[0])
PURE = ("case", "engine", "exchange", "pictures", "simulate")
MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for room in PURE
    for path in sorted((PACKAGE / room).rglob("[a-z]*.py"))
]


@pytest.mark.parametrize("name", MODULES)
def test_the_worked_examples_run(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
