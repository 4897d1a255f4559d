"""Journal, key store and key-encryption key belong together, or nothing is opened."""

from uuid import UUID

from relating.installation import Installation, Unsafe

NOT_KNOWN = (
    "is missing or cannot be read, so it is not known whether the journal is whole. Put it back."
)
WAY_OUT = "If there is no other copy: relating accept-loss."
NAMED = 3
"""So many cases are named where something is wrong with more of them."""


def check(found: Installation, *, whole: bool = True) -> None:
    """Refuse what does not belong together; what is new is made known to each other. A journal that
    lacks its newest lines is let through where it is not asked to be whole.

    Raises:
        Unsafe: in one line, with what mends it.
    """
    if reasons := strangers(found):
        raise Unsafe(*reasons)
    check_keys(found)
    if whole and (reasons := cut_short(found)):
        raise Unsafe(*reasons)
    make_known()


def check_keys(found: Installation) -> None:
    """Refuse keys that do not open every case. What changes a journal needs them all.

    Raises:
        Unsafe: in one line, with what mends it.
    """
    from relating.vault import start

    start.check()
    if reasons := shut_cases(found):
        raise Unsafe(*reasons)


def strangers(found: Installation) -> list[str]:
    """Why this is not the key store of this journal, if it is not."""
    from relating.vault import identity

    journal, store = journal_of(), identity.installation()
    if journal and store is None:
        return [
            (
                f"{found.key_store_shown} is not the key store of this journal: it is empty or too"
                f" old. Put back the one that belongs to {found.database_shown}."
            )
        ]
    if journal and journal != store:
        return [
            (
                f"{found.database_shown} and {found.key_store_shown} belong to two installations."
                " Put back the one that is not from here."
            )
        ]
    if journal is None and nobody_is_here() and not identity.is_unused():
        return [
            (
                f"{found.database_shown} is empty, but {found.key_store_shown} has keys."
                " Put back the journal that belongs to them."
            )
        ]
    return []


def journal_of() -> UUID | None:
    """The installation that the journal belongs to."""
    from relating.people.models import Identity

    return Identity.objects.values_list("installation", flat=True).first()


def nobody_is_here() -> bool:
    """Whether the journal is new."""
    from relating.people.models import Case, User

    return not User.objects.exists() and not Case.objects.exists()


def shut_cases(found: Installation) -> list[str]:
    """That cases cannot be opened, because a key of theirs is missing or does not open.

    The key of words of one's own is not asked for: without it those words alone are missing.
    """
    from relating.journal.ids import CLIENT, NOTES, SHARED
    from relating.people.models import Case
    from relating.vault import identity

    cases = Case.objects.order_by("opened_at").values_list("pk", flat=True)
    shut = [str(case) for case in identity.shut(cases, (SHARED, CLIENT, NOTES))]
    if not shut:
        return []
    more = f" and {len(shut) - NAMED} more" if len(shut) > NAMED else ""
    return [
        (
            f"{found.key_store_shown} lacks keys, or they do not open:"
            f" case {', '.join(shut[:NAMED])}{more}."
            " It is older than the journal, or damaged: put back its newest copy."
        )
    ]


def cut_short(found: Installation) -> list[str]:
    """That the journal ends before the line that was its newest, if it does."""
    if not (missing := lines_missing(found)):
        return [] if missing == 0 else [f"{found.newest_line} {NOT_KNOWN} {WAY_OUT}"]
    return [
        (
            f"{found.database_shown} lacks the newest {missing} acts: it is an older copy"
            f"{or_its_log(found)}. Put the newest back. {WAY_OUT}"
        )
    ]


def or_its_log(found: Installation) -> str:
    """What else can be missing where the journal is a file."""
    return "" if found.on_server else f", or the file {found.database.name}-wal is not beside it"


def lines_missing(found: Installation) -> int | None:
    """How many lines the trail had beyond those that are here; None if that is not known.

    The journal is looked at last, for somebody may write meanwhile.
    """
    from relating.journal import trail
    from relating.vault import newest

    reached = newest.reached(found.newest_line)
    return None if reached is None else max(0, reached - trail.ends_at())


def make_known() -> None:
    """Write into both who they belong to; the key store first, which nothing is read without."""
    from relating.journal import trail
    from relating.people.models import Identity
    from relating.vault import identity, newest

    installation = identity.installation_or_new()
    Identity.objects.get_or_create(id=1, defaults={"installation": installation})
    identity.remember_encryption_keys()
    newest.raise_to(trail.ends_at())
