"""Which tests are of a database in a file, and which of one on a server."""

import os

import pytest

SERVER = os.environ.get("RELATING_TEST_SERVER", "")
on_files = pytest.mark.skipif(bool(SERVER), reason="this is so of a database in a file")
on_a_server = pytest.mark.skipif(not SERVER, reason="make test-postgresql runs it, beside a server")


def statement(said: str) -> str:
    """What a database was told, without what is said to a server before: who looks."""
    return said.rpartition("', true);")[2].lstrip()
