"""What a phone kept goes through the very form that it was written into, in its writer's name.

The form judges it as if it were sent now. What it does not take waits for the client; so does what
holds an answer that the form would pass over, as after an upgrade.
"""

import logging
import re
from collections.abc import Collection, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.messages.storage import default_storage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import DatabaseError, transaction
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from relating.engine.pulse import ITEMS
from relating.journal import queries
from relating.journal.ids import Ids
from relating.journal.inbox import Came, Written
from relating.journal.receipts import Conflict
from relating.people import gate
from relating.people.gate import Hidden, Viewer, viewer_of
from relating.people.models import Device
from relating.web.episodes.forms import EpisodeForm
from relating.web.feedback.forms import AnswerForm
from relating.web.page import resend, visit
from relating.web.page.asking_back import MEANT
from relating.web.page.choices import NEW
from relating.web.page.same_name import called_alike

log = logging.getLogger("relating.inbox")
TOLD, ANSWER, PULSE = "episode-new", "feedback-answer", "pulse"
BESIDE = resend.LEFT_OUT | {"back", "circle_who", "later", "look", MEANT}
"""What a page sends beside its answers."""
KNOWN: Mapping[str | None, Collection[str]] = {
    TOLD: EpisodeForm.base_fields.keys() | BESIDE,
    ANSWER: AnswerForm.base_fields.keys() | BESIDE,
    PULSE: {*ITEMS, "not_right", "not_right_for", "visibility"} | BESIDE,
}
"""The addresses of the forms from which something is taken, and the answers that each knows: what
happened, what the client answers to feedback, and her pulse of an hour."""
FELT = re.compile(r"(strength|after|layer)_")


def recorded(request: HttpRequest, device: Device, told: Written, ids: Ids) -> Came:
    """Whether the form took what was written, and stored it; and which entry that makes."""
    found = meant(told, viewer_of(device.user), device.case_id)
    if found is None or passed_over(QueryDict(told.sent), found.url_name):
        return Came(taken=False, entry=entry_of(told, found, ids))
    again = as_if_sent(request, device, told, found)
    return Came(taken=took(again, found), entry=entry_of(told, found, ids))


def took(again: HttpRequest, found: ResolverMatch) -> bool:
    """Whether the form took it. What somebody answered meanwhile is not changed by it."""
    try:
        with transaction.atomic():
            answer = found.func(again, *found.args, **found.kwargs)
    except (DatabaseError, OSError):
        raise
    except (Conflict, Hidden):
        return False
    except Exception:
        log.exception("What a phone kept could not be recorded.")
        return False
    return bool(answer.status_code == HTTPStatus.OK and answer["Content-Type"] == JSON)


JSON = "application/json"


def meant(told: Written, viewer: Viewer, case_id: UUID) -> ResolverMatch | None:
    """The form for which something was written; None where it is none of this case, or no more."""
    try:
        found = resolve(urlsplit(told.path).path)
        ours = found.url_name in KNOWN and case_of(found, viewer) == case_id
    except (Resolver404, Hidden):
        return None
    return found if ours else None


def case_of(found: ResolverMatch, viewer: Viewer) -> UUID:
    """The case to which a form belongs.

    Raises:
        Hidden: what it asks about is not there for this viewer, or no more.
    """
    if found.url_name == TOLD:
        case: UUID = found.kwargs["case_id"]
        return case
    asked = queries.open_entry(viewer, found.kwargs["entry_id"])
    gate.require(not asked.row.deleted)
    return asked.at.case_id


def entry_of(told: Written, found: ResolverMatch | None, ids: Ids) -> UUID | None:
    """The entry that a form makes; None where that is not known."""
    name = TOLD if found is None else found.url_name
    if found is not None and name in {ANSWER, PULSE}:
        kind = "answer" if name == ANSWER else "pulse"
        return ids.of_one(kind, found.kwargs["entry_id"])
    try:
        return ids.of_token(UUID(QueryDict(told.sent).get("id", "")))
    except ValueError:
        return None


def passed_over(sent: QueryDict, form: str | None) -> bool:
    """Whether something was answered that the form does not know."""
    answered = (name for name in sent if any(sent.getlist(name)))
    unknown = (name for name in answered if name not in KNOWN[form])
    return any(form != TOLD or not FELT.match(name) for name in unknown)


def as_if_sent(
    request: HttpRequest, device: Device, told: Written, found: ResolverMatch
) -> HttpRequest:
    """The request that its writer would send now, by the clock of then."""
    again = HttpRequest()
    again.method = "POST"
    again.META = {**request.META, "HTTP_ACCEPT": JSON, visit.KEPT: True}
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
