"""The client's phones, what each is called, and what came from them and should be looked at."""

import base64
import hashlib
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from relating.journal import actions, inbox, queries
from relating.journal.inbox import Waiting
from relating.people import devices, gate, policies
from relating.people.gate import Hidden, Viewer
from relating.web.page import resend, sealed_text, visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.phone import replay
from relating.web.phone.names import A_YEAR, COOKIE, NAMES, chosen, name_of
from relating.web.phone.page import for_form, listed, shown_letters, system_of


@visit.reads_and_writes
def phone(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every phone of hers, each to be closed; what this one calls it; what it keeps."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.keeps_devices(case.role))
    if request.method == "POST":
        return closed(request, case_id) if "device" in request.POST else called(request, case_id)
    context = {
        "frame": frame_for(case, timezone.now(), "phone", back_link("more", case_id)),
        "devices": listed(devices.of_client(case.at.viewer, case_id), timezone.now()),
        "names": [(code, name, code == chosen(request)) for code, name in NAMES.items()],
        "called": name_of(request),
        "url": request.path,
        "passphrase_url": reverse("passphrase"),
    }
    return render(request, "web/phone/phone.html", context)


def closed(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Close one, at once."""
    device = visit.id_sent(request.POST["device"])
    actions.close_device(visit.viewer(request), case_id, device)
    text = _("Closed. Whoever is signed in there is signed out, and it can send nothing more.")
    return visit.done(request, text, reverse("phone", args=[case_id]))


def called(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose what this phone calls it, before it is installed there."""
    name = request.POST.get("called", "")
    gate.require(name in NAMES)
    text = _("On this phone it is called %(name)s.") % {"name": NAMES[name]}
    answer = visit.done(request, text, reverse("phone", args=[case_id]))
    answer.set_cookie(
        COOKIE, name, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Strict"
    )
    return answer


@require_POST
def device(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Let this browser keep and send: the key to seal to, and a token that opens nothing.

    One that it has already stays. The sign-in ends once the device is closed.
    """
    viewer = visit.viewer(request)
    key = inbox.public_key(viewer, case_id)
    token = request.POST.get("token", "")
    found = own(viewer, case_id, token)
    if found is None:
        system = system_of(request.headers.get("User-Agent", ""))
        found, token = actions.add_device(viewer, case_id, system)
    request.session[devices.HELD] = str(found)
    return JsonResponse(
        {
            "device": str(found),
            "token": token,
            "key": base64.b64encode(key).decode(),
            "box": hashlib.sha256(key).hexdigest()[:24],
            "path": reverse("episode-new", args=[case_id]),
            "writer": sealed_text.derived(b"door|" + viewer.id.bytes).hex()[:24],
        }
    )


def own(viewer: Viewer, case_id: UUID, token: str) -> UUID | None:
    """The device of the viewer's that has a token for this case."""
    try:
        found = devices.of_token(token)
    except Hidden:
        return None
    return found.pk if (found.user_id, found.case_id) == (viewer.id, case_id) else None


@visit.reads_and_writes
def letters(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What a phone sent and no entry could be made of: to be looked at, or let go of."""
    viewer = visit.viewer(request)
    found = inbox.waiting(viewer, case_id)
    if request.method == "POST":
        chosen = request.POST.get("letter", "")
        letter = next((each for each in found if str(each.id) == chosen), None)
        return looked_at(request, case_id, letter) if letter else visit.see_other(request.path)
    case = queries.open_around(viewer, case_id)
    context = {
        "frame": frame_for(case, timezone.now(), "phone", back_link("today", case_id)),
        "letters": shown_letters(found, timezone.now()),
        "url": request.path,
    }
    return render(request, "web/phone/letters.html", context)


def looked_at(request: HttpRequest, case_id: UUID, letter: Waiting) -> HttpResponse:
    """Put it into its form, as it was written; or let go of it."""
    if request.POST.get("act") == "let-go":
        actions.let_go(visit.viewer(request), case_id, letter.id)
        return visit.done(request, _("Gone."), reverse("letters", args=[case_id]))
    meant = replay.meant(letter.written, visit.viewer(request), case_id)
    name = meant.url_name if meant else ""
    path = urlsplit(letter.written.path).path if meant else reverse("episode-new", args=[case_id])
    sent = for_form(letter.written, name or "")
    kept = resend.Kept(str(visit.user(request).pk), path, sent.urlencode())
    request.session[resend.SESSION] = sealed_text.sealed(sealed_text.KEPT, kept, sealed_text.KEPT)
    return visit.see_other(path)
