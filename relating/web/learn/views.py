"""What this is, to whoever comes to the door and to the two of a case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relating.journal import queries
from relating.people import gate, policies
from relating.people.gate import viewer_of
from relating.people.models import User
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.to_call import at_the_door as at_the_door_lines
from relating.web.voice.names import other_name
from relating.web.voice.sides import to_client


@require_safe
def at_the_door(request: HttpRequest) -> HttpResponse:
    """The page for whoever was invited, or wonders; a client reads it in her own place."""
    user = request.user
    own = queries.my_case(viewer_of(user)) if isinstance(user, User) else None
    if own is not None:
        return redirect("what-this-is", own)
    context = {"name": _("your counsellor"), "help_lines": at_the_door_lines()}
    return render(request, "web/learn/door.html", context)


@require_safe
def what_this_is(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page to the client, and to the counsellor where his words differ."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.may_agree(case.role))
    context = {
        "frame": frame_for(case, timezone.now(), "what-this-is", back_link("more", case_id)),
        "hers": to_client(case),
        "name": case.counsellor_name,
        "client": case.client_name,
        "other": other_name(case),
        "case_id": case_id,
    }
    return render(request, "web/learn/what-this-is.html", context)
