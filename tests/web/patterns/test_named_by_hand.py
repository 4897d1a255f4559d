"""What somebody named is tested by itself, on what was told later; a claim says how it came."""

from django.urls import reverse
from msgspec.structs import replace

from relating.engine.patterns import Findings
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.web.patterns import discovery, sentences
from tests.cast import Cast, browser_of
from tests.web import lives
from tests.web.patterns.pressing import kept, url


def looked(cast: Cast) -> tuple[OpenCase, Findings]:
    """The case as Ben opens it, and what is found in it."""
    case = queries.open_case(cast.ben, cast.case)
    found = discovery.findings(case, discovery.shared(case))
    assert found is not None
    return case, found


def test_what_ben_names_is_tested_by_itself_and_takes_nothing_from_the_search(cast: Cast) -> None:
    lives.told(cast)
    _, before = looked(cast)
    given = {"other_did": "listened", "behaviour": "hiding"}
    browser_of(cast.ben).post(url(cast, "pattern-new"), given)
    discovery.forget()
    _, now = looked(cast)
    assert now == before
    assert [each.behaviour for each in kept(cast)] == ["hiding"]


def test_a_claim_says_whether_it_was_found_or_named_before(cast: Cast) -> None:
    lives.told(cast)
    _, found = looked(cast)
    claim = found.patterns[0]
    assert sentences.basis(claim) == "Found by looking through everything that was told."
    before = sentences.basis(replace(claim, basis="named"))
    assert before == "Named before; what was told since was set against that."
    page = browser_of(cast.ben).get(reverse("patterns", args=[cast.case])).content.decode()
    assert sentences.basis(claim) in page
