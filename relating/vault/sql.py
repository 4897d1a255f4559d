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
IN_THE_CLEAR = (
    "group_concat(id || ' ' || coalesce(by_id, '') || ' ' || author || ' ' || visibility"
    " || ' ' || version)"
)
EMPTIES_THE_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
PATIENCE = "PRAGMA busy_timeout"

# PostgreSQL ------------------------------------------------------------------------------------
TURN_OF_ALL = "SELECT pg_advisory_xact_lock(0)"
TURN_OF_ONE = "SELECT pg_advisory_xact_lock_shared(0), pg_advisory_xact_lock(%s)"
"""Whoever changes one case lets others change theirs, and waits for whoever changes all."""

LISTED_ON_A_SERVER = """(SELECT unnest(translate(%(expressions)s, '[]"', '{}')::uuid[]))"""
"""Of an array a server knows how many are in it; of JSON it expects a hundred, and then looks
through a whole table for one case."""
IN_THE_CLEAR_ON_A_SERVER = (
    "string_agg(id::text || ' ' || coalesce(by_id::text, '') || ' ' || author || ' ' || visibility"
    " || ' ' || version, ',')"
)

HOLD, LET_GO = "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)"
"""Held by whoever changes tables."""

GOES_ON = (
    "SELECT setval(pg_get_serial_sequence('journal_trail', 'seq'), max(seq)) FROM journal_trail"
)

IS_OFF = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) AND setting <> 'on'"
"""Which of these settings of the server are not on."""
FLUSHING = ["fsync", "full_page_writes", "synchronous_commit"]

# Rows by who looks -----------------------------------------------------------------------------
LOOKING = "SELECT set_config('relating.viewer', '{who}', true);"
"""Said with each statement, for its transaction alone. It is an id or one of our words."""

SEES = """
CREATE OR REPLACE FUNCTION relating_operator() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('relating.viewer', true), '') = 'operator'
$$;
CREATE OR REPLACE FUNCTION relating_cases() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT case_id FROM people_relation
  WHERE (ended IS NULL OR ended > now()) AND user_id = (
    SELECT CASE WHEN viewer ~ '^[0-9a-f-]{36}$' THEN viewer::uuid END
    FROM current_setting('relating.viewer', true) AS viewer
  )
$$;
"""
ROWS_OF = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS cases ON {table};
CREATE POLICY cases ON {table} USING (
  (SELECT relating_operator()) OR {column} IN (SELECT relating_cases())
);
"""
"""Forced: whoever owns the table is held to it too."""
LINES = """
ALTER TABLE journal_trail ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_trail FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS cases ON journal_trail;
CREATE POLICY cases ON journal_trail USING (
  (SELECT relating_operator()) OR "case" IS NULL OR "case" IN (SELECT relating_cases())
);
"""
"""What is done in the practice and in no case is nobody's alone."""

# Keys by case ----------------------------------------------------------------------------------
KEY_BY = """
ALTER TABLE {table} DROP CONSTRAINT {table}_pkey CASCADE;
ALTER TABLE {table} ADD PRIMARY KEY ({column}, id);
CREATE INDEX {table}_by_id ON {table} (id);
"""
"""What refers to the id alone goes with the old key."""
VERSIONS_OF_A_CASE = """
ALTER TABLE journal_version ADD CONSTRAINT journal_version_of_entry
  FOREIGN KEY (case_id, entry_id) REFERENCES journal_entry (case_id, id)
  DEFERRABLE INITIALLY DEFERRED;
"""

# Erasing ---------------------------------------------------------------------------------------
ERASING = """
CREATE OR REPLACE FUNCTION relating_erase(erased uuid[], whole uuid, actor uuid, at timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone uuid[];
BEGIN
  SELECT array_agg(id ORDER BY id) INTO gone FROM journal_entry
  WHERE (id = ANY(erased) AND (deleted_at IS NOT NULL OR relating_operator()))
     OR (case_id = whole AND relating_operator());
  IF whole IS NOT NULL THEN
    INSERT INTO journal_trail (at, actor, "case", act, kind, entry, entries)
    VALUES (at, actor, whole, 'erased', '', NULL, '');
  ELSE
    INSERT INTO journal_trail (at, actor, "case", act, kind, entry, entries)
    SELECT at, relating_erase.actor, case_id, 'erased', kind, id, ''
    FROM journal_entry WHERE id = ANY(gone) ORDER BY id;
  END IF;
  DELETE FROM journal_version WHERE entry_id = ANY(gone);
  DELETE FROM journal_entry WHERE id = ANY(gone);
  RETURN coalesce(cardinality(gone), 0);
END $$;
"""
"""The one way in which something goes for good: with the line that says so, or not at all."""
ERASE = "SELECT relating_erase(%s::uuid[], %s::uuid, %s::uuid, %s)"

GRANTS = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
"""
GRANTS_OF_THE_JOURNAL = """
REVOKE UPDATE, DELETE ON journal_trail, journal_version FROM {role};
REVOKE DELETE ON journal_entry FROM {role};
"""
"""What was noted and what an entry said before is added to, and never changed by whoever serves."""

IS_ABOVE = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
"""Whether no rule of a row holds for whoever this is."""
