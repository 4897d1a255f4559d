"""The pulse as the client answers it on a handed form: the same five, and nobody's name."""

from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from relating.case import Pulse
from relating.web.pulse.forms import OWN, FiveForm


class GivenForm(FiveForm):
    """The five in the client's words; sealed only for who can sign in to it later."""

    def __init__(self, data: QueryDict | None, *, seals: bool) -> None:
        super().__init__(data, initial={"visibility": "private" if seals else "shared"})
        self.seals = seals
        self.ask({name: str(text) for name, text in OWN.items()})
        self.ask_client(_("Send it"), seals=seals)

    def told(self, pulse: UUID, session: UUID, now: datetime) -> Pulse:
        """The pulse that a valid form tells, as it is before it is sent."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "visibility"}
        wanted = given["not_right_for"] if given["not_right"] else ""
        given["not_right_for"] = wanted or None
        return Pulse(
            id=pulse,
            author="client",
            visibility="private",
            recorded_at=now,
            session=session,
            **given,
        )

    @property
    def sends(self) -> bool:
        """Whether a valid form also sends it."""
        return bool(self.cleaned_data["visibility"] == "shared")
