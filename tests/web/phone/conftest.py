"""A phone of Ana's, as its scripts would be: it seals, and sends by its token alone."""

import base64
import json
import os
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.journal import inbox
from relating.people.gate import Viewer
from relating.vault.inbox import sealed_for
from tests.cast import Cast, browser_of

STORY = "She came over with the list."


class Phone:
    """What one phone knows, and what it does."""

    def __init__(self, viewer: Viewer, case: UUID) -> None:
        self.case = case
        self.browser = browser_of(viewer)
        self.given = self.door()

    def door(self, token: str = "") -> dict[str, str]:
        """Ask for a door, as the first page does that somebody opens signed in."""
        address = reverse("phone-device", args=[self.case])
        given: dict[str, str] = self.browser.post(address, {"token": token}).json()
        return given

    def letter(self, written: dict[str, Any] | bytes, token: UUID | None = None) -> dict[str, str]:
        """A letter, sealed."""
        token = token or uuid4()
        plain = written if isinstance(written, bytes) else json.dumps(written).encode()
        key = base64.b64decode(self.given["key"])
        sealed = sealed_for(key, plain, os.urandom(12), inbox.bound_in(token))
        return {"id": str(token), "sealed": base64.b64encode(sealed).decode()}

    def send(self, letter: dict[str, str], token: str | None = None) -> Any:
        """Send it, by the token alone."""
        token = self.given["token"] if token is None else token
        headers = {"authorization": f"Bearer {token}"}
        return Client().post("/inbox/", letter, content_type="application/json", headers=headers)

    def written(self, **more: Any) -> dict[str, Any]:
        """What the page to write on makes of its form."""
        now = timezone.now().replace(second=0, microsecond=0)
        sent = {
            "id": str(uuid4()),
            "fresh": str(uuid4()),
            "moment": now.isoformat(),
            "zone": "Europe/London",
            "date": timezone.localtime(now).strftime("%Y-%m-%d"),
            "time": timezone.localtime(now).strftime("%H:%M"),
            "place": "life",
            "visibility": "private",
            "person": "",
            "story": STORY,
        }
        sent = {name: value for name, value in (sent | more).items() if value is not None}
        path = self.given["path"]
        return {"path": path, "sent": urlencode(sent, doseq=True), "by_name": True}

    def sends(self, **more: Any) -> Any:
        """Write something and send it."""
        return self.send(self.letter(self.written(**more)))


@pytest.fixture
def phone(cast: Cast) -> Phone:
    """Ana's phone, on which she signed in once."""
    return Phone(cast.ana, cast.case)


@pytest.fixture
def carls(cast: Cast) -> Phone:
    """The phone of Carl, who is the client of another case."""
    return Phone(cast.carl, cast.other_case)
