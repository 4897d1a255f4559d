"""Relating: the shared working record of Interpersonal Therapy."""
