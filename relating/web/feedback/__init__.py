"""Feedback in its steps, and the answer."""
