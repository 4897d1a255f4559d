"""The alliance: both lines, its dips, and what is said of them."""
