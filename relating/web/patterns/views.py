"""Patterns, for the counsellor: what the engine proposes, and what the counsellor does with it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from msgspec.structs import replace

from relating.case import Pattern
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.journal.receipts import Receipt
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.patterns import discovery, sentences
from relating.web.patterns.claims import Claim, claims_of, entry_of, key_of, made_so
from relating.web.patterns.entry import begun, changed, entry, own_entry, promoted
from relating.web.patterns.forms import NameForm, OfferForm
from relating.web.patterns.page import groups, not_yet, open_dip, shown, waiting

NEVER_FIRST = {"early", "fallen", "retired", "not_this", "as_made"}
DONE: dict[str, Promise] = {
    "look": gettext_lazy("Kept, to look at together."),
    "watch": gettext_lazy("You keep watching it."),
    "not-this": gettext_lazy("Set aside for ninety days. It stands at the bottom of the page."),
    "retire": gettext_lazy("Retired. You both can read it; it stands at the bottom of the page."),
    "back": gettext_lazy("It is back."),
}


@require_safe
def patterns(request: HttpRequest, case_id: UUID, key: UUID | None = None) -> HttpResponse:
    """What is proposed and kept; one claim in full, the first or the one that was asked for."""
    now = timezone.now()
    case = counsellors_case(request, case_id)
    episodes = discovery.shared(case)
    context: dict[str, object] = {"case": case, "n": len(episodes)}
    context["frame"] = frame_for(case, now, "patterns")
    findings = discovery.findings(case, episodes)
    if findings is None:
        return waiting(request, context | {"heading": _("Patterns")})
    every = claims_of(case, findings, episodes, timezone.localdate(now))
    chosen, known = chosen_of(every, key), {each.id: each for each in episodes}
    context |= {
        "shown": shown(chosen, case, known, now) if chosen else None,
        "groups": groups(every, chosen, case, known),
        "not_yet": not_yet(findings, case),
        "dip": open_dip(case),
    }
    return render(request, "web/patterns/patterns.html", context)


@require_safe
def of_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """On to where the pattern of an entry stands: for the counsellor, or for the client."""
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    kept = gate.as_a(Pattern, found.content)
    gate.require(not found.row.deleted)
    if policies.has_own_pages(found.at.role):
        return redirect("wondered", entry_id)
    case = queries.open_around(viewer, found.at.case_id)
    return redirect(address(case, key_of(case, kept.cue, kept.behaviour)))


def counsellors_case(request: HttpRequest, case_id: UUID) -> OpenCase:
    """The case, for its counsellor alone."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.may_look_for_patterns(case.role))
    return case


def chosen_of(every: tuple[Claim, ...], key: UUID | None) -> Claim | None:
    """The claim to show.

    Raises:
        Hidden: there is none under this key.
    """
    if key is None:
        return next((each for each in every if each.group not in NEVER_FIRST), None)
    found = next((each for each in every if each.key == key), None)
    gate.require(found is not None)
    return found


# What is done with a claim ----------------------------------------------------------------------


@require_POST
def decide(request: HttpRequest, case_id: UUID, key: UUID, act: str) -> HttpResponse:
    """Look at it together, keep watching, not this, or bring it back."""
    case = counsellors_case(request, case_id)
    gate.require(act in DONE)
    everywhere = reverse("patterns", args=[case_id])
    gate.require(not said_as_made(case, key))
    if act == "back":
        return brought_back(request, case, own_entry(case, key), everywhere)
    kept = entry_of(case, key)
    if act == "retire" or (act == "not-this" and kept is not None and is_shared(kept)):
        return retire(request, case, own_entry(case, key), everywhere)
    receipt = keep(case, changed(promoted(case, begun(case, key)), act))
    url = everywhere if act == "not-this" else address(case, key)
    return visit.saved(request, DONE[act], url, receipt)


def said_as_made(case: OpenCase, key: UUID) -> bool:
    """Whether the client says of this claim that it is how they are made; then nothing is done with
    it."""
    return entry_of(case, key) in made_so(case)


def is_shared(kept: Pattern) -> bool:
    """Whether both can read it."""
    return kept.visibility == "shared"


def retire(request: HttpRequest, case: OpenCase, kept: Pattern, onward: str) -> HttpResponse:
    """Put away what both can read: it stays readable, and stands apart."""
    gate.require(is_shared(kept))
    return visit.saved(request, DONE["retire"], onward, keep(case, replace(kept, retired=True)))


def keep(case: OpenCase, kept: Pattern) -> Receipt:
    """Write the one entry that the counsellor has about a claim."""
    return actions.write(case.at.viewer, case.case_id, kept, actions.LATEST)


def address(case: OpenCase, key: UUID) -> str:
    """The page of one claim."""
    return reverse("pattern", args=[case.case_id, key])


def brought_back(request: HttpRequest, case: OpenCase, kept: Pattern, onward: str) -> HttpResponse:
    """What was set aside may be offered again; what was named by hand is watched again; what was
    retired is shared as before."""
    if kept.retired:
        receipt = keep(case, replace(kept, retired=False))
        return visit.saved(request, DONE["back"], onward, receipt)
    gate.require(kept.state == "not_this")
    if kept.named_by == "engine" and kept.visibility == "private":
        actions.delete(case.at.viewer, kept.id)
        return visit.done(request, DONE["back"], onward, reverse("put-back", args=[kept.id]))
    receipt = keep(case, changed(kept, "watch"))
    return visit.saved(request, DONE["back"], onward, receipt)


# Naming one by hand, and sharing one ------------------------------------------------------------


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Name a pattern by hand; later episodes say whether it holds."""
    case = counsellors_case(request, case_id)
    form = NameForm(visit.sent(request), case.vocabulary)
    if request.method == "POST" and form.is_valid():
        key, kept = named(case, form)
        text = _("Named. What is told from now on counts.")
        return visit.saved(request, text, address(case, key), keep(case, kept))
    return form_page(request, case, form, "web/patterns/new.html")


def named(case: OpenCase, form: NameForm) -> tuple[UUID, Pattern]:
    """The claim that a form names, under its key, with his words for it; one that is there already
    is watched. Words that the client reads are changed where they are shared, and not here."""
    cue, behaviour = form.cue, form.cleaned_data["behaviour"]
    key, own = key_of(case, cue, behaviour), form.cleaned_data["statement"]
    kept = entry_of(case, key)
    if kept is not None and is_shared(kept):
        return key, changed(kept, "watch")
    if kept is not None:
        return key, replace(changed(kept, "watch"), statement=own or kept.statement)
    episodes = discovery.shared(case)
    found, _borne = discovery.counted(case, episodes, cue, behaviour, timezone.now())
    return key, replace(entry(case, key, found, "counsellor"), statement=own)


@visit.reads_and_writes
def share(request: HttpRequest, case_id: UUID, key: UUID) -> HttpResponse:
    """Let the client read it, in the counsellor's words; asked first, it cannot be taken back."""
    case = counsellors_case(request, case_id)
    kept = begun(case, key)
    gate.require(not said_as_made(case, key))
    form = OfferForm(visit.sent(request), initial={"statement": kept.statement})
    if request.method == "POST" and kept.visibility == "private" and open_dip(case):
        form.add_error(None, _("First talk about what happened between you; then share it."))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["statement"]
        offered = replace(
            changed(promoted(case, kept), "look"), visibility="shared", statement=words
        )
        keep(case, offered)
        name = {"name": case.client_name}
        return visit.done(request, _("Shared with %(name)s.") % name, address(case, key))
    more = {"kept": kept, "key": key, "material": material(case, kept)}
    return form_page(request, case, form, "web/patterns/share.html", **more)


def material(case: OpenCase, kept: Pattern) -> tuple[str, str]:
    """What is counted, and a guess: material for the counsellor's own words, which are not made."""
    found, _borne = discovery.counted(
        case, discovery.shared(case), kept.cue, kept.behaviour, kept.since
    )
    wondered = sentences.wondered(kept.cue, kept.behaviour, case)
    return sentences.plain(sentences.claim(found, case)), sentences.plain(wondered)


def form_page(
    request: HttpRequest,
    case: OpenCase,
    form: NameForm | OfferForm,
    template: str,
    **more: object,
) -> HttpResponse:
    """A form with everything that was typed."""
    context = {
        "frame": frame_for(case, timezone.now(), "patterns"),
        "case": case,
        "form": form,
        **visit.writing(request),
        "dip": open_dip(case),
        **more,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, template, context, status=status)
