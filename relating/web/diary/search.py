"""Looking for words in a case. What is looked for is never in an address."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from relating.journal import queries
from relating.web.diary import looked
from relating.web.diary.finding import MOST, find
from relating.web.diary.to_date import jump
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link


class SearchForm(forms.Form):
    """A word or a few. They are sent in the body; no address ever holds them."""

    words = forms.CharField(
        label=_("A word, or a few"),
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "class": "field",
                "autocomplete": "off",
                "type": "search",
                "enterkeyhint": "search",
            }
        ),
        error_messages={"required": _("Write a word to look for.")},
    )


@sensitive_post_parameters("words")
@visit.reads_and_writes
def search(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The form, and below it what was found."""
    now = timezone.now()
    form = SearchForm(sent(request))
    viewer, fine = visit.viewer(request), form.is_valid()
    case = queries.open_case(viewer, case_id) if fine else queries.open_around(viewer, case_id)
    words = form.cleaned_data["words"] if fine else ""
    context = {
        "frame": frame_for(case, now, "search", back_link("diary", case_id)),
        "form": form,
        "findings": find(case, words, now) if fine else None,
        "jump": jump(words, case) if fine else None,
        "again": again_url(request, words) if fine else "",
        "most": MOST,
    }
    return render(request, "web/diary/search.html", context, status=status_of(form))


def sent(request: HttpRequest) -> Mapping[str, str] | None:
    """What is looked for: now, or before somebody went on to what was found and came back."""
    if request.method == "POST":
        return request.POST.dict()
    words = looked.again(request, request.GET.get("again", ""))
    return None if words is None else {"words": words}


def again_url(request: HttpRequest, words: str) -> str:
    """The address under which these findings are there again, as long as the sign-in lasts."""
    if request.method != "POST":
        return request.get_full_path()
    return f"{request.path}?again={looked.keep(request, words)}"


def status_of(form: SearchForm) -> int:
    """The status of the page: 422 where the form was sent with nothing in it, else 200."""
    return 422 if form.is_bound and not form.is_valid() else 200
