"""The sealed journal: one row an entry, versions appended, a trail of who read and changed what."""
