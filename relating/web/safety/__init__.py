"""The safety plan."""
