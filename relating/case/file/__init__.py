"""The open file that a case travels in: read whole or not at all."""
