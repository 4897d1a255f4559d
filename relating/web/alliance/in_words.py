"""What somebody said of a dip, as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Dip
from relating.web.alliance.forms import MENDED, RUPTURES

Text = str | Promise


def in_words(dip: Dip) -> dict[Text, str]:
    """Whether something was wrong, what was said about it, and whether it is well again."""
    return {
        _("Was something wrong between us?"): str(RUPTURES.get(dip.rupture or "", "")),
        _("What happened between us, and what was said about it?"): dip.said,
        _("Is it all right again between us?"): str(MENDED.get(dip.mended or "", "")),
    }
