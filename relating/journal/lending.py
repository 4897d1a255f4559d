"""What is lent to a supervisor: a few moments and a question, with the names left out.

The one opening through which anything of a case reaches somebody who is not one of the two. What
comes out has been through `unnamed`; whether it is lent is asked at every reading.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from msgspec.structs import replace

from relating.case import (
    Consent,
    Content,
    Episode,
    Feedback,
    Frame,
    Note,
    People,
    Person,
    Safety,
    Session,
    Supervision,
    Word,
)
from relating.case.entries.supervision import allows, is_lent
from relating.case.words.vocabulary import DEFAULTS, Vocabulary, humanised
from relating.engine.moments import THE_COUNSELLOR, with_whom
from relating.engine.numbers import numbers
from relating.exchange.unnamed import Names, names, unnamed
from relating.journal import layers, queries, rows, trail
from relating.journal.models import Entry
from relating.journal.sealing import (
    Row,
    facts,
    opened_all,
    readable_purposes,
    unsealed,
)
from relating.journal.sent import require_may_leave, says_so, was_sent
from relating.people import gate, policies
from relating.people.gate import Hidden, Standing, Viewer
from relating.people.models import CLIENT, COUNSELLOR, SUPERVISOR, Relation, User
from relating.vault import keys
from relating.vault.any_of import any_of

Lendable: TypeAlias = Episode | Feedback | Note
"""What can be brought. Of every other kind nothing leaves the two, whatever a loan may name."""
AROUND = ("frame", "person", "word", "session", "safety")
INSTEAD = {
    CLIENT: pgettext_lazy("in place of a name", "client"),
    COUNSELLOR: pgettext_lazy("in place of a name", "counsellor"),
}
SOMEBODY = pgettext_lazy("in place of a name", "somebody")


class Loan(NamedTuple):
    """A question and its moments as the supervisor reads them: no names, no days.

    `roles` tells what each person is to the client, `hours` the number of each session, `between`
    which moments were with the counsellor. `lives` says that it is lent at this moment, `mine` that
    the viewer lent it.
    """

    case_id: UUID
    lent: Supervision
    moments: tuple[Lendable, ...]
    vocabulary: Vocabulary
    roles: dict[str, str]
    hours: Mapping[UUID, int]
    between: frozenset[UUID]
    lender: str
    supervisor: str
    lives: bool
    without: Names
    mine: bool = False


class Lender(NamedTuple):
    """How the one who lends stands to the case, and the keys that open what they may see."""

    at: Standing
    ring: keys.Ring


def open_loan(viewer: Viewer, entry_id: UUID) -> Loan:
    """Open one loan: for whom it was lent to as long as it is lent, and for who lent it.

    Raises:
        Hidden: for this viewer there is none.
    """
    row = rows.existing(entry_id)
    gate.require(row.kind == "supervision" and not row.deleted and row.by_id is not None)
    if row.by_id == viewer.id:
        return own_loan(viewer, row)
    at, lender, lent = as_supervisor(viewer, row)
    trail.read(at, trail.by_others(at, [row, *moments(lender, lent)]))
    return without_names(lender, lent, lives=True)


def as_supervisor(viewer: Viewer, row: Row) -> tuple[Standing, Lender, Supervision]:
    """A loan's row, opened for whom it was lent to: how they stand to the case, and who lent it.

    Raises:
        Hidden: it is not lent to the viewer now.
    """
    at = gate.supervising(viewer, row.case_id)
    lender = lender_of(row)
    lent = opened_loan(lender, row)
    named, lives = lent.supervisor == viewer.id, is_alive(lender, lent)
    gate.require(policies.may_supervise(at.role, named=named, lent=lives))
    return at, lender, lent


def own_loan(viewer: Viewer, row: Row) -> Loan:
    """What the viewer lent, and what came of it."""
    lender = Lender(gate.standing(viewer, row.case_id), ring_of(row.case_id))
    gate.check("read", lender.at, facts(row, lender.at))
    lent = opened_loan(lender, row)
    # The loan is the viewer's own; what a supervisor answered in it another wrote.
    answer = row.id.bytes if lent.answer else b""
    trail.read(lender.at, answer + trail.by_others(lender.at, moments(lender, lent)))
    return without_names(lender, lent, lives=is_alive(lender, lent))._replace(mine=True)


def lent_to(viewer: Viewer) -> tuple[Loan, ...]:
    """Everything that is lent to the viewer now, the newest first.

    Raises:
        Hidden: the viewer supervises nobody's work here.
    """
    gate.practice(viewer, SUPERVISOR)
    cases = {at.case_id for at in gate.standings(viewer, "supervisor")}
    found = rows.fetched(
        Entry.objects.filter(case_id__in=any_of(cases), kind="supervision", deleted_at=None)
    )
    loans = [loan for row in found if (loan := if_lent(viewer, row))]
    return tuple(sorted(loans, key=lambda each: each.lent.recorded_at, reverse=True))


def if_lent(viewer: Viewer, row: Row) -> Loan | None:
    """A loan, if the viewer may read it; only its question is read here."""
    try:
        lender = lender_of(row)
    except Hidden:
        return None
    lent = opened_loan(lender, row)
    if lent.supervisor != viewer.id or not is_alive(lender, lent):
        return None
    return without_names(lender, lent, lives=True)._replace(moments=())


def loans(opened: queries.OpenCase) -> tuple[tuple[Supervision, bool], ...]:
    """Everything that was lent of a case by its viewer, newest first, and whether it still is."""
    now = timezone.now()
    found = sorted(opened.all(Supervision), key=lambda each: each.recorded_at, reverse=True)
    given = yes_that_holds(opened, now)
    return tuple((each, is_lent(each, given, now)) for each in found)


def consent(given: tuple[Consent, ...], now: datetime) -> Consent | None:
    """What the client agrees to at this moment; the newest of several."""
    holding = (each for each in given if each.visibility == "shared" and allows(each, now))
    return max(holding, key=lambda each: (each.recorded_at, each.id), default=None)


def yes_that_holds(opened: queries.OpenCase, now: datetime) -> Consent | None:
    """The consent on which something may be brought; of somebody who was sent nothing may."""
    return None if says_so(opened) else consent(opened.all(Consent), now)


def preview(viewer: Viewer, case_id: UUID, lent: Supervision) -> Loan:
    """What the supervisor would read, before it is lent.

    Raises:
        Hidden: the viewer lends nothing of this case.
    """
    lender = Lender(gate.standing(viewer, case_id), ring_of(case_id))
    gate.require(policies.may_lend(lender.at.role))
    require_may_leave(lender.at, lender.ring)
    trail.read(lender.at, trail.by_others(lender.at, moments(lender, lent)))
    return without_names(lender, lent, lives=False)._replace(mine=True)


# Opening ----------------------------------------------------------------------------------------


def lender_of(row: Row) -> Lender:
    """Who lent it, as they stand to the case now.

    Raises:
        Hidden: they are not its counsellor any more.
    """
    if row.by_id is None:
        raise Hidden
    at = gate.standing(Viewer(row.by_id), row.case_id)
    if not policies.may_lend(at.role):
        raise Hidden
    return Lender(at, ring_of(row.case_id))


def ring_of(case_id: UUID) -> keys.Ring:
    """The keys of what a counsellor may see."""
    return keys.ring(case_id, readable_purposes("counsellor"))


def opened_loan(lender: Lender, row: Row) -> Supervision:
    """The content of a loan's row."""
    content = unsealed(lender.ring, row)
    if not isinstance(content, Supervision):
        raise Hidden
    return content


def is_alive(lender: Lender, lent: Supervision) -> bool:
    """Whether it is lent at this moment, with the client's consent as it stands."""
    return is_lent(lent, consent_to(lender, lent), timezone.now())


def consent_to(lender: Lender, lent: Supervision) -> Consent | None:
    """The consent that a loan rests on, unless it was taken out of the record, or nothing of the
    case may be brought."""
    if lent.consent is None or was_sent(lender.at, lender.ring):
        return None
    found = visible(lender, Q(pk=lent.consent, kind="consent", visibility="shared"))
    return next((each for _, each in found if isinstance(each, Consent)), None)


def visible(lender: Lender, which: Q) -> list[tuple[Row, Content]]:
    """What the lender may see of the case; nothing that they may not can ever be lent."""
    found = rows.fetched(rows.seen_by(lender.at).filter(which, deleted_at=None))
    return opened_all(lender.ring, lender.at, found)


def moments(lender: Lender, lent: Supervision) -> list[Row]:
    """The rows of what is lent."""
    return [row for row, _ in visible(lender, Q(pk__in=any_of(lent.entries)))]


# Without names ----------------------------------------------------------------------------------


def without_names(lender: Lender, lent: Supervision, *, lives: bool) -> Loan:
    """A loan as the supervisor reads it."""
    around = [content for _, content in visible(lender, Q(kind__in=AROUND))]
    words = [each for each in around if isinstance(each, Word)]
    plain = layers.vocabulary_of((lender.at.clinic_id, lender.at.viewer.id), words)
    people = People(each for each in around if isinstance(each, Person))
    roles = roles_of(people, plain)
    without = names(called(lender, lent, around, roles))
    found = {row.id: content for row, content in visible(lender, Q(pk__in=any_of(lent.entries)))}
    shown = {id: each for id, each in found.items() if isinstance(each, Lendable)}
    return Loan(
        case_id=lender.at.case_id,
        lent=replace(lent, question=without.out_of(lent.question), left_out=()),
        moments=tuple(unnamed(shown[each], without) for each in lent.entries if each in shown),
        vocabulary=layers.vocabulary_of(
            (lender.at.clinic_id, lender.at.viewer.id),
            [renamed(each, without) for each in words],
        ),
        roles=roles,
        hours=numbers(each for each in around if isinstance(each, Session)),
        between=frozenset(id for id, each in shown.items() if was_with_counsellor(each, people)),
        lender=called_now(lender.at.viewer.id),
        supervisor=called_now(lent.supervisor),
        lives=lives,
        without=without,
    )


def was_with_counsellor(moment: Lendable, people: People) -> bool:
    """Whether a moment was one with the counsellor of the case."""
    return isinstance(moment, Episode) and with_whom(moment, people) == THE_COUNSELLOR


def roles_of(people: People, vocabulary: Vocabulary) -> dict[str, str]:
    """What each person is to the client, by any of their ids; a second friend is "friend 2"."""
    seen: dict[str, int] = {}
    found: dict[str, str] = {}
    for person in sorted(people):
        role = role_of(people[person], vocabulary)
        seen[role] = seen.get(role, 0) + 1
        found[person] = role if seen[role] == 1 else f"{role} {seen[role]}"
    return {each: found[people.standing_for(each)] for each in people.everybody}


def role_of(person: Person, vocabulary: Vocabulary) -> str:
    """What somebody is to the client, within a sentence."""
    if person.role is None or person.role in INSTEAD:
        return str(INSTEAD.get(person.role or "", SOMEBODY))
    role = vocabulary.label("role", person.role)
    return role[:1].lower() + role[1:]


def called(
    lender: Lender, lent: Supervision, around: list[Content], roles: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Everybody's name, with what stands instead of it."""
    frame = next(each for each in around if isinstance(each, Frame))
    yield frame.label, str(INSTEAD[CLIENT])
    at_work = Relation.objects.filter(case_id=lender.at.case_id, role__in=(CLIENT, COUNSELLOR))
    for role, name, username in at_work.values_list("role", "user__called", "user__username"):
        yield name, str(INSTEAD[role])
        yield username, str(INSTEAD[role])
    for person in around:
        if isinstance(person, Person):
            yield person.alias, roles[person.id]
    for plan in around:
        if isinstance(plan, Safety):
            yield from (
                (each.name, "…") for each in (*plan.people_to_call, *plan.professionals_to_call)
            )
    for name in lent.left_out:
        yield name, "…"


def renamed(word: Word, without: Names) -> Word:
    """A word of the case without the names in it."""
    own = DEFAULTS.listings.get(word.list, {}).get(word.code) is None
    label = word.label or (humanised(word.code) if own else None)
    return replace(word, label=without.out_of(label) or "…") if label else word


def called_now(user_id: UUID) -> str:
    """What somebody of the practice is called."""
    return User.objects.filter(pk=user_id).values_list("called", flat=True).first() or ""
