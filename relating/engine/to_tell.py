"""What was put down in a tap or two, to be told later or never."""

from relating.case.entries.episode import Episode


def is_bare(told: Episode) -> bool:
    """Whether nothing is said yet but with whom it was or what was felt."""
    said = (told.story, told.i_did, told.other_did, told.wish)
    return told.plan is None and told.place in {"life", "room"} and not any(said)
