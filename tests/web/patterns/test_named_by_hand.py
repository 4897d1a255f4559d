"""What somebody named is tested by itself, on what was told later; a claim says how it came."""

from django.urls import reverse
from msgspec.structs import replace

from relating.case import Pattern
from relating.engine.patterns import Findings
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.web.patterns import discovery, sentences
from tests.cast import Cast, browser_of
from tests.web import lives
from tests.web.patterns.pressing import kept, url
from tests.web.undoing import undo


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


def test_ben_names_one_in_his_own_words_which_are_his_until_he_shares_them(cast: Cast) -> None:
    lives.told(cast)
    words = "I wonder whether being heard is what makes her hide."
    given = {"other_did": "listened", "behaviour": "hiding", "statement": words}
    ben = browser_of(cast.ben)
    named = ben.post(url(cast, "pattern-new"), given, follow=True)
    assert words in named.content.decode()
    assert words in ben.get(url(cast)).content.decode()
    (mine,) = kept(cast)
    assert (mine.statement, mine.visibility, mine.named_by) == (words, "private", "counsellor")
    assert queries.open_case(cast.ana, cast.case).all(Pattern) == ()
    share = named.redirect_chain[-1][0] + "share/"
    assert words in ben.get(share).content.decode()
    undone = undo(ben, named.content.decode())
    assert undone.status_code == 200
    assert kept(cast) == []
    ben.post(url(cast, "pattern-new"), given)
    assert [each.statement for each in kept(cast)] == [words]


def test_a_claim_says_whether_it_was_found_or_named_before(cast: Cast) -> None:
    lives.told(cast)
    _, found = looked(cast)
    claim = found.patterns[0]
    assert sentences.basis(claim) == "Found by looking through everything that was told."
    before = sentences.basis(replace(claim, basis="named"))
    assert before == "Named before; what was told since was set against that."
    page = browser_of(cast.ben).get(reverse("patterns", args=[cast.case])).content.decode()
    assert sentences.basis(claim) in page
