"""A way that is opened, and what stands around it."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from msgspec.structs import replace

from relating.case import Beside, Option, Way
from relating.case.entries.way import WayStatus
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.own_entry import mine
from relating.web.voice.sides import is_clients, is_mine, writes_as


def opened(request: HttpRequest, entry_id: UUID) -> tuple[Way, OpenCase]:
    """A way and its case.

    Raises:
        Hidden: for this viewer there is no such way, or it was deleted.
    """
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    gate.require(not found.row.deleted)
    if not isinstance(found.content, Way):
        raise Hidden
    return found.content, queries.open_case(viewer, found.at.case_id)


def own(request: HttpRequest, entry_id: UUID) -> tuple[Way, OpenCase]:
    """A way and its case, for the client whose way it is.

    Raises:
        Hidden: the viewer is somebody else.
    """
    way, case = opened(request, entry_id)
    gate.require(policies.has_own_pages(case.role))
    return way, case


def beside_of(way: Way, case: OpenCase) -> Beside | None:
    """What the counsellor says beside a way, the newest of it."""
    found = [each for each in case.all(Beside) if each.way == way.id]
    return max(found, key=lambda each: each.recorded_at, default=None)


def own_beside(way: Way, case: OpenCase) -> Beside:
    """What the counsellor who looks says beside a way, or the beginning of it."""
    return mine(case, Beside, lambda each: each.way == way.id) or Beside(
        id=case.ids.of_one("beside", way.id),
        author="counsellor",
        visibility="shared",
        recorded_at=visit.to_the_second(),
        way=way.id,
    )


def options_of(way: Way, case: OpenCase) -> list[Option]:
    """What could be done instead: hers before his, the smallest step first."""
    sizes = ("small", "middle", "brave", "on_purpose")
    found = [each for each in case.all(Option) if each.way == way.id]
    return sorted(
        found, key=lambda each: (not is_clients(each), sizes.index(each.size), each.recorded_at)
    )


def is_retired(way: Way, case: OpenCase) -> bool:
    """Whether either of the two put it away."""
    said = beside_of(way, case)
    return way.status == "resting" or (said is not None and said.retired)


def is_looked_at(way: Way) -> bool:
    """Whether it is looked at; what she says is how she is made is not."""
    return way.status != "as_made"


def standing_so(way: Way, status: WayStatus) -> Way:
    """A way that stands so; since when she works on it is noted the first time."""
    since = way.working_since
    if status == "working_on" and since is None:
        since = visit.to_the_second()
    return replace(way, status=status, working_since=since)


def fresh_option(way: Way, case: OpenCase) -> Option:
    """Something to do instead, before its first word: read by whoever reads the way."""
    return Option(
        id=uuid4(),
        author=writes_as(case),
        visibility=way.visibility,
        recorded_at=visit.to_the_second(),
        way=way.id,
    )


def is_own(option: Option, case: OpenCase) -> bool:
    """Whether the viewer may change it."""
    return is_mine(option, case) and "revise" in case.may(option.id)
