"""The words that made-up cases are told in, in the order in which the figures were measured.

A word that people get later, or that moves to the front of a form, changes no made-up case.
"""

from relating.case.words.vocabulary import DEFAULTS, Term

FEELINGS = (
    *("afraid", "anxious", "ashamed", "guilty", "not_enough", "worthless", "rejected", "lonely"),
    *("unseen", "misunderstood", "alone_with", "overwhelmed", "sad", "hurt", "disappointed"),
    *("angry", "irritated", "resentful", "contempt", "distrust", "jealous", "trapped", "numb"),
    *("confused", "relieved", "calm", "warm", "grateful", "trusting", "tender", "needy", "proud"),
    *("included", "confident", "free", "hopeful"),
)
LATER = {"duty"}
"""Words of other lists that made-up cases do without."""


def terms(name: str) -> list[Term]:
    """The words of a list."""
    every = {term.code: term for term in DEFAULTS.terms(name) if term.code not in LATER}
    return [every[code] for code in FEELINGS] if name == "feeling" else list(every.values())
