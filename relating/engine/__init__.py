"""What can be said about a case: one question per file.

Functions take values and return frozen results that name their evidence (entry ids) and their
size. Nothing here knows the time, a database or a page.
"""
