"""Which words everybody uses, and which are first names, in English: what stands out is neither.

The lists are those of `zxcvbn`, which has them to measure passphrases: each word stands in the one
list where it is most frequent. They hold no other language: the guide and decision 0013 say so.
"""

from functools import cache

WORDS = ("english_wikipedia", "us_tv_and_film")
FIRST_NAMES = ("female_names", "male_names")

SHORT_FOR = {
    **dict.fromkeys(("alex", "sasha", "xander", "alec"), "alexander"),
    **dict.fromkeys(("annie", "nan", "nancy", "anouk"), "anna"),
    **dict.fromkeys(("beth", "betty", "liz", "lizzie", "eliza", "bess", "lisbeth"), "elizabeth"),
    **dict.fromkeys(("bob", "bobby", "rob", "robbie", "bert"), "robert"),
    **dict.fromkeys(("bill", "billy", "will", "willy", "liam"), "william"),
    **dict.fromkeys(("cathy", "kate", "katie", "kitty", "kat"), "katherine"),
    **dict.fromkeys(("charlie", "chuck", "chaz"), "charles"),
    **dict.fromkeys(("dick", "rick", "ricky", "richie"), "richard"),
    **dict.fromkeys(("ed", "eddie", "ted", "ned"), "edward"),
    **dict.fromkeys(("frank", "paco", "pancho"), "francisco"),
    **dict.fromkeys(("harry", "hank", "hal"), "henry"),
    **dict.fromkeys(("jack", "johnny"), "john"),
    **dict.fromkeys(("jim", "jimmy", "jamie"), "james"),
    **dict.fromkeys(("joe", "joey", "pepe", "chepe"), "jose"),
    **dict.fromkeys(("lola", "lolita"), "dolores"),
    **dict.fromkeys(("maggie", "meg", "peggy", "greta", "daisy"), "margaret"),
    **dict.fromkeys(("mike", "mick", "misha"), "michael"),
    **dict.fromkeys(("molly", "polly", "mimi"), "mary"),
    **dict.fromkeys(("sally", "sadie"), "sarah"),
    **dict.fromkeys(("tony", "toni"), "anthony"),
    **dict.fromkeys(("vanya", "wanja"), "ivan"),
}
"""Short names that cannot be guessed from the long one."""


def lists() -> dict[str, list[str]]:
    """The lists, which are 11 MB, for whoever looks something up."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    found: dict[str, list[str]] = FREQUENCY_LISTS
    return found


@cache
def rank() -> dict[str, int]:
    """The words of the language, each with its place among the most frequent."""
    found: dict[str, int] = {}
    for name in WORDS:
        for place, word in enumerate(lists()[name]):
            found[word] = min(place, found.get(word, place))
    return found


@cache
def first_names() -> frozenset[str]:
    """The first names that are best known as such."""
    return frozenset(name for each in FIRST_NAMES for name in lists()[each])


def is_common(word: str, among: int) -> bool:
    """Whether a word, in small letters, is among so many that are used most."""
    return rank().get(word, among) < among


def is_first_name(word: str) -> bool:
    """Whether a word, in small letters, is better known as a first name than as anything else."""
    return word in first_names()
