"""What happens in the closest ring, as one sentence for both, with its times."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Tie
from relating.engine.closest import Closest, TooLittle, closest
from relating.journal.queries import OpenCase
from relating.web.page.pieces import Row
from relating.web.page.rows import rows_of
from relating.web.patterns.sentences import Part, Sentence, chosen, parted
from relating.web.voice.sides import to_client

Text = str | Promise
MOST = 24
"""So many of the times stand below the sentence."""


@dataclass(frozen=True, slots=True)
class Happens:
    """A sentence, or why there is none yet; and the times that it counts, of more than `most` the
    newest."""

    sentence: Sentence = ()
    not_yet: Text = ""
    times: tuple[Row, ...] = ()
    most: int | None = None


def happens(case: OpenCase, now: datetime) -> Happens | None:
    """What happens with those near; None where nobody stands near. Alike for both of the two: from
    what they share."""
    shared = [each for each in case.all(Tie) if each.visibility == "shared"]
    zone = timezone.get_current_timezone()
    found = closest(case.counted_for_both, shared, case.people, zone)
    if isinstance(found, str):
        return too_little(found, case)
    told = {each.id: each for each in case.counted_for_both}
    times = rows_of([told[id] for id in found.times[:MOST]], case, now)
    more = len(found.times) > MOST
    return Happens(sentence=sentence(found, case), times=times, most=MOST if more else None)


def too_little(reason: TooLittle, case: OpenCase) -> Happens | None:
    """That too little was told and shared to say it."""
    if reason == "nobody":
        return None
    if to_client(case):
        text = _("Too little is shared of the people near you to say what happens there.")
    else:
        text = _("Too little is told of the people near %(name)s to say what happens there.")
    return Happens(not_yet=text % {"name": case.client_name})


def sentence(found: Closest, case: OpenCase) -> Sentence:
    """A count beside a count: with those near, and with the others."""
    slots: dict[str, str | Part] = {
        "did": chosen(case, "behaviour", found.behaviour),
        "name": case.client_name,
        "near": of(found.k, found.n),
        "others": of(found.others_k, found.others_n),
    }
    if not found.others_n:
        told = _("With the people near you: %(did)s, %(near)s times.")
        about = _("With the people near %(name)s: %(did)s, %(near)s times.")
    else:
        told = _("With the people near you: %(did)s, %(near)s. With the others: %(others)s.")
        about = _("With the people near %(name)s: %(did)s, %(near)s. With the others: %(others)s.")
    return parted(told if to_client(case) else about, **slots)


def of(k: int, n: int) -> Part:
    """So many of so many."""
    return Part(_("%(k)s of %(n)s") % {"k": k, "n": n}, "count")
