"""What the client writes about how near people are: somebody's form, and placing by one press."""

from collections.abc import Sequence
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from msgspec.structs import replace

from relating.case import Person, Tie
from relating.case.entries.tie import Ring
from relating.case.fields import Visibility
from relating.engine.ties import RINGS, only_new
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.people.gate import Hidden
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.pieces import Confirm
from relating.web.people.near import A_PAGE, AT, Stands, groups, place_at, ring_after_ring
from relating.web.people.tie_form import TieForm, just_after, state_of, who_reads
from relating.web.voice.names import other_name

LONGEST_ANGLE = 3
ON_A_MAP = ("people", "people-map")
"""Pages on which somebody can be let go of."""


@visit.reads_and_writes
def tie(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """How it is with somebody, from a day on."""
    found, case = visit.opened(visit.viewer(request), entry_id)
    gate.require(policies.has_own_pages(case.role) and not found.row.deleted)
    person = whoever_stands(found.content, case)
    url = reverse("person", args=[case.person_row(person.id)])
    form = TieForm(visit.sent(request), case, person)
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form.told(), url)
    context = {
        "frame": frame_for(case, timezone.now(), "people", (_("The person"), url)),
        "form": form,
        "name": person.alias,
        **visit.writing(request),
    }
    return render(request, "web/people/tie.html", context, status=visit.status_of(form))


def whoever_stands(content: object, case: OpenCase) -> Person:
    """The person of an entry, under whichever of their entries."""
    content = gate.as_a(Person, content)
    return case.people[content.id]


def kept(request: HttpRequest, case: OpenCase, told: Tie | None, url: str) -> HttpResponse:
    """Write what changed, if anything did."""
    if told is None:
        return visit.done(request, _("Nothing changed."), url)
    receipt = actions.write(case.at.viewer, case.case_id, told)
    return visit.saved(request, f"{_('Saved.')} {whose(told, case)}", url, receipt)


def whose(told: Tie, case: OpenCase) -> str:
    """Who reads a change."""
    if told.visibility == "private":
        return _("Private to you.")
    return _("%(name)s can read it.") % {"name": other_name(case)}


# By one press ------------------------------------------------------------------------------------


@visit.reads_and_writes
def place(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everybody, and near, middle or far beside each; what was done stands with whom it was."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    if request.method == "POST":
        return placed(request, case)
    every = ring_after_ring(case, timezone.localdate())
    page = Paginator(every, A_PAGE).get_page(
        request.GET.get("page") or page_at(request, every, case)
    )
    found = groups(case, page.object_list)
    rows = {str(row.row): row.row for group in found for row in group.rows}
    context = {
        "frame": frame_for(case, timezone.now(), "people", back_link("people", case_id)),
        "groups": found,
        "page": page,
        "at": rows.get(request.GET.get(AT, "")),
        "rings": [(each, case.vocabulary.label("ring", each)) for each in RINGS],
        "token": visit.writing(request)["apart"],
    }
    return render(request, "web/people/place.html", context)


def page_at(request: HttpRequest, every: Sequence[Stands], case: OpenCase) -> int:
    """The page with whoever it is about."""
    asked = request.GET.get(AT, "")
    rows = (str(case.person_row(each.person.id)) for each in every)
    return next((at // A_PAGE + 1 for at, row in enumerate(rows) if row == asked), 1)


def placed(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Somebody stands elsewhere from today on: in the list, or let go of on the map."""
    person, ring = pressed(request.POST.get("place", ""), case)
    told = Tie(
        id=case.ids.of_one("place", visit.id_sent(request.POST.get("id", "")), person.id, ring),
        author="client",
        visibility=who_reads(case, person),
        recorded_at=just_after(case, person),
        person=person.id,
        on=timezone.localdate(),
        ring=ring,
        turned=turned(request.POST.get("turned", "")),
    )
    sent_from = request.POST.get("from", "")
    url = place_at(case, case.person_row(person.id))
    if sent_from in ON_A_MAP:
        url = reverse(sent_from, args=[case.case_id])
    new = only_new(told, state_of(case, person, told.on))
    if new is None:
        return visit.see_other(url)
    receipt = actions.write(case.at.viewer, case.case_id, new)
    said = {"name": person.alias, "where": case.vocabulary.label("ring", ring)}
    text = _("%(name)s: %(where)s.") % said
    return visit.saved(request, f"{text} {whose(new, case)}", url, receipt)


def pressed(sent: str, case: OpenCase) -> tuple[Person, Ring]:
    """Who was put where: the row of somebody, and a ring.

    Raises:
        Hidden: there is nobody of that row, or no such place.
    """
    row, _dot, where = sent.partition(".")
    rows = {str(case.person_row(id)): person for id, person in case.people.items()}
    ring = next((each for each in RINGS if each == where), None)
    if row not in rows or ring is None:
        raise Hidden
    return rows[row], ring


def turned(sent: str) -> int | None:
    """Where around the middle somebody was let go of, in degrees; None where that was not said."""
    return int(sent) % 360 if sent.isdecimal() and len(sent) <= LONGEST_ANGLE else None


# Who sees it -------------------------------------------------------------------------------------


@require_POST
def shared(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """All of it is shared, or taken back, in one act; asked first, because what was mixed before is
    one afterwards."""
    case = queries.open_around(visit.viewer(request), case_id)
    gate.require(policies.has_own_pages(case.role))
    wanted: Visibility = "private" if request.POST.get("do") == "take_back" else "shared"
    every = [replace(each, visibility=wanted) for each in case.all(Tie)]
    url = reverse("people", args=[case_id])
    if not every:
        return visit.see_other(url)
    if request.POST.get("sure") != "yes":
        return asked_first(request, case, wanted)
    first, *rest = every
    actions.write(case.at.viewer, case_id, first, actions.LATEST, beside=rest)
    name = {"name": other_name(case)}
    text = _("%(name)s sees it.") if wanted == "shared" else _("Taken back from %(name)s.")
    return visit.done(request, text % name, url)


def asked_first(request: HttpRequest, case: OpenCase, wanted: Visibility) -> HttpResponse:
    """What sharing all of it does, or taking it back."""
    shares = wanted == "shared"
    name = {"name": other_name(case)}
    confirm = Confirm(
        title=(_("Share all of it with %(name)s?") % name) if shares else _("Take all of it back?"),
        url=request.path,
        verb=_("Share all of it") if shares else _("Take all of it back"),
        back_url=reverse("people", args=[case.case_id]),
        lines=all_of_it(name, shares=shares),
        hidden=(("do", "share" if shares else "take_back"), ("sure", "yes")),
    )
    frame = frame_for(case, timezone.now(), "people", back_link("people", case.case_id))
    return render(request, "web/page/confirm-page.html", {"frame": frame, "confirm": confirm})


def all_of_it(name: dict[str, str], *, shares: bool) -> tuple[str, ...]:
    """What becomes of what is private to her now, and of what is shared."""
    if shares:
        return (
            _("What is private to you here is then read by %(name)s, too, with who they are.")
            % name,
            _("You can take it back; what was read cannot be unread."),
        )
    return (
        _("What %(name)s sees here now is then private to you.") % name,
        _("What was read cannot be unread."),
    )
