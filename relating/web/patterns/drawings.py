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
from relating.web.voice.names import COUNSELLOR, is_counsellor, whom

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
    times, names = told(found, episodes, case)
    persons, link = spoken_to(case), links("episode")
    return Drawn(
        strip=claim.draw(found, times, title=title, link=link, names=names, width=WIDE),
        strip_narrow=claim.draw(found, times, title=title, link=link, names=names, width=NARROW),
        triangle=triangle.draw(found, times, link=link, names=names, people=persons, width=WIDE),
        triangle_narrow=triangle.draw(
            found, times, link=link, names=names, people=persons, width=NARROWEST, stacked=True
        ),
        dots=dots.draw(found, times, link=link, names=names, width=WIDE),
        dots_narrow=dots.draw(found, times, link=link, names=names, width=NARROW),
    )


def strip(
    found: Finding,
    title: str,
    episodes: Mapping[UUID, Episode],
    case: OpenCase,
    title_id: str = claim.TITLE,
) -> Drawing:
    """The strip alone, for the client's phone."""
    times, names = told(found, episodes, case)
    return claim.draw(
        found,
        times,
        title=title,
        link=links("episode"),
        names=names,
        width=NARROW,
        title_id=title_id,
    )


def told(
    found: Finding, episodes: Mapping[UUID, Episode], case: OpenCase
) -> tuple[tuple[Time, ...], dict[UUID, str]]:
    """The times of a claim, and with whom each was."""
    zone = timezone.get_current_timezone()
    times = claims.times(found, episodes, case.vocabulary, zone)
    return times, {each.episode: name(episodes[each.episode], case) for each in times}


def name(episode: Episode, case: OpenCase) -> str:
    """With whom an episode was, as a picture says it."""
    person = case.people.get(episode.person or "")
    if case.role == COUNSELLOR and is_counsellor(episode, person):
        return _("you")
    return whom(episode, case) or _("no one named")
