"""What does not open is named to whoever runs the server: what it is and its id, nothing in it."""

from logging import getLogger

LOG = getLogger("relating.vault")


def named(what: str, id: object) -> None:
    """Say in the log that this does not open and was set aside."""
    LOG.error("does not open and was set aside", extra={"came": f"{what} {id}"})
