"""After the hour, on one page: marks, what the two keep, the own note, pulse and feedback."""
