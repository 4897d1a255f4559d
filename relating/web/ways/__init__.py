"""My ways: a way of hers, its two loops, and what could be done instead."""
