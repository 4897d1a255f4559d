"""What to bring to the next hour."""
