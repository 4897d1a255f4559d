"""What has changed: her page and the counsellor's, choosing a sentence, noticing, the river."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from relating.case import KeptChange
from relating.case.entries.kept_change import MOST_KEPT
from relating.engine.changed import Change
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.changed.drawings import noticing_of, river_of
from relating.web.changed.forms import KeptChangeForm
from relating.web.changed.page import (
    Family,
    families,
    kept_ones,
    life_of,
    not_said,
    offered,
    that_hold,
    told,
    why_nothing,
)
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.frames import tabs
from relating.web.page.map import back_link
from relating.web.page.open_dip import open_dip
from relating.web.page.parts import left_out_of
from relating.web.voice.sides import to_client


@visit.reads_and_writes
def changed(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What she keeps, to her; to the counsellor every sentence that holds of what is shared."""
    case = opened(request, case_id)
    if not to_client(case):
        gate.require(request.method != "POST")
        return his_page(request, case)
    if request.method == "POST":
        return decided(request, case)
    today = timezone.localdate()
    every = families(case, life_of(case))
    kept = kept_ones(case, every, today)
    context = {
        "frame": frame_for(case, timezone.now(), "changed"),
        "tabs": tabs(case_id, "changed", left_out_of(case)),
        "kept": [each for each in kept if each.entry.choice == "kept"],
        "hidden": [each for each in kept if each.entry.choice == "hidden"],
        "case_id": case_id,
        "works": bool(every),
        "why": why_nothing(every, kept),
        "more": any(offered(each, kept) for each in every),
    }
    return render(request, "web/changed/hers.html", context)


def opened(request: HttpRequest, case_id: UUID) -> OpenCase:
    """The case, for the two of them.

    Raises:
        Hidden: the viewer is somebody else.
    """
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role) or policies.may_look_for_patterns(case.role))
    return case


def his_page(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Every sentence that holds, of what is shared; and those she keeps and shares."""
    now, today = timezone.now(), timezone.localdate()
    dip, life = open_dip(case), life_of(case)
    every = families(case, life)
    kept = kept_ones(case, every, today)
    context = {
        "frame": frame_for(case, now, "changed"),
        "client": case.client_name,
        "case_id": case.case_id,
        "dip": dip,
        "families": [] if dip else [of_family(each, case) for each in every],
        "kept": [each for each in kept if each.entry.choice == "kept"],
        "works": bool(every),
        "noticing": noticing_of(case, life),
        "river": river_of(case, life),
    }
    return render(request, "web/changed/his.html", context)


def of_family(family: Family, case: OpenCase) -> dict[str, object]:
    """A way with its sentences, and what is looked at and not said."""
    today = timezone.localdate()
    return {
        "words": family.on.words,
        "url": family.on.url,
        "told": [told(each, family, case, today) for each in that_hold(family)],
        "not_said": not_said(family, case),
    }


# She chooses --------------------------------------------------------------------------------------


@require_safe
def choose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The sentences that hold, for her to keep or to drop; while a dip is open they wait."""
    case = opened(request, case_id)
    gate.require(policies.has_own_pages(case.role))
    return choosing(request, case)


def choosing(
    request: HttpRequest, case: OpenCase, form: KeptChangeForm | None = None, full: str = ""
) -> HttpResponse:
    """The page on which she chooses, one sentence at a time, with what was typed."""
    today, every = timezone.localdate(), families(case, life_of(case))
    kept = kept_ones(case, every, today)
    dip = open_dip(case)
    offers = [] if dip else [(each, found) for each in every for found in offered(each, kept)]
    page = Paginator(offers, 1).get_page(at(request, form, offers))
    context = {
        "frame": frame_for(case, timezone.now(), "changed", back_link("changed", case.case_id)),
        "told": next((told(found, each, case, today) for each, found in page), None),
        "form": form or KeptChangeForm(),
        "page": page,
        "chosen": bool(kept),
        "dropped": [each for each in kept if each.entry.choice == "dropped"],
        "not_said": [each for family in every for each in not_said(family, case)],
        "dip": dip,
        "full": full,
        "case_id": case.case_id,
        **visit.writing(request, f"{case.case_id}/changed/{page.number}"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if full or form else HTTPStatus.OK
    return render(request, "web/changed/choose.html", context, status=status)


def at(
    request: HttpRequest, form: KeptChangeForm | None, offers: Sequence[tuple[Family, Change]]
) -> int | str | None:
    """Which of the sentences: the one that was sent, or the one that was asked for."""
    sent = form.data.get("change") if form else None
    number = next((n for n, (_on, found) in enumerate(offers, 1) if found.subject == sent), None)
    return number or request.GET.get("at")


def decided(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Keep a sentence, put it out of sight, or drop it."""
    form = KeptChangeForm(request.POST)
    if not form.is_valid():
        return choosing(request, case, form)
    before = kept_before(case, form)
    choice = form.cleaned_data["choice"]
    gate.require(before is not None or may_begin(case, form))
    standing = [each for each in case.all(KeptChange) if each.choice == "kept"]
    fresh = before is None or before.choice != "kept"
    if choice == "kept" and fresh and len(standing) >= MOST_KEPT:
        full = _("Three stand on your page already. Put one of them away first.")
        return choosing(request, case, form, full)
    written = entry(case, form, before)
    receipt = actions.write(case.at.viewer, case.case_id, written, actions.LATEST)
    onward = "changed-choose" if choice == "dropped" else "changed"
    return visit.saved(request, SAID[choice](), reverse(onward, args=[case.case_id]), receipt)


def may_begin(case: OpenCase, form: KeptChangeForm) -> bool:
    """Whether the sentence holds and nothing waits: else there is nothing to keep."""
    wanted = (form.cleaned_data["way"], form.cleaned_data["change"])
    if open_dip(case) is not None:
        return False
    held = (
        (each.on.id, found.subject)
        for each in families(case, life_of(case))
        for found in that_hold(each)
    )
    return wanted in held


def kept_before(case: OpenCase, form: KeptChangeForm) -> KeptChange | None:
    """What she said of this sentence before."""
    own = form.cleaned_data["kept"] or key(case, form)
    return next((each for each in case.all(KeptChange) if each.id == own), None)


def entry(case: OpenCase, form: KeptChangeForm, before: KeptChange | None) -> KeptChange:
    """Her choice as an entry, private until she shares it; what is out of sight is so to both."""
    given = form.cleaned_data
    base = before or KeptChange(
        id=key(case, form),
        author="client",
        visibility="private",
        recorded_at=visit.to_the_second(),
        way=given["way"],
        change=given["change"],
        choice=given["choice"],
    )
    words = given["words"].strip() if "words" in form.data else base.words
    visibility = base.visibility if given["choice"] == "kept" else "private"
    return replace(base, choice=given["choice"], words=words, visibility=visibility)


def key(case: OpenCase, form: KeptChangeForm) -> UUID:
    """The one entry that she has about a sentence."""
    given = form.cleaned_data
    return case.ids.of_one(f"kept-change-{given['change']}", given["way"])


SAID = {
    "kept": lambda: _("It stands on your page. It is private to you until you share it."),
    "hidden": lambda: _("It is out of sight. You find it at the foot of the page."),
    "dropped": lambda: _("It is not offered any more. You can bring it back below."),
}


# Noticing, and the river --------------------------------------------------------------------------


@require_safe
def noticing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """When she noticed, the last twelve times."""
    case = opened(request, case_id)
    frame = frame_for(case, timezone.now(), "noticing", back_link("changed", case_id))
    return picture_page(request, frame, _("Noticing"), noticing_of(case, life_of(case)))


@require_safe
def river(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Old ways and new ones through the months."""
    case = opened(request, case_id)
    frame = frame_for(case, timezone.now(), "river", back_link("changed", case_id))
    return picture_page(request, frame, _("The river"), river_of(case, life_of(case)))


def picture_page(request: HttpRequest, frame: object, title: str, figure: object) -> HttpResponse:
    """A page of one picture."""
    context = {"frame": frame, "title": title, "figure": figure}
    return render(request, "web/changed/picture.html", context)
