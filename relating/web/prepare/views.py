"""Before an hour: one screen, two minutes."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Agenda, Answer, Aside, CaseEntry, Pulse, WorkWithMe
from relating.case.entries.agenda import Worth
from relating.engine.alliance import Alliance
from relating.engine.back_then import of_now
from relating.engine.prepare import Prepared, prepare
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.pictures import alliance
from relating.pictures.alliance_words import NOT_VALIDATED, Two
from relating.pictures.drawing import Drawing
from relating.web.agenda import page as bringing
from relating.web.agenda.forms import form_for
from relating.web.page import visit
from relating.web.page.figures import links
from relating.web.page.frame_of_case import frame_for
from relating.web.page.over import booked, ended
from relating.web.page.rows import rows_at_first
from relating.web.prepare import between, threads
from relating.web.prepare import page as preparing
from relating.web.sessions import outer_frame
from relating.web.voice.sentence import say

ROWS, AT_FIRST = 6, 2
"""So much of what is new is on the page, and so much of it is seen without opening anything."""
OPEN = 12
"""So much of what is open is on the page, unless all of it is asked for."""
WORTHS: tuple[Worth, ...] = ("dip", "promise", "rhyme")
PICTURE, GLANCE = 360, 30


@visit.reads_and_writes
def page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is worth bringing, what is on the list, what is new, what is open; once it has ended,
    that, and what stayed open."""
    case = queries.open_case(visit.viewer(request), case_id)
    gate.require(policies.has_room(case.role))
    if request.method == "POST" and "came_back" in request.POST:
        return came_back(request, case)
    if request.method == "POST":
        return set_aside(request, case)
    now = timezone.now()
    entries = [each for each in case.contents if isinstance(each, CaseEntry)]
    found = prepare(entries, case.people, now, case.frame.contract)
    context = {
        "frame": frame_for(case, now, "prepare"),
        "name": case.client_name,
        "ended": ended(case),
        "booked": booked(case, now),
        "case_id": case_id,
        "id": uuid4(),
        **visit.writing(request, reverse("agenda", args=[case_id])),
        "form": form_for(case),
        "lines": bringing.lines(case, now),
        "outer_frame": list(outer_frame.lately(case, now)),
        "agenda_url": "",
        "with_me": any(each.lines for each in case.all(WorkWithMe)),
        **shown(found, case, entries, most_open=None if "open" in request.GET else OPEN),
    }
    return render(request, "web/prepare/prepare.html", context)


def shown(
    found: Prepared, case: OpenCase, entries: list[CaseEntry], most_open: int | None
) -> dict[str, object]:
    """What the page says of what was found, of what is open so much."""
    now = timezone.now()
    known = {each.id: each for each in entries}
    by_id = {each.id: each for each in of_now(case.episodes, on=case.back_then)}
    fresh = [by_id[each] for each in found.episodes if each in by_id]
    dip = found.alliance.open[-1] if found.alliance.open else None
    said = (
        *between.lines(found, case),
        *threads.tries(found, case, now),
        *threads.new_between(found, case),
        *threads.answers(found, case, known),
    )
    rows = rows_at_first(fresh[:ROWS], case, now)
    news = [*(("open", each) for each in said), *(("row", each) for each in rows)]
    return {
        "worths": preparing.worths(found, case, known, now),
        "held": preparing.held(found),
        "dip": dip,
        "drawing": drawing(found, case),
        "not_validated": say(NOT_VALIDATED),
        "alliance_url": reverse("alliance", args=[case.case_id]),
        "since": preparing.since(found, now),
        "news": news,
        "later": len(news[AT_FIRST:]) + len(fresh[ROWS:]),
        "more": len(fresh[ROWS:]),
        "threads": list(threads.threads(found.threads[:most_open], case, known)),
        "all_open": most_open is None,
        "more_open": len(found.threads) - len(found.threads[:most_open]),
    }


def drawing(found: Prepared, case: OpenCase) -> Drawing | None:
    """The alliance; nothing before there is enough to draw."""
    if found.alliance.n == 0:
        return None
    short = lately(found.alliance)
    two = Two(client=case.client_name, counsellor=None)
    return alliance.draw(
        short,
        two=two,
        say=say,
        link=links("session"),
        width=PICTURE,
    ).drawing


def lately(found: Alliance) -> Alliance:
    """The alliance of the latest hours, which is what a glance can take in."""
    points = found.points[-GLANCE:]
    seen = {each.session for each in points}
    dips = tuple(each for each in found.dips if each.session in seen)
    return replace(found, points=points, dips=dips)


def set_aside(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Leave something for another day: it stays away until the next hour has been."""
    url = reverse("prepare", args=[case.case_id])
    try:
        token = UUID(request.POST.get("id", ""))
        about = tuple(UUID(each) for each in request.POST.getlist("about"))
    except ValueError:
        return visit.see_other(url)
    worth = next((each for each in WORTHS if each == request.POST.get("worth")), None)
    known = {each.id for each in case.contents if isinstance(each, CaseEntry)}
    why: Worth = gate.there(worth)
    gate.require(known >= set(about))
    left = Aside(
        id=case.ids.of_one("aside", token, why, *about),
        author="counsellor",
        visibility="private",
        recorded_at=visit.to_the_second(),
        worth=why,
        about=about,
    )
    receipt = actions.write(case.at.viewer, case.case_id, left)
    return visit.saved(request, _("Left for another day."), url, receipt)


def came_back(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """The two came back to an answer, or to what was not right: a line of the counsellor's own,
    without words, says so."""
    wanted = request.POST.get("came_back", "")
    every = (*case.all(Answer), *case.all(Pulse))
    open_end = gate.there(next((each.id for each in every if str(each.id) == wanted), None))
    now = visit.to_the_second()
    check = Agenda(
        id=case.ids.of_one("done", open_end),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        about=(open_end,),
        done_at=now,
    )
    receipt = actions.write(case.at.viewer, case.case_id, check, actions.LATEST)
    url = reverse("prepare", args=[case.case_id])
    return visit.saved(request, _("Closed: you came back to it."), url, receipt)
