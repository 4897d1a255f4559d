"""Two people change one entry in the same moment: one writes, the other is told, both are kept."""

from collections.abc import Callable
from typing import Any

from bench.clinic import Place
from tests.faults.within import within


def overwritten(pair: dict[str, Any]) -> bool:
    """Whether a text was lost without a word: nobody was refused, or no one has both texts."""
    written = [text for text, told in pair["told"].items() if told["written"]]
    refused = [text for text, told in pair["told"].items() if not told["written"]]
    if len(written) != 1 or len(refused) != 1:
        return True
    told = pair["told"][refused[0]]
    return [told["mine"], told["theirs"], pair["now"]] != [refused[0], written[0], written[0]]


def test_of_two_simultaneous_editors_one_writes_and_one_is_shown_both_texts(
    practice: Callable[[], Place], short: bool
) -> None:
    pairs = within(practice().folder, "editors", 20 if short else 100)
    assert [pair for pair in pairs if overwritten(pair)] == []
    assert all(pair["before"] == pair["kept"][1] for pair in pairs)


def test_the_rig_notices_an_editor_who_looks_at_no_version(practice: Callable[[], Place]) -> None:
    pairs = within(practice().folder, "careless_editors", 5)
    assert [pair for pair in pairs if overwritten(pair)] != []
