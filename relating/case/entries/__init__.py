"""The kinds of content that a case holds, one thing a file."""
