"""The five steps of feedback, and what each is called: to its writer, to the client, to others."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relating.case import Feedback
from relating.journal.queries import OpenCase
from relating.web.voice.sides import to_client

OWN = {
    "saw": _("What I saw or heard here"),
    "response": _("How it was for me"),
    "need": _("What I would have wished for then"),
    "outside": _("A tentative link to outside"),
    "invitation": _("An invitation"),
}
TO_CLIENT = {
    "saw": _("What %(name)s saw or heard"),
    "response": _("How it was for %(name)s"),
    "need": _("What %(name)s would have wished for"),
    "outside": _("What %(name)s wonders about"),
    "invitation": _("What %(name)s asks you"),
}
UNNAMED = {
    "saw": _("What the counsellor saw or heard"),
    "response": _("How it was for the counsellor"),
    "need": _("What the counsellor would have wished for"),
    "outside": _("A tentative link to outside"),
    "invitation": _("An invitation"),
}
STEPS = tuple(OWN)


def told(feedback: Feedback, case: OpenCase) -> Iterator[tuple[str, str]]:
    """Each step that has words, as it is called to whoever reads."""
    labels = TO_CLIENT if to_client(case) else OWN
    for label, words in steps(feedback, labels):
        yield str(label) % {"name": case.counsellor_name}, words


def steps(feedback: Feedback, labels: Mapping[str, Promise]) -> Iterator[tuple[Promise, str]]:
    """Each step that has words, under its label."""
    for name, label in labels.items():
        if words := getattr(feedback, name):
            yield label, words
