"""After something is kept one thing more may be asked, twice at most; *enough* is as near."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from relating.case import Episode
from relating.web.episodes.form_fields import ONE_MORE
from relating.web.page.whence import BACK, came_from

MOST = 2
AGAIN = "again"
"""Whether it was told before."""
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


def asks(told: Episode, back: str, *, again: bool = False) -> str:
    """Where the first question is; empty where nothing was left open. Where it looks as if it had
    been told before, that is asked first."""
    about = ((AGAIN,) if again else ()) + left_open(told)
    return address(told.id, about[0], "".join(about[1:MOST]), back) if about else ""


def after(request: HttpRequest, told: UUID) -> str:
    """Where one goes from one thing more: to what is asked after it, or back where one was."""
    back, then = came_from(request), request.POST.get(THEN, "")
    if then in ONE_MORE:
        return address(told, then, "", back)
    return back or reverse("episode", args=[told])


def address(told: UUID, about: str, then: str, back: str) -> str:
    """Where one question is, with what may be asked after it and where one goes back to."""
    carried = {THEN: then, BACK: back}
    query = urlencode({name: value for name, value in carried.items() if value})
    name, args = ("episode-again", [told]) if about == AGAIN else ("episode-more", [told, about])
    return reverse(name, args=args) + (f"?{query}" if query else "")
