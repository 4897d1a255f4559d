"""The phone: what it keeps, what it may send, and which phones there are."""
