"""The last searches of a sign-in, sealed, so that going back shows what was found once more.

An address carries a token that only this sign-in understands; the words stand in none.
"""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from relating.web.page import sealed_text

SESSION = "looked"
LAST = 8


def keep(request: HttpRequest, words: str) -> str:
    """Keep what was looked for until the sign-in ends; returns the token that leads back to it."""
    token = token_of(request, words)
    sealed = sealed_text.sealed(sealed_text.LOOKED, words, token.encode())
    kept = {**request.session.get(SESSION, {}), token: sealed}
    request.session[SESSION] = dict([*kept.items()][-LAST:])
    return token


def token_of(request: HttpRequest, words: str) -> str:
    """The same for the same words, so that a page is the same to the byte; made under the secret of
    this sign-in, so that nobody else can try words on it."""
    held = salted_hmac(SESSION, f"{request.session.session_key} {words}", algorithm="sha256")
    return held.hexdigest()[:16]


def again(request: HttpRequest, token: str) -> str | None:
    """What was looked for under a token of this sign-in; None for any other."""
    text = request.session.get(SESSION, {}).get(token, "")
    return sealed_text.opened(sealed_text.LOOKED, text, token.encode(), str)
