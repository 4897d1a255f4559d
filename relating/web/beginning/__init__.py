"""The beginning: one page that both agree on, line by line, before the first pulse."""
