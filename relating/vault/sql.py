"""All that is said to a database in its own words, and not by way of the mapper."""

# SQLite ----------------------------------------------------------------------------------------
SQLITE_BEGINS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
)
SQLITE_FLUSHES = "PRAGMA synchronous"
SQLITE_LOOKS_QUICKLY = "PRAGMA quick_check(1)"
SQLITE_LOOKS = ("integrity_check", "foreign_key_check")

LISTED = "(SELECT value FROM json_each(%(expressions)s))"
EMPTIES_THE_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
PATIENCE = "PRAGMA busy_timeout"

# PostgreSQL ------------------------------------------------------------------------------------
TURN_OF_ALL = "SELECT pg_advisory_xact_lock(0)"
TURN_OF_ONE = "SELECT pg_advisory_xact_lock_shared(0), pg_advisory_xact_lock(%s)"
"""Whoever changes one case lets others change theirs, and waits for whoever changes all."""

LISTED_ON_A_SERVER = "(SELECT jsonb_array_elements_text((%(expressions)s)::jsonb)::uuid)"

HOLD, LET_GO = "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)"
"""Held by whoever changes tables."""

GOES_ON = (
    "SELECT setval(pg_get_serial_sequence('journal_trail', 'seq'), max(seq)) FROM journal_trail"
)

IS_OFF = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) AND setting <> 'on'"
"""Which of these settings of the server are not on."""
FLUSHING = ["fsync", "full_page_writes", "synchronous_commit"]
