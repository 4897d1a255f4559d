"""A card as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Card

Text = str | Promise


def in_words(card: Card) -> dict[Text, str]:
    """What the other may say, and what she says then."""
    return {_("What they may say"): card.reply, _("What I say then"): card.mine}
