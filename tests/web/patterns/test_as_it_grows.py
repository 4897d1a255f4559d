"""A case that grows: a claim that was shown stays, and says so when its reasons have fallen."""

from uuid import UUID

from msgspec.structs import replace

from relating.case import Episode
from relating.engine.patterns.growing import looks
from relating.journal import actions, queries
from relating.web.patterns import discovery
from tests.cast import Cast, browser_of
from tests.web import lives
from tests.web.patterns.pressing import CLAIM, TO_HER, key_of, page, press, shared, text, url

SAYS_SO = "By now it is not clearly more often than at other times."


def on(cast: Cast, told: list[Episode], number: int, *, pleases_when_listened_to: bool) -> None:
    """So many more times: she pleases when she is listened to, or it goes as it went before."""
    for each in range(number):
        when = told[-1].at or told[-1].recorded_at
        when += (each + 1) * lives.STEP
        before = told[each % len(told)]
        did = ("hiding",) if before.other_did == ("criticised",) else ("pleasing",)
        again = replace(before, id=UUID(int=each + 1), at=when, recorded_at=when)
        actions.record(
            cast.ana,
            cast.case,
            replace(again, i_did=did) if pleases_when_listened_to else again,
        )


def test_between_two_looks_nothing_new_is_claimed_and_what_was_claimed_stays(cast: Cast) -> None:
    told = lives.told(cast, number=49)
    ben = browser_of(cast.ben)
    before = text(page(ben, url(cast)))
    assert "A possible pattern" in before
    assert 49 not in looks(60, 20)
    on(cast, told, 3, pleases_when_listened_to=False)
    assert "A possible pattern" in text(page(ben, url(cast)))


def test_a_claim_of_which_the_reasons_fall_says_so_and_is_first_no_more(cast: Cast) -> None:
    told = lives.told(cast)
    ben = browser_of(cast.ben)
    assert CLAIM in text(page(ben, url(cast)))
    key = key_of(page(ben, url(cast)))
    on(cast, told, 80, pleases_when_listened_to=True)
    first, once = text(page(ben, url(cast))).split("Possible patterns once")
    assert "someone criticised Ana, then pleasing" in once
    assert "someone criticised Ana, then pleasing" not in first
    claim = text(page(ben, url(cast, "pattern", key)))
    assert "It was a possible pattern once. Not shared." in claim
    assert SAYS_SO in claim
    assert "You keep watching it." in press(ben, cast, key, "watch")


def test_what_was_shared_says_to_both_that_its_reasons_have_fallen(cast: Cast) -> None:
    told = lives.told(cast)
    key, ben, ana = shared(cast), browser_of(cast.ben), browser_of(cast.ana)
    pages = ((ben, url(cast, "pattern", key)), (ana, url(cast, "ways")))
    assert not any(SAYS_SO in page(*each) for each in pages)
    on(cast, told, 80, pleases_when_listened_to=True)
    assert all(SAYS_SO in page(*each) for each in pages)


def test_in_her_own_view_what_has_fallen_stands_last_and_says_so(cast: Cast) -> None:
    told = [replace(each, visibility="private") for each in lives.told(cast, "private")]
    ana = browser_of(cast.ana)
    ana.post(url(cast, "together"), {"on": "yes"})
    assert TO_HER in text(page(ana, url(cast, "together")))
    on(cast, told, 80, pleases_when_listened_to=True)
    case = queries.open_case(cast.ana, cast.case)
    found = discovery.findings(case, case.counted)
    assert found is not None
    last = f"?at={len(found.patterns) + 1}"
    said = text(page(ana, url(cast, "together") + last))
    assert "someone criticised me" in said
    assert SAYS_SO in said


def test_looks_are_at_what_is_shared_alone(cast: Cast) -> None:
    """Sixty private times would be another three looks; Ben's page is as without them."""
    told = lives.told(cast, number=49)
    case = queries.open_case(cast.ben, cast.case)
    before = discovery.findings(case, discovery.shared(case))
    on(
        cast,
        [replace(each, visibility="private") for each in told],
        60,
        pleases_when_listened_to=True,
    )
    discovery.forget()
    case = queries.open_case(cast.ben, cast.case)
    assert discovery.findings(case, discovery.shared(case)) == before
