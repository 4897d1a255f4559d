"""Something happened: telling it, and telling it better. Exactly once; nothing typed is lost."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Episode, Mark
from relating.engine.danger import is_of_danger
from relating.engine.to_tell import is_bare
from relating.journal import actions, queries
from relating.journal.queries import OpenCase, OpenEntry
from relating.journal.receipts import Receipt
from relating.journal.tellings import told_lately
from relating.people import gate
from relating.people.gate import Hidden, Viewer
from relating.web.episodes import one_more
from relating.web.episodes.conflict import carried, differences, merged, said_meanwhile
from relating.web.episodes.form_fields import ONE_MORE
from relating.web.episodes.form_to_entry import begun_beside
from relating.web.episodes.forms import EpisodeForm
from relating.web.episodes.page import adding
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.meanwhile import APART, and_both, in_two
from relating.web.page.whence import came_from
from relating.web.room import marks
from relating.web.room.forms import PullForm
from relating.web.voice.names import other_name
from relating.web.voice.sides import is_clients, is_mine, rests, to_client


@visit.reads_and_writes
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The form for something that happened."""
    viewer = visit.viewer(request)
    case = needed(request, viewer, case_id)
    mark = marks.asked_for(case, request.GET["mark"]) if "mark" in request.GET else None
    zone = "" if mark else visit.zone(request)
    beside = told_by_other(request, case) if "of" in request.GET else None
    form = EpisodeForm(visit.sent(request), case, timezone.now(), zone=zone)
    form.beside = beside
    form.initial.update(begun_beside(beside) if beside else {})
    form.initial.update(marks.begun(mark, case) if mark else {})
    drawn = drawn_to(request, case, mark)
    if request.method == "POST" and form.only_looks:
        return shown(request, case, form.judge_nothing(), drawn)
    if request.method == "POST" and form.is_valid():
        form.episode = replace(form.episode, telling_of=beside.id if beside else None)
        try:
            receipt = told(case, form, actions.NEW, drawn)
        except actions.Conflict as conflict:
            return side_by_side(request, case, conflict, None)
        onward = marks.onward(case, mark)
        return acknowledged(request, case, form.episode, receipt, onward, fresh=True)
    return shown(request, case, form, drawn)


@visit.reads_and_writes
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The form with what was told before. A deletion meanwhile is a conflict, not an end."""
    viewer = visit.viewer(request)
    found = queries.open_entry(viewer, entry_id)
    before = episode_of(found, request)
    case = needed(request, viewer, found.at.case_id)
    gate.require(not rests(before, case))
    form = EpisodeForm(visit.sent(request), case, timezone.now(), before, found.row.version)
    drawn = drawn_to(request, case, marks.of_telling(case, before.id))
    if request.method == "POST" and form.only_looks:
        return shown(request, case, form.judge_nothing(), drawn)
    if request.method != "POST" or not form.is_valid():
        return shown(request, case, form, drawn)
    based_on = form.cleaned_data["version"] or actions.NEW
    if "settled" in request.POST and APART not in request.POST:
        form.episode = merged(form.episode, before, request.POST)
    form.episode, based_on = in_two(request, case, form.episode, based_on)
    try:
        receipt = told(case, form, based_on, drawn)
    except actions.Conflict as conflict:
        original = version_of(viewer, entry_id, based_on)
        return side_by_side(request, case, conflict, original)
    return acknowledged(request, case, form.episode, receipt)


@visit.reads_and_writes
def more(request: HttpRequest, entry_id: UUID, about: str) -> HttpResponse:
    """One thing more about a moment of hers that was told, on a page of its own."""
    found = queries.open_entry(visit.viewer(request), entry_id)
    before = episode_of(found, request)
    gate.require(about in ONE_MORE and is_clients(before))
    case = needed(request, found.at.viewer, found.at.case_id)
    version = found.row.version
    form = EpisodeForm(
        visit.sent(request), case, timezone.now(), before, version, only=ONE_MORE[about]
    )
    if request.method == "POST" and form.only_looks:
        return asked(request, case, form.judge_nothing(), about)
    if request.method != "POST" or not form.is_valid():
        return asked(request, case, form, about)
    onward = one_more.after(request, entry_id)
    based_on = form.cleaned_data["version"] or actions.NEW
    if form.episode == before:
        return visit.answered(request, onward)
    try:
        receipt = told(case, form, based_on)
    except actions.Conflict as conflict:
        original = version_of(case.at.viewer, entry_id, based_on)
        return side_by_side(request, case, conflict, original)
    return visit.saved(request, _("Kept."), onward, receipt)


def needed(request: HttpRequest, viewer: Viewer, case_id: UUID) -> OpenCase:
    """What writing needs of a case, or all that the page offers: what was chosen most of late."""
    if request.method == "POST":
        return queries.open_named(viewer, case_id)
    return queries.open_case(viewer, case_id)


def episode_of(found: OpenEntry, request: HttpRequest) -> Episode:
    """The episode that may be told better; one deleted meanwhile only when words are on the way.

    Raises:
        Hidden: it is something else, or somebody else's.
    """
    may = "revise" in found.may or (request.method == "POST" and "put_back" in found.may)
    if not may or not isinstance(found.content, Episode):
        raise Hidden
    return found.content


def drawn_to(request: HttpRequest, case: OpenCase, mark: Mark | None) -> PullForm | None:
    """What the mark behind a telling drew the counsellor to; None where there is no mark."""
    return PullForm(visit.sent(request), mark, case) if mark else None


def told(
    case: OpenCase, form: EpisodeForm, based_on: int, drawn: PullForm | None = None
) -> Receipt:
    """Write what happened with somebody new in it, words of one's own, and the mark it was."""
    new = form.additions
    mark = drawn.mark() if drawn else None
    viewer, case_id = case.at.viewer, case.case_id
    return actions.tell(
        viewer, case_id, form.episode, based_on, words=new.words, person=new.person, mark=mark
    )


def told_by_other(request: HttpRequest, case: OpenCase) -> Episode | None:
    """The other's telling of which this is to be another; none where it went while this one was
    being written, which then stands alone.

    Raises:
        Hidden: for the viewer there is no telling that they could tell, too.
    """
    try:
        found = queries.open_entry(case.at.viewer, visit.id_sent(request.GET["of"]))
        return told_too(found, case)
    except Hidden:
        if request.method != "POST":
            raise
    return None


def told_too(found: OpenEntry, case: OpenCase) -> Episode:
    """The telling of an entry, as the viewer may use it, where they may add their own to it."""
    told = gate.as_a(Episode, found.content)
    gate.require(not found.row.deleted)
    gate.require(found.at.case_id == case.case_id and not is_mine(told, case))
    gate.require(bool(adding(told, case)))
    return case.people.standing_in(told)


def looked_at(request: HttpRequest) -> tuple[str, str]:
    """The dates that were asked back, so that they are not asked again."""
    return "looked_at", request.POST.get("looked_at", "")


def version_of(viewer: Viewer, entry_id: UUID, version: int) -> Episode | None:
    """The version that the writer had before them."""
    earlier = queries.history(viewer, entry_id)
    found = (each.content for each in earlier if each.version == version)
    return next((each for each in found if isinstance(each, Episode)), None)


# Answers ---------------------------------------------------------------------------------------


def shown(
    request: HttpRequest, case: OpenCase, form: EpisodeForm, drawn: PullForm | None = None
) -> HttpResponse:
    """The page, empty or with everything that was typed; and what was said of a mark already."""
    now = timezone.now()
    if request.method == "POST":
        form.case = case = queries.open_case(case.at.viewer, case.case_id)
    back = back_link("today", case.case_id)
    if form.before:
        back = (_("What happened"), reverse("episode", args=[form.before.id]))
    context = {
        "form": form,
        "beside": adding(form.beside, case) if form.beside else "",
        "other": other_name(case),
        "drawn": drawn,
        "marked": marks.in_words(drawn.before, case)[0] if drawn else "",
        "frame": frame_for(case, now, "happened", back),
        "back": came_from(request),
        "safety_url": reverse("safety", args=[case.case_id]),
        **visit.writing(request, request.get_full_path()),
    }
    wrong = request.method == "POST" and not form.only_looks
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "web/episodes/happened.html", context, status=status)


def asked(request: HttpRequest, case: OpenCase, form: EpisodeForm, about: str) -> HttpResponse:
    """The page of one thing more, with the way back to where one was."""
    if request.method == "POST":
        form.case = case = queries.open_case(case.at.viewer, case.case_id)
    assert form.before is not None  # noqa: S101  it is asked about what was told
    back = came_from(request) or reverse("episode", args=[form.before.id])
    context = {
        "form": form,
        "about": about,
        "then": (visit.sent(request) or request.GET).get(one_more.THEN, ""),
        "back": back,
        "frame": frame_for(case, timezone.now(), "", (_("Back"), back)),
        **visit.writing(request, request.path),
    }
    return render(request, "web/episodes/one-more.html", context, status=visit.status_of(form))


def acknowledged(
    request: HttpRequest,
    case: OpenCase,
    episode: Episode,
    receipt: Receipt,
    onward: str = "",
    *,
    fresh: bool = False,
) -> HttpResponse:
    """Say that it is saved and who can read it, and be back where one was, or where that is not
    known, at what was saved. Of what is told for the first time one thing more may be asked.

    A page with scripts asks for the address as JSON, so that it learns that the entry was
    received, forgets its draft and only then goes on. Where she chose that there was danger,
    whom to call stands before anything else.
    """
    if to_client(case) and is_of_danger(episode):
        pause = reverse("pause", args=[case.case_id])
        return visit.answered(request, f"{pause}?of={episode.id}")
    text = and_both(request, who_can_read(case, episode))
    if "later" in request.POST:
        today = reverse("case", args=[case.case_id])
        return visit.saved(request, to_tell_later(episode) or text, today, receipt)
    back = onward or came_from(request) or reverse("episode", args=[episode.id])
    undo = visit.undo_url(receipt)
    may_ask = to_client(case) and (case.back_then or episode.place != "past")
    asks = asks_of(case, episode, back) if undo and fresh and may_ask else ""
    messages.success(request, text, extra_tags=f"{undo} {asks}".strip())
    return visit.answered(request, back)


def to_tell_later(episode: Episode) -> str:
    """What becomes of something put down in a tap or two; nothing of what is told already."""
    return _("Kept. It stands on Today for a week, to tell or not.") if is_bare(episode) else ""


def asks_of(case: OpenCase, episode: Episode, back: str) -> str:
    """Where one thing more is asked about what was told."""
    before = told_lately(case.at.viewer, case.case_id, episode, shown=False)
    return one_more.asks(episode, back, again=before is not None)


def who_can_read(case: OpenCase, episode: Episode) -> str:
    """That it is saved, and for whom."""
    if to_client(case) and episode.visibility == "private":
        return _("Saved. Private to you.")
    if episode.visibility == "private":
        text = _("Saved as your draft. %(name)s reads it once the two of you have talked about it.")
        return text % {"name": other_name(case)}
    return _("Saved. %(name)s can read it.") % {"name": other_name(case)}


def side_by_side(
    request: HttpRequest, case: OpenCase, conflict: actions.Conflict, original: Episode | None
) -> HttpResponse:
    """Both versions, field by field, with a choice for each; my own travels along unseen."""
    mine, theirs = conflict.yours, conflict.theirs
    if not isinstance(mine, Episode) or not isinstance(theirs, Episode):
        raise Hidden
    case = queries.open_around(case.at.viewer, case.case_id)
    entry, origin = theirs.id, request.POST.get("settled") or request.path
    back = (_("What happened"), reverse("episode", args=[entry]))
    context = {
        "frame": frame_for(case, timezone.now(), "", back),
        "differences": differences(mine, theirs, original, case),
        "stays": said_meanwhile(original, theirs, case),
        "carried": [*carried(mine, case), ("version", conflict.version), looked_at(request)],
        "fresh": request.POST.get("fresh", ""),
        "deleted": conflict.deleted,
        "action": reverse("episode-edit", args=[entry]),
        "episodes_url": reverse("episodes", args=[case.case_id]),
        "origin": origin,
        **visit.writing(request, origin),
    }
    return render(request, "web/episodes/conflict.html", context, status=HTTPStatus.CONFLICT)
