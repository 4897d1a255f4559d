"""What a phone kept goes through the very form that it was written into, in its writer's name.

The form judges it as if it were sent now. What it does not take waits for the client; so does what
holds an answer that the form would pass over, as after an upgrade.
"""

import logging
import re
from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib.messages.storage import default_storage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import DatabaseError, transaction
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from relating.journal import queries
from relating.journal.inbox import Written
from relating.people.gate import viewer_of
from relating.people.models import Device
from relating.web.episodes.forms import EpisodeForm
from relating.web.page import resend, visit
from relating.web.page.asking_back import MEANT
from relating.web.page.choices import NEW
from relating.web.page.same_name import called_alike

log = logging.getLogger("relating.inbox")
TAKEN = "episode-new"
"""The address of the form from which something is taken."""
BESIDE = resend.LEFT_OUT | {"back", "circle_who", "later", "look", MEANT}
"""What a page sends beside its answers."""
FELT = re.compile(r"(strength|after|layer)_")


def recorded(request: HttpRequest, device: Device, told: Written) -> bool:
    """Whether the form took what was written, and stored it."""
    found = meant(told, device)
    if found is None or passed_over(QueryDict(told.sent)):
        return False
    again = as_if_sent(request, device, told, found)
    try:
        with transaction.atomic():
            answer = found.func(again, *found.args, **found.kwargs)
    except (DatabaseError, OSError):
        raise
    except Exception:
        log.exception("What a phone kept could not be recorded.")
        return False
    return bool(answer.status_code == HTTPStatus.OK and answer["Content-Type"] == JSON)


JSON = "application/json"


def meant(told: Written, device: Device) -> ResolverMatch | None:
    """The form for which something was written; None where it is none of this case."""
    try:
        found = resolve(urlsplit(told.path).path)
    except Resolver404:
        return None
    ours = found.url_name == TAKEN and found.kwargs.get("case_id") == device.case_id
    return found if ours else None


def passed_over(sent: QueryDict) -> bool:
    """Whether something was answered that the form does not know."""
    known = EpisodeForm.base_fields.keys() | BESIDE
    answered = (name for name in sent if any(sent.getlist(name)))
    return any(name not in known and not FELT.match(name) for name in answered)


def as_if_sent(
    request: HttpRequest, device: Device, told: Written, found: ResolverMatch
) -> HttpRequest:
    """The request that its writer would send now, by the clock of then."""
    again = HttpRequest()
    again.method = "POST"
    again.META = {**request.META, "HTTP_ACCEPT": JSON}
    again.path = again.path_info = urlsplit(told.path).path
    again.resolver_match = found
    again.COOKIES = {visit.ZONE: told.zone}
    again.GET = QueryDict(urlsplit(told.path).query)
    again.POST = QueryDict(answers(told, device).urlencode())
    again.user = device.user
    again.session = SessionStore()
    setattr(again, "_messages", default_storage(again))  # noqa: B010  as the middleware does
    return again


def answers(told: Written, device: Device) -> QueryDict:
    """What was answered. Somebody who was named has the id of whoever the case calls so, where that
    is clear."""
    sent = QueryDict(told.sent, mutable=True)
    if told.by_name and sent.get("person") == NEW:
        case = queries.open_named(viewer_of(device.user), device.case_id)
        known = called_alike(sent.get("new_alias", ""), case.people)
        if len(known) == 1:
            sent["person"], sent["new_alias"] = known[0].id, ""
    return sent
