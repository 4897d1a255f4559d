"""The door: who may sign in, and how often somebody may try."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.core import context
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class Doorkeeper(DefaultAccountAdapter):
    """Nobody signs themselves up; failed tries slow down one name from one address, not a name."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The sign-in name or the passphrase is not right."),
        "too_many_login_attempts": _("Too many tries. Wait a quarter of an hour, and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: object) -> HttpResponse:
        return redirect("sign-in")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing of one's own: the page that follows says enough."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        name = credentials.get("username", "").lower()
        return f"{self.get_client_ip(request)}:{name}"


def login_form(data: Any = None) -> LoginForm:
    """The sign-in form, empty or filled in."""
    return LoginForm(data, request=context.request)
