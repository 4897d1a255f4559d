"""How it is with one person, on their page: what is wanted, who backs whom, how it changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from relating.case import Person, Support, Tie
from relating.engine.ties import ON_THE_MAP, State, after, in_order
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.page.sharing import Sharing, sharing
from relating.web.people.near import GROUPS, OFF, legend
from relating.web.voice.sides import to_client
from relating.web.voice.times import full_day

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Backing:
    """Who is there for whom: the kinds, and her own words."""

    title: Text
    kinds: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change: since when, what it says, and who may read it."""

    row: UUID
    when: str
    text: str
    sharing: Sharing
    may_delete: bool


@dataclass(frozen=True, slots=True)
class Between:
    """How it is between the client and somebody."""

    where: Text
    title: Text
    wanted: str
    wish: str
    backing: tuple[Backing, ...]
    chosen: str
    changes: tuple[Change, ...]
    edit_url: str

    @property
    def more(self) -> bool:
        """Whether there is something to fold open."""
        return bool(self.backing or self.chosen or self.changes)


def between(person: Person, case: OpenCase) -> Between:
    """How it is with somebody today, as far as the viewer may see it."""
    ties = [each for each in in_order(case.all(Tie)) if case.people.are_one(each.person, person.id)]
    state = State(person.id)
    for tie in (each for each in ties if each.on <= timezone.localdate()):
        state = after(state, tie)
    row = case.person_row(person.id)
    label = case.vocabulary.label
    return Between(
        where=where(state),
        title=title(person, case),
        wanted=label("wanted", state.wanted) if state.wanted else "",
        wish=state.wish or "",
        backing=tuple(backings(state, case)),
        chosen=state.chosen or "",
        changes=tuple(told(ties, case)),
        edit_url=reverse("person-tie", args=[row]) if policies.has_own_pages(case.role) else "",
    )


def where(state: State) -> Text:
    """How near they stand, and since when."""
    if state.ring not in ON_THE_MAP or state.since is None:
        return ""
    said = {"near": GROUPS[state.ring], "month": month(state.since)}
    return _("%(near)s, since %(month)s") % said


def month(found: date) -> str:
    """A month and its year."""
    return written(found, pgettext("month with year", "F Y"))


def title(person: Person, case: OpenCase) -> Text:
    """Over what the client wants."""
    name = {"name": person.alias, "client": case.client_name}
    if to_client(case):
        return _("What I want with %(name)s") % name
    return _("What %(client)s wants with %(name)s") % name


def backings(state: State, case: OpenCase) -> Iterator[Backing]:
    """Who is there for whom, where that was said."""
    for title, support in zip(legend(case), (state.to_me, state.from_me), strict=True):
        if support is not None and (support.kinds or support.words):
            yield Backing(title, kinds(support, case), support.words)


def kinds(support: Support, case: OpenCase) -> tuple[str, ...]:
    """The kinds of support in words."""
    return tuple(case.vocabulary.label("support", code) for code in support.kinds)


def told(ties: list[Tie], case: OpenCase) -> Iterator[Change]:
    """The changes, newest first: each a dated entry that its writer shares, or takes out."""
    lines = []
    state = State("")
    for tie in ties:
        may = case.may(tie.id)
        text = "; ".join(said(tie, state, case))
        shown = sharing(tie, tie.id, may, case)
        lines.append(Change(tie.id, full_day(tie.on), text, shown, "delete" in may))
        state = after(state, tie)
    yield from reversed(lines)


def said(tie: Tie, before: State, case: OpenCase) -> Iterator[str]:
    """What a change says, in a few words."""
    label = case.vocabulary.label
    if tie.ring is not None:
        yield moved(before.ring or OFF, tie.ring, case)
    if tie.ring is None and tie.turned is not None:
        yield _("stands elsewhere in the same ring")
    if tie.to_me is not None or tie.from_me is not None:
        yield _("who is there for whom")
    if tie.wanted is not None:
        yield label("wanted", tie.wanted)
    if tie.wish is not None:
        yield tie.wish or _("nothing more is wanted")
    if tie.chosen is not None:
        yield _("how they were chosen")


def moved(before: str, now: str, case: OpenCase) -> str:
    """From where to where."""
    if before == OFF:
        return str(GROUPS[now])
    return _("from %(was)s to %(now)s") % {"was": GROUPS[before], "now": GROUPS[now]}
