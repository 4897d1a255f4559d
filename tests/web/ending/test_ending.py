"""The ending: planned, or not; what may be done afterwards, and by whom."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Ending, Note, Plan, Pulse
from relating.case.fields import Author
from relating.case.file.case_file import read, write
from relating.journal import actions, queries
from relating.people import gate
from relating.people.gate import Ended, Hidden
from relating.people.models import Case
from tests.cast import Cast, browser_of, episode, page_of, tell
from tests.web.ending.saying import a_book, both_say, says, stopped, writes

YESTERDAY, NEXT_WEEK = timedelta(days=-1), timedelta(days=7)


def has_ended(cast: Cast) -> bool:
    return gate.standing(cast.ana, cast.case).ended


def a_plan() -> Plan:
    return Plan(id=uuid4(), author="client", visibility="private", recorded_at=timezone.now())


def a_pulse(author: Author) -> Pulse:
    return Pulse(id=uuid4(), author=author, visibility="private", recorded_at=timezone.now())


def post(cast: Cast, who: gate.Viewer, name: str, **sent: str) -> int:
    return browser_of(who).post(reverse(name, args=[cast.case]), sent).status_code


def said_by(cast: Cast, author: str) -> Ending:
    (found,) = (
        each for each in queries.open_case(cast.ana, cast.case).all(Ending) if each.author == author
    )
    return found


def test_a_day_that_both_say_yes_to_ends_the_case_once_it_is_over(cast: Cast) -> None:
    both_say(cast, timezone.localdate() + NEXT_WEEK)
    assert not has_ended(cast)
    ends = Case.objects.get(pk=cast.case).ends_at
    assert ends is not None
    assert timezone.localtime(ends).date() == timezone.localdate() + NEXT_WEEK + timedelta(days=1)


def test_a_day_that_one_says_yes_to_ends_nothing(cast: Cast) -> None:
    says(cast, cast.ben, day=timezone.localdate() + YESTERDAY)
    assert not has_ended(cast)
    assert Case.objects.get(pk=cast.case).ends_at is None


def test_two_agree_and_one_takes_it_back_it_stays_open_and_nothing_is_lost(cast: Cast) -> None:
    told = tell(cast)
    day = timezone.localdate() + NEXT_WEEK
    assert (
        post(cast, cast.ana, "ending", act="day", day=day.isoformat(), words="By the sea.") == 303
    )
    assert "By the sea." in page_of(cast.ben, "ending", cast.case)
    assert post(cast, cast.ben, "ending", act="yes") == 303
    assert Case.objects.get(pk=cast.case).ends_at is not None
    assert post(cast, cast.ana, "ending", act="take_back") == 303
    assert Case.objects.get(pk=cast.case).ends_at is None
    assert said_by(cast, "counsellor").day == day
    assert said_by(cast, "client").words == "By the sea."
    assert queries.open_case(cast.ana, cast.case).telling(told.id) is not None
    actions.record(cast.ana, cast.case, a_plan())


def test_a_day_that_is_over_is_not_proposed(cast: Cast) -> None:
    day = timezone.localdate() + YESTERDAY
    assert post(cast, cast.ana, "ending", act="day", day=day.isoformat()) == 422


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_ends_it_without_a_day_and_can_take_that_back(cast: Cast, who: str) -> None:
    one = {"ana": cast.ana, "ben": cast.ben}[who]
    assert "It ends here" in page_of(one, "ending-stop", cast.case)
    assert post(cast, one, "ending-stop") == 303
    assert has_ended(cast)
    assert browser_of(one).get(reverse("ending-stop", args=[cast.case])).status_code == 404
    other = cast.ben if one == cast.ana else cast.ana
    assert post(cast, other, "ending", act="take_back") == 303
    assert has_ended(cast)
    assert post(cast, one, "ending", act="take_back") == 303
    assert not has_ended(cast)


def test_a_case_that_ended_by_a_day_goes_on_once_neither_holds_to_it(cast: Cast) -> None:
    both_say(cast, timezone.localdate() + YESTERDAY)
    assert has_ended(cast)
    hers, his = said_by(cast, "client"), said_by(cast, "counsellor")
    says(cast, cast.ana, id=hers.id)
    assert has_ended(cast)
    says(cast, cast.ben, id=his.id)
    assert not has_ended(cast)


def test_in_a_case_that_has_ended_nothing_new_is_begun(cast: Cast) -> None:
    told = tell(cast)
    stopped(cast, cast.ana)
    for who, content in (
        (cast.ana, episode()),
        (cast.ana, a_plan()),
        (cast.ana, a_pulse("client")),
        (cast.ben, a_pulse("counsellor")),
    ):
        with pytest.raises(Ended):
            actions.record(who, cast.case, content)
    with pytest.raises(Ended):
        actions.revise(cast.ana, cast.case, replace(told, story="Otherwise."), 1)


def test_what_belongs_to_the_ending_and_what_is_hers_to_end_is_still_done(cast: Cast) -> None:
    told = tell(cast)
    stopped(cast, cast.ben)
    writes(cast, cast.ana, "along", "The pencil.")
    writes(cast, cast.ben, "letter", "Dear Ana,", "shared")
    note = Note(id=uuid4(), author="counsellor", visibility="private", recorded_at=timezone.now())
    actions.record(cast.ben, cast.case, note)
    actions.delete(cast.ana, told.id)
    actions.erase(cast.ana, told.id)
    assert browser_of(cast.ana).get(reverse("safety", args=[cast.case])).status_code == 200


def test_a_stranger_learns_nothing_of_an_ending(cast: Cast) -> None:
    stopped(cast, cast.ana)
    with pytest.raises(Hidden):
        says(cast, cast.cleo, day=timezone.localdate())
    assert post(cast, cast.cleo, "ending-stop") == 404


def test_a_form_that_was_open_before_is_answered_in_words(cast: Cast) -> None:
    stopped(cast, cast.ana)
    sent = {"id": str(uuid4()), "words": "I go small.", "visibility": "private"}
    answer = browser_of(cast.ana).post(reverse("way-new", args=[cast.case]), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "This was not kept" in page
    assert "I go small." in page


def test_her_pages_are_quiet_and_offer_nothing_new(cast: Cast) -> None:
    tell(cast)
    assert "Something happened" in page_of(cast.ana, "case", cast.case)
    stopped(cast, cast.ana)
    page = page_of(cast.ana, "case", cast.case)
    assert "data-ended" in page
    assert "Something happened" not in page
    assert "You ended it on" in page
    desk = page_of(cast.ben, "ending", cast.case)
    assert reverse("room", args=[cast.case]) not in desk
    for name in ("ways", "people", "diary", "more", "plans"):
        assert "data-ended" in page_of(cast.ana, name, cast.case)


def test_an_ending_nobody_planned_and_a_book_opened_and_written_a_year_later(cast: Cast) -> None:
    tell(cast, "I brought a list.")
    stopped(cast, cast.ben, timezone.now() - timedelta(days=366))
    assert post(cast, cast.ana, "book-choose", visibility="private", title="After") == 303
    sent = {"words": "The pencil.", "visibility": "private"}
    answer = browser_of(cast.ana).post(reverse("book-part", args=[cast.case, "along"]), sent)
    assert answer.status_code == 303
    page = page_of(cast.ana, "book", cast.case)
    for words in ("After", "I brought a list.", "The pencil."):
        assert words in page


# Access -------------------------------------------------------------------------------------------


def opens(cast: Cast, who: gate.Viewer, name: str = "case") -> bool:
    return browser_of(who).get(reverse(name, args=[cast.case])).status_code == 200


def test_his_access_closes_as_she_says_and_his_name_stays(cast: Cast) -> None:
    tell(cast)
    stopped(cast, cast.ana)
    assert opens(cast, cast.ben)
    assert post(cast, cast.ana, "ending", act="access", access="month") == 303
    assert opens(cast, cast.ben)
    assert "access closes on" in page_of(cast.ana, "ending", cast.case)
    assert post(cast, cast.ana, "ending", act="access", access="at_once") == 303
    assert not opens(cast, cast.ben)
    assert "access closed on" in page_of(cast.ana, "ending", cast.case)
    assert "Ben" in page_of(cast.ana, "ending", cast.case)
    assert post(cast, cast.ana, "ending", act="access", access="stays") == 303
    assert opens(cast, cast.ben)


def test_before_the_ending_what_she_says_of_it_closes_nothing(cast: Cast) -> None:
    assert post(cast, cast.ana, "ending", act="access", access="at_once") == 303
    assert opens(cast, cast.ben)
    both_say(cast, timezone.localdate() + NEXT_WEEK)
    assert opens(cast, cast.ben)


def test_he_says_nothing_of_his_own_access(cast: Cast) -> None:
    post(cast, cast.ben, "ending", act="access", access="at_once")
    assert not [each for each in queries.open_case(cast.ana, cast.case).all(Ending) if each.access]


def test_another_counsellor_has_agreed_to_nothing(cast: Cast) -> None:
    both_say(cast, timezone.localdate() + NEXT_WEEK)
    actions.hand_over(cast.case, cast.cleo.id)
    assert Case.objects.get(pk=cast.case).ends_at is None
    says(cast, cast.ana, id=said_by(cast, "client").id, day=timezone.localdate() + NEXT_WEEK)
    assert Case.objects.get(pk=cast.case).ends_at is None


def test_a_case_file_says_that_the_two_have_ended(cast: Cast) -> None:
    a_book(cast)
    writes(cast, cast.ana, "along", "The pencil.")
    stopped(cast, cast.ana)
    file = actions.reminted(read(write(actions.export_case(cast.ana, cast.case))))
    copy: UUID = actions.import_case(file, clinic_id=cast.clinic.pk, counsellor=cast.cleo.id)
    assert gate.standing(cast.cleo, copy).ended
