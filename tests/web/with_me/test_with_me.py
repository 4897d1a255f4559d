"""How to work with me: Ana's page, from her own words, private until she shares it."""

import re
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Answer, Dip, Feedback, Preferences, WorkLine, WorkWithMe
from relating.journal import actions, queries
from relating.people.gate import Viewer, viewer_of
from relating.people.models import Membership, User
from relating.web.with_me.in_words import in_words
from relating.web.with_me.offers import offers
from tests.cast import THEN, Cast, browser_of, session

WORDS = "Do not explain until I have finished."
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
NONE = "There is none that Ana has shared."


def page(viewer: Viewer, cast: Cast) -> str:
    answer = browser_of(viewer).get(reverse("with-me", args=[cast.case]))
    assert answer.status_code == 200
    return answer.content.decode()


def kept(cast: Cast) -> WorkWithMe | None:
    return next(iter(queries.open_case(cast.ana, cast.case).all(WorkWithMe)), None)


def lines(cast: Cast) -> list[str]:
    found = kept(cast)
    return [each.words for each in found.lines] if found else []


def put(cast: Cast, words: str = WORDS, **more: object) -> UUID:
    """Ana puts a line on her page."""
    id = more.pop("id", None) or uuid4()
    given = {"id": id, "words": words, "about": "helps", **more}
    answer = browser_of(cast.ana).post(reverse("with-me-line", args=[cast.case]), given)
    assert answer.status_code == 303, answer.content.decode()
    return UUID(str(id))


def page_id(cast: Cast) -> UUID:
    found = kept(cast)
    assert found is not None
    return found.id


def shared(cast: Cast) -> None:
    actions.share(cast.ana, page_id(cast))


@pytest.fixture
def hour(cast: Cast) -> UUID:
    made = session(THEN, number=1, state="held")
    actions.record(cast.ben, cast.case, made)
    return made.id


@pytest.fixture
def an_answer(cast: Cast, hour: UUID) -> Answer:
    """What Ana answered to what Ben said."""
    said = Feedback(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        session=hour,
        saw="You smiled.",
        said_at=THEN,
        recorded_at=THEN,
    )
    actions.record(cast.ben, cast.case, said)
    answer = Answer(
        id=uuid4(),
        author="client",
        visibility="shared",
        to=said.id,
        resonance="not_really",
        words="Ten minutes before the end is too late.",
        recorded_at=THEN,
    )
    actions.record(cast.ana, cast.case, answer)
    return answer


def test_ana_writes_a_line_and_ben_reads_it_once_she_shares_the_page(cast: Cast) -> None:
    assert NONE in page(cast.ben, cast)
    put(cast)
    assert WORDS in page(cast.ana, cast)
    assert NONE in page(cast.ben, cast)
    shared(cast)
    assert WORDS in page(cast.ben, cast)
    actions.unshare(cast.ana, page_id(cast))
    assert NONE in page(cast.ben, cast)


def test_while_it_is_private_ben_gets_the_very_page_of_where_there_is_none(cast: Cast) -> None:
    before = TOKEN.sub("", page(cast.ben, cast))
    put(cast)
    assert TOKEN.sub("", page(cast.ben, cast)) == before


def test_what_is_sent_twice_is_one_line(cast: Cast) -> None:
    id = put(cast)
    put(cast, id=id, before=WORDS)
    assert lines(cast) == [WORDS]


def test_a_line_is_changed_moved_to_another_heading_and_taken_off(cast: Cast) -> None:
    id = put(cast)
    put(cast, "Wait until I have finished.", id=id, before=WORDS, about="does_not")
    assert lines(cast) == ["Wait until I have finished."]
    assert "What does not" in page(cast.ana, cast)
    put(cast, "x", id=id, act="take_off")
    assert lines(cast) == []
    assert "Nothing on it yet" in page(cast.ana, cast)


def test_what_two_windows_wrote_stands_on_one_page_and_nothing_is_lost(cast: Cast) -> None:
    id = put(cast)
    put(cast, "From the other window.", id=id, before=WORDS)
    given = {"id": id, "words": "From this one.", "about": "helps", "before": WORDS}
    answer = browser_of(cast.ana).post(reverse("with-me-line", args=[cast.case]), given)
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "From the other window." in told
    assert "From this one." in told
    assert lines(cast) == ["From the other window."]
    put(cast, "From this one.", id=id, before="From the other window.")
    assert lines(cast) == ["From this one."]


def test_a_line_without_words_is_asked_for_again_and_keeps_what_was_chosen(cast: Cast) -> None:
    given = {"id": uuid4(), "words": " ", "about": "tell"}
    answer = browser_of(cast.ana).post(reverse("with-me-line", args=[cast.case]), given)
    assert answer.status_code == 422
    assert re.search(r'value="tell"[^>]*checked', answer.content.decode())
    assert kept(cast) is None


# From what she said ------------------------------------------------------------------------------


def test_her_answers_wishes_and_repairs_are_offered_and_none_is_put_on_by_itself(
    cast: Cast, an_answer: Answer, hour: UUID
) -> None:
    wish = Preferences(
        id=uuid4(), author="client", visibility="shared", recorded_at=THEN, pace="gentler"
    )
    repair = Dip(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=THEN,
        session=hour,
        said="He came back to it.",
        mended="yes",
    )
    for each in (wish, repair):
        actions.record(cast.ana, cast.case, each)
    found = offers(queries.open_case(cast.ana, cast.case), frozenset())
    assert {(each.about, each.words) for each in found} == {
        ("pace", "Go gently when you tell me something."),
        ("helps", "He came back to it."),
        ("does_not", "Ten minutes before the end is too late."),
    }
    assert all(browser_of(cast.ana).get(each.url).status_code == 200 for each in found)
    assert kept(cast) is None


def test_nothing_that_ben_said_is_offered(cast: Cast, an_answer: Answer, hour: UUID) -> None:
    his = Dip(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=THEN,
        session=hour,
        said="I hurried.",
    )
    actions.record(cast.ben, cast.case, his)
    assert "I hurried." not in page(cast.ana, cast)
    assert "You smiled." not in page(cast.ana, cast)


def test_an_offered_line_opens_with_her_words_and_leads_to_where_they_came_from(
    cast: Cast, an_answer: Answer
) -> None:
    url = f"{reverse('with-me-line', args=[cast.case])}?of={an_answer.id}"
    assert an_answer.words in browser_of(cast.ana).get(url).content.decode()
    put(cast, an_answer.words, came_from=an_answer.id, about="does_not")
    told = page(cast.ana, cast)
    assert told.count(an_answer.words) <= 3, "it is offered no more"
    assert "From what you said" not in told
    assert reverse("feedback-one", args=[an_answer.to]) in told
    shared(cast)
    assert reverse("feedback-one", args=[an_answer.to]) in page(cast.ben, cast)


def test_ben_is_not_told_of_where_a_line_came_from_that_he_may_not_see(
    cast: Cast, hour: UUID
) -> None:
    private = Dip(
        id=uuid4(),
        author="client",
        visibility="private",
        recorded_at=THEN,
        session=hour,
        said="I went quiet.",
    )
    actions.record(cast.ana, cast.case, private)
    put(cast, "When I go quiet, wait.", came_from=private.id)
    shared(cast)
    assert "from 3 February" in page(cast.ana, cast)
    assert "from 3 February" not in page(cast.ben, cast)
    assert str(private.id) not in page(cast.ben, cast)


def test_a_line_comes_from_nothing_that_ana_cannot_see(cast: Cast) -> None:
    put(cast, came_from=uuid4())
    found = kept(cast)
    assert found is not None
    assert found.lines[0].came_from is None


@pytest.mark.parametrize("asked", ["line", "of"])
def test_a_line_that_is_not_there_is_hidden(cast: Cast, asked: str) -> None:
    url = f"{reverse('with-me-line', args=[cast.case])}?{asked}={uuid4()}"
    assert browser_of(cast.ana).get(url).status_code == 404


# The next counsellor -----------------------------------------------------------------------------


@pytest.fixture
def carla(cast: Cast) -> Viewer:
    user = User.objects.create(username="carla", called="Carla")
    Membership.objects.create(clinic=cast.clinic, user=user, role="counsellor")
    return viewer_of(user)


def test_the_next_counsellor_reads_it_when_ana_says_so(cast: Cast, carla: Viewer) -> None:
    put(cast)
    shared(cast)
    actions.hand_over(cast.case, carla.id)
    assert NONE in page(carla, cast)
    today = browser_of(cast.ana).get(reverse("case", args=[cast.case])).content.decode()
    assert "May Carla read how to work with you?" in today
    told = page(cast.ana, cast)
    assert WORDS in told
    assert "Carla is your counsellor now, and does not read this page." in " ".join(told.split())
    shared(cast)
    assert WORDS in page(carla, cast)
    assert "does not read this page" not in page(cast.ana, cast)
    assert browser_of(cast.ben).get(reverse("with-me", args=[cast.case])).status_code == 404


def test_what_she_shared_with_the_one_before_is_in_no_earlier_version_for_the_next(
    cast: Cast, carla: Viewer
) -> None:
    put(cast)
    shared(cast)
    actions.hand_over(cast.case, carla.id)
    answer = browser_of(carla).get(reverse("versions", args=[page_id(cast)]))
    assert answer.status_code == 404


def test_ana_sees_in_the_trail_that_the_page_was_taken_back(cast: Cast, carla: Viewer) -> None:
    put(cast)
    shared(cast)
    actions.hand_over(cast.case, carla.id)
    seen = browser_of(cast.ana).get(reverse("seen", args=[cast.case])).content.decode()
    assert "took back" in seen
    assert "how to work with me" in seen.lower()


def test_a_page_that_was_private_or_was_never_begun_stays_so(cast: Cast, carla: Viewer) -> None:
    actions.hand_over(cast.case, carla.id)
    today = browser_of(cast.ana).get(reverse("case", args=[cast.case])).content.decode()
    assert "how to work with you?" not in today
    put(cast)
    assert NONE in page(carla, cast)


# Elsewhere ---------------------------------------------------------------------------------------


def test_ben_finds_it_before_the_hour_and_in_the_news_once_it_is_shared(cast: Cast) -> None:
    there = reverse("with-me", args=[cast.case])
    ben = browser_of(cast.ben)
    put(cast)
    for name in ("prepare", "case"):
        assert there not in ben.get(reverse(name, args=[cast.case])).content.decode()
    shared(cast)
    for name in ("prepare", "case"):
        assert there in ben.get(reverse(name, args=[cast.case])).content.decode()


def test_it_is_found_by_its_words_and_told_field_by_field(cast: Cast) -> None:
    put(cast)
    search = reverse("search", args=[cast.case])
    found = browser_of(cast.ana).post(search, {"words": "explain"}).content.decode()
    assert reverse("with-me", args=[cast.case]) in found
    page = WorkWithMe(
        id=uuid4(),
        author="client",
        visibility="private",
        recorded_at=timezone.now(),
        lines=(WorkLine(id=uuid4(), about="pace", words="Slowly."),),
    )
    assert [*in_words(page).values()] == ["", "", "", "Slowly."]
