"""The commands of whoever looks after an installation, beside serving it."""

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from relating.operate.terminal import command, say

if TYPE_CHECKING:
    from relating.operate.terminal import Commands

CASE = "its id (relating export)"


def add(commands: "Commands") -> None:
    """link, passphrase, tidy, hand-over, erase, verify, accept-loss, backup, restore"""
    command(commands, "link", "A new set-up link, while nobody looks after the practice.", link)
    helping = command(
        commands, "passphrase", "A new passphrase for somebody who forgot theirs.", passphrase
    )
    helping.add_argument("name", metavar="NAME", help="the name they sign in with")
    command(commands, "tidy", "Erase what was deleted more than 30 days ago.", tidy)
    handing = command(commands, "hand-over", "Give a case to another counsellor.", hand_over)
    handing.add_argument("case", type=UUID, metavar="CASE", help=CASE)
    handing.add_argument("name", metavar="NAME", help="the name the counsellor signs in with")
    erasing = command(commands, "erase", "Erase a case for good; asks twice.", erase)
    erasing.add_argument("case", type=UUID, metavar="CASE", help=CASE)
    preparing = command(
        commands, "prepare", "Make or change the tables on a server, as their owner.", prepare
    )
    preparing.add_argument(
        "--owner", required=True, metavar="URL", help="the journal, as its owner"
    )
    preparing.add_argument("--owner-of-keys", required=True, metavar="URL", help="the key store")
    moving = command(commands, "move", "Let a practice lie on a server from now on.", move)
    moving.add_argument("--database", required=True, metavar="URL", help="an empty one on a server")
    moving.add_argument("--key-store", required=True, metavar="URL", help="another, for the keys")
    command(commands, "verify", "Say whether all that is kept opens and is as it was.", verify)
    command(
        commands, "accept-loss", "Go on with a journal that lacks its newest acts.", accept_loss
    )
    keeping = command(
        commands, "backup", "A practice in one sealed file; it may be served meanwhile.", backup
    )
    back = command(commands, "restore", "Back from a backup, into an empty folder.", restore)
    for each in (keeping, back):
        each.add_argument("file", type=Path, metavar="FILE")
        each.add_argument(
            "--passphrase-file", type=Path, metavar="FILE", help="instead of being asked for it"
        )
    back.add_argument("--secrets", type=Path, required=True, metavar="FOLDER", help="its secrets")
    back.add_argument(
        "--since", type=Path, metavar="FOLDER", help="the installation as it was last: what was"
        " erased there since is erased again",
    )  # fmt: skip


def link(chosen: argparse.Namespace) -> int:
    """`relating link`"""
    from relating.operate import set_up

    found = set_up.opened(set_up.home(chosen.home))
    there = set_up.first_link(found, found.settings.address)
    if there is None:
        say("Somebody looks after this practice already; they can invite others.")
        return 1
    print(there)
    return 0


def passphrase(chosen: argparse.Namespace) -> int:
    """`relating passphrase NAME`"""
    from relating.operate import set_up

    set_up.opened(set_up.home(chosen.home))
    made = set_up.new_passphrase(chosen.name)
    if made is None:
        say("Nobody here signs in with this name.")
        return 1
    say("Give them this in person. It opens once, and then asks them for one of their own.")
    print(made)
    return 0


def tidy(chosen: argparse.Namespace) -> int:
    """`relating tidy`"""
    from relating.operate import set_up

    set_up.opened(set_up.home(chosen.home))
    say(f"Erased for good: {set_up.erase_overdue()}.")
    return 0


def hand_over(chosen: argparse.Namespace) -> int:
    """`relating hand-over CASE NAME`"""
    from relating.operate import leaving, set_up

    set_up.opened(set_up.home(chosen.home))
    return leaving.hand_over(chosen.case, chosen.name)


def erase(chosen: argparse.Namespace) -> int:
    """`relating erase CASE`"""
    from relating.operate import leaving, set_up

    set_up.opened(set_up.home(chosen.home))
    return leaving.erase(chosen.case)


def prepare(chosen: argparse.Namespace) -> int:
    """`relating prepare`"""
    from relating.operate import on_server, set_up

    home = set_up.home(chosen.home)
    os.environ["RELATING_OWNER_OF_JOURNAL"] = chosen.owner
    os.environ["RELATING_OWNER_OF_KEYS"] = chosen.owner_of_keys
    found = set_up.loaded(home)
    if not found.on_server:
        say("Its databases are files: they are made when it is served.")
        return 2
    on_server.prepared(found)
    say("The tables are of this version, and whoever serves may use them.")
    return 0


def move(chosen: argparse.Namespace) -> int:
    """`relating move`"""
    from relating.operate import moving, set_up
    from relating.operate.alone import alone

    home = set_up.home(chosen.home)
    with alone(home):
        found = set_up.opened(home)
        if found.on_server:
            say("It lies on a server already. relating backup and restore lead back to a folder.")
            return 2
        return moving.move(found, chosen.database, chosen.key_store)


def verify(chosen: argparse.Namespace) -> int:
    """`relating verify`"""
    from relating.operate import set_up
    from relating.operate.verify import verify as verified

    set_up.opened(set_up.home(chosen.home))
    return verified()


def accept_loss(chosen: argparse.Namespace) -> int:
    """`relating accept-loss`"""
    from relating.operate import loss, set_up
    from relating.operate.alone import alone

    found = set_up.opened(set_up.home(chosen.home), whole=False)
    with alone(found.folder):
        return loss.accept(found)


def backup(chosen: argparse.Namespace) -> int:
    """`relating backup FILE`"""
    from relating.operate import set_up
    from relating.operate.backup import backed_up

    found = set_up.opened(set_up.home(chosen.home))
    return backed_up(found, chosen.file.absolute(), asked(chosen.passphrase_file, twice=True))


def restore(chosen: argparse.Namespace) -> int:
    """`relating restore FILE`"""
    from relating.operate import set_up
    from relating.operate.backup import restored
    from relating.operate.erased_since import erased_since
    from relating.operate.verify import verify as verified

    os.umask(0o077)
    home = set_up.home(chosen.home)
    since = erased_since(chosen.since) if chosen.since else None
    restored(chosen.file, asked(chosen.passphrase_file, twice=False), home, chosen.secrets)
    set_up.opened(home)
    if since is not None:
        from relating.journal import actions

        say(f"Erased again: {actions.erase_again(*since)} entries and cases.")
    say(f"{home} is as it was when the backup was made. Serve it with: relating serve")
    return verified()


def asked(file: Path | None, *, twice: bool) -> str:
    """The passphrase of a backup: the first line of a file, or as it is typed."""
    if file is not None:
        return file.read_text(encoding="utf-8").partition("\n")[0].strip()
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    typed = getpass.getpass("Passphrase of the backup: ")
    if twice and getpass.getpass("Once more: ") != typed:
        say("These are two.")
        return ""
    return typed
