"""Forms at the door. A passphrase is never shown again, not even after an error."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.people.models import User


def password_input(autocomplete: str) -> forms.PasswordInput:
    """A field for a passphrase, with the browser's own help."""
    return forms.PasswordInput(attrs={"class": "field", "autocomplete": autocomplete})


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
    username = forms.RegexField(
        r"^[\w.@+-]+$",
        label=gettext_lazy("A name to sign in with"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"class": "field", "autocomplete": "username", "autocapitalize": "none"}
        ),
        help_text=gettext_lazy("Only you need to know it. Letters and digits, without spaces."),
        error_messages={
            "invalid": gettext_lazy("Use letters, digits and . @ + - _ without spaces.")
        },
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
    field_order = ("practice",)


class PassphraseForm(forms.Form):
    """A new passphrase for the old one."""

    old = forms.CharField(
        label=gettext_lazy("Your passphrase now"),
        strip=False,
        widget=password_input("current-password"),
    )
    new = forms.CharField(
        label=gettext_lazy("A new one"), strip=False, widget=password_input("new-password")
    )

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise ValidationError(_("This is not your passphrase now."))
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new
