"""Whether a claim still has reasons."""

from relating.engine.patterns.results import Finding
from relating.engine.patterns.rules import Rules

USUAL = Rules()


def reasons_stand(finding: Finding, rules: Rules = USUAL) -> bool:
    """Whether cue and behaviour came together three times, and more often than otherwise with the
    same people."""
    return finding.k >= rules.fewest_firings and finding.lower > 0
