"""What the counsellor wonders, for the client: one pattern, the times behind it, her answer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Answer, Pattern, Way
from relating.journal import actions, queries
from relating.journal.queries import OpenCase
from relating.people import gate, policies
from relating.web.page import visit
from relating.web.page.frame_of_case import frame_for
from relating.web.page.map import back_link
from relating.web.page.open_dip import open_dip
from relating.web.patterns import discovery, sentences
from relating.web.patterns.claims import counted_anew
from relating.web.patterns.drawings import strip
from relating.web.patterns.forms import AnswerForm
from relating.web.patterns.guesses import answer_to, guess_of, offered, put_away
from relating.web.patterns.page import MOST, newest


@visit.reads_and_writes
def wondered(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One pattern with the times behind it; the client says whether it fits, in her own words."""
    viewer = visit.viewer(request)
    at = queries.open_entry(viewer, entry_id).at
    gate.require(policies.has_own_pages(at.role))
    case = queries.open_case(viewer, at.case_id)
    readable = (*offered(case), *put_away(case))
    kept = gate.there(next((each for each in readable if each.id == entry_id), None))
    if request.method == "POST" and "retired" in request.POST:
        return retire(request, kept, case)
    form = answer_form(request, kept, case)
    if request.method == "POST" and form.is_valid():
        told = answered(kept, case, form)
        receipt = actions.write(viewer, case.case_id, told, actions.LATEST)
        text = _("Kept. You can change it at any time.")
        return visit.saved(request, text, came_from(request, kept), receipt)
    return wondered_page(request, case, kept, form)


def retire(request: HttpRequest, kept: Pattern, case: OpenCase) -> HttpResponse:
    """She puts a pattern away, or brings back what she put away; her answer stays as it is."""
    yes = request.POST["retired"] == "yes"
    told = replace(answer_of(kept, case), retired=yes)
    receipt = actions.write(case.at.viewer, case.case_id, told, actions.LATEST)
    text = _("Retired. It stands below the others, and can be read.") if yes else _("It is back.")
    return visit.saved(request, text, reverse("wondered", args=[kept.id]), receipt)


def answer_form(request: HttpRequest, kept: Pattern, case: OpenCase) -> AnswerForm:
    """The form, with the words there are."""
    answer = answer_to(kept, case)
    words = answer.in_my_words if answer else ""
    return AnswerForm(visit.sent(request), initial={"in_my_words": words})


def came_from(request: HttpRequest, kept: Pattern) -> str:
    """Back to the page on which it was answered."""
    if request.POST.get("from") == "ways":
        case = queries.open_entry(visit.viewer(request), kept.id)
        return reverse("ways", args=[case.at.case_id])
    return reverse("wondered", args=[kept.id])


def answer_of(kept: Pattern, case: OpenCase) -> Answer:
    """Her answer as it is, or the beginning of one."""
    return answer_to(kept, case) or Answer(
        id=case.ids.of_one("answer", kept.id),
        author="client",
        visibility="shared",
        recorded_at=visit.to_the_second(),
        to=kept.id,
    )


def answered(kept: Pattern, case: OpenCase, form: AnswerForm) -> Answer:
    """The answer with what was sent: a button says whether it fits, a box says it in words."""
    before = answer_of(kept, case)
    said = form.cleaned_data["resonance"]
    answer = replace(before, resonance=said) if said else before
    if "in_my_words" in form.data:
        answer = replace(answer, in_my_words=form.cleaned_data["in_my_words"].strip())
    return answer


def wondered_page(
    request: HttpRequest, case: OpenCase, kept: Pattern, form: AnswerForm
) -> HttpResponse:
    """The page of one pattern."""
    now = timezone.now()
    episodes = discovery.shared(case)
    known = {each.id: each for each in episodes}
    found, _borne = counted_anew(kept, case, episodes)
    guess = guess_of(kept, case, episodes)
    title = sentences.plain(guess.sentence)
    context = {
        "frame": frame_for(case, now, "ways", back_link("ways", case.case_id)),
        "counsellor": case.counsellor_name,
        "me": case.at.viewer.called,
        "guess": guess,
        "begun": {each.origin for each in case.all(Way)},
        "dip": open_dip(case) is not None,
        "form": form,
        "strip": strip(found, title, known, case) if found.n else None,
        "felt": tuple(sentences.felt(found, known, case)),
        "many": len(found.episodes) > MOST,
        "this_way": sentences.this_way(found),
        "this_way_rows": newest(found.episodes, case, now)[:MOST],
        "otherwise": sentences.otherwise(found),
        "otherwise_rows": newest(found.counter_examples, case, now)[:MOST],
        **visit.writing(request),
    }
    return render(request, "web/patterns/wondered.html", context, status=visit.status_of(form))
