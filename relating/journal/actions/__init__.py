"""Every change: actor first, the gate asked, one transaction, a line in the trail.

An action returns after its transaction is durable. Doing the same thing again (same id, same
content) changes nothing and says so; the same id with other content is a `Conflict`. Ids are made
by `relating.journal.ids`, never sent by a browser.
"""

from relating.journal.actions.acting import LATEST, NEW
from relating.journal.actions.cases import (
    AlreadyHere,
    export_case,
    export_whole,
    import_case,
    open_new_case,
    reminted,
)
from relating.journal.actions.clinic import (
    StillNeeded,
    add_role,
    end_membership,
    hand_over,
    name_practice,
    take_role,
    withdraw_link,
)
from relating.journal.actions.devices import add_device, close_device
from relating.journal.actions.drafts import give_up_key
from relating.journal.actions.endings import say_of_ending, took_book
from relating.journal.actions.entries import (
    delete,
    put_back,
    record,
    revise,
    share,
    tell,
    unshare,
    write,
    write_together,
)
from relating.journal.actions.erasing import (
    KEPT_FOR,
    erase,
    erase_again,
    erase_case,
    erase_overdue,
    finish_erasing,
)
from relating.journal.actions.feeds import close_feed, open_feed, say_in_feed
from relating.journal.actions.invitations import (
    accept,
    change_passphrase,
    invite_client,
    invite_colleague,
)
from relating.journal.actions.lending import agree, answer_lent, lend, take_back, withdraw
from relating.journal.actions.letters import NotTheSame, TooMany, let_go, receive
from relating.journal.actions.loss import accept_loss
from relating.journal.actions.marks import mark
from relating.journal.actions.moments import (
    other_moment,
    same_moment,
    saw_differently,
    told_twice,
)
from relating.journal.actions.people import merge, part
from relating.journal.actions.plans import NotNow, Tried, plan, tried
from relating.journal.actions.practice import alone as practise_alone
from relating.journal.actions.practice import card, take
from relating.journal.actions.pulses import give
from relating.journal.actions.versions import Made, restore, undo
from relating.journal.actions.words import change_layer, change_word, word
from relating.journal.receipts import Conflict, Receipt

__all__ = [
    "KEPT_FOR",
    "LATEST",
    "NEW",
    "AlreadyHere",
    "Conflict",
    "Made",
    "NotNow",
    "NotTheSame",
    "Receipt",
    "StillNeeded",
    "TooMany",
    "Tried",
    "accept",
    "accept_loss",
    "add_device",
    "add_role",
    "agree",
    "answer_lent",
    "card",
    "change_layer",
    "change_passphrase",
    "change_word",
    "close_device",
    "close_feed",
    "delete",
    "end_membership",
    "erase",
    "erase_again",
    "erase_case",
    "erase_overdue",
    "export_case",
    "export_whole",
    "finish_erasing",
    "give",
    "give_up_key",
    "hand_over",
    "import_case",
    "invite_client",
    "invite_colleague",
    "lend",
    "let_go",
    "mark",
    "merge",
    "name_practice",
    "open_feed",
    "open_new_case",
    "other_moment",
    "part",
    "plan",
    "practise_alone",
    "put_back",
    "receive",
    "record",
    "reminted",
    "restore",
    "revise",
    "same_moment",
    "saw_differently",
    "say_in_feed",
    "say_of_ending",
    "share",
    "take",
    "take_back",
    "take_role",
    "tell",
    "told_twice",
    "took_book",
    "tried",
    "undo",
    "unshare",
    "withdraw",
    "withdraw_link",
    "word",
    "write",
    "write_together",
]
