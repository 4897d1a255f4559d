"""All episodes as a list: thirty at a time, narrowed by chips, nothing to read in an address."""

import re
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.urls import reverse

from relating.case import Word
from relating.journal import actions
from relating.people.gate import Viewer
from relating.web.diary.filters import Chip, Group
from tests.cast import Cast, browser_of, episode, person


@pytest.fixture
def told(cast: Cast) -> dict[str, UUID]:
    """Mara at work, an old way; Dad back then, none said; Mara in the room, a new way."""
    mara, dad = (
        person("Mara", visibility="shared"),
        person("Dad", role="father", visibility="shared"),
    )
    for who in (mara, dad):
        actions.record(cast.ana, cast.case, who)
    episodes = {
        "work": episode("At work.", visibility="shared", person=mara.id, i_did=("pleasing",)),
        "then": episode(
            "Back then.", visibility="shared", person=dad.id, place="past", at=None, age=9
        ),
        "room": episode(
            "In the room.", visibility="shared", person=mara.id, place="room", i_did=("say_no",)
        ),
    }
    for each in episodes.values():
        actions.record(cast.ana, cast.case, each)
    return {name: each.id for name, each in episodes.items()}


def listed(viewer: Viewer, url: str) -> set[str]:
    answer = browser_of(viewer).get(url)
    assert answer.status_code == 200
    return {row.url for row in answer.context["rows"]}


def addresses(told: dict[str, UUID], *names: str) -> set[str]:
    return {reverse("episode", args=[told[name]]) for name in names}


def chips_of(viewer: Viewer, url: str) -> dict[str, Chip]:
    filters = browser_of(viewer).get(url).context["filters"]
    groups = [chip for group in filters.groups for chip in group.chips]
    return {str(chip.label): chip for chip in (*groups, *filters.quick)}


def test_many_ways_stand_behind_the_most_used_and_open_where_one_is_chosen() -> None:
    many = tuple(Chip(str(n), "", current=n == 12) for n in range(14))
    assert [len(part) for part in (Group("", many).first, Group("", many).rest)] == [10, 4]
    assert Group("", many).opens
    assert not Group("", many[:12]).rest


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Mara", ("work", "room")),
        ("Dad", ("then",)),
        ("old way", ("work",)),
        ("new way", ("room",)),
        ("back then", ("then",)),
        ("in life", ("work",)),
        ("Everyone", ("work", "then", "room")),
    ],
)
def test_a_chip_shows_what_it_says(
    cast: Cast, told: dict[str, UUID], label: str, names: tuple[str, ...]
) -> None:
    for viewer in (cast.ana, cast.ben):
        chips = chips_of(viewer, reverse("episodes", args=[cast.case]))
        assert listed(viewer, chips[label].url) == addresses(told, *names)


def test_what_i_did_can_be_chosen_and_is_a_token_in_the_address(
    cast: Cast, told: dict[str, UUID]
) -> None:
    chips = chips_of(cast.ben, reverse("episodes", args=[cast.case]))
    chip = next(chip for label, chip in chips.items() if "?did=" in chip.url and chip.way == "old")
    assert listed(cast.ben, chip.url) == addresses(told, "work")
    assert re.fullmatch(r"did=[0-9a-f]{12}", urlsplit(chip.url).query)


def test_no_address_says_what_people_wrote_or_chose(cast: Cast, told: dict[str, UUID]) -> None:
    own = Word(list="behaviour", code="vanish", label="Vanishing", old=True)
    actions.word(cast.ana, cast.case, own)
    actions.record(cast.ana, cast.case, episode("Gone.", i_did=("vanish",)))
    page = browser_of(cast.ana).get(reverse("episodes", args=[cast.case])).content.decode()
    queries = " ".join(re.findall(r'href="[^"?]*\?([^"]*)"', page)).lower()
    assert "vanish" not in queries
    for word in ("mara", "dad", "pleasing", "say_no"):
        assert word not in queries


def test_the_token_of_a_word_is_another_one_in_another_case(cast: Cast) -> None:
    from relating.journal import queries
    from relating.web.diary.filters import token

    ben, cleo = (
        queries.open_case(cast.ben, cast.case),
        queries.open_case(cast.cleo, cast.other_case),
    )
    assert token(ben, "pleasing") != token(cleo, "pleasing")


def test_choices_add_up_and_each_can_be_taken_back(cast: Cast, told: dict[str, UUID]) -> None:
    start = reverse("episodes", args=[cast.case])
    both = chips_of(cast.ben, chips_of(cast.ben, start)["Mara"].url)["new way"].url
    assert listed(cast.ben, both) == addresses(told, "room")
    chips = chips_of(cast.ben, both)
    assert chips["Mara"].current
    assert chips["new way"].current
    assert listed(cast.ben, chips["new way"].url) == addresses(told, "work", "room")


def test_an_address_that_asks_for_something_unknown_shows_everything(
    cast: Cast, told: dict[str, UUID]
) -> None:
    query = "?who=nobody&did=zzz&way=sideways&place=moon&since=ever&page=x"
    everything = listed(cast.ben, reverse("episodes", args=[cast.case]) + query)
    assert everything == addresses(told, "work", "then", "room")


def test_nothing_that_fits_is_said_and_everything_is_one_tap_away(
    cast: Cast, told: dict[str, UUID]
) -> None:
    start = reverse("episodes", args=[cast.case])
    dad = chips_of(cast.ben, start)["Dad"].url
    page = browser_of(cast.ben).get(chips_of(cast.ben, dad)["new way"].url).content.decode()
    assert "Nothing like this" in page
    assert f'href="{start}"' in page


def test_the_list_comes_thirty_at_a_time_and_keeps_the_choice(cast: Cast) -> None:
    for number in range(31):
        actions.record(cast.ana, cast.case, episode(f"Time {number}", visibility="shared"))
    url = reverse("episodes", args=[cast.case]) + "?place=life"
    first = browser_of(cast.ben).get(url)
    assert len(first.context["rows"]) == 30
    assert "place=life&amp;page=2" in first.content.decode()
    assert len(browser_of(cast.ben).get(url + "&page=2").context["rows"]) == 1


def test_the_counsellor_is_not_offered_people_or_words_that_are_private(cast: Cast) -> None:
    who = person("Secret friend")
    actions.record(cast.ana, cast.case, who)
    actions.record(cast.ana, cast.case, episode(person=who.id, i_did=("pleasing",)))
    url = reverse("episodes", args=[cast.case])
    assert "Secret friend" in chips_of(cast.ana, url)
    chips = chips_of(cast.ben, url)
    assert "Secret friend" not in chips
    assert not any("did=" in chip.url for chip in chips.values())


def test_a_client_who_has_written_nothing_is_shown_the_first_step(cast: Cast) -> None:
    page = browser_of(cast.ana).get(reverse("episodes", args=[cast.case])).content.decode()
    assert reverse("episode-new", args=[cast.case]) in page
    assert "Nothing is here yet" in page
