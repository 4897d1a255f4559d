"""What a passphrase must not be, in our words; and a new one for whoever forgot theirs."""

import secrets

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _

CONSONANTS, VOWELS = "bdfghjklmnprstvwz", "aeiou"
GROUPS, SYLLABLES = 4, 2


def made() -> str:
    """A passphrase that can be said and typed: 51 bits of chance in four groups of letters."""
    return " ".join(
        "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _each in range(SYLLABLES))
        for _group in range(GROUPS)
    )


class LongEnough(MinimumLengthValidator):
    """Refuses a passphrase that is too short."""

    def get_error_message(self) -> str:
        return _("This is too short. Use at least %(n)s characters; four words are good.") % {
            "n": self.min_length
        }


class NotCommon(CommonPasswordValidator):
    """Refuses a passphrase that everybody tries first."""

    def get_error_message(self) -> str:
        return _("Many people use this one. Take words that do not belong together.")


class NotTheName(UserAttributeSimilarityValidator):
    """Refuses the sign-in name as a passphrase."""

    def get_error_message(self) -> str:
        return _("This is too close to your sign-in name.")
