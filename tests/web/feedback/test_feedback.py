"""Feedback: four steps, read once it was said, and a no that is as good as a yes."""

import re
from typing import TypeVar
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from relating.case import Answer, Entry, Feedback, Note, Preferences
from relating.case.file.case_file import read, write
from relating.engine.judging import judgement
from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.web.feedback.forms import turned
from tests.cast import PASSPHRASE, Cast, browser_of, episode, id_from

SAW = "You said it does not matter, and smiled."
AnEntry = TypeVar("AnEntry", bound=Entry)
MINE = "I wanted to be let in. That may be my mother."
STEPS = {"saw": SAW, "response": "I felt kept at the door."}


def sent(cast: Cast, **more: str) -> UUID:
    """Feedback as Ben writes it on its page."""
    made = uuid4()
    given = {"id": str(made), "based_on": "0", **STEPS, **more}
    answer = browser_of(cast.ben).post(reverse("feedback-new", args=[cast.case]), given)
    assert answer.status_code == 303, answer.content.decode()
    return id_from(cast.ben, cast.case, made)


def said(cast: Cast, **more: str) -> UUID:
    """Feedback that Ben has said."""
    return sent(cast, said="on", **more)


def page(viewer: Viewer, name: str, given: UUID) -> str:
    answer = browser_of(viewer).get(reverse(name, args=[given]))
    assert answer.status_code == 200
    return answer.content.decode()


def without_tokens(shown: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", shown)


def status(viewer: Viewer, name: str, given: UUID, method: str = "get") -> int:
    browser: Client = browser_of(viewer)
    return int(getattr(browser, method)(reverse(name, args=[given])).status_code)


def answer(cast: Cast, to: UUID, **given: str) -> int:
    return browser_of(cast.ana).post(reverse("feedback-answer", args=[to]), given).status_code


def kept(cast: Cast, viewer: Viewer, kind: type[AnEntry]) -> list[AnEntry]:
    return list(queries.open_case(viewer, cast.case).all(kind))


def test_ana_cannot_read_it_before_it_was_said_nor_tell_that_there_is_any(cast: Cast) -> None:
    before = without_tokens(page(cast.ana, "feedback", cast.case))
    made = sent(cast)
    assert status(cast.ana, "feedback-one", made) == 404
    assert without_tokens(page(cast.ana, "feedback", cast.case)) == before
    assert SAW not in page(cast.ana, "case", cast.case)
    assert SAW in page(cast.ben, "feedback-one", made)


def test_once_it_was_said_it_stands_on_anas_today_with_four_equal_answers(cast: Cast) -> None:
    said(cast)
    shown = page(cast.ana, "case", cast.case)
    assert SAW in shown
    assert "Ben noticed something, and asks you" in shown
    four = shown.split('class="answers"')[1].split("</div>")[0]
    assert four.count('class="chip"') == 4
    for words in ("Fits", "Partly", "Not really", "Not sure yet"):
        assert f"<span>{words}</span>" in four
    for words in ("Not now", "Please not like this"):
        assert f"<span>{words}</span>" in shown
    assert ">Send</button>" in shown


def order(shown: str) -> list[str]:
    """The answers, as they stand one after the other."""
    return re.findall(r'name="resonance" value="(\w+)"', shown)


def test_the_answers_stand_in_one_order_on_every_page_of_an_item(cast: Cast) -> None:
    for _ in range(4):
        made = said(cast)
        first = order(page(cast.ana, "case", cast.case))
        assert len(first) == 6
        assert first == order(page(cast.ana, "feedback-one", made))
        answer(cast, made, resonance="partly")


def test_an_open_question_asks_for_words_and_not_whether_it_fits(cast: Cast) -> None:
    made = said(cast, invitation="How is it to hear that?")
    for name, given in (("case", cast.case), ("feedback-one", made)):
        shown = page(cast.ana, name, given)
        assert "How is it to hear that?" in shown
        assert "guess fit?" not in shown
        assert 'value="fits"' not in shown
        assert "Answer Ben" in shown
    assert answer(cast, made, words="Odd, and good.") == 303
    (sent_so,) = kept(cast, cast.ben, Answer)
    assert (sent_so.words, sent_so.resonance) == ("Odd, and good.", None)


def test_a_guess_with_a_question_asks_whether_it_fits(cast: Cast) -> None:
    said(cast, outside="I wonder whether it is so at home.", invitation="How is it to hear that?")
    shown = page(cast.ana, "case", cast.case)
    assert "guess fit?" in shown
    assert "How is it to hear that?" in shown


def test_an_answer_can_be_taken_back_until_ben_has_read_it(cast: Cast) -> None:
    made = said(cast)
    answer(cast, made, resonance="not_really", words="No.")
    assert "Take the answer back" in page(cast.ana, "feedback-one", made)
    (sent,) = kept(cast, cast.ana, Answer)
    browser, undo = browser_of(cast.ana), reverse("put-back", args=[sent.id])
    taken = browser.post(reverse("feedback-answer", args=[made]), {"withdraw": "1"}, follow=True)
    assert f'action="{undo}"' in taken.content.decode()
    assert kept(cast, cast.ben, Answer) == []
    assert browser.post(undo).status_code == 303
    assert [each.words for each in kept(cast, cast.ana, Answer)] == ["No."]
    assert answer(cast, made, withdraw="1") == 303
    assert "noticed something, and asks you" in page(cast.ana, "case", cast.case)
    answer(cast, made, resonance="not_really", words="No.")
    page(cast.ben, "feedback-one", made)
    assert "Take the answer back" not in page(cast.ana, "feedback-one", made)
    address = reverse("feedback-answer", args=[made])
    told = browser_of(cast.ana).post(address, {"withdraw": "1"}, follow=True)
    assert "has read it by now" in told.content.decode()
    assert [each.words for each in kept(cast, cast.ben, Answer)] == ["No."]


def test_not_really_stands_first_as_often_as_fits() -> None:
    firsts = [turned(UUID(int=number))[0] for number in range(100)]
    assert firsts.count("fits") == firsts.count("not_really") == 50


def test_one_tap_answers_and_only_ben_sees_it(cast: Cast) -> None:
    made = said(cast)
    assert answer(cast, made, resonance="not_really") == 303
    assert "Ben noticed something, and asks you" not in page(cast.ana, "case", cast.case)
    assert "Not really" in page(cast.ben, "feedback-one", made)
    assert "Ana answered your feedback" in page(cast.ben, "case", cast.case)
    assert status(cast.cleo, "feedback-one", made) == 404


def test_a_no_offers_repair_to_both_and_is_counted_nowhere(cast: Cast) -> None:
    made = said(cast)
    answer(cast, made, resonance="not_really")
    assert "It did not fit: worth staying with" in page(cast.ben, "feedback-one", made)
    assert "You owe no reasons" in page(cast.ana, "feedback-one", made)
    answer(cast, made, resonance="fits")
    assert "worth staying with" not in page(cast.ben, "feedback-one", made)


def test_words_and_later_usefulness_come_on_top_of_the_tap(cast: Cast) -> None:
    made = said(cast)
    answer(cast, made, resonance="partly")
    answer(cast, made, resonance="partly", words="More scared than caring.", discomfort="6")
    answer(cast, made, useful="0")
    (given,) = kept(cast, cast.ben, Answer)
    assert (given.resonance, given.words) == ("partly", "More scared than caring.")
    assert (given.discomfort, given.useful) == (6, 0)
    shown = page(cast.ben, "feedback-one", made)
    assert "More scared than caring." in shown
    assert "looking back: 0 of 10" in shown


def test_after_not_like_this_nothing_more_is_asked(cast: Cast) -> None:
    made = said(cast)
    answer(cast, made, resonance="partly")
    assert 'name="discomfort"' in page(cast.ana, "feedback-one", made)
    answer(cast, made, resonance="not_like_this")
    shown = page(cast.ana, "feedback-one", made)
    assert 'name="discomfort"' not in shown
    assert 'name="useful"' not in shown


def test_what_may_be_mine_is_bens_alone_and_no_copy_takes_it_along(cast: Cast) -> None:
    made = said(cast, mine=MINE)
    assert MINE in page(cast.ben, "feedback-one", made)
    assert MINE not in page(cast.ana, "feedback-one", made)
    (note,) = kept(cast, cast.ben, Note)
    assert (note.mine, note.about, note.visibility) == (True, (made,), "private")
    for viewer in (cast.ana, cast.ben):
        assert MINE not in str(actions.export_case(viewer, cast.case))
    assert status(cast.ben, "share", note.id, "post") == 404
    assert kept(cast, cast.ana, Note) == []


def test_a_draft_cannot_be_shared_by_its_address_before_it_was_said(cast: Cast) -> None:
    made = sent(cast)
    assert status(cast.ben, "share", made, "post") == 404
    assert status(cast.ana, "feedback-one", made) == 404


def test_it_may_be_read_first_only_when_both_agreed(cast: Cast) -> None:
    assert kept(cast, cast.ana, Feedback) == []
    for viewer in (cast.ana, cast.ben):
        sent(cast, ahead="on")
        assert kept(cast, cast.ana, Feedback) == []
        address = reverse("feedback", args=[cast.case])
        browser_of(viewer).post(address, {"read_ahead": "on"})
    made = sent(cast, ahead="on")
    (found,) = kept(cast, cast.ana, Feedback)
    assert (found.id, found.said_at, found.agreed_ahead) == (made, None, True)
    assert "not said yet" in page(cast.ana, "feedback-one", made)


def test_ana_says_how_fast_it_may_go_and_ben_meets_it_when_he_writes(cast: Cast) -> None:
    address = reverse("feedback", args=[cast.case])
    assert browser_of(cast.ana).post(address, {"pace": "gentler"}).status_code == 303
    browser_of(cast.ben).post(address, {"pace": "more_direct"})
    (hers,) = [each for each in kept(cast, cast.ben, Preferences) if each.author == "client"]
    assert hers.pace == "gentler"
    assert "Ana would like it gentler." in page(cast.ben, "feedback-new", cast.case)


def test_a_draft_is_written_on_and_then_said(cast: Cast) -> None:
    made = sent(cast, mine=MINE)
    given = {"id": str(made), "based_on": "1", **STEPS, "saw": "You looked away.", "said": "on"}
    edit = browser_of(cast.ben).post(reverse("feedback-edit", args=[made]), given | {"mine": ""})
    assert edit.status_code == 303
    assert "You looked away." in page(cast.ana, "feedback-one", made)
    assert MINE not in page(cast.ben, "feedback-one", made)
    assert status(cast.ben, "feedback-edit", made) == 404
    assert SAW not in page(cast.ana, "versions", made)


def test_two_windows_lose_nothing(cast: Cast) -> None:
    made = sent(cast)
    given = {"id": str(made), "based_on": "1", **STEPS}
    address = reverse("feedback-edit", args=[made])
    assert browser_of(cast.ben).post(address, given | {"saw": "One."}).status_code == 303
    met = browser_of(cast.ben).post(address, given | {"saw": "Two."})
    assert met.status_code == 409
    assert "Two." in met.content.decode()


def test_nothing_to_read_cannot_be_said(cast: Cast) -> None:
    given = {"id": str(uuid4()), "based_on": "0", "said": "on", "mine": MINE}
    answer = browser_of(cast.ben).post(reverse("feedback-new", args=[cast.case]), given)
    assert answer.status_code == 422
    assert MINE in answer.content.decode()


def test_sent_twice_it_is_there_once(cast: Cast) -> None:
    given = {"id": str(uuid4()), "based_on": "0", **STEPS}
    for _ in range(2):
        answer = browser_of(cast.ben).post(reverse("feedback-new", args=[cast.case]), given)
        assert answer.status_code == 303
    assert len(kept(cast, cast.ben, Feedback)) == 1


def test_only_ben_writes_it_and_only_ana_answers_it(cast: Cast) -> None:
    assert status(cast.ana, "feedback-new", cast.case) == 404
    made = said(cast)
    assert status(cast.ana, "feedback-edit", made) == 404
    assert status(cast.ben, "feedback-answer", made, "post") == 404
    assert status(cast.dov, "feedback-one", made) == 404
    told = episode(visibility="shared", author="counsellor")
    actions.record(cast.ben, cast.case, told)
    assert status(cast.ana, "feedback-one", told.id) == 404


def test_a_judgement_that_poses_as_a_feeling_is_met_with_a_question(cast: Cast) -> None:
    assert judgement("I felt Let  Down, and ignored", ["ignored", "let down"]) == "let down"
    assert judgement("I used it gladly", ["us"]) == ""
    made = sent(cast, response="I felt ignored.")
    asks = "This says what they did. What did you feel?"
    assert asks in page(cast.ben, "feedback-one", made)
    assert asks not in page(cast.ben, "feedback-one", said(cast))


def test_the_moment_it_speaks_of_can_come_with_the_address(cast: Cast) -> None:
    room = episode("She smiled.", place="room", visibility="shared", author="counsellor")
    actions.record(cast.ben, cast.case, room)
    address = reverse("feedback-new", args=[cast.case])
    shown = browser_of(cast.ben).get(f"{address}?about={room.id}&alike=nonsense").content.decode()
    assert f'<option value="{room.id}" selected>' in shown
    made = said(cast, about=str(room.id))
    assert "She smiled." in page(cast.ana, "feedback-one", made)


def test_an_answer_that_says_nothing_is_asked_for_once_more(cast: Cast) -> None:
    made = said(cast)
    assert answer(cast, made) == 422
    assert answer(cast, made, resonance="surely") == 422
    assert kept(cast, cast.ben, Answer) == []


def test_an_answer_that_met_an_ended_sign_in_is_in_front_of_her_again(cast: Cast) -> None:
    made = said(cast)
    writer = page(cast.ana, "feedback-one", made).split('name="writer" value="')[1].split('"')[0]
    given = {"resonance": "partly", "words": "The first half.", "writer": writer}
    stranger, address = Client(), reverse("feedback-answer", args=[made])
    asked = stranger.post(address, given).content.decode()
    sealed = asked.split('name="kept" value="')[1].split('"')[0]
    entry = {"login": "ana", "password": PASSPHRASE, "kept": sealed}
    shown = stranger.post(reverse("sign-in"), entry, follow=True)
    assert shown.status_code == 200
    assert "The first half.</textarea>" in shown.content.decode()
    assert 'value="partly" checked' in shown.content.decode()
    assert kept(cast, cast.ben, Answer) == []


def test_what_was_chosen_stays_chosen_when_something_else_needs_another_look(cast: Cast) -> None:
    made = said(cast)
    given = {"resonance": "partly", "discomfort": "99"}
    answer = browser_of(cast.ana).post(reverse("feedback-answer", args=[made]), given)
    assert answer.status_code == 422
    assert 'value="partly" checked' in answer.content.decode()


def test_a_copy_stays_whole_when_what_it_speaks_of_is_taken_back_or_deleted(cast: Cast) -> None:
    told = episode(visibility="shared")
    actions.record(cast.ana, cast.case, told)
    made = said(cast, alike=str(told.id), mine=MINE)
    answer(cast, made, resonance="fits")
    actions.unshare(cast.ana, told.id)
    assert copies(cast) == [1, 1, 1]
    actions.delete(cast.ben, made)
    assert copies(cast) == [0, 0, 0]


def copies(cast: Cast) -> list[int]:
    """How much feedback is in each copy that can be taken; each can be read in again."""
    files = [actions.export_case(viewer, cast.case) for viewer in (cast.ana, cast.ben)]
    files.append(actions.export_whole(cast.case))
    again = [read(write(each)) for each in files]
    return [sum(isinstance(entry, Feedback) for entry in each.entries) for each in again]
