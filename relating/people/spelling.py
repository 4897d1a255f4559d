"""How a sign-in name and a passphrase are spelt, whatever keyboard they were typed on.

One letter can be written in several ways in Unicode: é as one sign or as two, a digit half or full
width. Keyboards differ in it, and nobody sees it.
"""

import unicodedata


def name(text: str) -> str:
    """A sign-in name as it is kept and compared: one form, no capitals, nothing around it."""
    one_form = unicodedata.normalize("NFKC", text).casefold()
    # Once more, because folding can part signs; in lower case, because folding turns Cherokee
    # into capitals and allauth asks for lower case.
    return unicodedata.normalize("NFKC", one_form.lower()).strip()


def passphrase(text: str) -> str:
    """A passphrase as it is hashed: one form, nothing around it. Capitals stay."""
    return unicodedata.normalize("NFKC", text).strip()


def letters(text: str) -> str:
    """Only the letters and digits of a text, without capitals: what somebody guessing thinks of."""
    return "".join(sign for sign in name(text) if sign.isalnum())
