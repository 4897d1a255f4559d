"""What one of the two says about a dip in the alliance. Only they can call it a rupture."""

from typing import Annotated, Literal, TypeAlias

from relating.case.entry import Entry
from relating.case.fields import FEW, Misfit, SessionId, Words, code_of

IsRupture: TypeAlias = Literal["yes", "no", "not_sure"]
Mended: TypeAlias = Literal["yes", "partly", "no"]


class Dip(Entry, frozen=True, kw_only=True, tag="dip"):
    """One side's word on a dip; the other side says theirs in an entry of their own.

    `session` is the hour where it dipped. `rupture` is whether it was one, `said` what was said
    about it, `rupture_marks` what was noticed, `counsellor_part` and `repair_moves` what the
    counsellor did in it and what mended it; `None` is not asked. `mended` is whether it is well
    again and `mended_session` the hour in which it became so.
    """

    session: SessionId | None = None
    rupture: IsRupture | None = None
    said: Words = ""
    rupture_marks: Annotated[tuple[Annotated[str, code_of("rupture_mark")], ...], FEW] | None = None
    counsellor_part: (
        Annotated[tuple[Annotated[str, code_of("counsellor_part")], ...], FEW] | None
    ) = None
    repair_moves: Annotated[tuple[Annotated[str, code_of("repair_move")], ...], FEW] | None = None
    mended: Mended | None = None
    mended_session: SessionId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.mended_session is not None and self.mended != "yes":
            raise Misfit("mended_session", "only what is mended has an hour in which it was")
