"""The Room: marks in the hour, and what becomes of them."""
