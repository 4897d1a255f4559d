"""What allauth asks of us at the door: who may come in, and how often somebody may try."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from relating.people import passphrases, spelling
from relating.people.models import User
from relating.web.accounts import throttle
from relating.web.accounts.origin import origin, told

log = logging.getLogger("relating.sign_in")


class SignInForm(LoginForm):
    """A sign-in name is one name, however it was typed."""

    def clean_login(self) -> str:
        return spelling.name(self.cleaned_data["login"])


class Doorkeeper(DefaultAccountAdapter):
    """Nobody signs themselves up; tries are counted as `throttle` says."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The sign-in name or the passphrase is not right."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: object) -> HttpResponse:
        return redirect("sign-in")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing of one's own: the page that follows says enough."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return origin(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            # allauth takes it off again after a right try.
            self._login_failed_rl_usage = throttle.tried(request, credentials.get("username", ""))
        except ValidationError:
            self.authentication_failed(request)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a line that a guard such as fail2ban can count. Who it was is not in it."""
        log.warning("failed from", extra={"address": told(request)})

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        return user if user and passphrases.use_up(user) else None
