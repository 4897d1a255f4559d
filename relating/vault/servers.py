"""A database on a PostgreSQL server, named by its address."""

from typing import Any

MOST = 4
"""Connections of a process: its threads, and one for what goes on beside them."""
POOL = {"min_size": 1, "max_size": MOST, "timeout": 5}
NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def on_server(address: str, *, pool: bool) -> dict[str, Any]:
    """A database as Django knows it; a pool has connections that are looked at before use."""
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415  a practice in a folder needs none

    said = conninfo_to_dict(address)
    named = {NAMES[name]: str(said.pop(name)) for name in [*said] if name in NAMES}
    return named | {
        "ENGINE": "relating.vault.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {**said} | ({"pool": POOL} if pool else {}),
    }
