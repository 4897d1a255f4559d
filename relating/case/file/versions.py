"""What earlier versions of the case file meant, said in the words of this one."""

from typing import TypeVar

from msgspec.structs import replace

from relating.case.entries.episode import Episode
from relating.case.kinds import Content

AContent = TypeVar("AContent", bound=Content)


def of_this_version(content: AContent) -> AContent:
    """A content of version 1, where nobody was asked what came first and what came after.

    What the other did may have been the cue or what came of it; from now on it says so.
    """
    if isinstance(content, Episode) and content.other_did and content.other_then is None:
        return replace(content, order="unknown")
    return content
