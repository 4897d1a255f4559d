"""The ending: what the two say of it, the book, and the letters."""
