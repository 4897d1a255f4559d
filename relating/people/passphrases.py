"""What a passphrase must not be, in our words; and a new one for whoever forgot theirs."""

import secrets
from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from relating.installation import DEMO_PASSPHRASE
from relating.people import spelling
from relating.people.models import Clinic, User

SHORTEST = 12
MEASURED = 72
"""How many signs zxcvbn looks at; it refuses longer texts, and needs none."""

STRONG = 3
"""zxcvbn's score, of 4: a hundred million guesses do not find it."""

PRINTED = (DEMO_PASSPHRASE, "correct horse battery staple")
"""What stands in print, ours or others', and is therefore tried first."""

TOO_FEW_LETTERS = 3
CONSONANTS, VOWELS = "bdfghjklmnprstvwz", "aeiou"
GROUPS, SYLLABLES = 4, 2


def made() -> str:
    """A passphrase that can be said and typed: 51 bits of chance in four groups of letters."""
    return " ".join(
        "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _each in range(SYLLABLES))
        for _group in range(GROUPS)
    )


def check(passphrase: str, *names: str) -> None:
    """Refuse a passphrase that somebody could guess who knows these names.

    Raises:
        ValidationError: with one sentence that says what to do instead.
    """
    text = spelling.passphrase(passphrase)
    fault = too_easy(text, (*names, *Clinic.objects.values_list("name", flat=True)))
    if fault:
        raise ValidationError(fault)


def too_easy(text: str, names: tuple[str, ...]) -> str:
    """What is wrong with a passphrase, as a sentence; empty when nothing is."""
    if len(text) < SHORTEST:
        return _("This is too short. Take at least %(n)s characters; four words are good.") % {
            "n": SHORTEST
        }
    bare = spelling.letters(text)
    if any(spelling.letters(printed) in bare for printed in PRINTED):
        return _("Many people use this one. Take words that do not belong together.")
    rest = without(bare, names)
    if rest != bare and guessed(rest):
        return _("This is too close to your name or to the name of the practice.")
    if len(set(bare)) < TOO_FEW_LETTERS or guessed(text):
        return _("This is quickly guessed. Take four words that do not belong together.")
    return ""


def without(bare: str, names: Iterable[str]) -> str:
    """What is left of the letters of a passphrase once every name in it, and its words, is gone."""
    words = {spelling.letters(word) for name in names for word in (name, *name.split())}
    for word in sorted(words - {""}, key=len, reverse=True):
        bare = bare.replace(word, "")
    return bare


def guessed(text: str) -> bool:
    """Whether a patient machine finds this text."""
    from zxcvbn import zxcvbn  # its lists are 11 MB, and few processes ever ask

    return not text or zxcvbn(text[:MEASURED])["score"] < STRONG


def opens_once(user: User | AnonymousUser) -> bool:
    """Whether somebody is in by a passphrase that was made for them, and chose none since."""
    return isinstance(user, User) and not user.has_usable_password()


def use_up(user: User) -> bool:
    """Take away a passphrase that was made for somebody, as they come in by it.

    Returns False for whoever comes second with it. One that they chose stays.
    """
    if not user.passphrase_once:
        return True
    nothing = make_password(None)
    mine = User.objects.filter(pk=user.pk, password=user.password, passphrase_once=True)
    taken = mine.update(password=nothing, passphrase_once=False)
    user.password, user.passphrase_once = nothing, False
    return bool(taken)
