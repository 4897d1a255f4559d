"""Sealing and keys. This room knows nothing of counselling."""
