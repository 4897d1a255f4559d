"""Where something happened, in the words that follow it: "with Mara, in life"."""

from relating.case.fields import Place
from relating.case.sentence import Sentence, sentence

PLACES: dict[Place, Sentence] = {
    "room": sentence("in the room"),
    "life": sentence("in life"),
    "past": sentence("back then"),
    "practice": sentence("practised"),
}
