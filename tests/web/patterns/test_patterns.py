"""Patterns: what the engine proposes to Ben, what he does with it, and what only Ana can say."""

import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Answer, Cue, Entry, Episode, Pattern, Preferences
from relating.engine.open_ends import look_together
from relating.engine.patterns import Findings
from relating.engine.prepare import prepare
from relating.journal import actions, queries
from relating.web.patterns import claims, discovery
from tests.cast import Cast, browser_of, episode, person, row_in
from tests.web import lives
from tests.web.undoing import after, undo

NOW = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
CLAIM = "someone criticised Ana, then pleasing, being nice: 15 of 18"
FITS = 'value="fits"'
TO_HER = CLAIM.replace("criticised Ana", "criticised me")


@pytest.fixture(autouse=True)
def _found_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No page of these tests has to wait for the engine, and nothing is remembered."""
    monkeypatch.setattr(discovery, "PATIENCE", 60)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    discovery.forget()
    yield
    discovery.forget()


def url(cast: Cast, name: str = "patterns", *more: object) -> str:
    return reverse(name, args=[cast.case, *more])


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def text(html: str) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", "", html).replace("&nbsp;", " ").split())


def key_of(html: str) -> UUID:
    """The key of the claim that is shown, from the address of one of its buttons."""
    found = re.search(r"patterns/([0-9a-f-]{36})/", html)
    assert found is not None
    return UUID(found[1])


def press(browser: Client, cast: Cast, key: UUID, act: str) -> str:
    answer = browser.post(url(cast, "pattern-act", key, act), follow=True)
    assert answer.status_code == 200
    return text(answer.content.decode())


def kept(cast: Cast) -> list[Pattern]:
    return list(queries.open_case(cast.ben, cast.case).all(Pattern))


def shared(cast: Cast, words: str = "I wonder about this") -> UUID:
    """Ben shares what is proposed first; return its key."""
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    answer = ben.post(url(cast, "pattern-share", key), {"statement": words})
    assert answer.status_code == 303
    return key


# What Ben sees -----------------------------------------------------------------------------------


def test_ben_sees_the_claim_with_its_counts_its_chance_and_its_counter_examples(cast: Cast) -> None:
    lives.told(cast)
    html = page(browser_of(cast.ben), url(cast))
    said = text(html)
    assert CLAIM in said
    assert re.search(r"At other times with the same people: [0-9] of [0-9]+[.]", said)
    assert "3 times it went otherwise" in said
    assert "15 seen; likely" in said
    assert "Seen with" in said
    assert "always" not in said
    assert "p =" not in said


def test_every_time_behind_a_claim_is_a_link_to_it(cast: Cast) -> None:
    told = lives.told(cast)
    html = page(browser_of(cast.ben), url(cast))
    for each in told:
        link = reverse("episode", args=[each.id])
        assert (link in html) is (each.other_did == ("criticised",))


def test_what_ana_keeps_private_is_not_counted_for_ben(cast: Cast) -> None:
    lives.told(cast, "private")
    said = text(page(browser_of(cast.ben), url(cast)))
    assert "is known of 0 times so far" in said
    assert "Criticised" not in said


def test_nothing_private_changes_a_byte_of_bens_pages(cast: Cast) -> None:
    told = lives.told(cast)
    ben = browser_of(cast.ben)
    masked = re.compile(r'value="[^"]{40,}"')

    def seen() -> list[str]:
        key = key_of(page(ben, url(cast)))
        wanted = [url(cast), url(cast, "pattern", key), url(cast, "pattern-new")]
        return [masked.sub("", page(ben, each)) for each in wanted]

    before = seen()
    for number, each in enumerate(told[::3]):
        private = replace(each, id=UUID(int=number + 1), visibility="private", i_did=("joking",))
        actions.record(cast.ana, cast.case, private)
    actions.record(cast.ana, cast.case, person("Secret"))
    assert seen() == before
    actions.share(cast.ana, UUID(int=1))
    assert seen() != before


def test_with_too_little_the_page_says_not_yet_and_from_when_on_it_looks(cast: Cast) -> None:
    lives.told(cast, number=6)
    said = text(page(browser_of(cast.ben), url(cast)))
    assert "Not yet." in said
    assert "is known of 6 times so far" in said


@pytest.mark.parametrize("name", ["patterns", "pattern-new"])
def test_these_pages_are_bens_alone(cast: Cast, name: str) -> None:
    for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
        assert browser_of(viewer).get(url(cast, name)).status_code == 404


def test_a_page_that_has_to_wait_says_so_and_asks_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives.told(cast, number=6)
    future: Future[Findings] = Future()
    monkeypatch.setattr(discovery, "PATIENCE", 0)
    monkeypatch.setattr(discovery, "begun", lambda opened, episodes: future)
    answer = browser_of(cast.ben).get(url(cast))
    assert answer.headers["Refresh"] == "2"
    assert "Looking through 6 episodes." in answer.content.decode()
    nothing = Findings(episodes=6, usable=6, patterns=(), watch=(), named=(), not_yet="Not yet")
    future.set_result(nothing)
    answer = browser_of(cast.ben).get(url(cast))
    assert "Refresh" not in answer.headers
    assert "Not yet." in answer.content.decode()


def test_the_same_entries_are_looked_through_once_and_others_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    really = discovery.begun

    def begun(opened: queries.OpenCase, episodes: tuple[Episode, ...]) -> Future[Findings]:
        looked.append(len(episodes))
        return really(opened, episodes)

    monkeypatch.setattr(discovery, "begun", begun)
    lives.told(cast, number=6)
    ben = browser_of(cast.ben)
    page(ben, url(cast))
    page(ben, url(cast))
    actions.record(cast.ana, cast.case, episode("Private"))
    page(ben, url(cast))
    assert looked == [6]
    actions.record(cast.ana, cast.case, episode("Shared", visibility="shared"))
    page(ben, url(cast))
    assert looked == [6, 7]


def test_somebody_who_is_not_safe_is_not_named_in_the_sentence(cast: Cast) -> None:
    lives.told(cast)
    opened = queries.open_case(cast.ana, cast.case)
    ben = browser_of(cast.ben)
    title = re.compile(r'id="triangle">([^<]*)<')
    before = title.search(page(ben, url(cast)))
    assert before is not None
    dad = next(each for each in opened.people.values() if each.alias == "Dad")
    assert "Dad" in before[1]
    version = opened.rows[opened.person_row(dad.id)].version
    actions.revise(cast.ana, cast.case, replace(dad, unsafe=True), version)
    after = title.search(page(ben, url(cast)))
    assert after is not None
    assert "Dad" not in after[1]


# What Ben does -----------------------------------------------------------------------------------


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
    assert ana.get(entry).headers["Location"] == reverse("way", args=[kept(cast)[0].id])


# What Ana sees and says --------------------------------------------------------------------------


def test_ana_sees_nothing_of_a_pattern_until_ben_shares_it(cast: Cast) -> None:
    lives.told(cast)
    ben, ana = browser_of(cast.ben), browser_of(cast.ana)
    before = page(ana, url(cast, "ways"))
    press(ben, cast, key_of(page(ben, url(cast))), "look")
    masked = re.compile(r'value="[^"]{40,}"')
    assert masked.sub("", page(ana, url(cast, "ways"))) == masked.sub("", before)
    shared(cast, "I wonder whether you please when somebody finds fault.")
    said = text(page(ana, url(cast, "ways")))
    assert "I wonder whether you please when somebody finds fault." in said
    assert TO_HER in said
    assert "A no helps as much as a yes." in said


def test_the_words_are_bens_own_with_a_count_and_a_guess_as_material(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    answer = ben.get(url(cast, "pattern-share", key_of(page(ben, url(cast)))))
    counted, guess = answer.context["material"]
    assert "I wonder whether these go together: someone criticised Ana" in guess
    assert re.search(r": \d+ of \d+$", counted)
    assert not answer.context["form"]["statement"].value()


def test_the_five_answers_are_alike_and_none_is_given_beforehand(cast: Cast) -> None:
    lives.told(cast)
    shared(cast)
    html = page(browser_of(cast.ana), url(cast, "ways"))
    buttons = re.findall(
        r'<button\s+class="([^"]*)"[^>]*name="resonance"[^>]*pressed="(\w+)"', html
    )
    assert buttons == [("btn btn-2", "false")] * 5


def test_ben_sees_what_ana_answers_and_she_can_change_it(cast: Cast) -> None:
    lives.told(cast)
    key = shared(cast)
    ben, ana = browser_of(cast.ben), browser_of(cast.ana)
    way = reverse("way", args=[kept(cast)[0].id])
    assert "Ana has not answered yet." in page(ben, url(cast, "pattern", key))
    for code, words in (("not_really", "Not really"), ("partly", "Partly")):
        assert ana.post(way, {"resonance": code}).status_code == 303
        assert f"<b>{words}</b>" in page(ben, url(cast, "pattern", key))
    ana.post(way, {"in_my_words": "I go small when Dad sighs."})
    html = page(ben, url(cast, "pattern", key))
    assert "I go small when Dad sighs." in html
    assert "<b>Partly</b>" in html
    assert len(queries.open_case(cast.ana, cast.case).all(Answer)) == 1


def test_what_she_says_is_how_she_is_made_is_offered_to_nobody_and_she_can_say_otherwise(
    cast: Cast,
) -> None:
    lives.told(cast)
    key = shared(cast)
    ben, ana = browser_of(cast.ben), browser_of(cast.ana)
    ana.post(url(cast, "together"), {"on": "yes"})
    assert TO_HER in text(page(ana, url(cast, "together")))
    way = reverse("way", args=[kept(cast)[0].id])
    assert ana.post(way, {"resonance": "as_made"}).status_code == 303
    assert TO_HER not in text(page(ana, url(cast, "together")))
    made = ben.get(url(cast)).context["groups"][-1]
    assert (made.name, [line.url for line in made.lines]) == (
        "as_made",
        [url(cast, "pattern", key)],
    )
    assert "pattern-act" not in page(ben, url(cast, "pattern", key))
    for act in ("look", "watch", "not-this", "back"):
        assert ben.post(url(cast, "pattern-act", key, act)).status_code == 404
    assert ben.get(url(cast, "pattern-share", key)).status_code == 404
    opened = queries.open_case(cast.ben, cast.case)
    assert look_together([*opened.all(Pattern), *opened.all(Answer)], NOW) == []
    assert ana.get(url(cast, "ways")).context["ways"] == []
    assert len(ana.get(url(cast, "ways")).context["made"]) == 1
    ana.post(way, {"resonance": "partly"})
    assert TO_HER in text(page(ana, url(cast, "together")))
    assert press(ben, cast, key, "watch")


def test_what_only_varies_how_she_is_made_is_not_offered_either(cast: Cast) -> None:
    lives.told(cast)
    shared(cast)
    found = kept(cast)[0]
    ana = browser_of(cast.ana)
    ana.post(reverse("way", args=[found.id]), {"resonance": "as_made"})
    case = queries.open_case(cast.ben, cast.case)
    episodes = discovery.shared(case)
    whole = discovery.findings(case, episodes)
    assert whole is not None
    varied = replace(found.cue, standing="above")
    counted, _ = discovery.counted(case, episodes, varied, found.behaviour, NOW)
    only_that = replace(whole, patterns=(counted,), watch=())
    every = claims.claims_of(case, only_that, episodes, NOW.date())
    assert [each.group for each in every] == ["as_made"]


def test_her_own_words_stand_first_on_her_page(cast: Cast) -> None:
    lives.told(cast)
    shared(cast, "I wonder about small")
    ana = browser_of(cast.ana)
    way = reverse("way", args=[kept(cast)[0].id])
    ana.post(way, {"in_my_words": "I go small."})
    html = page(ana, url(cast, "ways"))
    assert "I go small." in html
    assert html.index("I go small.") < html.index("I wonder about small") < html.index("guess fit?")
    assert "I wonder about small" in page(ana, way)


def test_her_page_counts_what_is_shared_and_leads_to_the_times(cast: Cast) -> None:
    told = lives.told(cast)
    shared(cast)
    cued = [each for each in told if each.other_did == ("criticised",)]
    actions.unshare(cast.ana, cued[0].id)
    html = page(browser_of(cast.ana), reverse("way", args=[kept(cast)[0].id]))
    assert ": 14 of 17" in text(html)
    assert reverse("episode", args=[cued[1].id]) in html
    assert reverse("episode", args=[cued[0].id]) not in html


def test_only_ana_answers_and_only_what_was_shared(cast: Cast) -> None:
    lives.told(cast)
    ben, ana = browser_of(cast.ben), browser_of(cast.ana)
    press(ben, cast, key_of(page(ben, url(cast))), "look")
    way = reverse("way", args=[kept(cast)[0].id])
    assert ana.get(way).status_code == 404
    shared(cast)
    for viewer in (cast.ben, cast.cleo, cast.carl):
        assert browser_of(viewer).post(way, {"resonance": "fits"}).status_code == 404
    assert ana.post(way, {"resonance": "always"}).status_code == 422


def test_sharing_cannot_be_undone_into_secrecy(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    press(ben, cast, key_of(page(ben, url(cast))), "look")
    key = shared(cast)
    row = row_in(cast.case, kept(cast)[0])
    made = f"?made={row}.2.1"
    assert ben.post(reverse("undo", args=[row]) + made).status_code == 404
    assert key == key_of(page(ben, url(cast)))
    assert kept(cast)[0].visibility == "shared"


# What often goes together ------------------------------------------------------------------------


def test_what_goes_together_is_off_until_ana_turns_it_on(cast: Cast) -> None:
    lives.told(cast, "private")
    ana = browser_of(cast.ana)
    together = url(cast, "together")
    assert "Criticised" not in page(ana, together)
    ana.post(together, {"on": "yes"})
    assert TO_HER in text(page(ana, together))
    ana.post(together, {"off": "yes"})
    assert "Criticised" not in page(ana, together)


def test_her_view_too_says_when_it_has_to_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    lives.told(cast, "private", number=6)
    ana = browser_of(cast.ana)
    monkeypatch.setattr(discovery, "PATIENCE", 0)
    monkeypatch.setattr(discovery, "begun", lambda opened, episodes: Future())
    ana.post(url(cast, "together"), {"on": "yes"})
    answer = ana.get(url(cast, "together"))
    assert answer.headers["Refresh"] == "2"
    assert "<h1>What often goes together</h1>" in answer.content.decode()


def test_that_it_is_on_is_hers_alone(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    masked = re.compile(r'value="[^"]{40,}"')
    before = masked.sub("", page(ben, url(cast)))
    browser_of(cast.ana).post(url(cast, "together"), {"on": "yes"})
    assert masked.sub("", page(ben, url(cast))) == before
    assert queries.open_case(cast.ben, cast.case).all(Preferences) == ()
    assert ben.get(url(cast, "together")).status_code == 404


def test_it_says_not_yet_where_there_is_too_little(cast: Cast) -> None:
    lives.told(cast, "private", number=6)
    ana = browser_of(cast.ana)
    ana.post(url(cast, "together"), {"on": "yes"})
    assert "What you did is known of 6 times so far" in page(ana, url(cast, "together"))


def test_a_long_life_stays_a_page_that_loads(cast: Cast) -> None:
    lives.told(cast, number=180)
    html = page(browser_of(cast.ben), url(cast))
    without = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    assert len(without.encode()) <= 60_000


@pytest.mark.parametrize("act", ["retire", "not-this"])
def test_ben_retires_what_was_shared_and_it_stays_readable_and_apart(cast: Cast, act: str) -> None:
    lives.told(cast)
    key = shared(cast, "I wonder about the boss.")
    ben, ana = browser_of(cast.ben), browser_of(cast.ana)
    away = after(ben, url(cast, "pattern-act", key, act))
    (entry,) = kept(cast)
    ways = page(ana, reverse("ways", args=[cast.case]))
    assert "Ben retired it" in text(ways)
    assert FITS not in ways
    way = page(ana, reverse("way", args=[entry.id]))
    assert "I wonder about the boss." in way
    assert FITS not in way
    assert "Bring back" not in way
    desk = page(ben, url(cast))
    assert "you retired it" in text(desk)
    assert "A possible pattern" not in desk
    undo(ben, away)
    assert FITS in page(ana, reverse("ways", args=[cast.case]))


def test_ana_retires_what_was_shared_and_brings_it_back_herself(cast: Cast) -> None:
    lives.told(cast)
    key = shared(cast, "I wonder about the boss.")
    ben, ana = browser_of(cast.ben), browser_of(cast.ana)
    (entry,) = kept(cast)
    way = reverse("way", args=[entry.id])
    ana.post(way, {"resonance": "partly"})
    ana.post(way, {"retired": "yes"})
    assert "You retired this" in page(ana, way)
    assert "I wonder about the boss." in page(ana, way)
    desk = page(ben, url(cast, "pattern", key))
    assert "Ana retired it" in text(desk)
    assert "Bring back" not in desk
    assert not queries.open_case(cast.ben, cast.case).all(Pattern)[0].retired
    case = queries.open_case(cast.ben, cast.case)
    found = prepare([each for each in case.contents if isinstance(each, Entry)], case.people, NOW)
    assert not [each for each in found.threads if each.what == "pattern"]
    ana.post(way, {"retired": "no"})
    assert FITS in page(ana, way)
    assert queries.open_case(cast.ana, cast.case).all(Answer)[0].resonance == "partly"


def test_ben_sees_that_she_retired_it_though_she_said_that_she_is_made_so(cast: Cast) -> None:
    lives.told(cast)
    key = shared(cast)
    ben, ana = browser_of(cast.ben), browser_of(cast.ana)
    way = reverse("way", args=[kept(cast)[0].id])
    ana.post(way, {"resonance": "as_made"})
    pages = (url(cast), url(cast, "pattern", key))
    assert not any("Ana retired it" in text(page(ben, each)) for each in pages)
    ana.post(way, {"retired": "yes"})
    assert all("Ana retired it" in text(page(ben, each)) for each in pages)
    assert ben.get(pages[1]).context["shown"].eyebrow == "Retired. You both can read it."
    assert "Ana retired a pattern. The answer was" in text(page(ben, url(cast, "prepare")))


def test_only_what_both_can_read_is_retired(cast: Cast) -> None:
    lives.told(cast)
    ben = browser_of(cast.ben)
    key = key_of(page(ben, url(cast)))
    press(ben, cast, key, "watch")
    assert ben.post(url(cast, "pattern-act", key, "retire")).status_code == 404


def test_a_worker_loads_numpy_only_when_somebody_looks_for_patterns() -> None:
    asked = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'relating.settings'; "
        "django.setup(); import relating.web.urls; assert 'numpy' not in sys.modules; "
        "from relating.web.patterns import discovery; "
        "from relating.case.words.vocabulary import DEFAULTS; "
        "discovery.discovered((), (), DEFAULTS, 1, ()); assert 'numpy' in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
