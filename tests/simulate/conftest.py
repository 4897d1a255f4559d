"""The invented cases."""

import pytest

from relating.case import (
    CaseFile,
)
from relating.simulate import stories


@pytest.fixture(scope="module")
def ana() -> CaseFile:
    return stories.load("ana")


@pytest.fixture(scope="module")
def rui() -> CaseFile:
    return stories.load("rui")


@pytest.fixture(params=stories.names())
def story(request: pytest.FixtureRequest) -> CaseFile:
    return stories.load(request.param)
