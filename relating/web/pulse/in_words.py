"""A pulse as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Pulse
from relating.web.pulse.forms import NOT_RIGHT_FOR

Text = str | Promise


def in_words(pulse: Pulse) -> dict[Text, str]:
    """What did not sit right, and what is to become of that line."""
    wanted = dict(NOT_RIGHT_FOR).get(pulse.not_right_for or "", "")
    return {
        _("What did not sit right"): pulse.not_right,
        _("What do you want to do with this line?"): str(wanted),
    }
