"""Patterns: what is proposed, kept and shared; the client's ways."""
