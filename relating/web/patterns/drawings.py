"""The pictures of a claim, each drawn twice: for a desk, and for the width of a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Episode
from relating.engine import claims
from relating.engine.claims import Time
from relating.engine.patterns import Finding
from relating.journal.queries import OpenCase
from relating.pictures import claim, dots, triangle
from relating.pictures.drawing import Drawing, Figure
from relating.web.page.figures import links, spoken_to
from relating.web.voice.names import is_with_reader, whom
from relating.web.voice.sentence import say

WIDE, NARROW, NARROWEST = 400, 310, 306


@dataclass(frozen=True, slots=True)
class Drawn:
    """The strip, the triangle and the dots, wide and narrow."""

    strip: Drawing
    strip_narrow: Drawing
    triangle: Drawing
    triangle_narrow: Drawing
    dots: Figure
    dots_narrow: Figure


def drawn(found: Finding, title: str, episodes: Mapping[UUID, Episode], case: OpenCase) -> Drawn:
    """All pictures of a claim; its sentence is the title of the strip."""
    times, reader = told(found, episodes, case)
    people, today = spoken_to(case), timezone.localdate()
    return Drawn(
        strip=claim.draw(found, times, reader, title=title, width=WIDE),
        strip_narrow=claim.draw(found, times, reader, title=title, width=NARROW),
        triangle=triangle.draw(found, times, reader, people=people, width=WIDE),
        triangle_narrow=triangle.draw(
            found, times, reader, people=people, width=NARROWEST, stacked=True
        ),
        dots=dots.draw(found, times, reader, today=today, width=WIDE),
        dots_narrow=dots.draw(found, times, reader, today=today, width=NARROW),
    )


def strip(
    found: Finding,
    title: str,
    episodes: Mapping[UUID, Episode],
    case: OpenCase,
    title_id: str = claim.TITLE,
) -> Drawing:
    """The strip alone, for the client's phone."""
    times, reader = told(found, episodes, case)
    return claim.draw(found, times, reader, title=title, width=NARROW, title_id=title_id)


def told(
    found: Finding, episodes: Mapping[UUID, Episode], case: OpenCase
) -> tuple[tuple[Time, ...], claim.Reader]:
    """The times of a claim, and how they are called."""
    zone = timezone.get_current_timezone()
    times = claims.times(found, episodes, case.vocabulary, zone)
    names = {each.episode: name(episodes[each.episode], case) for each in times}
    return times, claim.Reader(links("episode"), names, say)


def name(episode: Episode, case: OpenCase) -> str:
    """With whom an episode was, as a picture says it."""
    if is_with_reader(episode, case):
        return _("you")
    return whom(episode, case) or _("no one named")
