"""What was put down in a tap or two, to be told later or never."""

from msgspec.structs import replace

from relating.case.entries.episode import Episode


def is_bare(told: Episode) -> bool:
    """Whether nothing is said yet but with whom it was or what was felt."""
    said = (told.story, told.i_did, told.other_did, told.wish)
    return told.plan is None and told.place in {"life", "room"} and not any(said)


def is_empty(told: Episode) -> bool:
    """Whether nothing is said but when and where it was, and who may read it."""
    nothing = Episode(
        id=told.id,
        author=told.author,
        visibility=told.visibility,
        recorded_at=told.recorded_at,
        at=told.at,
        place=told.place,
    )
    around = {name: getattr(told, name) for name in AROUND}
    return replace(told, story=told.story.strip()) == replace(nothing, **around)


AROUND = ("zone", "age", "session", "order", "telling_of", "apart_from")
"""What is said around a moment, and not of it."""
