"""The hours: planned, held, moved, and what the two agreed on."""
