"""The alliance of a case as pages need it."""

from relating.case import Dip, Pulse
from relating.engine.alliance import Alliance, AllianceDip, alliance
from relating.engine.dips_found import LIVE, How, Rule
from relating.journal.queries import OpenCase


def alliance_of(case: OpenCase, rule: Rule = LIVE) -> Alliance:
    """Both lines and the dips, from what the viewer may see."""
    return alliance(case.all(Pulse), case.sessions, case.all(Dip), How(rule=rule))


def open_dip_of_both(case: OpenCase) -> AllianceDip | None:
    """The newest dip that both know of. What one of the two keeps to themselves changes nothing on
    a screen that both see."""
    pulses = [each for each in case.all(Pulse) if each.visibility == "shared"]
    said = [each for each in case.all(Dip) if each.visibility == "shared"]
    found = alliance(pulses, case.sessions, said, How(rule=LIVE)).open
    return found[-1] if found else None


def open_dip(case: OpenCase) -> AllianceDip | None:
    """The newest dip that waits for the two, by the live rule."""
    found = alliance_of(case).open
    return found[-1] if found else None
