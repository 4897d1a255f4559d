"""After something is kept one thing more may be asked, twice at most; *enough* is as near."""

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from relating.case import Episode
from relating.web.page.whence import BACK

MOST = 2
THEN = "then"
"""The hidden field that says what is asked after it."""


def left_open(told: Episode) -> tuple[str, ...]:
    """What was left open and a tap can answer, the first two: with whom, where, how it ended. Of a
    memory and of a practice only with whom. What a count lacks is no reason to ask."""
    answers: dict[str, object] = {"whom": told.person}
    if told.place in {"life", "room"}:
        where = told.place_context if told.place == "life" else told.place
        answers |= {"where": where, "end": told.valence, "ended": told.ended}
    return tuple(about for about, answer in answers.items() if answer is None)[:MOST]


def asks(told: Episode, back: str) -> str:
    """Where the first question is; empty where nothing was left open."""
    about = left_open(told)
    return address(told.id, about[0], "".join(about[1:]), back) if about else ""


def address(told: UUID, about: str, then: str, back: str) -> str:
    """Where one question is, with what may be asked after it and where one goes back to."""
    carried = {THEN: then, BACK: back}
    query = urlencode({name: value for name, value in carried.items() if value})
    return reverse("episode-more", args=[told, about]) + (f"?{query}" if query else "")
