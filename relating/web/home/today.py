"""The client's Today: the one thing that matters most, what happened lately, what is received."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from relating.case import Attempt, Book, Episode, Plan, Session
from relating.engine.back_then import of_now
from relating.engine.danger import is_hard_day, is_of_danger
from relating.engine.order import moment
from relating.engine.plans import of_day
from relating.engine.plans import waiting as waiting_plans
from relating.journal import inbox, queries
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.beginning.page import asks as asks_to_begin
from relating.web.beginning.page import waits_for_both
from relating.web.feedback.page import waiting
from relating.web.home.news import news
from relating.web.home.week import to_tell, week
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.frames import phone_frame
from relating.web.page.over import booked, ended
from relating.web.page.parts import left_out_of
from relating.web.page.pieces import Row
from relating.web.page.rows import rows_of
from relating.web.plans.page import shown as shown_plan
from relating.web.sessions.page import kept_for_next, next_hour, without_pulse
from relating.web.voice.episode import way_of
from relating.web.voice.names import first_words, when_of, whom
from relating.web.voice.sides import is_clients
from relating.web.voice.times import WEEK, dated, weekday
from relating.web.voice.ways import way_shown

Text = str | Promise
ROWS = 5
SOON = timedelta(days=2)
LATELY = timedelta(days=42)
A_WEEK = timedelta(days=7)
FIRST_WEEKS = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Deep:
    """The deep card. `says` is the software's sentence, `words` are people's own.

    With a `place` a mark stands before its title, else the stone of `who`. `first` says that it
    stands before all that waits: her plan of this day does.
    """

    title: Text
    lead: Text = ""
    words: str = ""
    says: Text = ""
    line: Text = ""
    url: str = ""
    verb: Text = ""
    who: str = ""
    place: str = ""
    way: str = ""
    first: bool = False


def today(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """Today, as the client opens it; once the two have ended, the way to all that stays."""
    now = timezone.now()
    if not policies.goes_on(ended=case.at.ended):
        return quiet(request, case, now)
    local = timezone.localtime(now)
    card, asks = deep(case, now), waiting(case, now)
    open_to_tell = to_tell(case, now)
    known = {card.url, *(each.url for each in open_to_tell)}
    context = {
        "frame": phone_frame(case.case_id, "today", without=left_out_of(case)),
        "weekday": written(local, "l"),
        "now": now,
        "date": written(local, day_and_month()),
        "counsellor": case.counsellor_name,
        "letters_url": letters_url(case),
        "deep": card,
        "deep_first": card.first,
        "coming": coming(case, now, card),
        "rows": lately(known, case, now),
        "to_tell": open_to_tell,
        "week": week(case, now),
        "month_url": reverse("month", args=[case.case_id]),
        "begins": begins(case, now),
        "asks": asks,
        "due": None if asks and todays(case, now) else due(case, now),
        "asks_to_begin": asks_to_begin(case),
        "lately": news(case, queries.changes(case, now - A_WEEK), now),
        "writer": visit.writer(request),
        "case_id": case.case_id,
    }
    name = "web/home/today.html" if case.episodes else "web/home/first.html"
    return render(request, name, context)


def due(case: OpenCase, now: datetime) -> Session | None:
    """The last hour, while its pulse is not there; the first one comes once both agreed."""
    if "pulse" in left_out_of(case):
        return None
    return None if waits_for_both(case) else without_pulse(case, now)


def quiet(request: HttpRequest, case: OpenCase, now: datetime) -> HttpResponse:
    """Today in a case that has ended: the book, and all that stays to be read."""
    has_book = bool(case.all(Book))
    lines = news(case, queries.changes(case, now - A_WEEK), now)
    context = {
        "frame": frame_for(case, now, "today"),
        "case_id": case.case_id,
        "book_url": reverse("book" if has_book else "book-choose", args=[case.case_id]),
        "ended": ended(case),
        "booked": booked(case, now),
        "has_book": has_book,
        "lately": lines,
        "due": None,
        "coming": "",
        "counsellor": case.counsellor_name,
        "now": now,
        "letters_url": letters_url(case),
    }
    return render(request, "web/home/quiet.html", context)


def letters_url(case: OpenCase) -> str:
    """Where something from her phone waits to be looked at; empty where nothing does."""
    waits = inbox.waiting(case.at.viewer, case.case_id)
    return reverse("letters", args=[case.case_id]) if waits else ""


def lately(known: Collection[str], case: OpenCase, now: datetime) -> list[Row]:
    """What happened lately, without what stands above already, and nothing of back then."""
    found = rows_of(of_now(case.episodes, on=False)[: ROWS + len(known)], case, now)
    return [row for row in found if row.url not in known][:ROWS]


def begins(case: OpenCase, now: datetime) -> bool:
    """Whether she began so lately that the way to tell of something stands there in words."""
    return all(each.recorded_at > now - FIRST_WEEKS for each in case.episodes)


def day_and_month() -> str:
    """How a day is written where its year goes without saying."""
    return pgettext("date without year", "j F")


def deep(case: OpenCase, now: datetime) -> Deep:
    """What matters most: the plan of this day, an hour that is near, a new way of hers, the next
    hour, an opening."""
    plan = None if is_hard_today(case, now) else todays(case, now)
    if plan is not None:
        return at_hand(plan, case, now)
    if not case.episodes:
        return welcome(case, now)
    following = next_hour(case.sessions, now)
    if following is not None and following.at - now <= SOON:
        return hour(following, case, now)
    otherwise = None if is_hard_today(case, now) else went_otherwise(case, now)
    if otherwise is not None:
        return new_way(otherwise, case, now)
    return opening_words(case) if following is None else hour(following, case, now)


def todays(case: OpenCase, now: datetime) -> Plan | None:
    """The plan of this day. One that was made before a dip opened stays."""
    waits = waiting_plans(case.all(Plan), case.all(Attempt), case.people)
    return of_day(waits, timezone.localdate(now))


def at_hand(plan: Plan, case: OpenCase, now: datetime) -> Deep:
    """The plan of this day, with what to do if it goes badly."""
    said = shown_plan(plan, case, now)
    lead = _("If %(situation)s, I say") % {"situation": plan.situation} if plan.situation else ""
    return Deep(
        title=said.day,
        lead=lead if plan.say else "",
        words=plan.say or plan.situation,
        line=_("If it goes badly: %(words)s") % {"words": said.bad} if said.bad else "",
        url=reverse("plan", args=[plan.id]),
        verb=_("Have it large"),
        who=case.client_name,
        first=True,
    )


def coming(case: OpenCase, now: datetime, card: Deep) -> str:
    """The next session in a line, where it is not what the card shows."""
    following = next_hour(case.sessions, now)
    if following is None or card.url == reverse("agenda", args=[case.case_id]):
        return ""
    name = {"counsellor": case.counsellor_name, "when": at_hour(following.at, now)}
    return _("%(when)s, with %(counsellor)s") % name


def welcome(case: OpenCase, now: datetime) -> Deep:
    """The card before the first entry; it says nothing in the counsellor's name."""
    following = next_hour(case.sessions, now)
    name = {"client": case.client_name, "counsellor": case.counsellor_name}
    says = _("Good that you are here. Put down what stays with you, in a few words or many.")
    together = _("What you share, you and %(counsellor)s can look at together.") % name
    if following is not None:
        day = weekday(following.at, now)
        together = _("What you share, you and %(counsellor)s can look at on %(day)s.") % (
            name | {"day": day}
        )
    return Deep(_("Hello %(client)s") % name, says=says, line=together, who=case.client_name)


def hour(session: Session, case: OpenCase, now: datetime) -> Deep:
    """The next session, and what was left for it last time."""
    name = {"counsellor": case.counsellor_name, "when": at_hour(session.at, now)}
    kept = kept_for_next(case, now)
    return Deep(
        title=_("%(when)s, with %(counsellor)s") % name,
        lead=_("For this time you two kept:") if kept else "",
        words=kept,
        says="" if kept else _("What would you like to bring?"),
        url=reverse("agenda", args=[case.case_id]),
        verb=_("What to bring"),
        who=case.counsellor_name,
    )


def at_hour(at: datetime, now: datetime) -> str:
    """A day and an hour to come: "Tomorrow, 14:00", "Wednesday, 14:00", "12 March, 14:00"."""
    then, today = timezone.localtime(at), timezone.localtime(now)
    days = (then.date() - today.date()).days
    near = {0: _("Today"), 1: _("Tomorrow")}
    far = written(then, "l") if days < WEEK else dated(at, now)
    hour = written(then, pgettext("time of day", "H:i"))
    return _("%(day)s, %(hour)s") % {"day": near.get(days, far), "hour": hour}


def went_otherwise(case: OpenCase, now: datetime) -> Episode | None:
    """Her own latest words about a new way; never with somebody who is not safe for her."""
    for episode in case.episodes:
        if moment(episode) < now - LATELY:
            return None
        if episode.story and is_clients(episode) and is_fit(episode, case):
            return episode
    return None


def is_hard_today(case: OpenCase, now: datetime) -> bool:
    """Whether she told of danger today: then nothing speaks of new ways."""
    return is_hard_day(case.episodes, now, timezone.get_current_timezone())


def is_fit(episode: Episode, case: OpenCase) -> bool:
    """Whether an episode can be put before her without being asked for."""
    held_back = episode.place == "past" or is_of_danger(episode)
    return way_shown(episode, case) == "new" and not held_back


def new_way(episode: Episode, case: OpenCase, now: datetime) -> Deep:
    """A time when it went otherwise, in her own words."""
    who = whom(episode, case)
    new = (way_of(code, case.vocabulary) for code in episode.i_did or ())
    named = [pick.words for pick in new if pick.way == "new"]
    parts = [part for part in (*named, who, when_of(episode, case, now)) if part]
    return Deep(
        title=_("The last time you found a new way"),
        words=first_words(episode),
        line=" · ".join(parts),
        url=reverse("episode", args=[episode.id]),
        verb=_("Read it again"),
        place=episode.place,
        way="new",
    )


def opening_words(case: OpenCase) -> Deep:
    """The card where there is nothing nearer: an invitation, not a reminder."""
    return Deep(
        title=_("Whenever something stays with you"),
        says=_("A few words are enough. You can say more later, or leave it at that."),
        url=reverse("diary", args=[case.case_id]),
        verb=_("Look back"),
        who=case.client_name,
    )
