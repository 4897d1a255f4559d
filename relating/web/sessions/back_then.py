"""Back then: the two turn it on together, and either turns it off. Off, childhood is not pushed."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Recognition
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.sessions.preferences import asks_for_back_then, of_back_then_now
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_counsellors, to_client

Text = str | Promise
SAID: dict[str, Text] = {
    "so": gettext_lazy("You said: so it was"),
    "partly": gettext_lazy("You said: partly"),
    "not_so": gettext_lazy("You said: it was not so"),
    "refused": gettext_lazy("You did not want to look at it"),
    "kept_off": gettext_lazy("You keep it off this phone"),
}
NOT_OPENED = gettext_lazy("Not opened yet")


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the counsellor told of back then: where it is, and what she said to it. Not
    what it says."""

    url: str
    said: Text


@visit.reads_and_writes
def back_then(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whether the two look at back then, and what either can do about it."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.may_agree(case.role))
    if request.method == "POST":
        return said(request, case, yes=request.POST.get("do") == "yes")
    context = {
        "frame": frame_for(case, timezone.now(), "sessions", back(case)),
        "name": other_name(case),
        "on": case.back_then,
        "mine": asks_for_back_then(case, mine=True),
        "theirs": asks_for_back_then(case, mine=False),
        "may_write": to_client(case),
        "told": told(case) if case.back_then else (),
        **visit.writing(request),
    }
    return render(request, "web/sessions/back-then.html", context)


def back(case: OpenCase) -> tuple[Text, str]:
    """The way back."""
    return _("Back"), reverse("contract", args=[case.case_id])


def said(request: HttpRequest, case: OpenCase, *, yes: bool) -> HttpResponse:
    """One of the two says yes, or turns it off for both."""
    told = of_back_then_now(case, visit.to_the_second(), yes=yes)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    return visit.saved(request, in_a_sentence(case, yes=yes), request.path, receipt)


def in_a_sentence(case: OpenCase, *, yes: bool) -> str:
    """What a word does."""
    if not yes:
        return _("Saved. Back then is off.")
    if asks_for_back_then(case, mine=False):
        return _("Saved. Back then is on for you two.")
    return _("Saved. It is on once %(name)s says yes too.") % {"name": other_name(case)}


def told(case: OpenCase) -> tuple[Told, ...]:
    """What the counsellor told of back then, for the client: those that she has on no page too."""
    if not to_client(case):
        return ()
    on_pages = (each.id for each in case.episodes if each.place == "past" and is_counsellors(each))
    answers = [each for each in case.all(Recognition) if each.telling is not None]
    answers.sort(key=lambda each: each.says == "kept_off")
    last = {each.telling: each.says for each in answers}
    apart = (id for id, says in last.items() if id and says in {"refused", "kept_off"})
    return tuple(
        Told(reverse("episode", args=[id]), SAID[last[id]] if id in last else NOT_OPENED)
        for id in dict.fromkeys([*on_pages, *apart])
    )
