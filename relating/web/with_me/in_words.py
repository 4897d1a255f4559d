"""Her page as label and text."""

from django.utils.functional import Promise

from relating.case import WorkWithMe
from relating.web.with_me.forms import ABOUT

Text = str | Promise


def in_words(page: WorkWithMe) -> dict[Text, str]:
    """What stands under each heading, a line each."""
    return {
        title: "\n".join(each.words for each in page.lines if each.about == key)
        for key, title in ABOUT.items()
    }
