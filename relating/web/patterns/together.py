"""What often goes together, for the client alone: one at a time, what it may spare first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Agenda, Pattern, Preferences
from relating.case.entries.pattern import NotThis
from relating.engine.patterns import Finding, Findings
from relating.journal import actions
from relating.journal.queries import OpenCase
from relating.pictures.drawing import Drawing
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.own_entry import mine
from relating.web.patterns import discovery, sentences
from relating.web.patterns.claims import is_set_aside, key_of, made_so
from relating.web.patterns.drawings import strip
from relating.web.patterns.own_case import is_on, own_case, preferences
from relating.web.patterns.page import LEAST, open_dip, waiting
from relating.web.patterns.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Together:
    """Something that often goes together, in the client's own view."""

    key: UUID
    spares: tuple[str, ...]
    sentence: Sentence
    at_other_times: str
    strip: Drawing


@visit.reads_and_writes
def together(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What often goes together in everything she wrote: off until she turns it on."""
    case = own_case(request, case_id)
    if request.method == "POST":
        return changed(request, case)
    context: dict[str, object] = {
        "frame": frame_for(case, timezone.now(), "ways", back_link("ways", case_id)),
        "counsellor": case.counsellor_name,
        "on": is_on(case),
        "n": len(case.counted),
        "least": LEAST,
        "case_id": case_id,
        "rests": open_dip(case) is not None,
        "aside": bool(preferences(case).not_this),
    }
    if not context["on"] or context["rests"]:
        return render(request, "web/patterns/together.html", context)
    findings = discovery.findings(case, case.counted)
    if findings is None:
        return waiting(request, context | {"heading": _("What often goes together")})
    page = Paginator(shown(case, findings), 1).get_page(request.GET.get("at"))
    found = [goes_together(each, case) for each in page]
    context |= {"found": found, "page": page, "usable": findings.usable}
    return render(request, "web/patterns/together.html", context)


def shown(case: OpenCase, findings: Findings) -> list[Finding]:
    """What was found, and last what was and is so no more; but for what she set aside or says is
    how she is made."""
    aside: list[Pattern | NotThis] = [*made_so(case), *preferences(case).not_this]
    found = (*findings.patterns, *findings.fallen)
    return [each for each in found if not is_set_aside(each, aside)]


def goes_together(found: Finding, case: OpenCase) -> Together:
    """A finding as she reads it."""
    known = {each.id: each for each in case.counted}
    sentence = sentences.claim(found, case)
    return Together(
        key=key_of(case, found.cue, found.behaviour),
        spares=tuple(spares(found, case)),
        sentence=sentence,
        at_other_times=sentences.beside(found, claimed=True),
        strip=strip(found, sentences.plain(sentence), known, case, "claim"),
    )


def spares(found: Finding, case: OpenCase) -> Iterable[str]:
    """What such a way is said to spare people, in the words of the case."""
    term = case.vocabulary.behaviour(found.behaviour)
    for code in term.protects_from if term else ():
        yield case.vocabulary.label("protects_from", code)


# What she does with it ---------------------------------------------------------------------------


def changed(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Turn it on or off, see one no more, see all again, or take one along to the next hour."""
    told = preferences(case)
    for name, key in request.POST.items():
        if name in CLAIMS and isinstance(key, str):
            found = finding_of(case, key)
            return CLAIMS[name](request, case, found) if found else again(request, case)
    if "all" in request.POST:
        return kept(request, case, replace(told, not_this=()), _("All of it is shown again."))
    if "on" in request.POST:
        on = replace(told, goes_together=True)
        return kept(request, case, on, _("It is on, and not shared."))
    return kept(request, case, replace(told, goes_together=False), _("It is off."))


def again(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """What was chosen is there no more: the page as it stands."""
    return visit.done(request, _("That has changed meanwhile."), address(case))


def finding_of(case: OpenCase, key: str) -> Finding | None:
    """The one that she chose, if it is still found."""
    findings = discovery.findings(case, case.counted)
    every = shown(case, findings) if findings else []
    return next(
        (each for each in every if str(key_of(case, each.cue, each.behaviour)) == key), None
    )


def seen_no_more(request: HttpRequest, case: OpenCase, found: Finding) -> HttpResponse:
    """Not this: she sees it no more, nor what only varies it."""
    told = preferences(case)
    aside = (*told.not_this, NotThis(cue=found.cue, behaviour=found.behaviour))
    return kept(request, case, replace(told, not_this=aside), _("It is not shown any more."))


def brought(request: HttpRequest, case: OpenCase, found: Finding) -> HttpResponse:
    """A line for the next hour. It is hers alone until she shares it, as every line is."""
    line = Agenda(
        id=case.ids.of_one(f"brought-{key_of(case, found.cue, found.behaviour)}"),
        author="client",
        visibility="private",
        recorded_at=visit.to_the_second(),
        words=sentences.plain(sentences.in_short(found.cue, found.behaviour, case)),
    )
    before = mine(case, Agenda, lambda each: each.id == line.id)
    where = reverse("agenda", args=[case.case_id])
    if before is not None:
        return visit.done(request, _("It is on your list already."), where)
    receipt = actions.write(case.at.viewer, case.case_id, line, actions.NEW)
    text = _("It is on your list. %(name)s reads it when you share it.")
    return visit.saved(request, text % {"name": case.counsellor_name}, where, receipt)


CLAIMS: dict[str, Callable[[HttpRequest, OpenCase, Finding], HttpResponse]] = {
    "not_this": seen_no_more,
    "bring": brought,
}


def kept(request: HttpRequest, case: OpenCase, told: Preferences, text: str) -> HttpResponse:
    """Keep her wish, and say so."""
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    return visit.saved(request, text, address(case), receipt)


def address(case: OpenCase) -> str:
    return reverse("together", args=[case.case_id])
