"""A database on a PostgreSQL server, named by its address."""

from typing import Any

from django.db import connections

MOST = 4
"""Connections of a process: its threads, and one for what goes on beside them."""
POOL = {"min_size": 1, "max_size": MOST, "timeout": 5}
ENGINE = "relating.vault.postgresql"
NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def on_server(address: str) -> dict[str, Any]:
    """A database as Django knows it."""
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415  a practice in a folder needs none

    said = conninfo_to_dict(address)
    named = {NAMES[name]: str(said.pop(name)) for name in [*said] if name in NAMES}
    return named | {
        "ENGINE": ENGINE,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {**said},
    }


def keep_connections() -> None:
    """Let this process keep its connections to a server, looked at before each use: whoever serves
    would open two for each page, which takes the server longer than the page. A command has one."""
    connections.close_all()
    for database in connections.settings.values():
        if database["ENGINE"] == ENGINE:
            database["OPTIONS"]["pool"] = POOL
