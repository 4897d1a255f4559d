"""Forms at the door. A passphrase is never shown again, not even after an error."""

import unicodedata
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case.clock import clock
from relating.people import passphrases, spelling
from relating.people.models import User
from relating.web.accounts.throttle import is_passphrase
from relating.web.page.clocks import by_region
from relating.web.voice.help_lines import COUNTRIES


def password_input(autocomplete: str) -> forms.PasswordInput:
    """A field for a passphrase, with the browser's own help."""
    return forms.PasswordInput(attrs={"class": "field", "autocomplete": autocomplete})


def countries() -> list[tuple[str, str]]:
    """The countries of which there are help lines, as the choices of a field."""
    known = sorted(((code, str(name)) for code, name in COUNTRIES.items()), key=itemgetter(1))
    return [("", _("another, or I say it later")), *known]


class ZoneField(forms.ChoiceField):
    """A time zone. What is none that this machine knows says nothing."""

    def clean(self, value: Any) -> str:
        sent = str(value or "")
        return sent if clock(sent) else ""


class Grouped(forms.Select):
    """A list that opens, under headings. Django's own renders a template for each line of it."""

    template_name = "web/accounts/grouped.html"


def zone_field() -> ZoneField:
    """Whose clock the practice goes by; a new one takes it from the browser that sets it up."""
    return ZoneField(
        label=gettext_lazy("Whose clock does the practice go by?"),
        required=False,
        choices=lambda: by_region(timezone.now()),
        widget=Grouped(attrs={"class": "field"}),
        help_text=gettext_lazy("Sessions are by this clock, whatever the phone of a client shows."),
    )


class SignInName(forms.CharField):
    """A name to sign in with: letters and digits of any script, with their marks."""

    def to_python(self, value: Any) -> str:
        return spelling.name(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if not all(sign in ".@+-_" or unicodedata.category(sign)[0] in "LMN" for sign in value):
            raise ValidationError(_("Use letters, digits and . @ + - _ without spaces."))


class ArrivalForm(forms.Form):
    """What somebody chooses who comes in by a link."""

    called = forms.CharField(
        label=gettext_lazy("What would you like to be called here?"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "nickname"}),
        help_text=gettext_lazy(
            "A first name, a nickname, an initial. It need not be your real name."
        ),
    )
    username = SignInName(
        label=gettext_lazy("A name to sign in with"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"class": "field", "autocomplete": "username", "autocapitalize": "none"}
        ),
        help_text=gettext_lazy("Nobody else needs to know it. Letters and digits, without spaces."),
    )
    password = forms.CharField(
        label=gettext_lazy("A passphrase"),
        strip=False,
        widget=password_input("new-password"),
        help_text=gettext_lazy(
            "At least 12 characters. Four words that do not belong together are good."
        ),
    )

    def accepted(self, accept: Callable[..., User]) -> User | None:
        """Come in, or take the errors into the form."""
        try:
            return accept(**self.cleaned_data)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class SetUpForm(ArrivalForm):
    """What the first administrator chooses, who also names the practice."""

    practice = forms.CharField(
        label=gettext_lazy("What is the practice called?"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "organization"}),
        help_text=gettext_lazy("Whoever is invited reads this name."),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("In which country is it?"),
        required=False,
        choices=countries,
        widget=forms.Select(attrs={"class": "field"}),
        help_text=gettext_lazy("Its help lines stand beside the safety plan and at sign-in."),
    )
    time_zone = zone_field()
    field_order = ("practice", "country", "time_zone")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if settings.OWN_CLOCK:
            del self.fields["time_zone"]
        elif not self.is_bound:
            self.fields["time_zone"].widget.attrs["data-zone"] = ""

    def clean(self) -> None:
        given = self.cleaned_data
        names = (given.get("username", ""), given.get("called", ""), given.get("practice", ""))
        try:
            passphrases.check(given.get("password", ""), *names)
        except ValidationError as error:
            self.add_error("password", error)


class PassphraseForm(forms.Form):
    """A new passphrase for the old one; for one that worked once the old one is not asked."""

    old = forms.CharField(
        label=gettext_lazy("Your passphrase now"),
        strip=False,
        widget=password_input("current-password"),
    )
    new = forms.CharField(
        label=gettext_lazy("A new one"), strip=False, widget=password_input("new-password")
    )

    def __init__(self, *args: Any, asked: HttpRequest, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked, self.user = asked, user
        if passphrases.opens_once(user):
            del self.fields["old"]

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not is_passphrase(self.asked, self.user, old):
            raise ValidationError(_("This is not your passphrase now."))
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        passphrases.check(new, self.user.username, self.user.called)
        return new
