"""A way: begun by Ana from nothing, from what Ben wonders, or from a time; read by both."""

import re
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.case import Answer, Beside, Cue, Feeling, Loop, Option, Pattern, Step, ThenNow, Way
from relating.journal import actions, queries
from relating.people.gate import Viewer
from tests.cast import Cast, browser_of, episode, id_from, page_of, person, tell
from tests.web.alliance.test_alliance import SCORES
from tests.web.alliance.test_alliance import told as an_hour

WORDS = ("click", "kitchen")
SENTENCE = "The pencil clicks, and I'm small."


def text(html: str) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("&nbsp;", " ").split())


def by(author: str, visibility: str) -> dict[str, Any]:
    """How an entry begins."""
    now = timezone.now()
    return {"id": uuid4(), "author": author, "visibility": visibility, "recorded_at": now}


def a_way(cast: Cast, /, visibility: str = "shared", **more: object) -> Way:
    """A way of Ana's that is there."""
    made = Way(**{**by("client", visibility), "words": SENTENCE, **more})
    actions.record(cast.ana, cast.case, made)
    return made


def way_now(cast: Cast, way: UUID) -> Way:
    """A way as it stands now."""
    (found,) = (each for each in ways_of(cast) if each.id == way)
    return found


def ways_of(cast: Cast) -> tuple[Way, ...]:
    return queries.open_case(cast.ana, cast.case).all(Way)


def begin(browser: Client, cast: Cast, **sent: object) -> UUID:
    """Ana begins a way; return its id."""
    token = uuid4()
    told = {"id": str(token), "words": SENTENCE, "visibility": "private", **sent}
    answer = browser.post(reverse("way-new", args=[cast.case]), told)
    assert answer.status_code == 303, answer.content.decode()
    return id_from(cast.ana, cast.case, token)


def fill(browser: Client, way: UUID, part: str, **sent: object) -> int:
    """Say one part of a way."""
    url = reverse("way-part", args=[way, part])
    found = re.search(r'name="based_on" value="(\d+)"', browser.get(url).content.decode())
    assert found is not None
    return browser.post(url, {"based_on": found[1], **sent}).status_code


def part_of(viewer: Viewer, name: str, way: UUID, part: str) -> str:
    """The page of one part of a way."""
    answer = browser_of(viewer).get(reverse(name, args=[way, part]))
    assert answer.status_code == 200
    return answer.content.decode()


def criticised(cast: Cast, /, **more: object) -> UUID:
    """A time of Ana's, shared with Ben."""
    told = episode(
        visibility="shared",
        other_did=("criticised",),
        feelings=(Feeling(code="ashamed"),),
        i_did=("pleasing",),
        **more,
    )
    actions.record(cast.ana, cast.case, told)
    return told.id


# Beginning ---------------------------------------------------------------------------------------


def test_a_way_begins_from_nothing_but_her_sentence_and_is_private(cast: Cast) -> None:
    ana = browser_of(cast.ana)
    way = begin(ana, cast)
    assert SENTENCE in page_of(cast.ana, "way", way).replace("&#x27;", "'")
    assert browser_of(cast.ben).get(reverse("way", args=[way])).status_code == 404
    assert "shared no way" in page_of(cast.ben, "ways", cast.case)


def test_a_form_that_is_sent_twice_begins_one_way(cast: Cast) -> None:
    ana, token = browser_of(cast.ana), str(uuid4())
    for _ in range(2):
        begin(ana, cast, id=token)
    assert len(ways_of(cast)) == 1


def test_a_way_that_begins_from_a_time_holds_what_was_said_there(cast: Cast) -> None:
    told = tell(
        cast,
        "He clicks.",
        other_did=("criticised",),
        feelings=(Feeling(code="ashamed"),),
        i_did=("pleasing",),
        protects_from=("conflict",),
        cost=("tired",),
    )
    ana = browser_of(cast.ana)
    begun = ana.get(reverse("way-new", args=[cast.case]), {"from": str(told.id)}).content.decode()
    assert "He clicks." in begun
    found = way_now(cast, begin(ana, cast, **{"from": str(told.id)}))
    assert found.origin == told.id
    assert found.old == Loop(
        first=Step(code="criticised", times=(told.id,)),
        feel=Step(code="ashamed", times=(told.id,)),
        i_do=Step(code="pleasing", times=(told.id,)),
    )
    assert (found.spared_codes, found.cost_codes) == (("conflict",), ("tired",))


def test_a_way_that_begins_from_what_ben_wonders_has_her_words_and_not_his(cast: Cast) -> None:
    made = Pattern(
        **by("counsellor", "shared"),
        cue=Cue(other_did="criticised"),
        behaviour="pleasing",
        statement="I wonder about small.",
        state="look_together",
        named_by="counsellor",
        since=timezone.now(),
    )
    actions.record(cast.ben, cast.case, made)
    ana = browser_of(cast.ana)
    ways = reverse("ways", args=[cast.case])
    offer = f"{reverse('way-new', args=[cast.case])}?from={made.id}"
    assert offer not in ana.get(ways).content.decode()
    said = Answer(**by("client", "shared"), to=made.id, resonance="fits", in_my_words="I go small.")
    actions.record(cast.ana, cast.case, said)
    assert offer in ana.get(ways).content.decode()
    form = ana.get(offer).context["form"]
    assert form["words"].value() == "I go small."
    found = way_now(cast, begin(ana, cast, **{"from": str(made.id)}))
    assert (found.origin, found.words) == (made.id, SENTENCE)
    assert found.old == Loop(first=Step(code="criticised"), i_do=Step(code="pleasing"))
    assert offer not in ana.get(ways).content.decode()


def test_nobody_begins_a_way_from_what_is_not_there(cast: Cast) -> None:
    for meant in (uuid4(), "x"):
        url = f"{reverse('way-new', args=[cast.case])}?from={meant}"
        assert browser_of(cast.ana).get(url).status_code == 404
    assert browser_of(cast.ben).get(reverse("way-new", args=[cast.case])).status_code == 404


# Filling -----------------------------------------------------------------------------------------


def test_one_empty_place_is_asked_at_a_time_and_what_it_spared_is_the_first(cast: Cast) -> None:
    way, ana = a_way(cast), browser_of(cast.ana)
    asked = []
    for _ in range(4):
        page = ana.get(reverse("way", args=[way.id]))
        part = page.context["asks"]
        asked.append(part.key)
        assert page.content.decode().count("askcard") == 1
        name = page.context["form"].box.html_name
        sent = {name: f"words of {part.key}", "short": "1", "based_on": len(asked)}
        assert ana.post(reverse("way-part", args=[way.id, part.key]), sent).status_code == 303
    assert asked == ["spared", "old-first", "old-feel", "old-i-do"]
    found = way_now(cast, way.id)
    assert found.spared is not None
    assert found.spared.now == "words of spared"
    assert found.old is not None
    assert found.old.i_do == Step(words="words of old-i-do")


def test_what_it_spared_stands_before_what_it_costs_on_the_page(cast: Cast) -> None:
    way = a_way(cast)
    for viewer in (cast.ana, cast.ben):
        said = text(page_of(viewer, "way", way.id))
        order = ["What it spared me", "What it gave me", "What it costs me", "What it costs others"]
        assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)


def test_back_then_is_neither_asked_nor_shown_while_the_two_do_not_look_at_it(cast: Cast) -> None:
    way = a_way(cast, began_words="The kitchen.")
    ana = browser_of(cast.ana)
    assert "Where it began" not in page_of(cast.ana, "way", way.id)
    assert "The kitchen." not in page_of(cast.ben, "way", way.id)
    assert ana.get(reverse("way-part", args=[way.id, "began"])).status_code == 404
    assert (
        'name="then"' not in ana.get(reverse("way-part", args=[way.id, "spared"])).content.decode()
    )


def test_nothing_of_back_then_stands_on_the_page_is_found_or_told_of_in_versions(
    cast: Cast,
) -> None:
    said = ThenNow(now="Her being cross.", then="The third click.")
    way = a_way(cast, spared=said, began_words="The kitchen.")
    searched = reverse("search", args=[cast.case])
    for viewer in (cast.ana, cast.ben):
        browser = browser_of(viewer)
        pages = [page_of(viewer, name, way.id) for name in ("way", "versions")]
        found = (browser.post(searched, {"words": each}) for each in WORDS)
        pages += [text(each.content.decode()) for each in found]
        assert "Her being cross." in pages[0]
        assert not [each for each in pages if "The third" in each or "The kitchen" in each]


def test_what_was_changed_in_another_window_stands_beside_what_is_typed(cast: Cast) -> None:
    way, ana = a_way(cast), browser_of(cast.ana)
    url = reverse("way-part", args=[way.id, "my-part"])
    assert ana.post(url, {"words": "I smile.", "based_on": 1}).status_code == 303
    answer = ana.post(url, {"words": "I nod.", "based_on": 1})
    assert answer.status_code == 409
    both = answer.content.decode()
    assert "I smile." in both
    assert "I nod." in both
    assert ana.post(url, {"words": "I nod.", "based_on": 2}).status_code == 303


# Counting ----------------------------------------------------------------------------------------


def test_a_place_counts_the_times_put_there_and_those_whose_codes_match(cast: Cast) -> None:
    times = [criticised(cast) for _ in range(3)]
    other = tell(cast, "Alone.", visibility="shared").id
    loop = Loop(
        first=Step(code="criticised"),
        i_do=Step(code="pleasing"),
        they_do=Step(words="He smiles.", times=(other,)),
    )
    way = a_way(cast, old=loop)
    page = browser_of(cast.ben).get(reverse("way", args=[way.id])).context["way"]
    assert [each.n for each in page.loops[0].places] == [3, 0, 3, 1, 0]
    behind = part_of(cast.ben, "way-times", way.id, "old-i-do")
    assert all(str(each) in behind for each in times)
    assert str(other) not in behind


def test_her_page_has_no_total_and_his_leads_to_the_times_of_the_cue(cast: Cast) -> None:
    criticised(cast)
    way = a_way(cast, old=Loop(first=Step(code="criticised")))
    link = reverse("way-times", args=[way.id, "old-first"])
    assert link not in page_of(cast.ana, "way", way.id)
    assert link in page_of(cast.ben, "way", way.id)


def test_nothing_private_changes_a_byte_of_bens_page(cast: Cast) -> None:
    criticised(cast)
    way = a_way(cast, old=Loop(first=Step(code="criticised"), i_do=Step(code="pleasing")))
    masked = re.compile(r'(value|data-draft-key)="[^"]{40,}"')
    pages = [("way", way.id), ("ways", cast.case)]

    def seen() -> list[str]:
        return [masked.sub("", page_of(cast.ben, name, id)) for name, id in pages]

    before = seen()
    tell(cast, "Secret.", other_did=("criticised",), i_did=("pleasing",), rather="Not this.")
    a_way(cast, "private", words="A secret way.")
    option = Option(**by("client", "private"), way=way.id, words="A secret option.")
    actions.record(cast.ana, cast.case, option)
    assert seen() == before


# Instead -----------------------------------------------------------------------------------------


def test_what_she_would_rather_have_done_is_offered_and_taken_with_one_tap(cast: Cast) -> None:
    told = criticised(cast, rather="Ask which bit.")
    way, ana = a_way(cast, times=(told,)), browser_of(cast.ana)
    assert "Ask which bit." in page_of(cast.ana, "way", way.id)
    assert "Ask which bit." not in page_of(cast.ben, "way", way.id)
    for _ in range(2):
        sent = {"take": str(told)}
        assert ana.post(reverse("option-new", args=[way.id]), sent).status_code == 303
    (option,) = queries.open_case(cast.ana, cast.case).all(Option)
    assert (option.words, option.origin, option.way) == ("Ask which bit.", told, way.id)
    assert not ana.get(reverse("way", args=[way.id])).context["way"].offers


def test_nothing_is_offered_of_a_time_with_somebody_who_is_not_safe(cast: Cast) -> None:
    dad = person("Dad", unsafe=True, visibility="shared")
    actions.record(cast.ana, cast.case, dad)
    told = criticised(cast, rather="Ask which bit.", person=dad.id)
    way = a_way(cast, times=(told,))
    assert "Ask which bit." not in page_of(cast.ana, "way", way.id)
    answer = browser_of(cast.ana).post(reverse("option-new", args=[way.id]), {"take": str(told)})
    assert answer.status_code == 404


def test_hers_stand_before_his_and_each_changes_only_their_own(cast: Cast) -> None:
    way = a_way(cast)
    ana, ben = browser_of(cast.ana), browser_of(cast.ben)
    for browser, words, size in ((ben, "Say it.", "small"), (ana, "Nothing.", "on_purpose")):
        sent = {"id": str(uuid4()), "words": words, "size": size, "visibility": "shared"}
        assert browser.post(reverse("option-new", args=[way.id]), sent).status_code == 303
    for viewer in (cast.ana, cast.ben):
        said = text(page_of(viewer, "way", way.id))
        assert said.index("Nothing.") < said.index("Say it.")
        assert "on purpose" in said
    his = next(
        each
        for each in queries.open_case(cast.ana, cast.case).all(Option)
        if each.words == "Say it."
    )
    url = reverse("option", args=[his.id])
    assert ana.get(url).status_code == 200
    assert ana.post(url, {"words": "Mine.", "size": "small"}).status_code == 404


def test_she_keeps_one_at_hand_and_puts_it_back(cast: Cast) -> None:
    way, ana = a_way(cast), browser_of(cast.ana)
    option = Option(**by("client", "shared"), way=way.id, words="Ask.")
    actions.record(cast.ana, cast.case, option)
    url = reverse("option-at-hand", args=[option.id])
    assert ana.post(url, {"at_hand": "yes"}).status_code == 303
    assert way_now(cast, way.id).pinned == option.id
    assert browser_of(cast.ben).post(url, {"at_hand": "no"}).status_code == 404
    assert ana.post(reverse("option-at-hand", args=[way.id])).status_code == 404
    assert ana.post(url, {"at_hand": "no"}).status_code == 303
    assert way_now(cast, way.id).pinned is None


# How it stands -----------------------------------------------------------------------------------


def test_she_says_how_a_way_stands_and_since_when_she_works_on_it_is_kept(cast: Cast) -> None:
    way, ana = a_way(cast), browser_of(cast.ana)
    url = reverse("way-say", args=[way.id])
    ana.post(url, {"status": "working_on"})
    since = way_now(cast, way.id).working_since
    assert since is not None
    ana.post(url, {"status": "loosening"})
    found = way_now(cast, way.id)
    assert (found.status, found.working_since) == ("loosening", since)
    assert ana.post(url, {"status": "healed"}).status_code == 404
    assert browser_of(cast.ben).post(url, {"status": "resting"}).status_code == 404


def test_either_retires_a_way_and_it_stays_readable(cast: Cast) -> None:
    way = a_way(cast)
    ana, ben = browser_of(cast.ana), browser_of(cast.ben)
    url = reverse("way-beside", args=[way.id])
    assert ben.post(url, {"retired": "yes"}).status_code == 303
    assert "Ben retired it" in text(page_of(cast.ana, "way", way.id))
    for viewer in (cast.ana, cast.ben):
        listed = browser_of(viewer).get(reverse("ways", args=[cast.case])).context
        assert (len(listed["ways"]), len(listed["retired"])) == (0, 1)
    ben.post(url, {"retired": "no"})
    ana.post(reverse("way-say", args=[way.id]), {"status": "resting"})
    assert len(ben.get(reverse("ways", args=[cast.case])).context["retired"]) == 1
    assert ana.post(url, {"retired": "no"}).status_code == 404


def test_what_is_how_she_is_made_is_looked_at_no_more(cast: Cast) -> None:
    way = a_way(cast, old=Loop(first=Step(words="He clicks.")))
    browser_of(cast.ana).post(reverse("way-say", args=[way.id]), {"status": "as_made"})
    assert browser_of(cast.ben).get(reverse("ways", args=[cast.case])).context["ways"] == []
    for viewer in (cast.ana, cast.ben):
        assert "He clicks." not in page_of(viewer, "way", way.id)
    assert len(browser_of(cast.ana).get(reverse("ways", args=[cast.case])).context["made"]) == 1


def test_ben_says_his_own_part_and_nothing_of_hers(cast: Cast) -> None:
    way, ben = a_way(cast), browser_of(cast.ben)
    ben.post(reverse("way-beside", args=[way.id]), {"my_part": "I take over."})
    assert "I take over." in page_of(cast.ana, "way", way.id)
    (said,) = queries.open_case(cast.ana, cast.case).all(Beside)
    assert (said.author, said.visibility) == ("counsellor", "shared")
    assert ben.get(reverse("way-part", args=[way.id, "spared"])).status_code == 404


def test_while_a_dip_is_open_nothing_is_asked_or_offered_and_all_can_be_read(cast: Cast) -> None:
    told = criticised(cast, rather="Ask which bit.")
    way = a_way(cast, times=(told,), my_part="I smile.")
    for number, score in enumerate(SCORES, start=1):
        an_hour(cast, number, score)
    page = browser_of(cast.ana).get(reverse("way", args=[way.id]))
    assert page.context["way"].rests
    assert page.context["asks"] is None
    assert not page.context["way"].offers
    assert "I smile." in page.content.decode()
    sent = {"id": str(uuid4()), "words": "Say it.", "size": "small", "visibility": "shared"}
    assert browser_of(cast.ben).post(reverse("option-new", args=[way.id]), sent).status_code == 422
    assert queries.open_case(cast.ben, cast.case).all(Option) == ()
