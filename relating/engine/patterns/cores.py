"""What a cue is made of, and when two cues are one."""

from relating.case.entries.pattern import Cue


def slots(cue: Cue) -> tuple[str, ...]:
    """Which slots a cue names: cues that name the same are of one kind.

    >>> slots(Cue(other_did="criticised", standing="above"))
    ('other_did', 'standing')
    """
    every = ("other_did", "wish", "standing", "feeling", "ended_badly")
    return tuple(slot for slot in every if getattr(cue, slot))


def atoms(cue: Cue) -> frozenset[tuple[str, str]]:
    """The codes that make the core of a cue: what the other did, what I wished.

    >>> sorted(atoms(Cue(other_did="criticised", feeling="sad")))
    [('other_did', 'criticised')]
    """
    found = {("other_did", cue.other_did), ("wish", cue.wish)}
    return frozenset((slot, code) for slot, code in found if code is not None)


def varies(one: Cue, other: Cue) -> bool:
    """Whether two cues have a word of their core in common, so that one only varies the other."""
    return bool(atoms(one) & atoms(other))


def core(cue: Cue) -> Cue:
    """The cue without its marks.

    >>> core(Cue(wish="close", feeling="sad")) == Cue(wish="close")
    True
    """
    return Cue(other_did=cue.other_did, wish=cue.wish, standing=cue.standing)
