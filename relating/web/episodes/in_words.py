"""What an episode says, as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Episode, Recognition
from relating.engine.tellings import as_seen
from relating.journal.queries import OpenCase
from relating.web.episodes.page import MORE_OF_PAST, SAID
from relating.web.voice.episode import MAIN, MORE, asked_of, facts
from relating.web.voice.names import readers, whom
from relating.web.voice.times import to_the_minute

Text = str | Promise


def in_words(episode: Episode, case: OpenCase) -> dict[Text, str]:
    """What an episode says, as far as it was its writer's to say."""
    episode = as_seen(episode, case.role)
    asked = asked_of(episode, case)
    age = "" if episode.age is None else str(episode.age)
    said: dict[Text, str] = {
        asked["person"]: whom(episode, case),
        asked["when"]: to_the_minute(episode.at, episode.zone) if episode.at else "",
        asked["age"]: age,
        asked["place"]: case.vocabulary.label("place", episode.place),
        asked["story"]: episode.story,
    }
    said |= {fact.label: fact.text for fact in facts(episode, case, (*MAIN, *MORE))}
    return said | {asked["visibility"]: str(readers(episode, case))}


def recognition_in_words(recognition: Recognition) -> dict[Text, str]:
    """Whether she finds herself in what was told, and her words to it."""
    return {
        _("Was it so?"): str((SAID | MORE_OF_PAST)[recognition.says]),
        _("What was answered"): recognition.words,
    }
