"""The pictures of a case, for whoever looks at it."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Episode, Person
from relating.engine.circle import positions
from relating.engine.timeline import timeline
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.pictures import circle, words
from relating.pictures import timeline as timelines
from relating.pictures.drawing import Figure
from relating.web.voice.names import is_reader
from relating.web.voice.sentence import say
from relating.web.voice.sides import to_client


def voice_of(case: OpenCase) -> words.Voice:
    """How a picture speaks: to the client as "you", to the counsellor with the client's name."""
    return words.YOU if to_client(case) else words.Voice(name=case.client_name)


def spoken_to(case: OpenCase) -> dict[str, Person]:
    """The people of a case; the counsellor who looks is "you"."""
    return {
        id: replace(each, alias=_("you")) if is_reader(each, case) else each
        for id, each in case.people.items()
    }


def links(name: str) -> Callable[[UUID], str]:
    """Where marks lead: the address of one is worked out, and the others are like it. A picture
    can have hundreds."""
    like = reverse(name, args=[ANY])
    return lambda entry: like.replace(str(ANY), str(entry))


ANY = UUID(int=0)


def that_count(case: OpenCase, episodes: Iterable[Episode]) -> list[Episode]:
    """Of these episodes those that enter a picture: no telling by the counsellor alone."""
    counted = {each.id for each in case.counted}
    return [each for each in episodes if each.id in counted]


def circle_of(
    case: OpenCase, episodes: Iterable[Episode], width: float = 324, most: int = circle.MOST
) -> Figure:
    """The circle of these episodes."""
    zone = timezone.get_current_timezone()
    return circle.draw(
        positions(that_count(case, episodes), case.vocabulary, zone, most),
        circle.Reader(
            link=links("episode"),
            label=case.vocabulary.label,
            people=spoken_to(case),
            voice=voice_of(case),
            say=say,
        ),
        width=width,
        most=most,
    )


def timeline_of(case: OpenCase, episodes: Iterable[Episode]) -> Figure:
    """The timeline of these episodes: upright for the client's phone, lying for the desk."""
    hers = {each.id for each in case.confirmed}
    found = timeline(
        [each for each in episodes if each.id in hers],
        case.people,
        case.sessions,
        case.vocabulary,
        timezone.get_current_timezone(),
        timezone.localdate(),
    )
    draw = timelines.phone if policies.has_own_pages(case.role) else timelines.desk
    people, link = spoken_to(case), links("episode")
    return draw(found, link=link, people=people, say=say)
