"""What *Something happened* asks: the client in their own voice, the counsellor about the client.

Names of questions are the names of the form's fields, and where several fields make one answer,
the name of the answer.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from relating.case.fields import Author
from relating.people.policies import Role

OWN: Mapping[str, Promise] = {
    "when": _("When?"),
    "place": _("Where?"),
    "session": _("In which session?"),
    "age": _("How old was I?"),
    "person": _("With whom?"),
    "story": _("What happened?"),
    "feelings": _("How did I feel?"),
    "i_did": _("What did I do?"),
    "valence": _("How did it end for me?"),
    "wish": _("What did I want from them?"),
    "other_did": _("What did they do?"),
    "other_then": _("What did they do then?"),
    "positions": _("Where did we stand?"),
    "my_position": _("Where was I on the circle?"),
    "other_position": _("Where were they?"),
    "ended": _("How did it end between us?"),
    "awareness": _("When did I notice what I was doing?"),
    "authenticity": _("How much like myself was I?"),
    "worth_at_stake": _("How much of my worth was at stake?"),
    "seen_as": _("How may they have seen me?"),
    "self_treatment": _("How did I treat myself afterwards?"),
    "impact": _("How was it for the other person?"),
    "expected": _("What had I feared they would do?"),
    "expected_words": _("And in my words"),
    "chance": _("How sure was I?"),
    "how_met": _("How were my feelings met?"),
    "place_context": _("Where was it?"),
    "joke": _("What was the joke for?"),
    "unsaid": _("What did I not say?"),
    "rather": _("What would I like to have done?"),
    "something_new": _("Was anything different from what I had braced for?"),
    "protects_from": _("What did it spare me?"),
    "cost": _("What did it cost me?"),
    "confidence_before": _("How sure was I before?"),
    "confidence_after": _("How sure was I afterwards?"),
    "landed": _("What landed?"),
    "swapped": _("Did we swap roles?"),
    "alone": _("Was I alone?"),
    "visibility": _("Who may read it"),
}

ABOUT: Mapping[str, Promise] = {
    "when": _("When?"),
    "place": _("Where?"),
    "session": _("In which session?"),
    "age": _("How old was %(name)s?"),
    "person": _("With whom?"),
    "story": _("What happened?"),
    "feelings": _("How did %(name)s feel?"),
    "i_did": _("What did %(name)s do?"),
    "valence": _("How did it end for %(name)s?"),
    "wish": _("What did %(name)s want from them?"),
    "other_did": _("What did they do?"),
    "other_then": _("What did they do then?"),
    "positions": _("Where did the two stand?"),
    "my_position": _("Where was %(name)s on the circle?"),
    "other_position": _("Where were they?"),
    "ended": _("How did it end between them?"),
    "awareness": _("When did %(name)s notice?"),
    "authenticity": _("How much like oneself, as %(name)s says"),
    "worth_at_stake": _("Worth at stake, as %(name)s says"),
    "seen_as": _("How may they have seen %(name)s?"),
    "self_treatment": _("Towards oneself afterwards, as %(name)s says"),
    "impact": _("How it was for the other person, as far as %(name)s knows"),
    "expected": _("Feared beforehand, as %(name)s says"),
    "expected_words": _("And in the words of %(name)s"),
    "chance": _("How sure, as %(name)s says"),
    "how_met": _("How were %(name)s’s feelings met?"),
    "place_context": _("Where was it?"),
    "joke": _("What the joke was for, as %(name)s says"),
    "unsaid": _("What %(name)s did not say"),
    "rather": _("What %(name)s would like to have done"),
    "something_new": _("Different from what %(name)s had braced for"),
    "protects_from": _("What it spared, as %(name)s says"),
    "cost": _("What it cost, as %(name)s says"),
    "confidence_before": _("How sure before, as %(name)s says"),
    "confidence_after": _("How sure afterwards, as %(name)s says"),
    "landed": _("What landed, as %(name)s says"),
    "swapped": _("Roles were swapped"),
    "alone": _("%(name)s was alone"),
    "visibility": _("Who may read it"),
}

EITHER: Mapping[str, Promise] = {
    "date": _("Day"),
    "time": _("Time"),
    "new_alias": _("What shall we call them here?"),
    "new_role": _("Who are they?"),
    "old_ways": _("Old ways"),
    "new_ways": _("New ways"),
    "impact_source": _("How is that known?"),
}
VALENCES: Mapping[int, Promise] = {
    -3: _("awful"),
    -2: _("bad"),
    -1: _("not good"),
    0: _("so-so"),
    1: _("all right"),
    2: _("good"),
    3: _("very good"),
}
JOKES: Mapping[str, Promise] = {
    "connecting": _("It connected us"),
    "covering": _("It covered something"),
    "needed": _("I needed it"),
}
LAYERS: Mapping[str, Promise] = {
    "primary": _("underneath"),
    "covering": _("covering another"),
}
YES_OR_NO: Mapping[str, Promise] = {"yes": _("yes"), "no": _("no")}
LIKELY: Mapping[int, Promise] = {
    10: _("hardly"),
    30: _("rather not"),
    50: _("perhaps"),
    70: _("probably"),
    90: _("almost surely"),
}
MYSELF: Mapping[int, Promise] = {
    1: _("hardly"),
    3: _("a little"),
    5: _("half"),
    7: _("more than half"),
    9: _("quite"),
}
"""How much like myself, in five words, each with its number of ten."""
SURE: Mapping[int, Promise] = {
    1: pgettext_lazy("how sure", "hardly"),
    3: pgettext_lazy("how sure", "a little"),
    5: pgettext_lazy("how sure", "half"),
    7: pgettext_lazy("how sure", "quite"),
    9: pgettext_lazy("how sure", "very"),
}
SOURCES: Mapping[str, Promise] = {
    "guessed": _("I guess"),
    "asked": _("I asked"),
    "told": _("They told me"),
    "counsellor": _("Own response, said in the hour"),
}
KNOWN_TO_HER: Mapping[str, Promise] = {
    "impact_guessed": _("%(name)s guesses"),
    "impact_asked": _("%(name)s asked"),
    "impact_told": _("%(name)s was told"),
}
"""The same of what the client told, to anybody else: her *I* is hers."""
WARMTHS: Mapping[float, Promise] = {
    -0.8: pgettext_lazy("side", "away"),
    -0.4: _("a little away"),
    0.0: _("neither near nor away"),
    0.4: _("a little near"),
    0.8: pgettext_lazy("side", "near"),
}
DOMINANCES: Mapping[float, Promise] = {
    0.8: _("leading"),
    0.4: _("leading a little"),
    0.0: _("neither leading nor letting the other lead"),
    -0.4: _("letting the other lead a little"),
    -0.8: _("letting the other lead"),
}


SEEN: Mapping[str, Promise] = {
    "other_did": _("What did the other person do first?"),
    "i_did": _("What did I see %(name)s do?"),
    "other_then": _("What did the other person do then?"),
    "impact": _("How was it for me?"),
    "rupture_marks": _("What did I notice between us?"),
    "counsellor_part": _("What was my part?"),
    "repair_moves": _("What did I do to mend it?"),
    "something_new": _("Was anything different between us?"),
    "my_position": _("Where was %(name)s on the circle, as I saw it?"),
    "other_position": _("Where was the other person, as I saw it?"),
}
"""A telling by the counsellor, to the counsellor: what was seen, and what was his own."""
SEEN_BY: Mapping[str, Promise] = {
    "other_did": _("What %(other)s saw the other person do first"),
    "i_did": _("What %(other)s saw me do"),
    "other_then": _("What %(other)s saw the other person do then"),
    "impact": _("How it was for %(other)s"),
    "rupture_marks": _("What %(other)s noticed between us"),
    "counsellor_part": _("The part that %(other)s sees as their own"),
    "repair_moves": _("What %(other)s did to mend it"),
    "something_new": _("Whether anything was different, as %(other)s saw it"),
}
"""A telling by the counsellor, to the client: his *I* is his."""
SEEN_OF_BOTH: Mapping[str, Promise] = {
    **SEEN_BY,
    "i_did": _("What %(other)s saw %(name)s do"),
    "rupture_marks": _("What %(other)s noticed between the two"),
    "my_position": _("Where %(name)s was on the circle, as %(other)s saw it"),
    "other_position": _("Where the other person was, as %(other)s saw it"),
}
"""A telling by the counsellor, to somebody who is neither of the two."""

HIS_ACTS: Mapping[str, Promise] = {
    "other_did": _("What %(other)s did first"),
    "other_then": _("What %(other)s did then"),
}
MY_ACTS: Mapping[str, Promise] = {
    "other_did": _("What did I do first?"),
    "other_then": _("What did I do then?"),
    "other_position": _("Where was I, as I saw it?"),
}
HIS_ACTS_OF_BOTH: Mapping[str, Promise] = {
    **HIS_ACTS,
    "other_position": _("Where %(other)s was, as %(other)s saw it"),
}
"""A telling by the counsellor of a moment with himself: to the client, to him, to others."""

WITH_HIM: Mapping[str, Promise] = {
    "wish": _("What did %(name)s want from %(other)s?"),
    "other_did": _("What %(other)s did, as %(name)s tells it"),
    "other_then": _("What %(other)s did then, as %(name)s tells it"),
    "other_position": _("Where was %(other)s, as %(name)s tells it?"),
    "seen_as": _("How may %(other)s have seen %(name)s?"),
    "impact": _("How it was for %(other)s, as far as %(name)s knows"),
}
WITH_ME: Mapping[str, Promise] = {
    "wish": _("What did %(name)s want from me?"),
    "other_did": _("What I did, as %(name)s tells it"),
    "other_then": _("What I did then, as %(name)s tells it"),
    "other_position": _("Where was I, as %(name)s tells it?"),
    "ended": _("How did it end between us?"),
    "seen_as": _("How may I have seen %(name)s?"),
    "impact": _("How it was for me, as far as %(name)s knows"),
}
"""The client's telling of a moment with the counsellor: to others, and to him."""

HERS: Mapping[Role, Mapping[str, Promise]] = {"client": {}, "counsellor": WITH_ME}
SEEN_TO: Mapping[Role, Mapping[str, Promise]] = {"client": SEEN_BY, "counsellor": SEEN}
HIS_TO: Mapping[Role, Mapping[str, Promise]] = {"client": HIS_ACTS, "counsellor": MY_ACTS}
"""By who reads it; whoever is not named here is neither of the two."""


def questions(
    role: Role,
    name: str,
    *,
    telling: Author = "client",
    other: str = "",
    with_counsellor: bool = False,
) -> dict[str, str]:
    """Every question as this viewer meets it, of a `telling` by either of the two: `name` is what
    the client is called, `other` what the counsellor is, and whether it was with the counsellor is
    said by `with_counsellor`. Whose it is stands in the question: an *I* is the reader's. How it is
    known how it was for the other stands under the name of that source."""
    asked = OWN if role == "client" else {**ABOUT, **KNOWN_TO_HER}
    hers = telling == "client"
    seen = {} if hers else SEEN_TO.get(role, SEEN_OF_BOTH)
    between = HERS.get(role, WITH_HIM) if hers else HIS_TO.get(role, HIS_ACTS_OF_BOTH)
    every = {**EITHER, **asked, **seen, **(between if with_counsellor else {})}
    said = {"name": name, "other": other}
    return {field: str(words) % said for field, words in every.items()}


def nearest(words: Mapping[float, Promise] | Mapping[int, Promise], value: float) -> str:
    """The word that lies nearest to a value.

    >>> nearest({-0.4: "a little cold", 0.0: "neither"}, -0.3)
    'a little cold'
    """
    steps: dict[float, Promise] = dict(words.items())
    return str(steps[min(steps, key=lambda step: abs(step - value))])
