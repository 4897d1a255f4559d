"""The words people choose from, and changing them."""
