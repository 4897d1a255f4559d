"""The worked examples in the engine and the pictures run."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import relating.engine
import relating.pictures

MODULES = [
    f"{room.__name__}.{path.stem}"
    for room in (relating.engine, relating.pictures)
    for path in sorted(Path(room.__path__[0]).glob("[a-z]*.py"))
]


@pytest.mark.parametrize("name", MODULES)
def test_the_worked_examples_run(name):
    assert doctest.testmod(import_module(name)).failed == 0
