"""What Ana sees of a pattern and says to it, and how either retires it."""

import re

import pytest
from django.urls import reverse
from msgspec.structs import replace

from relating.case import Answer, Entry, Pattern
from relating.engine.open_ends import look_together
from relating.engine.prepare import prepare
from relating.journal import actions, queries
from relating.web.patterns import claims, discovery
from tests.cast import Cast, browser_of, row_in
from tests.web import lives
from tests.web.patterns.pressing import (
    FITS,
    NOW,
    TO_HER,
    kept,
    key_of,
    page,
    press,
    shared,
    text,
    url,
)
from tests.web.undoing import after, undo


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
    way = reverse("wondered", args=[kept(cast)[0].id])
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
    way = reverse("wondered", args=[kept(cast)[0].id])
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
    assert ana.get(url(cast, "ways")).context["guesses"] == []
    assert len(ana.get(url(cast, "ways")).context["guesses_made"]) == 1
    ana.post(way, {"resonance": "partly"})
    assert TO_HER in text(page(ana, url(cast, "together")))
    assert press(ben, cast, key, "watch")


def test_what_only_varies_how_she_is_made_is_not_offered_either(cast: Cast) -> None:
    lives.told(cast)
    shared(cast)
    found = kept(cast)[0]
    ana = browser_of(cast.ana)
    ana.post(reverse("wondered", args=[found.id]), {"resonance": "as_made"})
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
    way = reverse("wondered", args=[kept(cast)[0].id])
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
    html = page(browser_of(cast.ana), reverse("wondered", args=[kept(cast)[0].id]))
    assert ": 14 of 17" in text(html)
    assert reverse("episode", args=[cued[1].id]) in html
    assert reverse("episode", args=[cued[0].id]) not in html


def test_only_ana_answers_and_only_what_was_shared(cast: Cast) -> None:
    lives.told(cast)
    ben, ana = browser_of(cast.ben), browser_of(cast.ana)
    press(ben, cast, key_of(page(ben, url(cast))), "look")
    way = reverse("wondered", args=[kept(cast)[0].id])
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
    way = page(ana, reverse("wondered", args=[entry.id]))
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
    way = reverse("wondered", args=[entry.id])
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
    way = reverse("wondered", args=[kept(cast)[0].id])
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
