"""Her own pages: the case as the client opens it, and her wish for the view that is hers alone."""

from uuid import UUID

from django.http import HttpRequest

from relating.case import Preferences
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.own_entry import mine


def own_case(request: HttpRequest, case_id: UUID) -> OpenCase:
    """The case, for its client alone.

    Raises:
        Hidden: the viewer is somebody else.
    """
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    return case


def is_on(case: OpenCase) -> bool:
    """Whether she turned it on."""
    return preferences(case).goes_together is True


def preferences(case: OpenCase) -> Preferences:
    """Her wish for this view, in an entry of its own that is hers alone."""
    found = mine(case, Preferences, lambda each: each.goes_together is not None)
    return found or Preferences(
        id=case.ids.of_one("goes-together"),
        author="client",
        visibility="private",
        recorded_at=visit.to_the_second(),
    )
