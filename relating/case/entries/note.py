"""The note to oneself: the counsellor's process note, or a line that the client keeps."""

from typing import Annotated, ClassVar

from relating.case.entry import Entry
from relating.case.fields import FEW, EntryId, NeverShared, SessionId, Story, code_of


class Note(Entry, frozen=True, kw_only=True, tag="note"):
    """Words for oneself; they cannot be shared.

    `about` are the entries and `session` the hour it is about. `mine` says that it answers the
    question what of something may be my own. `pull`, `feelings` and `counsellor_part` are the
    counsellor's own reactions as data; `None` is not asked.
    """

    by_handed_form: ClassVar = True
    after_ending: ClassVar = True

    visibility: NeverShared
    session: SessionId | None = None
    about: Annotated[tuple[EntryId, ...], FEW] = ()
    text: Story = ""
    mine: bool = False
    pull: Annotated[tuple[Annotated[str, code_of("pull")], ...], FEW] | None = None
    feelings: Annotated[tuple[Annotated[str, code_of("feeling")], ...], FEW] | None = None
    counsellor_part: (
        Annotated[tuple[Annotated[str, code_of("counsellor_part")], ...], FEW] | None
    ) = None
