"""Who may do what: pure predicates, default deny. Nobody compares roles anywhere else.

A predicate is given the role in which a person stands to a case now (None: in none) and the
facts about an entry that are in the clear. There is no role above the others.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

Role = Literal["client", "counsellor", "supervisor"] | None
PracticeRole = Literal["counsellor", "supervisor", "administrator"]
Act = Literal["read", "record", "revise", "share", "unshare", "delete", "put_back", "erase"]

BOTH = frozenset({"client", "counsellor"})
HATS: tuple[PracticeRole, ...] = ("counsellor", "supervisor", "administrator")
"""What somebody can be in a practice; of several the first is worn until another is put on."""


class Kind(NamedTuple):
    """What is known of a kind of entry, from its type. Of one that is not known: nobody may.

    `authors` may write it at all and `recorded_by` begin one in a case; it is `never_shared`, or
    `joint`, so that it belongs to both; it `stays`, so that it is neither deleted nor taken back;
    `by_handed_form` the client may give it on a form that the counsellor handed over;
    `after_ending` it is written in a case that has ended, too.
    """

    authors: frozenset[str] = frozenset()
    recorded_by: frozenset[str] = frozenset()
    never_shared: bool = True
    joint: bool = False
    stays: bool = True
    by_handed_form: bool = False
    after_ending: bool = False


class Facts(NamedTuple):
    """What is known of an entry without opening it; `own` says the viewer wrote it, `ended` that
    the two of its case have ended."""

    kind: Kind
    author: str
    visibility: str
    own: bool
    deleted: bool = False
    ended: bool = False


def worn(hat: str, held: Collection[str]) -> str:
    """The one role in which somebody stands in their practice now: the hat that they put on, or the
    first of those that they have; none for whoever has none."""
    return hat if hat in held else next((each for each in HATS if each in held), "")


def is_worn_first(role: str) -> bool:
    """Whether whoever has this role wears it until they put on another."""
    return role == HATS[0]


def is_a_hat(role: str) -> bool:
    """Whether it is worn in a practice; a client is one, whatever they wear elsewhere."""
    return role in HATS


def is_current(began: datetime, ended: datetime | None, now: datetime) -> bool:
    """Whether a membership or relation holds now: from its beginning until its end."""
    return began <= now and (ended is None or now < ended)


def has_ended(ends: datetime | None, now: datetime) -> bool:
    """Whether the two of a case have ended: from the moment on that was agreed, or was said."""
    return ends is not None and ends <= now


def goes_on(*, ended: bool) -> bool:
    """Whether anything new is begun between the two: not once they have ended."""
    return not ended


def is_open_to(entry: Facts) -> bool:
    """Whether entries of this kind are begun and changed in the case as it stands: in one that has
    ended those few that belong to the ending, and what keeps somebody safe."""
    return goes_on(ended=entry.ended) or entry.kind.after_ending


def may_read(role: Role, entry: Facts) -> bool:
    """The client reads what is theirs or shared; the counsellor what is shared or their own."""
    return (not entry.deleted and is_shared_with(role, entry)) or is_writer(role, entry)


def is_writer(role: Role, entry: Facts) -> bool:
    """Whether the entry is the viewer's own, in the role in which it was written."""
    if role != entry.author or role not in BOTH or role not in entry.kind.authors:
        return False
    return role == "client" or entry.own


def is_shared_with(role: Role, entry: Facts) -> bool:
    """Whether the entry is for the two, and the viewer one of them."""
    if entry.visibility != "shared" or entry.kind.never_shared:
        return False
    return role in BOTH and entry.author in entry.kind.authors


def may_record(role: Role, entry: Facts) -> bool:
    """Each writes in their own name, and only kinds that are theirs to begin."""
    mine = role == entry.author and role in BOTH
    return mine and role in entry.kind.recorded_by and is_open_to(entry)


def may_revise(role: Role, entry: Facts) -> bool:
    """The writer changes an entry; what belongs to both, either may, while it is shared."""
    if entry.deleted or not is_open_to(entry):
        return False
    return is_writer(role, entry) or (entry.kind.joint and is_shared_with(role, entry))


def may_share(role: Role, entry: Facts) -> bool:
    """The writer shares what is private; a note to oneself is never shared."""
    if entry.kind.never_shared or entry.deleted or not is_open_to(entry):
        return False
    return is_writer(role, entry) and entry.visibility == "private"


def may_unshare(role: Role, entry: Facts) -> bool:
    """The client takes back what they shared; the frame of the work stays with both."""
    if role != "client" or entry.kind.stays or entry.deleted:
        return False
    return is_writer(role, entry) and entry.visibility == "shared"


def may_merge(role: Role, goes: Facts, stays: Facts) -> bool:
    """Whoever wrote a person down says that it is somebody known. What is shared is never stood
    for by what is private: the other would lose it, or learn of what is not theirs to see."""
    if goes.visibility == "shared" and stays.visibility == "private":
        return False
    return may_revise(role, goes) and may_read(role, stays) and not stays.deleted


def may_delete(role: Role, entry: Facts) -> bool:
    """The writer deletes an entry; the frame of the work cannot be deleted."""
    return is_writer(role, entry) and not entry.kind.stays and not entry.deleted


def may_put_back(role: Role, entry: Facts) -> bool:
    """The writer puts back what they deleted."""
    return is_writer(role, entry) and entry.deleted


may_erase = may_put_back

RULES = {
    "read": may_read,
    "record": may_record,
    "revise": may_revise,
    "share": may_share,
    "unshare": may_unshare,
    "delete": may_delete,
    "put_back": may_put_back,
    "erase": may_erase,
}


def allowed(act: str, role: Role, entry: Facts) -> bool:
    """Ask the rule of an act; an act without a rule is denied."""
    rule = RULES.get(act)
    return rule is not None and rule(role, entry)


def acts(role: Role, entry: Facts) -> frozenset[str]:
    """Everything that this role may do with this entry."""
    return frozenset(act for act in RULES if allowed(act, role, entry))


def acts_on_new_plan(role: Role) -> frozenset[str]:
    """Only the client begins a safety plan: it is theirs, and the counsellor must not learn
    whether there is one that is private."""
    return frozenset({"revise"}) if role == "client" else frozenset()


def keeps_devices(role: Role) -> bool:
    """What a phone keeps until it can be sent is the client's: her devices, her inbox."""
    return role == "client"


def has_own_pages(role: Role) -> bool:
    """More and My ways are the client's; the counsellor has the rail."""
    return role == "client"


def may_agree(role: Role) -> bool:
    """The two of a case agree on what they look at; either takes it back."""
    return role in BOTH


def is_not_pushed(role: Role) -> bool:
    """What was told of back then waits for the client."""
    return role == "client"


def hears_of(role: Role) -> bool:
    """To the counsellor the words of the lists say of the client what to the client they say of
    themselves."""
    return role == "counsellor"


def has_room(role: Role) -> bool:
    """Prepare, the Room and what comes after it are the counsellor's."""
    return role == "counsellor"


def may_plan(role: Role) -> bool:
    """The counsellor plans sessions, and says what became of them."""
    return role == "counsellor"


def may_try(role: Role) -> bool:
    """What she tries with somebody, and what became of it, the client alone says."""
    return role == "client"


def may_say_why(role: Role) -> bool:
    """What she came for, and where she stands with it, the client alone says."""
    return role == "client"


def may_add(role: Role) -> bool:
    """The client adds their own words to the summary of a session."""
    return role == "client"


def may_give_feedback(role: Role) -> bool:
    """The counsellor says what they saw, and what it did to them."""
    return role == "counsellor"


def may_answer(role: Role) -> bool:
    """The client says whether it fits, and how fast it may go."""
    return role == "client"


def may_stand_beside(role: Role) -> bool:
    """The counsellor says his own part in a way of the client's, and may retire it."""
    return role == "counsellor"


def may_hand_over(role: Role) -> bool:
    """The counsellor hands the client the form of a pulse, and sees nothing of what is sealed."""
    return role == "counsellor"


def may_be_given(role: Role, entry: Facts, *, has_client: bool) -> bool:
    """By a form that the counsellor handed over the client gives a pulse, and keeps a line for
    themselves; sealed only where a client can sign in to find it again."""
    theirs = may_record("client", entry) and entry.kind.by_handed_form
    return may_hand_over(role) and theirs and (has_client or entry.visibility == "shared")


def may_say_of_ending(role: Role) -> bool:
    """Either of the two says how it ends; so either can end it."""
    return role in BOTH


def may_close_access(role: Role) -> bool:
    """The client says when the counsellor's access closes once they have ended."""
    return role == "client"


def has_book(role: Role) -> bool:
    """The book is the client's: whether there is one, what stands in it, and for whom."""
    return role == "client"


def keeps_notes(role: Role) -> bool:
    """Process notes are the counsellor's."""
    return role == "counsellor"


def may_invite(role: Role) -> bool:
    """The counsellor invites the client of a case."""
    return role == "counsellor"


def may_read_unnoted(role: Role) -> bool:
    """When nothing can be written any more the client still reads: a safety plan must not
    depend on room on a disk. Whoever else reads is noted, or does not read."""
    return role == "client"


def may_read_trail(role: Role) -> bool:
    """Both people of a case may see who read and changed what in it."""
    return role in {"client", "counsellor"}


def may_know_who_read(role: Role) -> bool:
    """The client sees every reading; the counsellor only their own: when the client is here, and
    what the client looks at, is not the counsellor's to watch."""
    return role == "client"


def may_export(role: Role) -> bool:
    """Both may take along what they may see."""
    return role in {"client", "counsellor"}


def may_take_out(role: Role, *, sent: bool) -> bool:
    """Of somebody who was sent nothing leaves the two but what the client takes along."""
    return role == "client" or (role == "counsellor" and not sent)


def may_open_case(practice_role: str) -> bool:
    """A counsellor of the practice opens cases."""
    return practice_role == "counsellor"


def may_run_practice(practice_role: str) -> bool:
    """The administrator adds people and ends their work here; no case comes with it."""
    return practice_role == "administrator"


def may_end(administrator: UUID, member: UUID) -> bool:
    """The administrator ends anybody's work here but their own: a practice is never left alone."""
    return administrator != member


def may_take_hat(role: str, held: Collection[str], *, own: bool) -> bool:
    """Of several hats the administrator takes any away; but their own as administrator stays, for a
    practice is never left alone, and the last goes only with the access."""
    return role in held and len(held) > 1 and not (own and role == "administrator")


def may_change_layer(practice_role: str, *, own: bool) -> bool:
    """A counsellor changes their own words, the administrator those of the practice."""
    return practice_role == "counsellor" if own else practice_role == "administrator"


def may_look_for_patterns(role: Role) -> bool:
    """What the engine proposes is for the counsellor; the client has a view of her own."""
    return role == "counsellor"


def may_lend(role: Role) -> bool:
    """The counsellor brings moments to a supervisor, and takes them back."""
    return role == "counsellor"


def may_consent(role: Role) -> bool:
    """The client says whether moments may be brought to a supervisor, and takes it back."""
    return role == "client"


def may_supervise(role: Role, *, named: bool, lent: bool) -> bool:
    """The supervisor whom it was lent to reads and answers it, as long as it is lent."""
    return role == "supervisor" and named and lent
