"""Words of hers that mean nearly the same: to name them together says nothing.

*To look after them*, so *taking care of everyone*: what she wished and what she did are one thing
told twice. Two words are alike when they stand in one row of the table below, or at nearly one
place on the circle, where a wish and an act are one move, seen from within and from without (the
octants are the same in CSIV's values, IIP's problems and IIS's strengths). What somebody else did
is never alike to what she did, wherever it stands: that they lean on her is no part of her caring.
"""

from dataclasses import dataclass

from relating.case.words.vocabulary import Term, Vocabulary

NEAR = 22.5
"""Up to so many degrees two places are one: half of an octant."""


@dataclass(frozen=True, slots=True)
class Construct:
    """One thing with several words: wishes and acts that only say it, and who puts it there."""

    wishes: frozenset[str]
    acts: frozenset[str]
    source: str


def _one(wishes: str, acts: str, source: str) -> Construct:
    return Construct(frozenset(wishes.split()), frozenset(acts.split()), source)


CONSTRUCTS = (
    _one(
        "give_care",
        "caretaking overgiving fixing not_fix",
        "nurturing: IIP LM (overly nurturant, self-sacrificing); CCRT-LU B, supporting",
    ),
    _one(
        "peace not_anger fit_in",
        "peacekeeping giving_in apologising pleasing let_other_lead",
        "yielding: CSIV -A; IIP HI and JK (nonassertive, overly accommodating); CSIE JK",
    ),
    _one(
        "accepted valued",
        "pleasing performing",
        "being liked: CSIV -A+C; IIP JK and NO; IIT-C JK (ingratiating)",
    ),
    _one(
        "guard not_shamed space",
        "hiding withdrawing self_reliance numbing intellect pause time_out",
        "keeping apart: CSIV -C and -A-C; IIP DE and FG; IIS DE and FG; CCRT-LU M, withdrawing",
    ),
    _one(
        "respected decide lead",
        "controlling say_no say_need limit ask_change",
        "having a say: CSIV +A; IIP PA (domineering); IIS PA (lead)",
    ),
    _one(
        "push_back fairness",
        "criticising exploding disagree limit say_no show_anger ask_change",
        "pushing back: CSIV +A-C; IIP BC (vindictive); IIS BC (direct); CCRT-LU H, angry",
    ),
    _one(
        "understood heard honest",
        "say_feeling say_need show_anger show_weak disagree",
        "showing oneself: CSIV +A+C; IIS NO (engage); CSIE +A+C",
    ),
    _one(
        "supported safe close",
        "ask_help receive clinging helpless say_need",
        "seeking care: CSIV +C; CCRT-LU B and C; editorial where it comes to helplessness",
    ),
    _one(
        "repair",
        "repair_ask own_part apologising ask_impact",
        "mending: editorial; CCRT-LU B, supporting",
    ),
    _one("play", "joking humour_after performing", "playing: editorial; CCRT-LU C, loving"),
    _one("", "overworking perfection", "doing more: editorial; both against not being good enough"),
)


def only_says(wish: str | None, act: str, vocabulary: Vocabulary) -> bool:
    """Whether an act of hers only says her wish once more. Without a wish it never does.

    >>> from relating.case.words.vocabulary import DEFAULTS
    >>> only_says("give_care", "caretaking", DEFAULTS), only_says("close", "hiding", DEFAULTS)
    (True, False)
    """
    if wish is None:
        return False
    listed = any(wish in one.wishes and act in one.acts for one in CONSTRUCTS)
    return listed or _at_one_place(vocabulary.term("wish", wish), vocabulary.behaviour(act))


def acts_alike(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two acts of hers, ticked for one thing, are that one thing.

    An old way and a new one never are, wherever they stand.

    >>> from relating.case.words.vocabulary import DEFAULTS
    >>> acts_alike("caretaking", "overgiving", DEFAULTS), acts_alike("hiding", "fixing", DEFAULTS)
    (True, False)
    """
    first, second = vocabulary.behaviour(one), vocabulary.behaviour(other)
    if first is not None and second is not None and first.stance != second.stance:
        return False
    listed = any({one, other} <= each.acts for each in CONSTRUCTS)
    return one == other or listed or _at_one_place(first, second)


def _at_one_place(one: Term | None, other: Term | None) -> bool:
    if one is None or other is None or one.angle is None or other.angle is None:
        return False
    apart = abs(one.angle - other.angle) % 360
    return min(apart, 360 - apart) <= NEAR
