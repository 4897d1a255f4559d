"""What this is: where it comes from, what happens, what it cannot do; to each in other words."""
