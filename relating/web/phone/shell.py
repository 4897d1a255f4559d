"""The shell: what a phone has without a network. The same for everybody, with nothing of anybody.

It is one page to write on and its parts, each under an address that names their version; a service
worker keeps them whole, under one version, and nothing else. Whom to call stands on that page.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from relating.people import gate
from relating.web.page import visit
from relating.web.page.frames import of_danger
from relating.web.page.to_call import at_the_door
from relating.web.phone.blank import blank_form
from relating.web.phone.names import name_of
from relating.web.voice.help_lines import Line

WORKER = "web/phone/worker.js"
SHEETS = (
    *("web/page/tokens.css", "web/page/base.css", "web/page/frames.css"),
    *("web/page/components.css", "web/page/forms.css", "web/page/reading.css"),
    *("web/page/telling.css", "web/page/between.css", "web/phone/write.css"),
)
SCRIPTS = (
    *(
        "web/page/exit.js",
        "web/page/gone.js",
        "web/page/letters.js",
        "web/page/reach.js",
        "web/page/sending.js",
    ),
    *("web/page/shelf.js", "web/page/strengths.js", "web/phone/answers.js", "web/phone/asked.js"),
    *("web/phone/lock.js", "web/phone/passkey.js", "web/phone/reading.js"),
    *("web/phone/unfinished.js", "web/phone/write.js"),
)
PARTS = (*SHEETS, *SCRIPTS, "web/icons/favicon.svg", "web/icons/down.svg", "web/icons/pen.svg")
"""What the page to write on is made of, by the names of static files."""


@cache
def content(name: str) -> bytes:
    """A static file that comes along with the program."""
    return Path(str(finders.find(name))).read_bytes()


@cache
def page(lines: tuple[Line, ...], _language: str | None) -> str:
    """The page to write on."""
    context = {
        "form": blank_form(),
        "people": None,
        "help_lines": lines,
        "sheets": SHEETS,
        "leave_to": settings.LEAVE_TO,
        "of_danger": of_danger(),
    }
    return render_to_string("web/phone/write.html", context)


def version(shell: str) -> str:
    """What tells one shell from another: all that is in it, and how it is kept."""
    every = [content(name) for name in (WORKER, *PARTS)]
    return hashlib.sha256(b"|".join([*every, shell.encode()])).hexdigest()[:16]


@require_safe
def write(request: HttpRequest) -> HttpResponse:
    """The page to write on, for whoever comes: it knows nobody."""
    gate.asked.set(True)
    return HttpResponse(page(at_the_door(), get_language()))


@csrf_exempt  # the page has no token: it is the same for everybody, and kept
@visit.reads_and_writes
def left(request: HttpRequest) -> HttpResponse:
    """Quick exit from that page: whoever is signed in here is signed out. Only for a page of ours,
    as the browser itself says.

    Raises:
        Hidden: it came from elsewhere.
    """
    gate.require(
        request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "same-origin"
    )
    logout(request)
    answer = visit.see_other(settings.LEAVE_TO)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies"'
    return answer


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with what it keeps."""
    gate.asked.set(True)
    found = version(page(at_the_door(), get_language()))
    keeps = [reverse("write"), *map(static, PARTS)]
    known = f"globalThis.VERSION = {json.dumps(found)};\nglobalThis.SHELL = {json.dumps(keeps)};\n"
    return HttpResponse(known.encode() + content(WORKER), content_type="text/javascript")


@require_safe
def off(request: HttpRequest) -> HttpResponse:
    """The one address that switches the worker off; what waits to be sent stays."""
    gate.asked.set(True)
    return render(request, "web/phone/off.html")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone calls it, by the name that was chosen on it; nothing tells what it is for."""
    gate.asked.set(True)
    called = str(name_of(request))
    icons = [("192", "any"), ("512", "any"), ("512", "maskable")]
    told = {
        "id": "/",
        "name": called,
        "short_name": called,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ede5d9",
        "theme_color": "#ede5d9",
        "icons": [
            {
                "src": static(f"web/icons/app-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size, purpose in icons
        ],
        "shortcuts": [{"name": _("Write"), "url": reverse("write")}],
    }
    return JsonResponse(told, content_type="application/manifest+json")
