"""The words of every list: rename, hide, show again, add one's own; for a case or a practice."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from relating.case import LISTS, Content
from relating.case.held import codes_counted
from relating.journal import actions, lexicons, queries
from relating.journal.layers import Change, Changed
from relating.journal.lexicons import Lexicon
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.people.gate import Viewer
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for, office_for
from relating.web.page.frames import DeskFrame, OfficeFrame, PhoneFrame
from relating.web.page.map import back_link
from relating.web.voice.sides import is_clients, to_client
from relating.web.words import page as wording
from relating.web.words import undo
from relating.web.words.entry import Around, is_own, key_of
from relating.web.words.forms import FIXED, PLACED, PLACES, Meanwhile, WordForm
from relating.web.words.page import CLOSED

Text = str | Promise
WORDS = gettext_lazy("Words")
DONE = {
    "rename": gettext_lazy("Renamed."),
    "original": gettext_lazy("Back to the first name."),
    "hide": gettext_lazy("Hidden. It is not offered any more; where it was chosen it stays."),
    "show": gettext_lazy("Shown again."),
    "add": gettext_lazy("Added."),
}
PRACTICE = gettext_lazy(
    "What you change here holds for everybody in the practice. Counsellors and clients can put "
    "their own words on top."
)
UNSETTLED = gettext_lazy(
    "This word was renamed meanwhile, in another window. Save once more to have yours."
)


class Desk(NamedTuple):
    """Whose words a page shows, and how one of them is changed."""

    viewer: Viewer
    frame: DeskFrame | OfficeFrame | PhoneFrame
    lexicon: Lexicon
    change: Callable[[str, str, Change], Changed]
    url: Callable[[str], str]
    says: Text
    around: Around
    used: Callable[[], Collection[tuple[str, str]]] = tuple


@require_safe
def home(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every list of a case, the most used first."""
    return all_lists(request, of_case(request, case_id, ""))


@visit.reads_and_writes
def words(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """One list of a case."""
    return one_list(request, of_case(request, case_id, name), name)


@require_safe
def practice_home(request: HttpRequest) -> HttpResponse:
    """Every list of the practice."""
    return all_lists(request, of_practice(request))


@visit.reads_and_writes
def practice_words(request: HttpRequest, name: str) -> HttpResponse:
    """One list of the practice."""
    return one_list(request, of_practice(request), name)


def of_case(request: HttpRequest, case_id: UUID, name: str) -> Desk:
    """The client's words in their case, or the counsellor's own in all of theirs."""
    viewer = visit.viewer(request)
    case = queries.open_case(viewer, case_id)
    return Desk(
        viewer=viewer,
        frame=case_frame(case, name),
        lexicon=lexicons.of_case(case),
        change=lambda name, code, change: actions.change_word(viewer, case_id, name, code, change),
        url=lambda name: address("words", name, case_id),
        says=says(case),
        around=around(case),
        used=lambda: chosen(case, case.contents),
    )


def case_frame(case: OpenCase, name: str) -> DeskFrame | PhoneFrame:
    """The frame around all lists, or around one, where forms stand."""
    case_id, now = case.case_id, timezone.now()
    if not name:
        return frame_for(case, now, "words", back_link("more", case_id))
    return frame_for(case, now, "words", (WORDS, reverse("words-home", args=[case_id])))


def of_practice(request: HttpRequest) -> Desk:
    """The words of the administrator's practice."""
    viewer = visit.viewer(request)
    return Desk(
        viewer=viewer,
        lexicon=lexicons.of_practice(viewer),
        frame=office_for(viewer, "practice-words-home"),
        change=partial(in_practice, viewer),
        url=lambda name: address("practice-words", name),
        says=PRACTICE,
        around=Around(title=_("Words of the practice"), counted=_("%(n)s of the practice")),
    )


def in_practice(viewer: Viewer, name: str, code: str, change: Change) -> Changed:
    """Change a word for the whole practice."""
    return actions.change_layer(viewer, name, code, change, own=False)


def address(page: str, name: str, *args: object) -> str:
    """The page of one list; without a name, that of all lists."""
    return reverse(page, args=[*args, name]) if name else reverse(f"{page}-home", args=args)


def says(case: OpenCase) -> str:
    """For whom a change here holds, and who gets to read it."""
    if to_client(case):
        return _(
            "Call things what you call them. Your words are private to you until you share "
            "something in which they stand; then %(name)s reads them too."
        ) % {"name": case.counsellor_name}
    return _(
        "What you change here holds in all your cases. Where %(name)s has another word, theirs "
        "stands in this case."
    ) % {"name": case.client_name}


def around(case: OpenCase) -> Around:
    """What stands beside the words of a case."""
    told: tuple[Content, ...] = (*case.episodes, *case.people.values())
    counts: Counter[str] = Counter()
    for (name, _code), times in chosen(case, told).items():
        counts[name] += times
    if to_client(case):
        by = _("added by %(name)s or the practice") % {"name": case.counsellor_name}
        return Around(other=case.counsellor_name, private=True, added_by=by, used=counts)
    theirs = tuple(each for each in case.words if is_clients(each))
    added_by = _("added by the practice")
    return Around(other=case.client_name, added_by=added_by, theirs=theirs, used=counts)


def chosen(case: OpenCase, contents: Iterable[Content]) -> Counter[tuple[str, str]]:
    """Every word that was chosen in these contents, as often as it was, as (list, code)."""
    found = codes_counted(contents)
    return Counter({pair: n for pair, n in found.items() if case.vocabulary.term(*pair)})


def all_lists(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every list, with how many words it has."""
    urls = {name: desk.url(name) for name in LISTS}
    groups = wording.lists(desk.lexicon, desk.around, urls)
    title = _("Your words") if isinstance(desk.frame, PhoneFrame) else WORDS
    context = {"frame": desk.frame, "groups": groups, "says": desk.says, "title": title}
    return render(request, "web/words/home.html", context)


def one_list(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """One list, or a change to it."""
    gate.require(name in LISTS)
    if request.method != "POST":
        return page(request, desk, WordForm(visit.sent(request), lexicon=desk.lexicon, name=name))
    if request.POST.get("act") == "undo":
        return undone(request, desk, name)
    form = WordForm(request.POST, lexicon=desk.lexicon, name=name)
    if form.is_valid():
        try:
            return changed(request, desk, form)
        except Meanwhile:
            form.add_error("label", UNSETTLED)
    return page(request, desk, form, status=422)


def changed(request: HttpRequest, desk: Desk, form: WordForm) -> HttpResponse:
    """Make the change; the way back is offered on the next page, once."""
    made = desk.change(form.into, form.entry, form.change)
    if made.after != made.before:
        back = Changed(form.before(made.before), made.after)
        undo.remember(request, desk.viewer, form.into, DONE[form.cleaned_data["act"]], back)
    key = key_of(form.entry)
    terms = desk.lexicon.vocabulary.terms(form.into)
    turns = sum(is_own(desk.lexicon, each) for each in terms) >= wording.OWN
    return visit.see_other(f"{desk.url(form.into)}{f'?at={key}' if turns else ''}#{key}")


def undone(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """Put back what stood before the last change, if nobody changed it since."""
    back = undo.opened(desk.viewer, request.POST.get("word", ""), desk.used())
    text = _("This was changed again meanwhile, so it stays as it is.")
    if back is not None:
        made = desk.change(name, back.after.code, back.change)
        text = _("As it was before.") if back.is_done(made.after) else text
    return visit.done(request, text, desk.url(name))


def page(request: HttpRequest, desk: Desk, form: WordForm, status: int = 200) -> HttpResponse:
    """The page of one list. The entry whose change did not fit stands open."""
    name, adding = form.name, form.is_bound and not form.is_of_an_entry
    adder = form if adding else WordForm(None, lexicon=desk.lexicon, name=name)
    asked = wording.Asked(request.GET.get("page"), request.GET.get("at"))
    context = shown(desk, name, asked) | {
        "form": form,
        "adder": adder,
        "adding": adding,
        "fresh": adder["fresh"].value() or uuid4(),
        "typed": form["label"].value() or "",
        "open": form["code"].value() if form.is_bound and not adding else None,
        "writer": visit.writer(request),
        "undo": undo.offered(request, name, desk.url(name)),
    }
    return render(request, "web/words/list.html", context, status=status)


def shown(desk: Desk, name: str, asked: wording.Asked) -> dict[str, object]:
    """What the page of one list shows, whatever was sent."""
    turned = wording.turned(desk.lexicon, name, desk.around, asked)
    return told(desk, name) | {
        "page": turned.page,
        "groups": turned.groups,
        "away": turned.away,
        "theirs": turned.theirs,
        "other": desk.around.other,
        "placed": name in PLACED,
        "places": {key: label for key, (label, _point) in PLACES.items()},
    }


def told(desk: Desk, name: str) -> dict[str, object]:
    """What the page of one list says of it."""
    return {
        "frame": desk.frame,
        "home": desk.url(""),
        "title": desk.lexicon.vocabulary.titles[name],
        "says": desk.says,
        "closed": CLOSED if name in desk.lexicon.below.closed else "",
        "fixed": FIXED.get(name, ""),
        "origin": wording.origin(name),
    }
