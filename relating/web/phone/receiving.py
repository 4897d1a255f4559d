"""The inbox: what a phone kept comes in here, by its token alone, whoever is signed in there."""

import base64
import binascii
from functools import partial
from http import HTTPStatus
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from relating.journal import actions
from relating.journal import inbox as letters
from relating.people import devices
from relating.people.gate import viewer_of
from relating.people.models import Device
from relating.vault.looking import looking
from relating.vault.seal import Tampered
from relating.web.page import visit
from relating.web.phone.replay import recorded

LONGEST = 2_000_000
"""Letters of a body: more than the longest story that a form takes, as it is sent."""
BEARER = "Bearer "


class Sent(msgspec.Struct, frozen=True):
    """What a phone sends: an id of its own making, and the sealed text."""

    id: UUID
    sealed: str


@csrf_exempt  # no cookie is looked at: whoever has the token may put something in
@visit.reads_and_writes
def inbox(request: HttpRequest) -> HttpResponse:
    """Receive one letter, once it is stored. At any other answer the phone keeps it. Asked for
    without one, say whether the device stands; what it says of a closed one takes a shelf down."""
    device = devices.of_token(request.headers.get("Authorization", "").removeprefix(BEARER))
    with looking(device.user_id):
        return received(request, device)


def received(request: HttpRequest, device: Device) -> HttpResponse:
    """What is answered to a device that stands."""
    if request.method != "POST":
        letters.clients(viewer_of(device.user), device.case_id)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    try:
        sent = msgspec.json.decode(request.body[: LONGEST + 1], type=Sent)
        sealed = base64.b64decode(sent.sealed, validate=True)
        actions.receive(device, sent.id, sealed, partial(recorded, request, device))
    except (msgspec.MsgspecError, binascii.Error, Tampered):
        return HttpResponse(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except actions.NotTheSame:
        return HttpResponse(status=HTTPStatus.CONFLICT)
    except actions.TooMany:
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    return JsonResponse({"received": str(sent.id)})
