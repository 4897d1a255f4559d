"""The last searches of a sign-in, sealed, so that going back shows what was found once more.

An address carries a token that only this sign-in understands; the words stand in none.
"""

import secrets

from django.http import HttpRequest

from relating.web.page import sealed_text

SESSION = "looked"
LAST = 8


def keep(request: HttpRequest, words: str) -> str:
    """Keep what was looked for until the sign-in ends; returns the token that leads back to it."""
    token = secrets.token_urlsafe(9)
    sealed = sealed_text.sealed(sealed_text.LOOKED, words, token.encode())
    kept = [*request.session.get(SESSION, {}).items(), (token, sealed)]
    request.session[SESSION] = dict(kept[-LAST:])
    return token


def again(request: HttpRequest, token: str) -> str | None:
    """What was looked for under a token of this sign-in; None for any other."""
    text = request.session.get(SESSION, {}).get(token, "")
    return sealed_text.opened(sealed_text.LOOKED, text, token.encode(), str)
