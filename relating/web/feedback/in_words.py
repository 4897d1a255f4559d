"""Feedback, an answer and how she would like it, as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Answer, Feedback, Preferences
from relating.journal.queries import OpenCase
from relating.web.feedback.paces import PACES
from relating.web.voice.feedback import told

Text = str | Promise


def in_words(feedback: Feedback, case: OpenCase) -> dict[Text, str]:
    """The steps that have words, as they are called to whoever reads."""
    return dict(told(feedback, case))


def answer_in_words(answer: Answer, case: OpenCase) -> dict[Text, str]:
    """Whether it fits, and what she said to it."""
    fits = case.vocabulary.label("resonance", answer.resonance) if answer.resonance else ""
    return {
        _("Does that fit?"): fits,
        _("What was answered"): answer.words,
        _("In my own words"): answer.in_my_words,
    }


def preferences_in_words(preferences: Preferences) -> dict[Text, str]:
    """How somebody would like to be spoken to."""
    return {_("How it should be said"): str(PACES[preferences.pace]) if preferences.pace else ""}
