"""Relating: the shared working record of Interpersonal Therapy."""

__version__ = "0.2.0"
