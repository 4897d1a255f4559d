"""What a word says, as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Word
from relating.case.words.vocabulary import humanised

Text = str | Promise


def in_words(word: Word) -> dict[Text, str]:
    """The word itself."""
    return {_("The word"): word.label or humanised(word.code)}
