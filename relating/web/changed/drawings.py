"""The pictures of what has changed: noticing, and the river."""

from django.utils import timezone

from relating.engine.halves import lives
from relating.engine.noticing import noticing
from relating.engine.river import river
from relating.journal.queries import OpenCase
from relating.pictures import noticing as noticings
from relating.pictures import river as rivers
from relating.pictures.drawing import Figure
from relating.web.changed.page import names
from relating.web.changed.worked_on import worked_on
from relating.web.page.figures import links, voice_of
from relating.web.voice.sentence import say

WIDE = 560


def noticing_of(case: OpenCase) -> Figure:
    """When she noticed, the last twelve times."""
    life = lives(case.counted, case.people, case.vocabulary, timezone.get_current_timezone())
    found = noticing(life)
    return noticings.draw(found, names(case), links("episode"), say, voice_of(case).name or "")


def river_of(case: OpenCase, width: float = 344) -> Figure:
    """Old ways and new ones through the months."""
    life = lives(case.counted, case.people, case.vocabulary, timezone.get_current_timezone())
    since = next((each.working.since for each in worked_on(case)), None)
    return rivers.draw(river(life, since), say, voice_of(case).name or "", width)
