"""Plans and tries: if this happens, I say that; and what became of it."""
