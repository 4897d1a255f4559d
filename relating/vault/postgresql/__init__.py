"""PostgreSQL, as Relating uses it: Django's own backend, and one writer of a case at a time."""
