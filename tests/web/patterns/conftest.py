"""No page of these tests has to wait for the engine."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from relating.web.patterns import discovery
from tests.web.patterns.pressing import NOW


@pytest.fixture(autouse=True)
def _found_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each page is answered at once, at one time, and nothing is remembered."""
    monkeypatch.setattr(discovery, "PATIENCE", 60)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    discovery.forget()
    yield
    discovery.forget()
