"""The words of every list: rename, hide, show again, add one's own; for a case or a practice."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from relating.journal import queries
from relating.people.gate import Hidden
from relating.web import asking

writes = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: HttpRequest, case: UUID) -> HttpResponse:
    """Every list of a case, the most used first."""
    queries.open_case(asking.viewer(request), case)
    raise Hidden


@writes
def words(request: HttpRequest, case: UUID, name: str) -> HttpResponse:
    """One list of a case."""
    queries.open_case(asking.viewer(request), case)
    raise Hidden


@require_safe
def practice_home(request: HttpRequest) -> HttpResponse:
    """Every list of the practice."""
    queries.practice_vocabulary(asking.viewer(request))
    raise Hidden


@writes
def practice_words(request: HttpRequest, name: str) -> HttpResponse:
    """One list of the practice."""
    queries.practice_vocabulary(asking.viewer(request))
    raise Hidden
