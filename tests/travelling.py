"""What of a case travels: everything but what the counsellor keeps to themselves."""

from msgspec.structs import replace

from relating.case.file.case_file import CaseFile


def without_notes(case_file: CaseFile) -> CaseFile:
    """A case as it is written out: process notes, and the counsellor's own pulses, stay behind."""
    kept = tuple(
        each
        for each in case_file.entries
        if (each.author, each.visibility) != ("counsellor", "private")
    )
    return replace(case_file, entries=kept)
