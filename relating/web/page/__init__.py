"""What every page is made of: its frame, its pieces, and what a form needs."""
