"""What could be done instead: by her or by him, never judged."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from msgspec.structs import replace

from relating.case import Content, Option, Way
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.meanwhile import Saved, and_both, in_two, rest_on, saved_meanwhile
from relating.web.page.open_dip import open_dip
from relating.web.page.thread import thread
from relating.web.voice.sides import to_counsellor
from relating.web.voice.words import opening
from relating.web.ways import page
from relating.web.ways.forms import OptionForm
from relating.web.ways.opened import fresh_option, is_own, opened


@visit.reads_and_writes
def new(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Write down something to do instead, or take over what she would rather have done."""
    way, case = opened(request, entry_id)
    fresh = fresh_option(way, case)
    if request.method == "POST" and "take" in request.POST:
        return taken(request, way, case, fresh)
    return written(request, case, way, fresh, 0)


def taken(request: HttpRequest, way: Way, case: OpenCase, fresh: Option) -> HttpResponse:
    """Take over, with one tap, what she would rather have done at one of its times.

    Raises:
        Hidden: nothing of the kind is offered.
    """
    gate.require(open_dip(case) is None)
    meant = (each for each in page.rather(way, case) if str(each.id) == request.POST["take"])
    found = gate.there(next(meant, None))
    own = case.ids.of_one(f"option:{way.id}", found.id)
    told = replace(fresh, id=own, words=found.words, origin=found.id)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    return visit.saved(request, _("Kept."), reverse("way", args=[way.id]), receipt)


@visit.reads_and_writes
def one(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One option: whose it is may change it, the other reads it."""
    option, way, case = opened_option(request, entry_id)
    if is_own(option, case):
        return written(request, case, way, option, case.version(entry_id))
    gate.require(request.method != "POST")
    return form_page(request, case, way, None, option)


@require_POST
def at_hand(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """She keeps one at hand, or puts it back with the others."""
    option, way, case = opened_option(request, entry_id)
    gate.require(policies.has_own_pages(case.role))
    told = replace(way, pinned=option.id if request.POST.get("at_hand") == "yes" else None)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    text = in_place_of(way, told, case)
    return visit.saved(request, text, reverse("way", args=[way.id]), receipt)


def in_place_of(before: Way, after: Way, case: OpenCase) -> str:
    """That it is kept, and what was at hand until now."""
    replaced = after.pinned is not None and after.pinned != before.pinned
    there = (each for each in case.all(Option) if each.id == before.pinned)
    other = next(there, None) if replaced else None
    if other is None:
        return _("Kept.")
    return _("Kept at hand, in the place of: %(words)s") % {"words": opening(other.words)}


def opened_option(request: HttpRequest, entry_id: UUID) -> tuple[Option, Way, OpenCase]:
    """An option with its way and its case.

    Raises:
        Hidden: for this viewer there is no such option, or not its way, or one was deleted.
    """
    found = queries.open_entry(visit.viewer(request), entry_id)
    gate.require(not found.row.deleted)
    option = found.content
    if not isinstance(option, Option) or option.way is None:
        raise Hidden
    return (option, *opened(request, option.way))


def written(
    request: HttpRequest, case: OpenCase, way: Way, base: Option, version: int
) -> HttpResponse:
    """Show the form, or keep what it says."""
    form = OptionForm(visit.sent(request), base, version, case)
    if request.method == "POST" and rests(case) and not version:
        form.add_error(None, _("First talk about what happened between you; then offer it."))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, case, way, form, base if version else None)
    told, based_on = in_two(request, case, form.told(), form.cleaned_data["based_on"] or 0)
    try:
        receipt = actions.write(case.at.viewer, case.case_id, told, based_on)
    except actions.Conflict as conflict:
        rest_on(form, conflict.version)
        saved = OptionForm(None, option_of(conflict.theirs), version, case)
        return form_page(request, case, way, form, base, saved_meanwhile(form, saved))
    return visit.saved(
        request, and_both(request, _("Kept.")), reverse("way", args=[way.id]), receipt
    )


def rests(case: OpenCase) -> bool:
    """Whether he offers nothing now: a dip is open."""
    return to_counsellor(case) and open_dip(case) is not None


def option_of(saved: Content) -> Option:
    """An option that was changed meanwhile.

    Raises:
        Hidden: it is none.
    """
    if not isinstance(saved, Option):
        raise Hidden
    return saved


def form_page(
    request: HttpRequest,
    case: OpenCase,
    way: Way,
    form: OptionForm | None,
    there: Option | None,
    met: tuple[Saved, ...] | None = None,
) -> HttpResponse:
    """The form with everything that was typed; without one, what the other wrote."""
    url = reverse("way", args=[way.id])
    context = {
        "frame": frame_for(case, timezone.now(), "ways", (_("The way"), url)),
        "form": form,
        "there": page.option_shown(there, way, case) if there else None,
        "way": page.titled(way),
        "url": url,
        "met": met,
        "thread": thread(case, there.id, timezone.now()) if there else (),
        "plan_url": plan_url(there, case) if there else "",
        "rests": rests(case),
        "hers": policies.has_own_pages(case.role),
        **visit.writing(request),
    }
    status = visit.status_of(form, met) if form else 200
    return render(request, "web/ways/option.html", context, status=status)


def plan_url(option: Option, case: OpenCase) -> str:
    """Where she makes a plan of it; while a dip is open nothing is planned."""
    if not policies.has_own_pages(case.role) or open_dip(case) is not None:
        return ""
    return f"{reverse('plan-new', args=[case.case_id])}?option={option.id}"
