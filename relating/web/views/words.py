"""The words of every list: rename, hide, show again, add one's own; for a case or a practice."""

import base64
from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from relating.case import Word
from relating.case.vocabulary import LISTS
from relating.journal import actions, lexicons, queries
from relating.journal.lexicons import Lexicon
from relating.people.gate import Hidden, Viewer
from relating.vault import seal
from relating.web import asking, kept, wording
from relating.web.forms.words import WordForm
from relating.web.frame import DeskFrame, OfficeFrame, PhoneFrame
from relating.web.pieces import Undo
from relating.web.views.frames import frame_for, office_for

writes = require_http_methods(["GET", "HEAD", "POST"])
UNDO = "undo-word"
DONE = {
    "rename": gettext_lazy("Renamed."),
    "original": gettext_lazy("The first word is back."),
    "hide": gettext_lazy("Hidden. It is no longer offered; where it was chosen it stays."),
    "show": gettext_lazy("Shown again."),
    "add": gettext_lazy("Added."),
}
TELLS = {
    "client": gettext_lazy(
        "Call things as you call them. Your words are yours alone, until you share something in "
        "which they stand."
    ),
    "counsellor": gettext_lazy(
        "These are your words, in all of your cases. Where a client has a word of their own, "
        "theirs is shown."
    ),
}
PRACTICE = gettext_lazy(
    "The words of this practice. A counsellor or a client may still call things differently."
)


class Whose(NamedTuple):
    """Whose words a page shows, and how one of them is changed."""

    viewer: Viewer
    frame: DeskFrame | OfficeFrame | PhoneFrame
    lexicon: Lexicon
    change: Callable[[Word], object]
    home: str
    urls: Callable[[str], str]
    tells: str


@require_safe
def home(request: HttpRequest, case: UUID) -> HttpResponse:
    """Every list of a case, the most used first."""
    return all_lists(request, of_case(request, case))


@writes
def words(request: HttpRequest, case: UUID, name: str) -> HttpResponse:
    """One list of a case."""
    return one_list(request, of_case(request, case, name), name)


@require_safe
def practice_home(request: HttpRequest) -> HttpResponse:
    """Every list of the practice."""
    return all_lists(request, of_practice(request))


@writes
def practice_words(request: HttpRequest, name: str) -> HttpResponse:
    """One list of the practice."""
    return one_list(request, of_practice(request), name)


def of_case(request: HttpRequest, case: UUID, name: str = "") -> Whose:
    """The client's words in their case, or the counsellor's own."""
    viewer = asking.viewer(request)
    opened = queries.open_case(viewer, case)
    home_url = reverse("words-home", args=[case])
    back = (_("Words"), home_url) if name else (_("More"), reverse("more", args=[case]))
    return Whose(
        viewer=viewer,
        frame=frame_for(opened, timezone.now(), "words", back=back),
        lexicon=lexicons.of_case(opened),
        change=lambda word: actions.word(viewer, case, word),
        home=home_url,
        urls=lambda name: reverse("words", args=[case, name]),
        tells=str(TELLS[str(opened.role)]),
    )


def of_practice(request: HttpRequest) -> Whose:
    """The words of the administrator's practice."""
    viewer = asking.viewer(request)
    return Whose(
        viewer=viewer,
        lexicon=lexicons.of_practice(viewer),
        frame=office_for(viewer, "practice-words-home"),
        change=lambda word: actions.change_layer(viewer, word, own=False),
        home=reverse("practice-words-home"),
        urls=lambda name: reverse("practice-words", args=[name]),
        tells=str(PRACTICE),
    )


def all_lists(request: HttpRequest, whose: Whose) -> HttpResponse:
    """Every list, with how many words it has."""
    lines = [(line, whose.urls(line.name)) for line in wording.lines(whose.lexicon)]
    context = {"frame": whose.frame, "lines": lines, "tells": whose.tells}
    return render(request, "web/words/home.html", context)


def one_list(request: HttpRequest, whose: Whose, name: str) -> HttpResponse:
    """One list, or a change to it.

    Raises:
        Hidden: there is no such list.
    """
    if name not in LISTS:
        raise Hidden
    if request.method != "POST":
        return page(request, whose, name, WordForm.adding(whose.lexicon, name))
    if request.POST.get("act") == "undo":
        return undone(request, whose, name)
    form = WordForm(request.POST, lexicon=whose.lexicon, name=name)
    if not form.is_valid():
        return page(request, whose, name, form)
    return changed(request, whose, name, form)


def changed(request: HttpRequest, whose: Whose, name: str, form: WordForm) -> HttpResponse:
    """Make the change; the way back is offered on the next page, once."""
    before, after = form.before(), form.after()
    whose.change(after)
    request.session[UNDO] = [form.cleaned_data["act"], name, sealed(whose.viewer, before)]
    return asking.see_other(whose.urls(name))


def undone(request: HttpRequest, whose: Whose, name: str) -> HttpResponse:
    """Put back what stood before the last change."""
    before = opened(whose.viewer, request.POST.get("word", ""))
    if before is not None:
        whose.change(before)
    return asking.done(request, _("As it was before."), whose.urls(name))


def page(request: HttpRequest, whose: Whose, name: str, form: WordForm) -> HttpResponse:
    """The page of one list; the entry that is being changed stands open."""
    context = {
        "frame": whose.frame,
        "title": _(whose.lexicon.vocabulary.titles[name]),
        "tells": whose.tells,
        "home": whose.home,
        "here": whose.urls(name),
        "rows": wording.rows(whose.lexicon, name),
        "open": open_code(request, form),
        "form": form,
        "adding": not form.is_bound or form.cleaned_data.get("act") == "add",
        "closed": form.closed,
        "places": wording.PLACES if name in wording.PLACEABLE else {},
        "undo": offered(request, whose, name),
    }
    return render(request, "web/words/list.html", context, status=422 if form.is_bound else 200)


def open_code(request: HttpRequest, form: WordForm) -> str:
    """Which entry stands open: the one that was tapped, or whose change did not fit.

    The address holds its place in the list, because a code may be one's own.
    """
    if form.is_bound:
        return str(form.cleaned_data.get("code", ""))
    place = request.GET.get("word", "")
    rows = wording.rows(form.lexicon, form.name)
    numbered = {str(number): row.code for number, row in enumerate(rows, start=1)}
    return numbered.get(place, "")


def offered(request: HttpRequest, whose: Whose, name: str) -> Undo | None:
    """The way back from the last change, on the page after it."""
    act, of, word = request.session.pop(UNDO, None) or ("", "", "")
    if of != name:
        return None
    return Undo(DONE[act], whose.urls(name), hidden=(("act", "undo"), ("word", word)))


def bound(viewer: Viewer) -> bytes:
    """What the way back is bound to: whose it is."""
    return f"relating|1|undo|{viewer.id}".encode()


def sealed(viewer: Viewer, word: Word) -> str:
    """A word, sealed: a session lies in the database, where nothing people wrote may lie open."""
    text = seal.seal(kept.key(), msgspec.json.encode(word), bound(viewer))
    return base64.urlsafe_b64encode(text).decode()


def opened(viewer: Viewer, text: str) -> Word | None:
    """The word that was sealed; None for anything else."""
    try:
        plain = seal.opened(kept.key(), base64.urlsafe_b64decode(text), bound(viewer))
        return msgspec.json.decode(plain, type=Word)
    except (ValueError, seal.Tampered):
        return None
