"""Whether it serves, and whether the web server in front of it passes on what is needed."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from relating.people.models import Identity
from relating.vault import identity


def database() -> bool:
    """Whether the journal can be read."""
    try:
        Identity.objects.exists()
    except DatabaseError:
        return False
    return True


def keys() -> bool:
    """Whether the key store can be read, and is opened by the key-encryption keys at hand."""
    try:
        return not identity.wrong()
    except (DatabaseError, ValueError):
        return False


def not_passed_on(request: HttpRequest) -> list[str]:
    """The headers that the web server in front should have passed on rightly, and did not."""
    if not settings.HTTPS:
        return []
    passed = {
        "Host": request.headers.get("Host", "").lower() == settings.ADDRESS.netloc,
        "X-Forwarded-Proto": request.headers.get("X-Forwarded-Proto") == "https",
        "X-Forwarded-For": bool(request.headers.get("X-Forwarded-For")),
    }
    return [name for name, rightly in passed.items() if not rightly]
