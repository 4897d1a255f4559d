"""Prepare: what is worth bringing, with what it stands on, and what is open."""

import re
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Answer, Aside, Mark, Pattern, Pulse, Session
from relating.case.entries.pattern import Cue
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, Response, browser_of, episode, page_of
from tests.cast import session as an_hour

DAY = timedelta(days=1)
LOST = "I think I lost you there."


def page(viewer: Viewer, cast: Cast, name: str = "prepare") -> str:
    answer = browser_of(viewer).get(reverse(name, args=[cast.case]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def post(viewer: Viewer, cast: Cast, **data: object) -> Response:
    return browser_of(viewer).post(reverse("prepare", args=[cast.case]), data)


def hour(cast: Cast, days: float, **more: object) -> Session:
    now = timezone.now()
    state = "held" if days < 0 else "planned"
    usual = an_hour(now + days * DAY, recorded_at=now, state=state, number=30 + round(days / 7))
    made = replace(usual, **more)
    actions.record(cast.ben, cast.case, made)
    return made


def pulse(cast: Cast, session: Session, score: int, **more: object) -> Pulse:
    even = Pulse(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=session.at + DAY / 24,
        session=session.id,
        safe=score,
        understood=score,
        matters=score,
        way=score,
        could_say=score,
    )
    made = replace(even, **more)
    actions.record(cast.ana, cast.case, made)
    return made


def fall(cast: Cast) -> Session:
    """Nine quiet hours, and one in which Ana's side fell."""
    for week, score in enumerate((8, 9, 8, 9, 8, 9, 8, 9, 8)):
        pulse(cast, hour(cast, -70 + 7 * week), score)
    last = hour(cast, -7)
    pulse(cast, last, 3, not_right=LOST, not_right_for="talk")
    return last


def test_what_was_not_right_stays_until_they_came_back_to_it_and_is_one_step_away(
    cast: Cast,
) -> None:
    at = hour(cast, -14)
    line = pulse(cast, at, 8, not_right=LOST, not_right_for="talk")
    hour(cast, -7)
    says = f"said that session {at.number} was not right"
    where = f"{reverse('pulse', args=[at.id])}#not-right"
    caseload = page_of(cast.ben, "caseload")
    assert says in caseload.lower()
    assert where in caseload
    shown = page(cast.ben, cast)
    assert f"Ana {says}" in shown
    assert where in shown
    assert shown.count(LOST) == 1
    assert "Ana asked to talk about it." in shown
    there = page_of(cast.ben, "pulse", at.id)
    assert LOST in there[there.index('class="more" open') :]
    assert 'id="not-right"' in there
    post(cast.ben, cast, came_back=str(line.id))
    assert LOST not in page(cast.ben, cast)
    assert says not in page_of(cast.ben, "caseload").lower()


def test_before_anything_was_shared_it_says_so(cast: Cast) -> None:
    shown = page(cast.ben, cast)
    assert "Nothing stands out" in shown
    assert "shared nothing new" in shown


def test_what_she_shared_since_the_last_hour_is_there_and_nothing_private(cast: Cast) -> None:
    hour(cast, -3)
    now = timezone.now()
    for words, visibility in (("Shared words.", "shared"), ("Private words.", "private")):
        told = episode(words, visibility=visibility, at=now - DAY, recorded_at=now - DAY)
        actions.record(cast.ana, cast.case, told)
    shown = page(cast.ben, cast)
    assert "Shared words." in shown
    assert "Private words." not in shown


def test_a_dip_comes_first_in_her_words_and_patterns_wait(cast: Cast) -> None:
    last = fall(cast)
    now = timezone.now()
    same = {"other_did": ("criticised",), "i_did": ("pleasing",), "visibility": "shared"}
    for place, day in (("life", now - DAY), ("room", now - 8 * DAY)):
        told = episode(
            f"In {place}.",
            place=place,
            at=day,
            recorded_at=day,
            other_position=(-0.5, 0.6),
            my_position=(0.4, -0.6),
            **same,
        )
        actions.record(cast.ana, cast.case, told)
    shown = page(cast.ben, cast)
    first = shown[shown.index('class="card bring deep"') :]
    assert f"Ana said that session {last.number} was not right" in shown
    assert LOST in first
    assert shown.count(LOST) == 1
    assert "listening and exploring come first" in shown
    assert "1 link to a pattern rests" in shown
    assert "It may mean nothing" not in shown
    assert "not a validated instrument" in shown


def test_what_to_bring_is_part_of_preparing(cast: Cast) -> None:
    frame = browser_of(cast.ben).get(reverse("agenda", args=[cast.case])).context["frame"]
    assert [line.key for line in frame.lines if line.current] == ["before"]


def test_a_pattern_that_waits_is_told_in_short_and_leads_to_itself(cast: Cast) -> None:
    kept = Pattern(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=timezone.now() - DAY,
        cue=Cue(other_did="criticised"),
        behaviour="pleasing",
        since=timezone.now() - DAY,
        named_by="counsellor",
        state="look_together",
    )
    actions.record(cast.ben, cast.case, kept)
    shown = page(cast.ben, cast)
    assert "A pattern you meant to look at together: someone" in shown
    assert re.search(rf"/cases/{cast.case}/patterns/[0-9a-f-]+/\"", shown)


def test_without_a_dip_what_rhymes_is_offered_with_both_episodes(cast: Cast) -> None:
    now = timezone.now()
    hour(cast, -3)
    both = []
    for place, day in (("life", now - DAY), ("room", now - 8 * DAY)):
        told = episode(
            f"In {place}.",
            place=place,
            at=day,
            recorded_at=day,
            visibility="shared",
            other_did=("criticised",),
            i_did=("pleasing",),
            other_position=(-0.5, 0.6),
            my_position=(0.4, -0.6),
        )
        actions.record(cast.ana, cast.case, told)
        both.append(reverse("episode", args=[told.id]))
    shown = page(cast.ben, cast)
    card = shown[shown.index("and with you") : shown.index("Not today")]
    assert all(url in card for url in both)
    assert "Alike:" in card
    assert "listening and exploring" not in shown


def test_what_she_answered_since_stands_there_in_her_words(cast: Cast) -> None:
    before = hour(cast, -3, summary="The rota.")
    added = Answer(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        to=before.id,
        words="Not only that.",
    )
    unsure = replace(added, id=uuid4(), words="", resonance="not_sure")
    for answer in (added, unsure):
        actions.record(cast.ana, cast.case, answer)
    shown = page(cast.ben, cast)
    assert "Ana added to what you keep" in shown
    assert "Not only that." in shown
    assert "Ana answered:" in shown


def test_not_today_puts_it_away_until_the_next_hour(cast: Cast) -> None:
    hour(cast, -3, next_time="The rota.")
    shown = page(cast.ben, cast)
    assert "You two wanted to come back to this" in shown
    form = dict(re.findall(r'name="(id|worth|about)" value="([^"]+)"', shown))
    answer = post(cast.ben, cast, **form)
    assert answer.status_code == 303
    assert "You two wanted to come back to this" not in page(cast.ben, cast)
    (left,) = queries.open_case(cast.ben, cast.case).all(Aside)
    assert (left.worth, left.visibility) == ("promise", "private")
    hour(cast, -1 / 24, next_time="The rota, again.")
    assert "The rota, again." in page(cast.ben, cast)


def test_nothing_can_be_put_aside_that_is_not_there(cast: Cast) -> None:
    for form in ({"worth": "rhyme", "about": uuid4()}, {"worth": "whatever"}):
        assert post(cast.ben, cast, id=uuid4(), **form).status_code == 404


def test_marks_that_wait_are_an_open_thread(cast: Cast) -> None:
    now = timezone.now()
    mark = Mark(id=uuid4(), author="counsellor", visibility="private", recorded_at=now, at=now)
    actions.record(cast.ben, cast.case, mark)
    shown = page(cast.ben, cast)
    assert "1 mark waits for words" in shown
    assert reverse("after", args=[cast.case]) in shown


def test_prepare_is_bens_alone(cast: Cast) -> None:
    for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
        assert browser_of(viewer).get(reverse("prepare", args=[cast.case])).status_code == 404
