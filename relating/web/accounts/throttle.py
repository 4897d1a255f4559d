"""How often somebody may try a passphrase. Guessing must be slow, and must shut nobody else out.

- A known device has 5 wrong tries in 15 minutes for a name; nobody elsewhere can use them up.
- An unknown device has 5 in 15 minutes for one name from one address.
- All unknown devices together have 20 an hour for a name: many addresses are cheap.

A try is counted before it is looked at, and taken off again when it was right. When none is left,
nothing is looked at, so that a right guess answers as a wrong one does. Whether somebody has the
name changes nothing. There is no limit for an address alone: a whole practice can have but one.
"""

from typing import NamedTuple, NoReturn, Protocol

from allauth.core.internal import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from relating.people.models import User
from relating.web.accounts.devices import device, knows
from relating.web.accounts.origin import origin


class Try(Protocol):
    """A try that was counted."""

    def rollback(self) -> None:
        """Take it off again."""


class Both(NamedTuple):
    """A try that counts under two limits."""

    here: Try
    everywhere: Try

    def rollback(self) -> None:
        """Take it off both."""
        self.here.rollback()
        self.everywhere.rollback()


def tried(request: HttpRequest, name: str) -> Try:
    """Count a try for a name.

    Raises:
        ValidationError: none is left; it says how long to wait.
    """
    at = device(request)
    if knows(at, name):
        return counted(request, "known_device", f"{at.id} {name}") or soon()
    here = counted(request, "unknown_device", f"{origin(request)} {name}") or soon()
    everywhere = counted(request, "unknown_devices", name)
    if everywhere is None:
        here.rollback()
        later()
    return Both(here, everywhere)


def counted(request: HttpRequest, limit: str, key: str) -> Try | None:
    """One more under a limit; None, and nothing is counted, when it is reached."""
    found: Try | None = ratelimit.consume(
        request, app="allauth.account", action=limit, key=key, limit_get=True
    )
    return found


def soon() -> NoReturn:
    """Nothing was looked at."""
    raise ValidationError(_("Too many tries. Wait a quarter of an hour, and try again."))


def later() -> NoReturn:
    """Nothing was looked at; where somebody came in before, they still can."""
    raise ValidationError(
        _(
            "Too many tries with this name on devices that are new here. Wait an hour, or use a "
            "device on which you signed in before."
        )
    )


def is_passphrase(request: HttpRequest, user: User, passphrase: str) -> bool:
    """Whether somebody who is in knows their own passphrase, asked under the limits of the door.

    Raises:
        ValidationError: too many tries.
    """
    counting = tried(request, user.username)
    if not user.check_password(passphrase):
        return False
    counting.rollback()
    return True
