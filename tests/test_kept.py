"""What was measured is kept, and measured anew when the program changed."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bench import kept


@dataclass(frozen=True)
class Found:
    """A measurement."""

    right: int
    seconds: float


def test_who_stops_goes_on_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "HERE", tmp_path / "bench")
    first: kept.Kept[Found] = kept.Kept("patterns", Found)
    assert first.found == {}
    first.keep("a cell", [Found(1, 0.5), Found(2, 0.25)])
    assert first.found == kept.Kept("patterns", Found).found
    first.keep("a cell", [Found(3, 0.0)])
    assert first.found["a cell"] == [Found(1, 0.5), Found(2, 0.25), Found(3, 0.0)]
    assert first.found == kept.Kept("patterns", Found).found


def test_with_another_line_in_the_program_it_is_another_measurement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "HERE", tmp_path / "bench")
    before = kept.digest()
    (tmp_path / "relating" / "engine").mkdir(parents=True)
    (tmp_path / "relating" / "engine" / "new.py").write_text("ONE = 1\n")
    assert kept.digest() != before
