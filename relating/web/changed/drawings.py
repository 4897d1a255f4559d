"""The pictures of what has changed: noticing, and the river."""

from relating.engine.halves import Lives
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


def noticing_of(case: OpenCase, life: Lives) -> Figure:
    """When she noticed, the last twelve times."""
    her = voice_of(case).name or ""
    return noticings.draw(noticing(life), names(case), links("episode"), say, her)


def river_of(case: OpenCase, life: Lives) -> Figure:
    """Old ways and new ones through the months."""
    since = next((each.working.since for each in worked_on(case)), None)
    return rivers.draw(river(life, since), say, voice_of(case).name or "")
