"""What Ben does with a claim, and what he names himself."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Cue, Pattern
from relating.journal import actions, queries
from relating.web.patterns import claims
from tests.cast import Cast, browser_of
from tests.web import lives
from tests.web.patterns.pressing import NOW, kept, key_of, page, press, shared, text, url
from tests.web.undoing import after, undo


def test_what_ben_does_is_a_private_entry_with_what_was_counted(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    press(ben, cast, key_of(page(ben, url(cast))), "watch")
    (entry,) = kept(cast)
    assert (entry.state, entry.visibility, entry.named_by) == ("watching", "private", "engine")
    assert entry.evidence is not None
    assert (entry.evidence.k, entry.evidence.n) == (15, 18)
    assert queries.open_case(cast.ana, cast.case).all(Pattern) == ()


def test_pressing_twice_keeps_one(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    for act in ("watch", "watch", "look"):
        press(ben, cast, key, act)
    assert [each.state for each in kept(cast)] == ["look_together"]


def test_not_this_takes_it_away_for_ninety_days_and_is_remembered(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    assert "Set aside for ninety days" in press(ben, cast, key, "not-this")
    html = page(ben, url(cast))
    assert "A possible pattern" not in html
    assert "Set aside until 2 August 2031." in html
    assert "Bring back" in html
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=91))
    html = page(browser_of(cast.ben), url(cast))
    assert "A possible pattern" in html
    assert "Set aside until" not in html


def test_what_was_set_aside_can_be_brought_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    press(ben, cast, key, "not-this")
    assert "A possible pattern" in press(ben, cast, key, "back")
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=1))
    press(ben, cast, key, "not-this")
    assert "A possible pattern" not in text(page(ben, url(cast)))


def test_each_step_can_be_undone(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    press(ben, cast, key, "watch")
    undo(ben, after(ben, url(cast, "pattern-act", key, "not-this")))
    assert [each.state for each in kept(cast)] == ["watching"]


def test_the_first_step_undone_leaves_nothing_behind(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    undo(ben, after(ben, url(cast, "pattern-act", key, "look")))
    assert kept(cast) == []
    assert "A possible pattern" in page(ben, url(cast))


def test_what_was_brought_back_by_a_wrong_tap_is_set_aside_again(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    press(ben, cast, key, "not-this")
    undo(ben, after(ben, url(cast, "pattern-act", key, "back")))
    assert [each.state for each in kept(cast)] == ["not_this"]


def test_a_claim_has_the_same_address_in_every_release(cast: Cast) -> None:
    cue = Cue(standing="above", other_did="criticised")
    said = (
        '{"behaviour":"pleasing","cue":{"other_did":"criticised","standing":"above"},"version":1}'
    )
    assert claims.identity(cue, "pleasing") == said
    opened = queries.open_case(cast.ben, cast.case)
    assert claims.key_of(opened, cue, "pleasing") == opened.ids.of_claim(said)


def test_what_was_kept_is_found_by_what_it_says_whatever_its_id(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    press(ben, cast, key, "watch")
    (entry,) = kept(cast)
    actions.delete(cast.ben, entry.id)
    older = replace(entry, id=uuid4())
    actions.record(cast.ben, cast.case, older)
    press(ben, cast, key, "look")
    assert [(each.id, each.state) for each in kept(cast)] == [(older.id, "look_together")]


def test_a_key_of_nothing_and_an_act_of_nothing_are_not_there(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    assert ben.get(url(cast, "pattern", UUID(int=1))).status_code == 404
    assert ben.post(url(cast, "pattern-act", UUID(int=1), "watch")).status_code == 404
    assert ben.post(url(cast, "pattern-act", key, "promote")).status_code == 404
    assert ben.post(url(cast, "pattern-act", key, "undo")).status_code == 404


def test_a_guess_named_by_hand_is_tested_by_what_comes_later_only(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = lives.told(cast, number=30)
    ben = browser_of(cast.ben)
    given = {"other_did": "listened", "behaviour": "hiding"}
    named = ben.post(url(cast, "pattern-new"), given, follow=True)
    assert "It has not come up since" in text(named.content.decode())
    later = NOW + timedelta(days=2)
    for n in range(4):
        fresh = replace(
            told[1],
            id=UUID(int=n + 1),
            at=later + timedelta(weeks=2 * n),
            recorded_at=later + timedelta(weeks=2 * n),
            i_did=("hiding",) if n else ("joking",),
        )
        actions.record(cast.ana, cast.case, fresh)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=90))
    said = text(page(browser_of(cast.ben), url(cast)))
    assert "3 of 4 since then; not enough yet to say." in said


def test_a_guess_that_later_times_bear_out_is_said_so_and_kept_with_its_day(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = lives.told(cast, number=30)
    given = {"other_did": "criticised", "behaviour": "pleasing"}
    browser_of(cast.ben).post(url(cast, "pattern-new"), given)
    for n in range(8):
        when = NOW + timedelta(days=1 + 8 * n)
        fresh = replace(
            told[3 * (n % 3)], id=UUID(int=n + 1), at=when, recorded_at=when, i_did=("pleasing",)
        )
        actions.record(cast.ana, cast.case, fresh)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=90))
    ben = browser_of(cast.ben)
    html = page(ben, url(cast))
    assert "8 of 8 since then: enough to say that it comes again." in html
    assert kept(cast)[0].promoted_at is None
    where = ben.get(reverse("pattern-entry", args=[kept(cast)[0].id])).headers["Location"]
    press(ben, cast, key_of(where), "look")
    assert kept(cast)[0].promoted_at == NOW + timedelta(days=90)


def test_a_guess_without_a_cue_is_asked_again_with_what_was_chosen(cast: Cast) -> None:
    answer = browser_of(cast.ben).post(url(cast, "pattern-new"), {"behaviour": "joking"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Choose at least one" in html
    assert '<option value="joking" selected>' in html


def test_an_entry_leads_each_of_the_two_to_their_own_page(cast: Cast) -> None:
    lives.told(cast)
    ben, ana = browser_of(cast.ben), browser_of(cast.ana)
    key = key_of(page(ben, url(cast)))
    press(ben, cast, key, "look")
    entry = reverse("pattern-entry", args=[kept(cast)[0].id])
    assert ben.get(entry).headers["Location"] == url(cast, "pattern", key)
    assert ana.get(entry).status_code == 404
    shared(cast)
    assert ana.get(entry).headers["Location"] == reverse("wondered", args=[kept(cast)[0].id])
