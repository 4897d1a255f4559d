"""That the newest lines of the journal are lost, accepted by whoever runs the server."""

from django.db import transaction
from django.utils import timezone

from relating.journal import trail
from relating.journal.models import Trail
from relating.people.models import Case

ACCEPTED = "lost"


def accept_loss(missing: int | None) -> None:
    """Go on beyond the lines that are lost, so many if that is known: one line for the journal, one
    for each case. No number is given twice, so that the lost ones are missed for good.
    """
    with transaction.atomic():
        now, after = timezone.now(), trail.ends_at() + (missing or 0)
        about = [None, *Case.objects.values_list("pk", flat=True)]
        trail.lines(
            [
                Trail(seq=number, at=now, actor=None, case=case, act=ACCEPTED)
                for number, case in enumerate(about, start=after + 1)
            ]
        )
        trail.goes_on()
