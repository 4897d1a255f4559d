"""The form for something that happened, as a browser fills it in and sends it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.forms import MultipleChoiceField
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from relating.case import Episode
from relating.journal import queries
from relating.web.episodes.form_to_entry import plain
from relating.web.episodes.forms import EpisodeForm
from tests.cast import Cast, Response

SIXTY = 60_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def filled_in(form: EpisodeForm, **answers: Any) -> QueryDict:
    """What a browser sends for a form, with these answers in it."""
    sent = QueryDict(mutable=True)
    for name in dict.fromkeys((*form.fields, *answers)):
        value = answers[name] if name in answers else form[name].value()
        if isinstance(form.fields.get(name), MultipleChoiceField):
            value = value or []
        several = value if isinstance(value, list) else [value]
        sent.setlist(name, [plain(each) for each in several])
    return sent


def page_of(browser: Client, case: UUID) -> Response:
    return browser.get(reverse("episode-new", args=[case]))


def answers_of(page: Response, **answers: Any) -> dict[str, Any]:
    """What a browser sends for a page that was shown, with these answers in it."""
    return dict(filled_in(page.context["form"], **answers).lists())


def tell(browser: Client, case: UUID, **answers: Any) -> Response:
    page = page_of(browser, case)
    return browser.post(reverse("episode-new", args=[case]), answers_of(page, **answers))


def told(cast: Cast) -> Episode:
    return queries.open_case(cast.ana, cast.case).episodes[0]


def names(opened: queries.OpenCase) -> list[str]:
    return sorted(each.alias for each in opened.people.values())
