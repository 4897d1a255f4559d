"""The people of a case."""
