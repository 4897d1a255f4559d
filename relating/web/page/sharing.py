"""Who may read one entry, in words, and the button that changes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.case import Entry, Episode, Person, Word
from relating.case.held import codes_in, ids_in
from relating.journal.queries import OpenCase, OpenEntry
from relating.web.voice.names import other_name
from relating.web.voice.sides import (
    is_clients,
    is_counsellors,
    is_mine,
    is_the_counsellor,
    to_client,
)

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who may read it. With a `verb` there is something the viewer can do about it: a POST, or a
    link to a question, where it cannot be taken back (`asks`)."""

    icon: str
    title: Text
    text: Text
    url: str = ""
    verb: Text = ""
    asks: bool = False


def sharing(content: Entry | Person, row: UUID, may: frozenset[str], case: OpenCase) -> Sharing:
    """Who may read an entry, as the viewer would say it, and what they may change about it."""
    other = other_name(case)
    if "unshare" in may:
        verb = _("Take it back")
        return Sharing("share", shared_with(other), taking_back(other), url("unshare", row), verb)
    if "share" in may and isinstance(content, Episode) and is_counsellors(content):
        text = _("%(name)s reads it once the two of you have talked about it.") % {"name": other}
        verb = _("We have talked about it")
        return Sharing("lock", _("Your draft"), text, url("share", row), verb, asks=True)
    if "share" in may:
        verb, text = _("Share with %(name)s") % {"name": other}, going_along(content, case)
        text = f"{text} {left_behind(content, case)}".strip()
        asks = not to_client(case)
        return Sharing("lock", _("Private to you"), text, url("share", row), verb, asks)
    if not is_mine(content, case):
        return from_other(content, other)
    return Sharing("share", shared_with(other), _("%(name)s can read it too.") % {"name": other})


def from_other(content: Entry | Person, other: str) -> Sharing:
    """What the other person of the case wrote or shared."""
    if is_clients(content):
        text = _("%(name)s wrote this, and can take it back.") % {"name": other}
        return Sharing("share", _("Shared with you"), text)
    text = _("%(name)s wrote this for the two of you.") % {"name": other}
    if isinstance(content, Person):
        text = _("%(name)s put this down for the two of you.") % {"name": other}
        if is_the_counsellor(content):
            text = _("%(name)s is here because you work together.") % {"name": other}
    return Sharing("share", _("You both can read this"), text)


def of_entry(found: OpenEntry, case: OpenCase) -> Sharing:
    """Who may read an entry that was opened by itself."""
    assert isinstance(found.content, Entry | Person)  # noqa: S101  the caller asked for its kind
    return sharing(found.content, found.row.id, found.may, case)


def readers(case: OpenCase, base: Entry) -> list[tuple[str, str]]:
    """Who may read it, as choices. What the counsellor shared once is no longer only theirs."""
    name = {"name": other_name(case)}
    if not to_client(case) and base.visibility == "shared":
        return [("shared", _("Shared with %(name)s") % name)]
    return [("private", _("Keep private")), ("shared", _("Share with %(name)s") % name)]


def url(act: str, row: UUID) -> str:
    """The address that shares an entry, or takes it back."""
    return reverse(act, args=[row])


def shared_with(other: str) -> str:
    """The title over what is shared, with the other's name."""
    return _("Shared with %(name)s") % {"name": other}


def taking_back(other: str) -> str:
    """What taking back does and cannot do."""
    return _(
        "You can take it back at any time. %(name)s will not find it here any more; "
        "what was read before cannot be unread."
    ) % {"name": other}


def left_behind(content: Entry | Person, case: OpenCase) -> str:
    """That whoever a private entry names is shared still, and where that can be taken back."""
    text = _("%(other)s can still see who %(name)s is; you can take that back on %(name)s’s page.")
    return " ".join(
        text % {"name": person.alias, "other": other_name(case)}
        for person in named_in(content, case)
        if is_mine(person, case) and person.visibility == "shared"
    )


def going_along(content: Entry | Person, case: OpenCase) -> str:
    """What the other can read once this is shared: the entry, its person, its words."""
    other = other_name(case)
    more = list(along(content, case))
    if not more:
        return _("Nobody else reads it. If you share it, %(name)s can read it.") % {"name": other}
    return _("Nobody else reads it. If you share it, %(name)s can read it, and also %(more)s.") % {
        "name": other,
        "more": get_text_list(more, _("and")),
    }


def along(content: Entry | Person, case: OpenCase) -> Iterator[str]:
    """What the other will also be able to read once this is shared, in words."""
    people = [each for each in going_with(content, case) if is_own(each, case)]
    for person in people:
        yield _("who %(name)s is") % {"name": person.alias}
    used = {code for each in (content, *people) for code in codes_in(each)}
    own = [each for each in case.words if (each.list, each.code) in used and is_own(each, case)]
    names = ", ".join(f"“{case.vocabulary.label(each.list, each.code)}”" for each in own)
    if names:
        yield ngettext("your own word %(names)s", "your own words %(names)s", len(own)) % {
            "names": names
        }


def named_in(content: Entry | Person, case: OpenCase) -> list[Person]:
    """Whom an entry names, of those whom the viewer knows, and who stands for them."""
    named = (case.people.way_from(str(id)) for _name, id in ids_in(content, "person"))
    return list(chain.from_iterable(named))


def going_with(content: Entry | Person, case: OpenCase) -> list[Person]:
    """Whom an entry takes along: those it names, and of a person the entries that are them."""
    merged = case.people.merged_into(content.id) if isinstance(content, Person) else ()
    return [*named_in(content, case), *merged]


def is_own(content: Person | Word, case: OpenCase) -> bool:
    """Whether a person or a word is the viewer's own and still private."""
    return is_mine(content, case) and content.visibility == "private"
