"""Whoever leaves: a case that is handed over, and one that is erased for good."""

import sys
from uuid import UUID

from relating.operate.terminal import say


def hand_over(case_id: UUID, name: str) -> int:
    """Let the counsellor who signs in with this name go on with a case; 0 if done, else 1."""
    from relating.journal import actions
    from relating.people.gate import Hidden
    from relating.people.models import User

    user = User.objects.filter(username__iexact=name, is_active=True).first()
    if user is None:
        say("Nobody here signs in with this name.")
        return 1
    try:
        actions.hand_over(case_id, user.pk)
    except Hidden:
        say("There is no such case here, or they are no counsellor. Cases: relating export")
        return 1
    say(f"{user.called or name} is the counsellor of this case now. The client sees that on Today.")
    return 0


def erase(case_id: UUID) -> int:
    """Erase a case for good, after asking twice; 0 if it was done, else 1."""
    from relating.journal import actions, verifying

    if case_id not in verifying.cases():
        say("There is no such case here. Cases: relating export")
        return 1
    say("All of this case is destroyed: its keys, every entry and version, its links. The client,")
    say("if they have no other case, cannot sign in any more. It cannot be undone. Copies made")
    say("before still hold it, sealed; throw away those of keys/ too.")
    if not answered("Type the id of the case: ", str(case_id)) or not answered(
        "Type erase: ", "erase"
    ):
        say("Nothing was erased.")
        return 1
    say(f"Erased: {actions.erase_case(case_id)} entries, and the keys of the case.")
    return 0


def answered(question: str, wanted: str) -> bool:
    """Whether the person at the terminal typed this; nobody there is no."""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() == wanted
